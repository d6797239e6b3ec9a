internal import Postgres
internal import Register

/// One import within its transaction: gate, matching, staging, one call.
struct Import: Sendable {
    let batch: ImportBatch
    let observations: [Observation]

    typealias Outcome = Swift.Result<ImportResult, RecordingError>

    func record(on connection: isolated Connection) throws -> Outcome {
        // The same lock that ledger.enter_run takes: what is read here holds until commit.
        try connection.query("select pg_advisory_xact_lock(x'57415253'::integer, hashtext($1))", [batch.source.id.rawValue])
        let known = try KnownState(of: batch.source.id, connection)
        let isExpected = self.isExpected
        let gate = AcceptanceGate(batch: batch, baseline: known.baseline?.gate, leftLines: leftLines(known), today: today)
        let profile = PageProfile(batch, observations, today: today)
        if let refusal = Refusal(gate) { return .failure(try stop(refusal, profile, known.baseline, connection)) }
        if let refusal = try drift(of: profile, from: known.baseline, connection) {
            return .failure(try stop(refusal, profile, known.baseline, connection))
        }

        let (entries, lines) = try entries(known, isExpected, connection)
        if let refusal = turnover(entries, lines, known.baseline) {
            return .failure(try stop(refusal, profile, known.baseline, connection))
        }
        return .success(try write(entries, profile, known.baseline, connection))
    }

    /// What would be filed, without filing it.
    func preview(on connection: isolated Connection) throws -> [PlannedFiling] {
        try entries(try KnownState(of: batch.source.id, connection), isExpected, connection).entries.map(PlannedFiling.init)
    }

    private var isExpected: @Sendable (Line) -> Bool {
        let firstDay = batch.source.window.firstDay(on: today)
        return { line in firstDay.map { line.windowDay ?? $0 >= $0 } ?? true }
    }

    /// Lines that the window has left behind since the last page: that one had them, and this one need not.
    private func leftLines(_ known: KnownState) -> Int {
        guard let before = known.baseline.flatMap({ batch.source.window.firstDay(on: $0.gate.day) }),
            let now = batch.source.window.firstDay(on: today)
        else { return 0 }
        return known.lines.count { line in line.isListed && line.windowDay.map { $0 >= before && $0 < now } ?? false }
    }

    /// What is new, and how many listed lines the page has or should have.
    private func entries(
        _ known: KnownState, _ isExpected: @escaping (Line) -> Bool, _ connection: isolated Connection
    ) throws -> (entries: [Entry], lines: Int) {
        let sameBytes = self.sameBytes(as: known.pages)
        var matching = Matching(lines: known.lines, observations: observations, sameBytes: sameBytes)
        matching.matchEqual()
        matching.lines = try known.withContents(matching.freeLines, connection)
        matching.matchRest(isExpected: isExpected)
        let entries = Entries(
            matching: matching, batch: batch, isExpected: isExpected, isReread: sameBytes == rowPages && !sameBytes.isEmpty
        ).all
        let lines = matching.lines.indices.count { place in
            matching.lines[place].isListed && (matching.isTaken[place] || isExpected(matching.lines[place]))
        }
        return (entries, lines)
    }

    private func write(
        _ entries: [Entry], _ profile: PageProfile, _ baseline: KnownState.Baseline?, _ connection: isolated Connection
    ) throws -> ImportResult {
        let outcome: ImportResult.Outcome = entries.isEmpty && baseline?.tally == batch.tally ? .unchanged : .accepted
        try stagePage(connection)
        let (run, positions) = try enter(entries, outcome, connection)
        try connection.keepPrivate(batch.snapshots, of: batch.source)
        try connection.record(profile, of: run, since: baseline?.run)
        return ImportResult(
            run: run, outcome: outcome, tally: batch.tally,
            filings: Dictionary(entries.map { ($0.form, 1) }, uniquingKeysWith: +), positions: positions)
    }

    private func enter(
        _ entries: [Entry], _ outcome: ImportResult.Outcome, _ connection: isolated Connection
    ) throws -> (run: Int, positions: ClosedRange<Int>?) {
        let record = RunRecord(batch, outcome: outcome.rawValue)
        guard outcome == .accepted else { return (try connection.enter(record), nil) }
        let entered = try connection.enter(record, filings: entries.count)
        try connection.file(entries, of: entered)
        return (entered.run, entered.firstPosition...entered.position)
    }

    /// Keeps the page with the reason; the error that is told names the run, so that a person can accept it.
    private func stop(
        _ refusal: Refusal, _ profile: PageProfile, _ baseline: KnownState.Baseline?, _ connection: isolated Connection
    ) throws -> RecordingError {
        try stagePage(connection)
        let error = refusal.error(0)
        var record = RunRecord(batch, outcome: "stopped")
        (record.code, record.message, record.hint) = (error.code, error.message, error.hint)
        let run = try connection.enter(record)
        try connection.keepPrivate(batch.snapshots, of: batch.source)
        try connection.record(profile, of: run, since: baseline?.run, changes: refusal.changes)
        return refusal.error(run)
    }

    // MARK: Drift

    /// Pages that change what their values mean, and pages from the state's drawer. What was recorded before is compared with nothing.
    private func drift(
        of profile: PageProfile, from baseline: KnownState.Baseline?, _ connection: isolated Connection
    ) throws -> Refusal? {
        guard let baseline, !batch.isReread, rowPages != baseline.rowPages else { return nil }
        if let older = try connection.olderRun(
            than: baseline.run, of: batch.source.id, rowPages: rowPages, content: batch.notices.isEmpty ? nil : profile.content),
            profile.content != baseline.profile?.content
        {
            return Refusal(changes: [PageChange(.oldPage, was: "run \(older.run), \(older.day)")]) { [id = batch.source.id] run in
                .oldPage(source: id, run: run, of: older.run, on: older.day)
            }
        }
        guard let was = baseline.profile else { return nil }
        let changes = Drift(source: batch.source, was: was, now: profile, tallyWas: baseline.tally, tallyNow: batch.tally).changes
        guard !changes.isEmpty else { return nil }
        return Refusal(changes: changes) { [id = batch.source.id] run in .drifted(source: id, run: run, changes: changes) }
    }

    /// Fewer lines than this can all change on one day.
    private static let linesThatTell = 5

    /// Two columns of words that changed places look like a page on which every line was amended.
    private func turnover(_ entries: [Entry], _ lines: Int, _ baseline: KnownState.Baseline?) -> Refusal? {
        let changed = entries.count { $0.form == .observedAmended && $0.reason == nil || $0.form == .observedWithdrawn }
        guard let baseline, !baseline.isAccepted, !batch.isReread, lines >= Self.linesThatTell, changed * 2 > lines else { return nil }
        return Refusal(changes: [PageChange(.linesChanged, was: String(lines), now: String(changed))]) { [id = batch.source.id] run in
            .turnedOver(source: id, run: run, lines: lines, changed: changed)
        }
    }

    private func stagePage(_ connection: isolated Connection) throws {
        try connection.openImport()
        try connection.stage(batch.snapshots)
        try connection.stage(batch.rejections)
        try connection.stage(batch.columns)
    }

    /// The day in UTC on which the page was fetched.
    private var today: CalendarDate {
        let instant = batch.snapshots.map(\.fetchedAt).max() ?? batch.startedAt
        return CalendarDate(daysSinceEpoch: Int((instant / 86_400).rounded(.down))) ?? .epoch
    }

    private var rowPages: Set<Digest> { Set(batch.snapshots.filter { $0.role == .rows }.map(\.digest)) }

    /// Row pages that the last run had as well; none when a page of details differs, for then the state says something else.
    private func sameBytes(as pages: Set<Digest>) -> Set<Digest> {
        let details = batch.snapshots.filter { $0.role == .details }
        return details.allSatisfy { pages.contains($0.digest) } ? rowPages.intersection(pages) : []
    }
}

/// Why a page must not be recorded, and what is different about it. The error names the run, once it has a number.
private struct Refusal {
    let changes: [PageChange]
    let error: (Int) -> RecordingError

    init(changes: [PageChange], error: @escaping (Int) -> RecordingError) {
        self.changes = changes
        self.error = error
    }

    /// Nil where the gate lets the page pass.
    init?(_ gate: AcceptanceGate) {
        guard let refusal = gate.refusal(run: 0) else { return nil }
        self.init(changes: []) { gate.refusal(run: $0) ?? refusal }
    }
}

extension CalendarDate {
    fileprivate static var epoch: CalendarDate { CalendarDate(year: 1970, month: 1, day: 1) ?? .epoch }
}
