import Foundation
public import Register

extension Catalog {
    /// The counties, ZIP codes and places of one jurisdiction, from the rosters of `Schema/reference`; only its own lines are read.
    ///
    /// - Throws: for a roster that is not there, or a line of it that is not in order.
    public func places(of state: StateCode) throws(CatalogError) -> PlaceRoster {
        try shelf.roster(of: state) { () throws(CatalogError) in try readPlaces(of: state) }
    }

    private func readPlaces(of state: StateCode) throws(CatalogError) -> PlaceRoster {
        guard let fips = jurisdictions.first(where: { $0.code == state })?.fips else {
            throw .unknownState(place: "Schema/reference", code: state.rawValue, nearest: nil)
        }
        let counties = try counties(of: state)
        let (zips, places) = (try lines(of: state, in: "zip-codes.csv"), try lines(of: state, in: "places.csv"))
        do throws(RosterDisorder) {
            return try PlaceRoster(state: state, fips: fips, counties: counties, zips: zips, places: places)
        } catch {
            throw .badRoster(place: "Schema/reference, \(state)", reason: error.reason)
        }
    }

    /// Names the vintage of the rosters, and of the rules by which they are read.
    public func placesVintage() throws(CatalogError) -> Digest {
        try shelf.vintage("places") { () throws(CatalogError) in try digestOfPlaces() }
    }

    private func digestOfPlaces() throws(CatalogError) -> Digest {
        var bytes = Array("\(Placement.rules)".utf8)
        for file in ["counties.csv", "zip-codes.csv", "places.csv"] { bytes += try Self.bytes(at: home.path + "/Schema/reference/" + file) }
        return Digest(of: bytes)
    }

    private func counties(of state: StateCode) throws(CatalogError) -> [(fips: String, name: String)] {
        var counties: [(fips: String, name: String)] = []
        for line in String(decoding: try lines(of: state, in: "counties.csv"), as: UTF8.self).split(separator: "\n") {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count == 2 else { throw .badRoster(place: "Schema/reference/counties.csv", reason: "\"\(line)\" has not 2 values") }
            counties.append((String(cells[0]), String(cells[1])))
        }
        return counties
    }

    /// The lines of a state in a file that is sorted by its first column, the state's code, without that column. The rest is not read.
    private func lines(of state: StateCode, in file: String) throws(CatalogError) -> [UInt8] {
        let path = home.path + "/Schema/reference/" + file
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        return data.withUnsafeBytes { bytes in
            let block = bytes[Self.start(of: state.rawValue + ",", in: bytes)..<Self.start(of: state.rawValue + "-", in: bytes)]
            var lines: [UInt8] = []
            lines.reserveCapacity(block.count)
            for line in block.split(separator: 0x0A) {
                lines.append(contentsOf: line.dropFirst(state.rawValue.utf8.count + 1))
                lines.append(0x0A)
            }
            return lines
        }
    }

    /// Where the lines begin that are not before a key, by bisection. The header is lower case and stands first.
    private static func start(of key: String, in bytes: UnsafeRawBufferPointer) -> Int {
        func lineStart(_ position: Int) -> Int {
            var position = position
            while position > 0, bytes[position - 1] != 0x0A { position -= 1 }
            return position
        }
        func next(_ position: Int) -> Int {
            var position = position
            while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            return min(position + 1, bytes.count)
        }
        var (low, high) = (next(0), bytes.count)
        while low < high {
            let line = max(lineStart((low + high) / 2), low)
            if bytes[line...].prefix(key.utf8.count).lexicographicallyPrecedes(key.utf8) { low = next(line) } else { high = line }
        }
        return low
    }
}
