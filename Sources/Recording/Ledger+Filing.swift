internal import Postgres
public import Register

extension Ledger {
    /// Accepts an employer's original: a notice (`N`), a quarter's report, a denial. Role: desk.
    public func file(_ submission: EmployerSubmission, as form: FormType = .notice) async throws(RecordingError) -> Receipt {
        try await enter(form, submission, head: nil, reason: nil)
    }

    /// Accepts a complete restatement (`N/A`) of the filing that is the head of its chain.
    ///
    /// - Parameter reason: from the list of the filing rules, such as `count_change`; `reinstated` opens a withdrawn disclosure.
    /// - Throws: ``RecordingError/staleHead(amended:head:)`` naming the head, when another filing came first.
    public func amend(
        _ head: AccessionNumber, with submission: EmployerSubmission, as form: FormType = .noticeAmended, reason: String?
    ) async throws(RecordingError) -> Receipt {
        try await enter(form, submission, head: head, reason: reason)
    }

    /// Withdraws the disclosure whose head this filing is (`N/W`): the record repeats what it said, rescinded.
    ///
    /// - Parameter payload: what the withdrawal itself states (reason, text, certification).
    public func withdraw(
        _ head: AccessionNumber, payload: JSONValue, privateParts: [String: JSONValue] = [:], salts: [String: [UInt8]] = [:],
        reason: String?,
        receivedAt: Double, warnings: [String] = []
    ) async throws(RecordingError) -> Receipt {
        let submission = EmployerSubmission(
            payload: payload, privateParts: privateParts, salts: salts, columns: FilingColumns(employer: "", warnings: warnings),
            receivedAt: receivedAt)
        return try await enter(.noticeWithdrawn, submission, head: head, reason: reason)
    }

    private func enter(
        _ form: FormType, _ submission: EmployerSubmission, head: AccessionNumber?, reason: String?
    ) async throws(RecordingError) -> Receipt {
        let changes = try await changedFields(form, submission, head, reason)
        let entry = JSONValue.stated(
            texts: [
                "form_type": form.rawValue, "amends_accession_no": head?.rawValue, "amendment_reason": reason,
                "received_at": Instant.text(submission.receivedAt),
            ],
            lists: ["changed_fields": JSONValue.texts(changes)], objects: ["columns": submission.columns.columns])
        let privateParts = JSONValue.array(
            submission.privateParts.sorted { $0.key < $1.key }.map { name, part in
                .stated(texts: [
                    "name": name, "salt": Binary(submission.salts[name] ?? Self.salt()).databaseText,
                    "body": Binary(part.canonicalBytes).databaseText,
                ])
            })
        do {
            return try await Self.translating {
                let answer: String = try await connection.query(
                    "select ledger.file($1::jsonb, $2, $3::jsonb)::text as receipt",
                    [entry.canonicalText, Binary(submission.payload.canonicalBytes), privateParts.canonicalText])[0].value("receipt")
                return try Receipt(JSONValue(parsing: answer))
            }
        } catch .staleHead(_, let newest) { throw .staleHead(amended: head?.rawValue ?? "", head: newest) }
    }

    /// Dotted paths in which an amendment's payload differs from that of its head. What amends nothing is refused.
    private func changedFields(
        _ form: FormType, _ submission: EmployerSubmission, _ head: AccessionNumber?, _ reason: String?
    ) async throws(RecordingError) -> [String] {
        guard form.continuesChain, form != .noticeWithdrawn, let head else { return [] }
        let payload = try await Self.translating {
            try await connection.query(
                "select convert_from(payload, 'UTF8') as payload, form_type from ledger.filing where accession_no = $1", [head.rawValue]
            ).first.map { (try JSONValue(parsing: $0.value("payload")), try $0.value("form_type", as: String.self)) }
        }
        guard let payload else { throw .notFiled(text: "there is no employer's filing \(head)") }
        let changes = submission.payload.changedPaths(from: payload.0)
        guard !changes.isEmpty || reason == "reinstated" || payload.1 == FormType.noticeWithdrawn.rawValue else {
            throw .unchanged(accessionNumber: head.rawValue)
        }
        return changes
    }

    private static func salt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

extension Receipt {
    init(_ answer: JSONValue) throws {
        guard let number = answer["accession_no"]?.text.flatMap(AccessionNumber.init(rawValue:)),
            let disclosure = answer["disclosure_id"]?.text.flatMap(DisclosureID.init(rawValue:)),
            let form = answer["form_type"]?.text.flatMap(FormType.init(rawValue:)), case .integer(let position)? = answer["position"],
            let payload = answer["payload_sha256"]?.text.flatMap(Digest.init(hexadecimal:)),
            let chain = answer["chain_sha256"]?.text.flatMap(Digest.init(hexadecimal:)), let acceptedAt = answer["accepted_at"]?.text
        else {
            throw RecordingError.refused(
                state: "22000", message: "the receipt is not whole: \(answer.canonicalText)", detail: nil, hint: nil)
        }
        self.init(
            accessionNumber: number, disclosure: disclosure, form: form, position: position, payloadDigest: payload, chainDigest: chain,
            acceptedAt: acceptedAt)
    }
}

extension JSONValue {
    /// Members of an amendment that name the amendment itself, or who certifies it, and say nothing of the matter.
    private static let envelope: Set<String> = [
        "form_type", "origin", "amends_accession_no", "amendment_reason", "amendment_text", "supersedes_disclosure_id", "certification",
    ]

    /// Dotted paths that differ, sorted; list items by number from 0. The envelope is not compared.
    func changedPaths(from old: JSONValue) -> [String] { paths(from: old, at: []).sorted() }

    private func paths(from old: JSONValue, at path: [String]) -> [String] {
        guard self != old else { return [] }
        var paths: [String] = []
        switch (self, old) {
        case (.object(let new), .object(let old)):
            for name in Set(new.keys).union(old.keys) where !path.isEmpty || !Self.envelope.contains(name) {
                let (value, former) = (new[name] ?? JSONValue.null, old[name] ?? JSONValue.null)
                paths += value.paths(from: former, at: path + [name])
            }
        case (.array(let new), .array(let old)):
            for place in 0..<max(new.count, old.count) {
                let value = place < new.count ? new[place] : JSONValue.null
                paths += value.paths(from: place < old.count ? old[place] : JSONValue.null, at: path + [String(place)])
            }
        default: paths = [path.joined(separator: ".")]
        }
        return paths
    }
}
