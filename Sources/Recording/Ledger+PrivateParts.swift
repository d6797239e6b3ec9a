internal import Postgres
public import Register

extension Ledger {
    /// The private parts of a filing that are still kept, with their salts. Role: desk; a filer has those it handed in itself.
    public func privateParts(of accession: AccessionNumber) async throws(RecordingError) -> [PrivatePart] {
        try await Self.translating {
            try await connection.query(
                role == .filer
                    ? "select b.name, b.salt, b.body from ledger.own_private_parts($1) b"
                    : "select b.name, b.salt, b.body from ledger.private_body b where b.accession_no = $1 order by b.name", [accession.rawValue]
            ).map { row in
                PrivatePart(
                    name: try row.value("name"), salt: try row.value("salt", as: Binary.self).bytes,
                    body: try row.value("body", as: Binary.self).bytes)
            }
        }
    }
}
