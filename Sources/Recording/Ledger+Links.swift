internal import Postgres
public import Register

extension Ledger {
    /// Every disclosure of a jurisdiction as it stands, with the employer's name as written, oldest first.
    public func linkCandidates(of state: StateCode) async throws(RecordingError) -> [LinkCandidate] {
        try await Self.translating {
            try await connection.query(
                """
                select d.disclosure_id::text, d.origin, d.source_id, d.state, h.employer, h.notice_date::text, h.effective_start::text, h.workers,
                    h.city, h.county, h.location, h.amendment, h.rescinded, h.state_number
                from ledger.disclosure d
                cross join lateral (
                    select coalesce(convert_from(f.payload, 'UTF8')::jsonb ->> 'employer_raw', f.employer) as employer, f.notice_date,
                        f.effective_start, f.workers, f.city, f.county, f.location, f.amendment, f.rescinded, f.state_number
                    from ledger.filing f where f.disclosure_id = d.disclosure_id order by f.version desc limit 1
                ) h
                where d.state = $1
                order by d.position
                """, [state.rawValue]
            ).map { try LinkCandidate($0) }
        }
    }

    /// Enters links that are new: accepted where they are certain (a score of 1), else as proposals for a reviewer.
    ///
    /// - Returns: how many were new.
    @discardableResult
    public func record(_ links: [Link]) async throws(RecordingError) -> Int {
        guard !links.isEmpty else { return 0 }
        let entries = links.map { link in
            JSONValue.object([
                "kind": .string(link.kind.rawValue), "from_disclosure": .string(link.from.rawValue),
                "to_disclosure": .string(link.to.rawValue),
                "score": .number(link.score), "rule": .string(link.rule), "status": .string(link.score >= 1 ? "accepted" : "proposed"),
            ])
        }
        return try await Self.translating {
            try await connection.query("select ledger.record_links($1::jsonb) as it", [JSONValue.array(entries).canonicalText])[0].value(
                "it")
        }
    }
}

extension LinkCandidate {
    init(_ row: Row) throws {
        self.init(
            id: try row.parsed("disclosure_id", DisclosureID.init(rawValue:)), origin: try row.parsed("origin", Origin.init(rawValue:)),
            source: try row.optional("source_id").flatMap(SourceID.init(rawValue:)),
            state: try row.parsed("state", StateCode.init(rawValue:)),
            employer: try row.value("employer"),
            noticeDate: try row.optional("notice_date").flatMap { (text: String) in CalendarDate(text) },
            effective: try row.optional("effective_start").flatMap { (text: String) in CalendarDate(text) },
            workers: try row.optional("workers"),
            city: try row.optional("city"), county: try row.optional("county"), location: try row.optional("location"),
            isAmendment: try row.value("amendment"), isRescinded: try row.value("rescinded"), number: try row.optional("state_number"))
    }
}
