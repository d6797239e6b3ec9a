internal import Postgres
public import Register

extension Ledger {
    /// Which disclosure supersedes which, later → earlier, as employers' filings say. Role: desk.
    public func supersessions() async throws(RecordingError) -> [DisclosureID: DisclosureID] {
        let pairs = try await Self.translating {
            try await connection.query(
                """
                select distinct d.disclosure_id as later, s.earlier
                from ledger.disclosure d
                join ledger.filing f on f.disclosure_id = d.disclosure_id
                cross join lateral (select convert_from(f.payload, 'UTF8')::jsonb ->> 'supersedes_disclosure_id' as earlier) s
                where d.origin = 'employer' and s.earlier is not null
                """
            ).map { (try $0.parsed("later", DisclosureID.init(rawValue:)), try $0.parsed("earlier", DisclosureID.init(rawValue:))) }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
