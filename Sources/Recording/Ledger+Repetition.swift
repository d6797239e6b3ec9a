internal import Postgres
public import Register

/// The last run of a source that passed: how its pages were read, and which they were.
///
/// With a new reading version, read its pages again first and record them, so that what only our reading changes is a re-reading (`OBS/R`)
/// and no amendment. With the same version, the same pages need not be read at all: ``Ledger/repeat(_:with:of:startedAt:suppliedBy:)``.
public struct LastRun: Sendable, Equatable {
    public var run: Int
    public var readingVersion: String
    public var tally: ImportTally
    /// Digests of its pages, in the order fetched.
    public var pages: [Digest]
    /// No page of it was given by hand.
    public var wasFetched: Bool
    /// Newest day of its notices that is no slip of the pen; nil: none.
    public var newest: CalendarDate?
    /// What followed its filings.
    public var steps: Set<RunStep>
}

/// What an import enters after its filings, in transactions of its own. What a killed one owes, the next one of the source makes up for.
public enum RunStep: String, Sendable, CaseIterable {
    /// Counties, places and industries of its notices.
    case places
    /// Its disclosures tied to the others of their state.
    case links
}

extension Ledger {
    /// Nil where no run of the source has passed.
    public func lastRun(of source: SourceID) async throws(RecordingError) -> LastRun? {
        try await Self.translating {
            try await connection.query(
                """
                select r.run_id, r.reading_version, r.notices, r.held, r.rejected, r.skipped::text as skipped, p.newest_on,
                    (select array_agg(s.sha256::text order by s.seq) from ledger.run_snapshot s where s.run_id = r.run_id) as pages,
                    r.supplied_by is null and not exists (
                        select from ledger.run_snapshot s where s.run_id = r.run_id and s.url like 'file:%') as was_fetched,
                    (select array_agg(t.step) from ledger.run_step t where t.run_id = r.run_id) as steps
                from ledger.run r left join ledger.run_profile p on p.run_id = r.run_id
                where r.source_id = $1 and r.outcome <> 'stopped' and r.reading_version is not null
                order by r.run_id desc limit 1
                """, [source.rawValue]
            ).first.map { try LastRun($0) }
        }
    }

    /// Records that the last run's pages were there again, without reading them.
    ///
    /// - Returns: nil where they must be read: another page, another run meanwhile, places that the last run still owes, or a page that is
    ///   due for what its manifest expects of an ordinary day.
    public func `repeat`(
        _ last: LastRun, with snapshots: [Snapshot], of source: Source, startedAt: Double, suppliedBy: String?
    ) async throws(RecordingError) -> ImportResult? {
        guard last.steps.contains(.places), last.isSame(as: snapshots), last.isExpected(of: source, snapshots, suppliedBy, startedAt) else { return nil }
        var record = RunRecord(
            source: source, startedAt: startedAt, outcome: ImportResult.Outcome.unchanged.rawValue, tally: last.tally,
            suppliedBy: suppliedBy)
        record.readingVersion = last.readingVersion
        let described = record.described.canonicalText
        let run: Int? = try await Self.translating {
            try await connection.transaction { connection in
                try connection.openImport()
                // The bytes are there already.
                try connection.stage(snapshots, withBytes: false)
                return try connection.query(
                    "select ledger.repeat_run($1, $2, $3::jsonb) as run", [source.id.rawValue, last.run, described])[0].optional("run")
            }
        }
        return run.map { ImportResult(run: $0, outcome: .unchanged, tally: last.tally, filings: [:], positions: nil) }
    }

    /// Says that a run that passed has entered what follows its filings. Role: importer.
    public func record(_ step: RunStep, of run: Int) async throws(RecordingError) {
        try await Self.translating {
            _ = try await connection.query("select ledger.record_run_step($1, $2)", [run, step.rawValue])
        }
    }
}

extension LastRun {
    fileprivate init(_ row: Row) throws {
        let digests: [String] = try row.optional("pages") ?? []
        let steps: [String] = try row.optional("steps") ?? []
        self.init(
            run: try row.value("run_id"), readingVersion: try row.value("reading_version"),
            tally: ImportTally(
                notices: try row.value("notices"), held: try row.value("held"), rejected: try row.value("rejected"),
                skipped: try JSONValue(parsing: row.value("skipped")).counts),
            pages: digests.compactMap { Digest(databaseText: $0) }, wasFetched: try row.value("was_fetched"),
            newest: try row.optional("newest_on"), steps: Set(steps.compactMap(RunStep.init)))
    }

    fileprivate func isSame(as snapshots: [Snapshot]) -> Bool { !pages.isEmpty && snapshots.map(\.digest) == pages }

    /// What a manifest expects of a fetched page is asked anew each day: an unchanged one may have grown old. The gate then says so.
    fileprivate func isExpected(of source: Source, _ snapshots: [Snapshot], _ suppliedBy: String?, _ startedAt: Double) -> Bool {
        let isFetched = suppliedBy == nil && !snapshots.contains { $0.url.hasPrefix("file:") }
        guard isFetched, tally.rows > 0 else { return !isFetched }
        guard wasFetched else { return false }
        guard let days = source.expect.newestWithinDays else { return true }
        let instant = snapshots.map(\.fetchedAt).max() ?? startedAt
        guard let newest, let today = CalendarDate(daysSinceEpoch: Int((instant / 86_400).rounded(.down))) else { return false }
        return today.days(since: newest) <= days
    }
}
