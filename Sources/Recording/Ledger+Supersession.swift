internal import Postgres
public import Register

extension Ledger {
    /// Which disclosure supersedes which, later → earlier, as employers' filings say. Role: desk; a filer is told of none.
    public func supersessions() async throws(RecordingError) -> [DisclosureID: DisclosureID] {
        guard role != .filer else { return [:] }
        let pairs = try await Self.translating {
            try await connection.query(
                "select s.disclosure_id as later, s.supersedes_disclosure_id as earlier from ledger.supersession s"
            ).map { (try $0.parsed("later", DisclosureID.init(rawValue:)), try $0.parsed("earlier", DisclosureID.init(rawValue:))) }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
