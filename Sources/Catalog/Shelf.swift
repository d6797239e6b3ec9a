internal import Register
internal import Synchronization

/// What a catalog read of `Schema/reference` once, for all sources and from any thread.
final class Shelf: Sendable {
    private let rosters = Mutex<[StateCode: PlaceRoster]>([:])
    private let tables = Mutex<[String: IndustryTable]>([:])
    private let vintages = Mutex<[String: Digest]>([:])

    func roster(of state: StateCode, read: () throws(CatalogError) -> PlaceRoster) throws(CatalogError) -> PlaceRoster {
        if let known = rosters.withLock({ $0[state] }) { return known }
        let roster = try read()
        rosters.withLock { $0[state] = roster }
        return roster
    }

    func table(_ name: String, read: () throws(CatalogError) -> IndustryTable) throws(CatalogError) -> IndustryTable {
        if let known = tables.withLock({ $0[name] }) { return known }
        let table = try read()
        tables.withLock { $0[name] = table }
        return table
    }

    func vintage(_ name: String, read: () throws(CatalogError) -> Digest) throws(CatalogError) -> Digest {
        if let known = vintages.withLock({ $0[name] }) { return known }
        let digest = try read()
        vintages.withLock { $0[name] = digest }
        return digest
    }
}
