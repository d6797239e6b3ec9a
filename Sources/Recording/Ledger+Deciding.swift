internal import Postgres
public import Register

extension Ledger {
    /// Claims what the desk has to decide, oldest first, and decides it in one transaction. Role: desk.
    ///
    /// Until the transaction ends no other desk is given the claimed submissions. Nothing is decided when `judge` throws, or when the
    /// database refuses: what one submission does to the statements then holds for none of the others, and each is decided alone.
    /// - Parameters:
    ///   - most: how many are claimed at most.
    ///   - judge: what becomes of each; one that it does not name stays in the inbox. It may ask this ledger.
    /// - Returns: what was claimed, and the receipts of what became a filing, by submission; nil where the database refused the decisions.
    ///   A submission that was to be accepted and has no receipt is undecided: ``accept(_:as:)`` says why.
    public func decideTogether(
        most: Int, _ judge: ([WaitingSubmission]) async throws -> [SubmissionDecision]
    ) async throws(RecordingError) -> (claimed: [WaitingSubmission], receipts: [String: Receipt]?) {
        try await Self.translating {
            try await connection.execute("begin")
            do {
                let claimed = try await claim(most: most)
                guard !claimed.isEmpty else {
                    try await connection.execute("commit")
                    return ([], [:])
                }
                let decisions = try await judge(claimed)
                try Task.checkCancellation()
                do {
                    let receipts = decisions.isEmpty ? [:] : try await decide(decisions)
                    try await connection.execute("commit")
                    return (claimed, receipts)
                } catch PostgresError.refused(_, _, _, _) {
                    try await connection.execute("rollback")
                    return (claimed, nil)
                }
            } catch {
                // The first error is the one to tell; a broken connection rolls back by itself.
                _ = try? await connection.execute("rollback")
                throw error
            }
        }
    }

    private func claim(most: Int) async throws -> [WaitingSubmission] {
        try await connection.queryPrepared(
            """
            select c.submission_id, to_char(c.received_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as received_at, c.key_id, c.signature,
                c.payload, c.private_parts::text as private_parts, c.decision, c.is_decided, c.accepted_before,
                lpad(c.filer_no::text, 10, '0') as filer, c.public_key, to_char(c.valid_from, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as valid_from,
                to_char(c.revoked_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as revoked_at
            from ledger.claim_submissions($1) c
            """, [most]
        ).map { row in
            let key = try row.optional("key_id", as: String.self)
            return WaitingSubmission(
                submission: Submission(
                    id: try row.value("submission_id"), payload: try row.value("payload", as: Binary.self).bytes,
                    privateParts: Self.privateParts(try JSONValue(parsing: row.value("private_parts"))),
                    key: key, signature: try row.optional("signature", as: Binary.self)?.bytes),
                receivedAt: try row.value("received_at"), decision: try row.optional("decision").flatMap(HoldDecision.init),
                isDecided: try row.value("is_decided"),
                acceptedBefore: try row.optional("accepted_before").flatMap(AccessionNumber.init(rawValue:)),
                registeredKey: try key.flatMap { try Self.key($0, in: row) })
        }
    }

    private static func key(_ name: String, in row: Row) throws -> FilerKey? {
        guard let filer: String = try row.optional("filer") else { return nil }
        return FilerKey(
            name: name, filer: filer, publicKey: try row.value("public_key", as: Binary.self).bytes,
            validFrom: try row.parsed("valid_from") { Moment($0) },
            revokedAt: try row.optional("revoked_at", as: String.self).flatMap { Moment($0) })
    }

    private func decide(_ decisions: [SubmissionDecision]) async throws -> [String: Receipt] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for decision in decisions {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes += decision.bytes
        }
        bytes.append(UInt8(ascii: "]"))
        let rows = try await connection.queryPrepared(
            "select d.submission_id, d.receipt::text as receipt from ledger.decide_together($1::jsonb) d", [String(decoding: bytes, as: UTF8.self)])
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.value("submission_id"), try Receipt(JSONValue(parsing: $0.value("receipt")))) })
    }
}

/// What the desk makes of one submission.
public struct SubmissionDecision: Sendable {
    public enum Outcome: Sendable {
        /// Becomes a filing.
        case accepted(AcceptedFiling)
        /// Waits for a person.
        case held(codes: [String], answer: JSONValue)
        /// Nothing is kept but its digest and the answer.
        case rejected(codes: [String], answer: JSONValue)
        /// Was decided before, and handed in again: its first receipt holds.
        case decidedBefore
    }

    public var submission: String
    public var outcome: Outcome

    public init(submission: String, outcome: Outcome) {
        self.submission = submission
        self.outcome = outcome
    }

    /// As `ledger.decide_together` reads it.
    fileprivate var bytes: [UInt8] {
        let (word, entry, codes, answer): (String, JSONValue?, [String], JSONValue) =
            switch outcome {
            case .accepted(let filing): ("accepted", filing.entry, filing.codes, filing.answer)
            case .held(let codes, let answer): ("held", nil, codes, answer)
            case .rejected(let codes, let answer): ("rejected", nil, codes, answer)
            case .decidedBefore: ("decided", nil, [], .null)
            }
        return JSONValue.object([
            "submission_id": .string(submission), "outcome": .string(word), "entry": entry ?? .null,
            "codes": .array(codes.map { .string($0) }), "answer": .string(answer.canonicalText),
        ]).canonicalBytes
    }
}
