internal import Postgres
public import Register

extension Ledger {
    /// What the linker looks at, as of one moment: every disclosure as it stands, and what persons decided.
    ///
    /// - Parameter state: nil: all of them.
    public func linkingInput(of state: StateCode?) async throws(RecordingError) -> LinkingInput {
        try await Self.translating {
            // Before the rows: what is recorded meanwhile is then seen, or refuses the result.
            let position: Int = try await connection.query("select coalesce(max(l.position), 0) as it from ledger.log l")[0].value("it")
            return LinkingInput(
                candidates: try await candidates(of: state), decisions: try await decisions(of: state), position: position)
        }
    }

    /// Every disclosure of a jurisdiction as it stands, with the employer's name as written, oldest first.
    public func linkCandidates(of state: StateCode) async throws(RecordingError) -> [LinkCandidate] {
        try await Self.translating { try await candidates(of: state) }
    }

    /// Makes the linker's links those of this set: enters what is new or differs, withdraws what is not found any more. Pairs that a
    /// person decided stay as they are.
    ///
    /// - Parameters:
    ///   - state: the state whose links they are; nil: those between states.
    ///   - linker: the version of the linker.
    ///   - position: that of the input they were found in.
    /// - Returns: nil where something was recorded since: look again.
    public func record(_ links: [Link], of state: StateCode?, linker: String, seenAt position: Int) async throws(RecordingError)
        -> LinkingResult?
    {
        try await Self.translating {
            let row = try await connection.query(
                "select entered, withdrawn from ledger.record_linking($1, $2, $3, $4::jsonb)",
                [state?.rawValue, linker, position, Self.json(links)])[0]
            guard let entered: Int = try row.optional("entered") else { return nil }
            return LinkingResult(entered: entered, withdrawn: try row.value("withdrawn"))
        }
    }

    /// What ``record(_:of:linker:seenAt:)`` would enter, without entering it.
    public func changes(to links: [Link], of state: StateCode?, linker: String) async throws(RecordingError) -> [LinkEntry] {
        try await Self.translating {
            try await connection.query(
                """
                select c.kind, c.status, c.score, c.rule, $2 as linker, null as reviewer, null as reason, null as position, null as decided_at,
                    \(Self.sides)
                from ledger.link_changes($1, $2, $3::jsonb) c
                \(Self.joins("c"))
                order by c.number
                """, [state?.rawValue, linker, Self.json(links)]
            ).map { try LinkEntry($0) }
        }
    }

    /// Links as they were settled last, newest first.
    ///
    /// - Parameter status: accepted, proposed, refused or withdrawn; nil: all.
    public func links(status: String?, state: StateCode?, most: Int) async throws(RecordingError) -> [LinkEntry] {
        try await Self.translating {
            try await connection.query(
                """
                select c.kind, c.status, c.score, c.rule, c.linker, c.reviewer, c.reason, c.position, \(Self.instant), \(Self.sides)
                from ledger.links_in_force(9223372036854775807) c
                join ledger.log g on g.position = c.position
                \(Self.joins("c"))
                where ($1::text is null or c.status = $1) and ($2::text is null or a.state = $2 or b.state = $2)
                order by c.position desc
                limit $3
                """, [status, state?.rawValue, most]
            ).map { try LinkEntry($0) }
        }
    }

    /// Everything that was ever said of the two, or of the one, oldest first.
    public func history(ofLinksBetween one: DisclosureID, and other: DisclosureID?) async throws(RecordingError) -> [LinkEntry] {
        try await Self.translating {
            try await connection.query(
                """
                select c.kind, c.status, c.score, c.rule, c.linker, c.reviewer, c.reason, c.position, \(Self.instant), \(Self.sides)
                from ledger.link c
                join ledger.log g on g.position = c.position
                \(Self.joins("c"))
                where $1::uuid in (c.from_disclosure, c.to_disclosure)
                    and ($2::uuid is null or $2::uuid in (c.from_disclosure, c.to_disclosure))
                order by c.position
                """, [one.rawValue, other?.rawValue]
            ).map { try LinkEntry($0) }
        }
    }

    /// Enters a person's word on two disclosures. Role: reviewer. It outlives every run of the linker.
    ///
    /// - Parameter kind: how they are related; nil: as the link in force says.
    /// - Returns: its position in the log.
    @discardableResult
    public func settle(
        _ one: DisclosureID, _ other: DisclosureID, as kind: Link.Kind?, isRefused: Bool, reason: String, reviewer: String
    ) async throws(RecordingError) -> Int {
        try await Self.translating {
            try await connection.query(
                "select ledger.settle_link($1::uuid, $2::uuid, $3, $4, $5, $6) as it",
                [one.rawValue, other.rawValue, kind?.rawValue, isRefused ? "refused" : "accepted", reason, reviewer])[0].value("it")
        }
    }

    /// Pairs that persons refused and that would be one event if these two were.
    public func refusals(against one: DisclosureID, _ other: DisclosureID) async throws(RecordingError) -> [LinkEntry] {
        try await Self.translating {
            try await connection.query(
                """
                with fold as materialized (select f.disclosure_id, f.event_id from ledger.folds(9223372036854775807) f),
                mine as (
                    select $1::uuid as id union select g.disclosure_id from fold f join fold g on g.event_id = f.event_id
                    where f.disclosure_id = $1::uuid
                ),
                theirs as (
                    select $2::uuid as id union select g.disclosure_id from fold f join fold g on g.event_id = f.event_id
                    where f.disclosure_id = $2::uuid
                )
                select c.kind, c.status, c.score, c.rule, c.linker, c.reviewer, c.reason, c.position, \(Self.instant), \(Self.sides)
                from ledger.links_in_force(9223372036854775807) c
                join ledger.log g on g.position = c.position
                \(Self.joins("c"))
                where c.status = 'refused'
                    and not ($1::uuid in (c.from_disclosure, c.to_disclosure) and $2::uuid in (c.from_disclosure, c.to_disclosure))
                    and (c.from_disclosure in (select id from mine) and c.to_disclosure in (select id from theirs)
                        or c.to_disclosure in (select id from mine) and c.from_disclosure in (select id from theirs))
                order by c.position
                """, [one.rawValue, other.rawValue]
            ).map { try LinkEntry($0) }
        }
    }

    /// Whether accepted links make the two one event now.
    public func areOneEvent(_ one: DisclosureID, _ other: DisclosureID) async throws(RecordingError) -> Bool {
        try await Self.translating {
            try await connection.query(
                """
                select count(*) = 2 and count(distinct f.event_id) = 1 as it
                from ledger.folds(9223372036854775807) f where f.disclosure_id in ($1::uuid, $2::uuid)
                """, [one.rawValue, other.rawValue])[0].value("it")
        }
    }

    /// Jurisdictions that have disclosures to link, in order of their codes.
    public func linkedStates() async throws(RecordingError) -> [StateCode] {
        try await Self.translating {
            try await connection.query("select distinct d.state from ledger.disclosure d order by d.state").map {
                try $0.parsed("state", StateCode.init(rawValue:))
            }
        }
    }

    /// The jurisdiction of a disclosure.
    ///
    /// - Throws: ``RecordingError/notFound(_:)``.
    public func state(of disclosure: DisclosureID) async throws(RecordingError) -> StateCode {
        let state = try await Self.translating {
            try await connection.query("select d.state from ledger.disclosure d where d.disclosure_id = $1::uuid", [disclosure.rawValue])
                .first.map { try $0.parsed("state", StateCode.init(rawValue:)) }
        }
        guard let state else { throw RecordingError.notFound(disclosure.rawValue) }
        return state
    }

    private func candidates(of state: StateCode?) async throws -> [LinkCandidate] {
        try await connection.rows(
            """
            select d.disclosure_id::text, d.origin, d.source_id, d.state, d.position as ordinal, h.*
            from ledger.disclosure d
            cross join lateral (
                select coalesce(convert_from(f.payload, 'UTF8')::jsonb ->> 'employer_raw', f.employer) as employer, f.employer as name, f.dba,
                    coalesce(f.notice_date, f.received_date)::text as notice_date, f.effective_start::text, f.workers,
                    coalesce(f.city, (
                        select string_agg(s.city, ', ' order by s.seq) from ledger.filing_site s where s.accession_no = f.accession_no and f.city is null
                    )) as city, f.county, f.location, f.amendment, f.rescinded, f.state_number,
                    f.form_type = 'OBS/W' and f.amendment_reason is not distinct from 'reread' as is_misread
                from ledger.filing f where f.disclosure_id = d.disclosure_id order by f.version desc limit 1
            ) h
            where ($1::text is null or d.state = $1) and not h.is_misread
            order by d.position
            """, [state?.rawValue]
        ) { try LinkCandidate($0) }
    }

    private func decisions(of state: StateCode?) async throws -> [LinkDecision] {
        try await connection.query(
            """
            select l.from_disclosure::text, l.to_disclosure::text, case when l.status = 'accepted' then l.kind end as kind
            from ledger.links_in_force(9223372036854775807) l
            join ledger.disclosure f on f.disclosure_id = l.from_disclosure
            where l.reviewer is not null and ($1::text is null or f.state = $1)
            order by l.position
            """, [state?.rawValue]
        ).map { row in
            LinkDecision(
                from: try row.parsed("from_disclosure", DisclosureID.init(rawValue:)),
                to: try row.parsed("to_disclosure", DisclosureID.init(rawValue:)),
                confirmed: try row.optional("kind").flatMap(Link.Kind.init(rawValue:)))
        }
    }

    private static func json(_ links: [Link]) -> String {
        JSONValue.array(
            links.map { link in
                .object([
                    "kind": .string(link.kind.rawValue), "from_disclosure": .string(link.from.rawValue),
                    "to_disclosure": .string(link.to.rawValue), "score": .number(link.score), "rule": .string(link.rule),
                    "status": .string(link.isAccepted ? "accepted" : "proposed"),
                ])
            }
        ).canonicalText
    }

    private static let instant = "to_char(g.entry_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as decided_at"

    private static let sides = ["a", "b"].map { side in
        ["disclosure_id::text", "state", "employer", "notice_date::text", "effective_start::text", "workers", "place", "source_id"].map {
            "\(side).\($0) as \(side)_\($0.replacing("::text", with: ""))"
        }.joined(separator: ", ")
    }.joined(separator: ", ")

    private static func joins(_ link: String) -> String {
        [("a", "from_disclosure"), ("b", "to_disclosure")].map { side, column in
            """
            cross join lateral (
                select f.disclosure_id, f.state, f.employer, f.notice_date, f.effective_start, f.workers,
                    coalesce(f.city, f.county, f.location) as place, d.source_id
                from ledger.filing f join ledger.disclosure d on d.disclosure_id = f.disclosure_id
                where f.disclosure_id = \(link).\(column) order by f.version desc limit 1
            ) \(side)
            """
        }.joined(separator: "\n")
    }
}

/// What a run of the linker looks at.
public struct LinkingInput: Sendable {
    public var candidates: [LinkCandidate]
    public var decisions: [LinkDecision]
    /// The newest position of the log before it was read.
    public var position: Int
}

/// What a run of the linker changed.
public struct LinkingResult: Sendable, Equatable {
    /// Links that are new or were settled anew.
    public var entered: Int
    /// Links that are found no longer.
    public var withdrawn: Int

    public init(entered: Int, withdrawn: Int) {
        self.entered = entered
        self.withdrawn = withdrawn
    }
}

extension LinkCandidate {
    init(_ row: Row) throws {
        self.init(
            id: try row.parsed("disclosure_id", DisclosureID.init(rawValue:)), origin: try row.parsed("origin", Origin.init(rawValue:)),
            source: try row.optional("source_id").flatMap(SourceID.init(rawValue:)),
            state: try row.parsed("state", StateCode.init(rawValue:)),
            employer: try row.value("employer"), name: try row.value("name"), tradeName: try row.optional("dba"),
            noticeDate: try row.optional("notice_date").flatMap { (text: String) in CalendarDate(text) },
            effective: try row.optional("effective_start").flatMap { (text: String) in CalendarDate(text) },
            workers: try row.optional("workers"),
            city: try row.optional("city"), county: try row.optional("county"), location: try row.optional("location"),
            isAmendment: try row.value("amendment"), isRescinded: try row.value("rescinded"), number: try row.optional("state_number"),
            ordinal: try row.value("ordinal"))
    }
}
