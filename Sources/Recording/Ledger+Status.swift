internal import Postgres
public import Register

/// How a source stands: what `warn-import status` prints.
public struct SourceStatus: Sendable, Equatable, Codable {
    public var source: SourceID
    public var publisher: String
    /// When the last run passed, and when one last brought something new; ISO 8601 in UTC; nil: never.
    public var lastSuccessAt: String?
    public var lastChangeAt: String?
    /// Tally of the last run that passed.
    public var rows: Int?
    public var notices: Int?
    public var rejected: Int?
    /// Disclosures now listed.
    public var listed: Int
    /// The last run, when it stopped.
    public var stopped: Stop?
    /// Written from facts alone, and no run from the network has passed yet.
    public var unproven: Bool
    /// `by_request` or `none` where the jurisdiction publishes nothing, with whom to ask and why; nil where it publishes.
    public var silence: Silent?

    public struct Stop: Sendable, Equatable, Codable {
        public var run: Int
        public var at: String
        public var code: String
        public var message: String
        public var hint: String
    }

    public struct Silent: Sendable, Equatable, Codable {
        public var publication: String
        public var since: String
        public var contact: String
        public var comment: String
    }

    enum CodingKeys: String, CodingKey {
        case source, publisher, rows, notices, rejected, listed, stopped, unproven, silence
        case lastSuccessAt = "last_success_at"
        case lastChangeAt = "last_change_at"
    }
}

extension Ledger {
    /// When the last run of each source ended, however it ended: seconds since 1970. A source without a run is not there.
    public func lastRuns() async throws(RecordingError) -> [SourceID: Double] {
        try await Self.translating {
            let rows = try await connection.query(
                "select source_id, extract(epoch from max(finished_at))::float8 as finished_at from ledger.run group by source_id")
            return try rows.reduce(into: [:]) { runs, row in
                runs[try row.parsed("source_id", SourceID.init(rawValue:))] = try row.value("finished_at")
            }
        }
    }

    /// Every source that was ever registered, by name.
    public func status() async throws(RecordingError) -> [SourceStatus] {
        try await Self.translating {
            try await connection.query(
                """
                select s.source_id, v.publisher, p.rows, p.notices, p.rejected, h.listed,
                    to_char(p.finished_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last_success_at,
                    to_char(c.finished_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last_change_at,
                    case when l.outcome = 'stopped' then l.run_id end as stopped_run,
                    to_char(l.finished_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as stopped_at, l.code, l.message, l.hint,
                    case when v.publication <> 'published' then v.publication end as silence, v.since, v.contact, v.comment,
                    v.from_facts is true and not exists (
                        select from ledger.run r join ledger.run_snapshot p on p.run_id = r.run_id
                        where r.source_id = s.source_id and r.outcome <> 'stopped' and r.supplied_by is null and p.url ~ '^https?:'
                    ) as unproven
                from ledger.source s
                join lateral (
                    select n.publisher, n.publication, n.since, n.contact, n.comment, n.from_facts
                    from ledger.source_version n where n.source_id = s.source_id order by n.version desc limit 1) v on true
                left join lateral (
                    select r.rows, r.notices, r.rejected, r.finished_at from ledger.run r
                    where r.source_id = s.source_id and r.outcome <> 'stopped' order by r.run_id desc limit 1) p on true
                left join lateral (
                    select r.finished_at from ledger.run r
                    where r.source_id = s.source_id and r.outcome = 'accepted' order by r.run_id desc limit 1) c on true
                left join lateral (
                    select r.run_id, r.outcome, r.finished_at, r.code, r.message, r.hint from ledger.run r
                    where r.source_id = s.source_id order by r.run_id desc limit 1) l on true
                cross join lateral (
                    select count(*) filter (where f.form_type <> 'OBS/W') as listed from (
                        select distinct on (g.disclosure_id) g.form_type
                        from ledger.disclosure d join ledger.filing g on g.disclosure_id = d.disclosure_id
                        where d.source_id = s.source_id order by g.disclosure_id, g.version desc) f) h
                order by s.source_id
                """
            ).map { try SourceStatus($0) }
        }
    }
}

extension SourceStatus {
    init(_ row: Row) throws {
        source = try row.parsed("source_id", SourceID.init(rawValue:))
        publisher = try row.value("publisher")
        lastSuccessAt = try row.optional("last_success_at")
        lastChangeAt = try row.optional("last_change_at")
        rows = try row.optional("rows")
        notices = try row.optional("notices")
        rejected = try row.optional("rejected")
        listed = try row.value("listed")
        unproven = try row.value("unproven")
        if let publication: String = try row.optional("silence") {
            silence = Silent(
                publication: publication, since: try row.optional("since") ?? "", contact: try row.optional("contact") ?? "",
                comment: try row.optional("comment") ?? "")
        }
        if let run: Int = try row.optional("stopped_run") {
            stopped = Stop(
                run: run, at: try row.value("stopped_at"), code: try row.value("code"), message: try row.value("message"),
                hint: try row.value("hint"))
        }
    }
}
