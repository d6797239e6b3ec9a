internal import Postgres
public import Register

/// Bytes that were erased, on record. Their digests remain.
public struct Takedown: Sendable, Equatable {
    /// Place in the log.
    public var position: Int
    /// A snapshot's digest in hexadecimal, or accession number, slash, name of a private part.
    public var subject: String
    public var reason: String
    /// Who decided, or the order.
    public var authority: String
}

extension Ledger {
    /// Erases a page or document, with the texts read from it. Role: reviewer.
    ///
    /// - Throws: ``RecordingError/nothingToErase(text:)``.
    public func takeDown(_ snapshot: Digest, reason: String, authority: String) async throws(RecordingError) -> [Takedown] {
        try await takeDown("snapshot", reason, authority) { _ in [snapshot.description] }
    }

    /// Erases a private part and its salt, in this filing and in every other of its disclosure that repeats the very same bytes.
    public func takeDown(
        _ part: String, of accession: AccessionNumber, reason: String, authority: String
    ) async throws(RecordingError) -> [Takedown] {
        try await takeDown("private_document", reason, authority) { connection in
            let repeated = try connection.query(
                """
                select o.accession_no || '/' || o.name as subject
                from ledger.private_document d
                join ledger.filing f on f.accession_no = d.accession_no
                join ledger.filing n on n.disclosure_id = f.disclosure_id
                join ledger.private_document o on o.accession_no = n.accession_no and o.name = d.name and o.salted_sha256 = d.salted_sha256
                where d.accession_no = $1 and d.name = $2 and (o.accession_no = d.accession_no or not exists (
                    select from ledger.takedown t where t.kind = 'private_document' and t.subject = o.accession_no || '/' || o.name))
                order by n.version
                """, [accession.rawValue, part]
            ).map { try $0.value("subject", as: String.self) }
            return repeated.isEmpty ? ["\(accession)/\(part)"] : repeated
        }
    }

    private func takeDown(
        _ kind: String, _ reason: String, _ authority: String, _ subjects: @escaping @Sendable (isolated Connection) throws -> [String]
    ) async throws(RecordingError) -> [Takedown] {
        try await Self.translating {
            try await connection.transaction { connection in
                try subjects(connection).map { subject in
                    let position: Int = try connection.query(
                        "select ledger.takedown($1, $2, $3, $4) as position", [kind, subject, reason, authority])[0].value("position")
                    return Takedown(position: position, subject: subject, reason: reason, authority: authority)
                }
            }
        }
    }

    /// What was erased of a run's pages. Role: importer, desk or reviewer.
    public func takedowns(ofRun run: Int) async throws(RecordingError) -> [Takedown] {
        try await takedowns("t.kind = 'snapshot' and t.subject in (select encode(s.sha256, 'hex') from ledger.run_snapshot s where s.run_id = $1)", run)
    }

    /// What was erased of a filing's private parts, or of the page it was read from. Role: importer, desk or reviewer.
    public func takedowns(of accession: AccessionNumber) async throws(RecordingError) -> [Takedown] {
        // A filer sees what is left of its own.
        guard role != .filer else { return [] }
        return try await takedowns(
            """
            t.kind = 'private_document' and split_part(t.subject, '/', 1) = $1
                or t.kind = 'snapshot' and t.subject = (select encode(f.snapshot_sha256, 'hex') from ledger.filing f where f.accession_no = $1)
            """, accession.rawValue)
    }

    private func takedowns(_ condition: String, _ value: any DatabaseValue) async throws(RecordingError) -> [Takedown] {
        try await Self.translating {
            try await connection.query(
                "select t.position, t.subject, t.reason, t.authority from ledger.takedown t where \(condition) order by t.position", [value]
            ).map {
                Takedown(
                    position: try $0.value("position"), subject: try $0.value("subject"), reason: try $0.value("reason"),
                    authority: try $0.value("authority"))
            }
        }
    }
}
