internal import Postgres
public import Register

/// A disclosure whose state's page links its letter.
public struct LinkedLetter: Sendable, Equatable {
    public var accessionNumber: String
    public var disclosure: DisclosureID
    public var source: SourceID
    public var employer: String
    /// As the page has it, perhaps relative.
    public var url: String
}

/// What the machine read in a text, as it stands.
public struct StandingAttribution: Sendable, Equatable {
    public var accessionNumber: String
    public var employer: String
    public var attribution: Attribution
    public var text: String
    /// A person decided it: no other reading replaces that.
    public var isReviewed: Bool
}

extension Ledger {
    /// Letters that a state's page links and nobody has read: those never tried first, then those whose wait is over, the fewest attempts first.
    public func unreadLetters(of sources: Set<SourceID>?) async throws(RecordingError) -> [LinkedLetter] {
        try await Self.translating {
            try await connection.query(
                """
                select u.accession_no, u.disclosure_id::text, u.source_id, u.employer, u.letter_url
                from report.unread_letters u
                where u.source_id is not null and ($1::text[] is null or u.source_id = any ($1::text[]))
                    and (u.next_attempt_at is null or u.next_attempt_at <= clock_timestamp())
                order by u.attempts, u.position
                """, [sources.map { $0.map(\.rawValue).sorted() }]
            ).map { row in
                LinkedLetter(
                    accessionNumber: try row.value("accession_no"), disclosure: try row.parsed("disclosure_id", DisclosureID.init(rawValue:)),
                    source: try row.parsed("source_id", SourceID.init(rawValue:)), employer: try row.value("employer"),
                    url: try row.value("letter_url"))
            }
        }
    }

    /// Says that a letter could not be had or read, so that it is asked for less and less often. Role: importer.
    public func record(_ error: any RegisterError, of letter: LinkedLetter) async throws(RecordingError) {
        try await Self.translating {
            _ = try await connection.query(
                "select ledger.record_letter_attempt($1, $2, $3, $4)", [letter.accessionNumber, letter.url, error.code, error.message])
        }
    }

    /// Employer of a filing's disclosure, as it stands.
    ///
    /// - Throws: ``RecordingError/notFound(_:)``.
    public func employer(of disclosure: DisclosureID) async throws(RecordingError) -> (name: String, accessionNumber: String) {
        let found = try await Self.translating {
            try await connection.query(
                "select f.employer, f.accession_no from ledger.filing f where f.disclosure_id = $1::uuid order by f.version desc limit 1",
                [disclosure.rawValue]
            ).first.map { (name: try $0.value("employer", as: String.self), accessionNumber: try $0.value("accession_no", as: String.self)) }
        }
        guard let found else { throw RecordingError.notFound(disclosure.rawValue) }
        return found
    }

    /// Enters a claim: its document, its text, what that says of AI as a proposal, and what it states. Role: importer.
    ///
    /// - Returns: its position; nil where the disclosure has the same text of the same claimant already.
    @discardableResult
    public func record(_ claim: Claim) async throws(RecordingError) -> Int? {
        let described = JSONValue.stated(
            texts: [
                "accession_no": claim.accessionNumber, "kind": claim.kind.rawValue, "claimant": claim.claimant, "url": claim.url,
                "published_date": claim.published?.description, "snapshot_sha256": "\\x\(claim.document.digest)",
                "extractor": claim.text.extractor, "extractor_version": claim.text.version, "supplied_by": claim.suppliedBy,
            ],
            integers: ["tier": claim.kind.tier.rawValue], booleans: ["by_ocr": claim.text.byOCR])
        let values = claim.values.map { value in
            JSONValue.stated(
                texts: ["field": value.field.rawValue, "value": value.value, "quote": value.quote.text],
                integers: ["quote_start": value.quote.start, "quote_end": value.quote.end])
        }
        let attribution = RecordedAttribution(claim.attribution, text: claim.text.body).columns
        return try await Self.translating {
            try await connection.transaction { connection in
                try connection.openImport()
                try connection.stage([claim.document])
                return try connection.query(
                    "select ledger.enter_claim($1::jsonb, $2, $3::jsonb, $4::jsonb) as position",
                    [described.canonicalText, claim.text.body, attribution.canonicalText, JSONValue.array(values).canonicalText])[0]
                    .optional("position")
            }
        }
    }

    // MARK: Another phrasebook

    /// Everything that was read by a phrasebook, with its text, as it stands: tiers 3 to 5 of the newest filings.
    public func standingAttributions() async throws(RecordingError) -> [StandingAttribution] {
        try await Self.translating {
            try await connection.query(
                """
                select distinct on (f.disclosure_id, a.tier, a.text_sha256)
                    n.accession_no, n.employer, a.tier, a.label, a.technology, a.quote, a.quote_start, a.quote_end, a.rule, a.phrasebook,
                    r.position is not null as is_reviewed,
                    coalesce(case when sha256(convert_to(f.reason, 'UTF8')) = a.text_sha256 then f.reason end, x.body) as body
                from ledger.attribution a
                join ledger.filing f on f.accession_no = a.accession_no
                cross join lateral (
                    select h.accession_no, h.employer from ledger.filing h where h.disclosure_id = f.disclosure_id order by h.version desc limit 1
                ) n
                left join ledger.review r on r.position = a.position
                left join lateral (select t.body from ledger.extracted_text t where t.sha256 = a.text_sha256 limit 1) x on true
                where a.tier >= 3 and a.text_sha256 is not null
                order by f.disclosure_id, a.tier, a.text_sha256, (r.position is not null) desc, a.position desc
                """
            ).compactMap { row in
                guard let body: String = try row.optional("body") else { return nil }
                let quote: String? = try row.optional("quote")
                let start: Int? = try row.optional("quote_start"), end: Int? = try row.optional("quote_end")
                return StandingAttribution(
                    accessionNumber: try row.value("accession_no"), employer: try row.value("employer"),
                    attribution: Attribution(
                        label: try row.parsed("label", AttributionLabel.init(rawValue:)), technology: try row.optional("technology"),
                        evidence: quote.flatMap { quote in start.flatMap { start in end.map { Quote(text: quote, start: start, end: $0) } } },
                        rule: try row.optional("rule") ?? "", phrasebook: try row.optional("phrasebook") ?? "",
                        tier: EvidenceTier(rawValue: try row.value("tier")) ?? .thirdParty),
                    text: body, isReviewed: try row.value("is_reviewed"))
            }
        }
    }

    /// Reasons on states' pages in which nothing was found, so that another phrasebook can look again: the newest filings'.
    public func unattributedReasons() async throws(RecordingError) -> [StandingAttribution] {
        try await Self.translating {
            try await connection.query(
                """
                select h.accession_no, h.employer, h.reason
                from ledger.disclosure d
                cross join lateral (
                    select f.accession_no, f.employer, f.reason, f.disclosure_id from ledger.filing f
                    where f.disclosure_id = d.disclosure_id order by f.version desc limit 1
                ) h
                where d.origin = 'state_import' and h.reason is not null and not exists (
                    -- An answer of the form that names AI is no text to be read; a box that was not ticked says nothing of the words.
                    select from ledger.attribution a join ledger.filing o on o.accession_no = a.accession_no
                    where o.disclosure_id = d.disclosure_id
                        and (a.tier = 2 and a.label <> 'none' or a.tier >= 3 and a.text_sha256 = sha256(convert_to(h.reason, 'UTF8'))))
                order by h.accession_no
                """
            ).map { row in
                StandingAttribution(
                    accessionNumber: try row.value("accession_no"), employer: try row.value("employer"),
                    attribution: Attribution(label: .none, rule: "no_match", phrasebook: "", tier: .noticeLetter),
                    text: try row.value("reason"), isReviewed: false)
            }
        }
    }

    /// Enters what another phrasebook reads in those texts. What a person decided stays. Role: importer.
    ///
    /// - Returns: how many were entered.
    @discardableResult
    public func reattribute(_ changes: [StandingAttribution]) async throws(RecordingError) -> Int {
        guard !changes.isEmpty else { return 0 }
        let rows = changes.map { change -> JSONValue in
            guard case .object(var columns) = RecordedAttribution(change.attribution, text: change.text).columns else { return .null }
            columns["accession_no"] = .string(change.accessionNumber)
            return .object(columns)
        }
        return try await Self.translating {
            try await connection.query("select ledger.reattribute($1::jsonb) as entered", [JSONValue.array(rows).canonicalText])[0]
                .value("entered")
        }
    }
}
