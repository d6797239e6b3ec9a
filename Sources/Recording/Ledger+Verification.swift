internal import Postgres
internal import Register

/// What a check of the whole ledger found.
public struct Verification: Sendable, Equatable {
    /// Something that does not fit: a changed, removed or added row, a gap, a broken chain, bytes without their digest.
    public struct Break: Sendable, Equatable {
        /// `changed_payload`, `changed_row`, `removed_row`, `added_row`, `gap`, `broken_chain`, `time_runs_backwards`, `changed_bytes`, `removed_bytes`.
        public var code: String
        /// An accession number, a kind of entry with its key, a position, a digest.
        public var subject: String
        /// Place in the log; nil for bytes that belong to no one place.
        public var position: Int?
        public var message: String
    }

    /// In the order of the log; empty when the ledger is whole.
    public var breaks: [Break]
    public var filings: Int
    /// Newest position.
    public var position: Int

    public var isWhole: Bool { breaks.isEmpty }
    /// What broke first.
    public var first: Break? { breaks.first }
}

extension Ledger {
    /// Recomputes every digest, chain and sequence: in SQL what is set against set, and here each payload and chain once more.
    public func verify() async throws(RecordingError) -> Verification {
        try await Self.translating {
            // One transaction, one moment: what is filed meanwhile is not seen half.
            try await connection.transaction { connection in
                try connection.query("set transaction isolation level repeatable read, read only")
                let found = try connection.query(
                    """
                    select b.code, b.subject, b.position, b.message
                    from (select * from ledger.breaks() union all select * from ledger.private_breaks()) b
                    """
                ).map { row in
                    Verification.Break(
                        code: try row.value("code"), subject: try row.value("subject"), position: try row.optional("position"),
                        message: try row.value("message"))
                }
                let chain = try Self.recomputed(connection)
                let newest: Int = try connection.query("select coalesce(max(position), 0) as position from ledger.log")[0].value("position")
                let known = Set(found.map { [$0.code, $0.subject] })
                let breaks = found + chain.breaks.filter { !known.contains([$0.code, $0.subject]) }
                return Verification(
                    breaks: breaks.sorted { ($0.position ?? .max, $0.code, $0.subject) < ($1.position ?? .max, $1.code, $1.subject) },
                    filings: chain.filings, position: newest)
            }
        }
    }

    private static let pageSize = 2000

    /// Payload and chain digests by our own code, so that a changed function in the database does not hide a changed row.
    private static func recomputed(_ connection: isolated Connection) throws -> (breaks: [Verification.Break], filings: Int) {
        var breaks: [Verification.Break] = []
        var (filings, last) = (0, 0)
        while true {
            let rows = try connection.query(
                """
                select f.accession_no, f.position, f.payload, f.payload_sha256, f.disclosure_id, f.version, f.form_type,
                    f.previous_chain_sha256, f.detail_sha256, f.chain_sha256
                from ledger.filing f where f.position > $1 order by f.position limit $2
                """, [last, pageSize])
            for row in rows { breaks += try Self.breaks(of: row) }
            filings += rows.count
            guard rows.count == pageSize, let end = rows.last else { return (breaks, filings) }
            last = try end.value("position")
        }
    }

    private static func breaks(of row: Row) throws -> [Verification.Break] {
        let number: String = try row.value("accession_no")
        let position: Int = try row.value("position")
        let payload: Digest = try row.value("payload_sha256")
        let previous: Digest? = try row.optional("previous_chain_sha256")
        // The eight lines that ledger.chain_sha256 documents.
        let lines = [
            "warn-register filing 1", try row.value("disclosure_id"), try row.value("version"), try row.value("form_type"), number,
            previous?.description ?? "-", payload.description, try row.value("detail_sha256", as: Digest.self).description,
        ]
        var breaks: [Verification.Break] = []
        if Digest(of: try row.value("payload", as: Binary.self).bytes) != payload {
            breaks.append(
                .init(
                    code: "changed_payload", subject: number, position: position,
                    message: "its payload does not have the digest that was recorded"))
        }
        if Digest(of: lines.joined(separator: "\n").utf8) != (try row.value("chain_sha256", as: Digest.self)) {
            breaks.append(
                .init(code: "broken_chain", subject: number, position: position, message: "its chain digest is not that of its own values"))
        }
        return breaks
    }
}
