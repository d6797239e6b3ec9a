internal import Postgres
public import Register

extension Ledger {
    /// Hands a submission in; one that is there already is left alone. Role: filer.
    ///
    /// - Throws: ``RecordingError/tooLarge(bytes:)`` for a payload above ``Submission/mostBytes``.
    public func handIn(_ submission: Submission) async throws(RecordingError) { try await handIn([submission]) }

    /// Hands several in, all or none, for one commit. Role: filer.
    ///
    /// - Throws: ``RecordingError/tooLarge(bytes:)`` for a payload above ``Submission/mostBytes``.
    public func handIn(_ submissions: [Submission]) async throws(RecordingError) {
        for submission in submissions where submission.payload.count > Submission.mostBytes {
            throw .tooLarge(bytes: submission.payload.count)
        }
        _ = try await Self.translating {
            try await connection.queryPrepared(
                """
                insert into ledger.inbox (submission_id, key_id, signature, payload, private_parts)
                select s.id::uuid, s.key, s.signature, s.payload, coalesce(s.private_parts, '[]')
                from jsonb_to_recordset($1::jsonb) s (id text, key text, signature bytea, payload bytea, private_parts jsonb)
                on conflict do nothing
                """, [JSONValue.array(submissions.map(Self.handedIn)).canonicalText])
        }
    }

    private static func handedIn(_ submission: Submission) -> JSONValue {
        .stated(
            texts: [
                "id": submission.id, "key": submission.key, "signature": submission.signature.map { Binary($0).databaseText },
                "payload": Binary(submission.payload).databaseText,
            ], objects: ["private_parts": privateParts(submission.privateParts)])
    }

    /// What became of a submission; nil when it was never received, or by another login. Role: filer, desk or reviewer.
    public func receipt(of submission: String) async throws(RecordingError) -> SubmissionReceipt? { try await receipts(of: [submission])[0] }

    /// What became of each submission, in their order, asked at once. Role: filer, desk or reviewer.
    public func receipts(of submissions: [String]) async throws(RecordingError) -> [SubmissionReceipt?] {
        let known = submissions.map { DisclosureID(rawValue: $0) == nil ? "" : $0 }
        return try await Self.translating {
            try await connection.queryPrepared(
                """
                select ledger.receipt(nullif(s.id, '')::uuid)::text as receipt from unnest($1::text[]) with ordinality s (id, place) order by s.place
                """, [known]
            ).map { row in
                try row.optional("receipt", as: String.self).map { try SubmissionReceipt(JSONValue(parsing: $0)) }
            }
        }
    }

    /// What became of this login's own submissions, newest first. Role: filer.
    public func ownReceipts(most: Int = 100) async throws(RecordingError) -> [SubmissionReceipt] {
        try await Self.translating {
            try await connection.query("select r::text as receipt from ledger.receipts(null, $1) r", [most]).map {
                try SubmissionReceipt(JSONValue(parsing: $0.value("receipt")))
            }
        }
    }

    /// Turns a submission into a filing; its bytes are those of the inbox. Role: desk.
    ///
    /// - Throws: what the rules have to be asked again for: ``RecordingError/staleHead(amended:head:)``, ``RecordingError/overtaken(state:text:)``.
    public func accept(_ submission: String, as filing: AcceptedFiling) async throws(RecordingError) -> Receipt {
        do {
            return try await Self.translating {
                let receipt: String = try await connection.query(
                    "select ledger.accept($1::uuid, $2::jsonb, $3::text[], $4)::text as receipt",
                    [submission, filing.entry.canonicalText, filing.codes, Binary(filing.answer.canonicalBytes)])[0].value("receipt")
                return try Receipt(JSONValue(parsing: receipt))
            }
        } catch .staleHead(_, let newest) { throw .staleHead(amended: filing.head?.rawValue ?? "", head: newest) }
    }

    /// Rejects a submission: nothing of it is kept but its digest and the answer. Role: desk.
    public func reject(_ submission: String, codes: [String], answer: JSONValue) async throws(RecordingError) {
        try await decide("reject", submission, codes, answer)
    }

    /// Holds a submission for a person. Role: desk.
    public func hold(_ submission: String, codes: [String], answer: JSONValue) async throws(RecordingError) {
        try await decide("keep_hold", submission, codes, answer)
    }

    private func decide(_ function: String, _ submission: String, _ codes: [String], _ answer: JSONValue) async throws(RecordingError) {
        _ = try await Self.translating {
            try await connection.query(
                "select ledger.\(function)($1::uuid, $2::text[], $3)", [submission, codes, Binary(answer.canonicalBytes)])
        }
    }

    /// What waits for a person, oldest first. Role: reviewer.
    public func holds() async throws(RecordingError) -> [HeldSubmission] {
        try await Self.translating {
            try await connection.query(
                """
                select h.submission_id, to_char(h.held_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as held_at, h.codes, convert_from(h.answer, 'UTF8') as answer
                from ledger.hold h
                where not exists (select from ledger.hold_decision d where d.submission_id = h.submission_id)
                order by h.held_at, h.submission_id
                """
            ).map { row in
                HeldSubmission(
                    id: try row.value("submission_id"), heldAt: try row.value("held_at"), codes: try row.value("codes"),
                    answer: try JSONValue(parsing: row.value("answer")))
            }
        }
    }

    /// Releases or refuses what is held; the desk does the rest. Role: reviewer.
    public func settle(_ submission: String, _ decision: HoldDecision, by person: String, reason: String) async throws(RecordingError) {
        _ = try await Self.translating {
            try await connection.query(
                "select ledger.settle_hold($1::uuid, $2, $3, $4)", [submission, decision.rawValue, person, reason])
        }
    }

    /// The number under which these very bytes were accepted; nil when they were not. Role: desk.
    public func accession(ofPayload digest: Digest) async throws(RecordingError) -> AccessionNumber? {
        try await Self.translating {
            try await connection.query(
                "select f.accession_no from ledger.filing f where f.payload_sha256 = $1 and f.form_type not like 'OBS%'", [digest]
            ).first.map { try $0.parsed("accession_no", AccessionNumber.init(rawValue:)) }
        }
    }

    /// Quarters that a filer has an original report of. Role: desk.
    public func quarters(of filer: String) async throws(RecordingError) -> Set<Quarter> {
        try await Self.translating {
            Set(
                try await connection.query(
                    "select q.report_year, q.report_quarter from ledger.quarter q where q.is_original and q.filer_no = $1::bigint", [filer]
                ).compactMap { Quarter(year: try $0.value("report_year"), number: try $0.value("report_quarter")) })
        }
    }

    static func privateParts(_ parts: [PrivatePart]) -> JSONValue {
        .array(
            parts.map { part in
                .stated(texts: ["name": part.name, "salt": Binary(part.salt).databaseText, "body": Binary(part.body).databaseText])
            })
    }

    /// What is no private part is left out; the payload's digests then miss it.
    static func privateParts(_ parts: JSONValue) -> [PrivatePart] {
        guard case .array(let items) = parts else { return [] }
        return items.compactMap { item in
            guard let name = item["name"]?.text, let salt = item["salt"]?.text.flatMap(Binary.init(databaseText:)),
                let body = item["body"]?.text.flatMap(Binary.init(databaseText:))
            else { return nil }
            return PrivatePart(name: name, salt: salt.bytes, body: body.bytes)
        }
    }
}
