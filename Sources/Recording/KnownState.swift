internal import Postgres
internal import Register

/// What the ledger holds of a source before an import: its lines, the pages of its last run, and that run's tally.
struct KnownState: Sendable {
    struct Baseline: Sendable {
        let run: Int
        let tally: ImportTally
        let gate: AcceptanceGate.Baseline
        /// It stopped, and a person said that its page is right: what is new about it is accepted with it.
        let isAccepted: Bool
        let rowPages: Set<Digest>
        /// Nil for a run recorded before profiles were kept.
        let profile: PageProfile?
    }

    let lines: [Line]
    let pages: Set<Digest>
    let baseline: Baseline?

    init(of source: SourceID, _ connection: isolated Connection) throws {
        lines = try Self.lines(of: source, connection)
        pages = try Self.pages(of: source, connection)
        baseline = try Self.baseline(of: source, connection)
    }

    /// In the order in which they were first seen.
    private static func lines(of source: SourceID, _ connection: isolated Connection) throws -> [Line] {
        try connection.query(
            """
            select h.disclosure_id, h.accession_no, h.payload_sha256, h.content_sha256, h.state_number, h.snapshot_sha256, h.row,
                h.form_type <> 'OBS/W' as is_listed,
                coalesce(h.notice_date, h.received_date, h.posted_date, h.effective_start, h.accepted_at::date) as window_day
            from (
                select distinct on (f.disclosure_id) f.*, d.position as first_position
                from ledger.disclosure d join ledger.filing f on f.disclosure_id = d.disclosure_id
                where d.source_id = $1
                order by f.disclosure_id, f.version desc
            ) h
            order by h.first_position
            """, [source.rawValue]
        ).map { row in
            Line(
                disclosure: try row.value("disclosure_id"), head: try row.value("accession_no"),
                payloadDigest: try row.value("payload_sha256"), contentDigest: try row.value("content_sha256"),
                number: try row.optional("state_number"), snapshot: try row.optional("snapshot_sha256"), row: try row.optional("row"),
                isListed: try row.value("is_listed"), windowDay: try row.optional("window_day"))
        }
    }

    private static func pages(of source: SourceID, _ connection: isolated Connection) throws -> Set<Digest> {
        Set(
            try connection.query(
                """
                select s.sha256 from ledger.run_snapshot s
                where s.run_id = (select max(r.run_id) from ledger.run r where r.source_id = $1 and r.outcome <> 'stopped')
                """, [source.rawValue]
            ).map { try $0.value("sha256", as: Digest.self) })
    }

    /// The last run that passed, or that stopped and was accepted by a person.
    private static func baseline(of source: SourceID, _ connection: isolated Connection) throws -> Baseline? {
        let runs = try connection.query(
            """
            select r.run_id, a.run_id is not null as is_accepted, r.rows, r.notices, r.held, r.rejected, r.skipped::text as skipped,
                r.supplied_by is null and not exists (
                    select from ledger.run_snapshot s where s.run_id = r.run_id and s.url like 'file:%') as was_fetched,
                (coalesce((select max(s.fetched_at) from ledger.run_snapshot s where s.run_id = r.run_id), r.started_at)
                    at time zone 'UTC')::date as day
            from ledger.run r left join ledger.acceptance a on a.run_id = r.run_id
            where r.source_id = $1 and (r.outcome <> 'stopped' or a.run_id is not null)
            order by r.run_id desc limit 1
            """, [source.rawValue])
        guard let run = runs.first else { return nil }
        let skipped = try JSONValue(parsing: run.value("skipped")).counts
        let tally = ImportTally(
            notices: try run.value("notices"), held: try run.value("held"), rejected: try run.value("rejected"), skipped: skipped)
        let id: Int = try run.value("run_id")
        return Baseline(
            run: id, tally: tally,
            gate: .init(rows: tally.rows, notices: tally.notices, wasFetched: try run.value("was_fetched"), day: try run.value("day")),
            isAccepted: try run.value("is_accepted"), rowPages: try rowPages(of: id, connection),
            profile: try PageProfile(ofRun: id, connection))
    }

    private static func rowPages(of run: Int, _ connection: isolated Connection) throws -> Set<Digest> {
        Set(
            try connection.query("select s.sha256 from ledger.run_snapshot s where s.run_id = $1 and s.role = 'rows'", [run]).map {
                try $0.value("sha256", as: Digest.self)
            })
    }

    /// The lines, these ones with the content of their newest filing.
    func withContents(_ places: [Int], _ connection: isolated Connection) throws -> [Line] {
        guard !places.isEmpty else { return lines }
        let rows = try connection.query(
            "select accession_no, convert_from(payload, 'UTF8') as payload from ledger.filing where accession_no = any($1::text[])",
            [places.map { self.lines[$0].head }])
        let payloads = Dictionary(
            try rows.map { (try $0.value("accession_no", as: String.self), try $0.value("payload", as: String.self)) }
        ) { $1 }
        var lines = self.lines
        for place in places {
            guard let payload = payloads[lines[place].head] else { continue }
            lines[place].content = Content(payload: try JSONValue(parsing: payload))
        }
        return lines
    }
}
