internal import Postgres
public import Register

/// A run that passed, whose pages can be read again.
public struct StoredRun: Sendable, Equatable {
    public var run: Int
    /// ISO 8601 in UTC.
    public var at: String
    public var readingVersion: String?
    public var notices: Int
}

/// A filing that an import would record, or a recorded one that its page no longer means.
public struct PlannedFiling: Sendable, Equatable {
    /// Values that differ: the name in the payload, what the ledger has, what the page means now.
    public struct Change: Sendable, Equatable {
        public var name: String
        public var was: String?
        public var now: String?
    }

    /// Nil: the recorded filing is of an older page, and stays as it is.
    public var form: FormType?
    public var accessionNumber: String?
    public var employer: String
    public var locator: String?
    public var changes: [Change]
}

extension PlannedFiling {
    init(_ entry: Entry) {
        let (before, after) = (entry.line?.content, entry.observation?.content)
        self.init(
            form: entry.form, accessionNumber: entry.line?.head,
            employer: entry.observation?.observed.notice.employer ?? before?.values["employer"]?.text ?? "",
            locator: entry.observation?.observed.notice.locator, changes: Self.changes(entry.changes, before, after))
    }

    /// A recorded filing against today's reading of its own row; nil where they agree.
    init?(_ accessionNumber: String, recorded: Content, now: Observation?) {
        guard let now else {
            self.init(
                form: nil, accessionNumber: accessionNumber, employer: recorded.values["employer"]?.text ?? "", locator: nil,
                changes: [Change(name: "row", was: "a notice", now: nil)])
            return
        }
        let names = now.content.changes(from: recorded)
        guard !names.isEmpty else { return nil }
        self.init(
            form: nil, accessionNumber: accessionNumber, employer: now.observed.notice.employer, locator: now.observed.notice.locator,
            changes: Self.changes(names, recorded, now.content))
    }

    private static func changes(_ names: [String], _ before: Content?, _ after: Content?) -> [Change] {
        names.map { name in
            Change(name: name, was: before?.values[name]?.canonicalText, now: after?.values[name]?.canonicalText)
        }
    }
}

extension Ledger {
    /// Runs that passed with pages of their own, newest last; the last one whether its pages were new or not.
    ///
    /// - Parameter since: the first day (UTC) asked for; nil: the last run alone.
    public func storedRuns(of source: SourceID, since: CalendarDate?) async throws(RecordingError) -> [StoredRun] {
        try await Self.translating {
            try await connection.query(
                """
                select r.run_id, to_char(r.finished_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, r.reading_version, r.notices
                from ledger.run r
                where r.source_id = $1 and r.outcome <> 'stopped' and (
                    r.run_id = (select max(n.run_id) from ledger.run n where n.source_id = $1 and n.outcome <> 'stopped')
                    or r.outcome = 'accepted' and r.finished_at >= $2::date)
                order by r.run_id
                """, [source.rawValue, since]
            ).map { row in
                StoredRun(
                    run: try row.value("run_id"), at: try row.value("at"), readingVersion: try row.optional("reading_version"),
                    notices: try row.value("notices"))
            }
        }
    }

    /// The pages of a run; nil where one of them is private or was taken down.
    public func snapshots(ofRun run: Int) async throws(RecordingError) -> [Snapshot]? {
        try await Self.translating { try await connection.pages(ofRun: run) }
    }

    /// What recording this reading would file, without filing it.
    public func preview(_ batch: ImportBatch) async throws(RecordingError) -> [PlannedFiling] {
        let observations = await Observation.all(batch.notices)
        return try await Self.translating {
            try await connection.transaction { connection in
                try Import(batch: batch, observations: observations).preview(on: connection)
            }
        }
    }

    /// Filings recorded from a run's pages that its rows, read as in `batch`, no longer mean.
    public func differences(ofRun run: Int, to batch: ImportBatch) async throws(RecordingError) -> [PlannedFiling] {
        let rows = Dictionary(batch.notices.map { ($0.notice.row, Observation($0)) }) { first, _ in first }
        return try await Self.translating {
            try await connection.query(
                """
                select f.accession_no, f.row, convert_from(f.payload, 'UTF8') as payload from ledger.filing f
                where f.run_id = $1 and f.form_type <> 'OBS/W' and f.row is not null
                order by f.position
                """, [run]
            ).compactMap { filing in
                PlannedFiling(
                    try filing.value("accession_no"), recorded: Content(payload: try JSONValue(parsing: filing.value("payload"))),
                    now: rows[try filing.value("row")])
            }
        }
    }
}

extension Connection {
    /// A private page, or one that was taken down, is not ours to read: without it the rest is no reading, and nil is given.
    func pages(ofRun run: Int) throws -> [Snapshot]? {
        let pages = try query(
            """
            select s.url, extract(epoch from s.fetched_at) as fetched_at, s.status, s.headers::text as headers, s.role, b.body,
                b.sha256 is not null as is_there
            from ledger.run_snapshot s left join ledger.snapshot_body b on b.sha256 = s.sha256
            where s.run_id = $1 order by s.seq
            """, [run])
        guard try pages.allSatisfy({ try $0.value("is_there", as: Bool.self) }) else { return nil }
        return try pages.map { try Snapshot($0) }
    }
}
