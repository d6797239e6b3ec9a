internal import Postgres
public import Register

/// A machine's reading and what a reviewer made of it.
public struct ReviewEntry: Sendable, Equatable {
    public var position: Int
    public var number: Int
    public var accessionNumber: String
    public var state: String
    public var employer: String
    /// Of the event; nil when not stated.
    public var workers: Int?
    public var tier: Int
    public var label: AttributionLabel
    public var status: String
    public var quote: Quote?
    public var rule: String
    public var phrasebook: String
    /// Of a document; nil for the reason on a state's page.
    public var kind: String?
    public var claimant: String?
    public var url: String?
    /// Nil where nobody has decided.
    public var reviewer: String?
    public var reason: String?

    public var json: JSONValue {
        .stated(
            texts: [
                "accession_no": accessionNumber, "state": state, "employer": employer, "label": label.rawValue, "status": status,
                "quote": quote?.text, "rule": rule, "phrasebook": phrasebook, "kind": kind, "claimant": claimant, "url": url,
                "reviewer": reviewer, "reason": reason,
            ],
            integers: [
                "position": position, "workers": workers, "tier": tier, "quote_start": quote?.start, "quote_end": quote?.end,
            ])
    }
}

extension Ledger {
    /// Enters a reviewer's decision on a proposal. Role: reviewer.
    ///
    /// - Parameters:
    ///   - position: of the attribution in the log.
    ///   - number: its number there.
    ///   - label: another label, for a correction; nil: it is accepted or refused as it is.
    /// - Returns: the decision's position.
    @discardableResult
    public func review(
        position: Int, number: Int, isRefused: Bool, label: AttributionLabel?, reviewer: String, reason: String
    ) async throws(RecordingError) -> Int {
        try await Self.translating {
            let decision = isRefused ? "refused" : label == nil ? "accepted" : "corrected"
            return try await connection.query(
                "select ledger.review_attribution($1, $2, $3, $4, $5, $6) as position",
                [position, number, decision, label?.rawValue, reviewer, reason])[0].value("position")
        }
    }

    /// The text an attribution's quote is from: a stored document's, or the reason on the state's page. Nil for an answer.
    public func text(ofAttribution position: Int, number: Int) async throws(RecordingError) -> String? {
        try await Self.translating {
            try await connection.query(
                """
                select coalesce(case when sha256(convert_to(f.reason, 'UTF8')) = a.text_sha256 then f.reason end, x.body) as body
                from ledger.attribution a
                join ledger.filing f on f.accession_no = a.accession_no
                left join lateral (select t.body from ledger.extracted_text t where t.sha256 = a.text_sha256 limit 1) x on true
                where a.position = $1 and a.seq = $2
                """, [position, number]
            ).first?.optional("body")
        }
    }

    /// Proposals that wait for a reviewer, most workers first; or what reviewers decided, newest first.
    public func reviews(decided: Bool, state: StateCode?, most: Int) async throws(RecordingError) -> [ReviewEntry] {
        try await Self.translating {
            try await connection.query(
                """
                select \(Self.reviewColumns)
                from report.attributions a
                left join report.event_members m on m.disclosure_id = a.disclosure_id
                left join report.events e on e.event_id = m.event_id
                where a.tier >= 3 and ($1::text is null or a.state = $1)
                    and case when $2 then a.reviewer is not null else a.in_force and a.status = 'proposed' and a.label <> 'none' end
                order by case when $2 then a.position end desc, e.workers desc nulls last, a.position
                limit $3
                """, [state?.rawValue, decided, most]
            ).map { try ReviewEntry($0) }
        }
    }

    /// - Throws: ``RecordingError/notFound(_:)`` where no text was read at that position.
    public func review(at position: Int) async throws(RecordingError) -> ReviewEntry {
        let found = try await Self.translating {
            try await connection.query(
                """
                select \(Self.reviewColumns)
                from report.attributions a
                left join report.event_members m on m.disclosure_id = a.disclosure_id
                left join report.events e on e.event_id = m.event_id
                where a.tier >= 3 and a.position = $1
                order by a.seq limit 1
                """, [position]
            ).first.map { try ReviewEntry($0) }
        }
        guard let found else { throw RecordingError.notFound(String(position)) }
        return found
    }

    private static let reviewColumns = """
        a.position, a.seq, a.accession_no, a.state, a.employer, e.workers, a.tier, a.label, a.status, a.quote, a.quote_start, a.quote_end,
        a.rule, a.phrasebook, a.kind, a.claimant, a.url, a.reviewer, a.review_reason
        """
}

extension ReviewEntry {
    init(_ row: Row) throws {
        let quote: String? = try row.optional("quote")
        let start: Int? = try row.optional("quote_start"), end: Int? = try row.optional("quote_end")
        self.init(
            position: try row.value("position"), number: try row.value("seq"), accessionNumber: try row.value("accession_no"),
            state: try row.value("state"), employer: try row.value("employer"), workers: try row.optional("workers"),
            tier: try row.value("tier"), label: try row.parsed("label", AttributionLabel.init(rawValue:)), status: try row.value("status"),
            quote: quote.flatMap { quote in start.flatMap { start in end.map { Quote(text: quote, start: start, end: $0) } } },
            rule: try row.optional("rule") ?? "", phrasebook: try row.optional("phrasebook") ?? "", kind: try row.optional("kind"),
            claimant: try row.optional("claimant"), url: try row.optional("url"), reviewer: try row.optional("reviewer"),
            reason: try row.optional("review_reason"))
    }
}
