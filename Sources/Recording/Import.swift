internal import Postgres
internal import Register

/// One import within its transaction: gate, matching, staging, one call.
struct Import: Sendable {
    let batch: ImportBatch
    let observations: [Observation]

    typealias Outcome = Swift.Result<ImportResult, RecordingError>

    func record(on connection: isolated Connection) throws -> Outcome {
        // The same lock that ledger.record_import takes: what is read here holds until commit.
        try connection.query("select pg_advisory_xact_lock(x'57415253'::integer, hashtext($1))", [batch.source.id.rawValue])
        let known = try KnownState(of: batch.source.id, connection)
        let firstDay = batch.source.window.firstDay(on: today)
        let isExpected = { @Sendable (line: Line) in firstDay.map { line.windowDay ?? $0 >= $0 } ?? true }
        let gate = AcceptanceGate(
            batch: batch, baseline: known.baseline?.gate, expectedLines: known.lines.count { $0.isListed && isExpected($0) }, today: today)
        if let refusal = gate.refusal(run: 0) { return .failure(try stop(gate, refusal, connection)) }

        let sameBytes = self.sameBytes(as: known.pages)
        var matching = Matching(lines: known.lines, observations: observations, sameBytes: sameBytes)
        matching.matchEqual()
        matching.lines = try known.withContents(matching.freeLines, connection)
        matching.matchRest(isExpected: isExpected)
        let entries = Entries(
            matching: matching, batch: batch, isExpected: isExpected, isReread: sameBytes == rowPages && !sameBytes.isEmpty
        ).all
        return .success(try write(entries, known.baseline, connection))
    }

    private func write(_ entries: [Entry], _ baseline: KnownState.Baseline?, _ connection: isolated Connection) throws -> ImportResult {
        let outcome: ImportResult.Outcome = entries.isEmpty && baseline?.tally == batch.tally ? .unchanged : .accepted
        try stagePage(connection)
        try connection.stage(entries)
        let finished = try connection.finishImport(RunRecord(batch, outcome: outcome.rawValue))
        return ImportResult(
            run: finished.run, outcome: outcome, tally: batch.tally,
            filings: Dictionary(entries.map { ($0.form, 1) }, uniquingKeysWith: +), positions: finished.positions)
    }

    /// Keeps the page with the reason; the error that is told names the run, so that a person can accept it.
    private func stop(_ gate: AcceptanceGate, _ refusal: RecordingError, _ connection: isolated Connection) throws -> RecordingError {
        try stagePage(connection)
        var record = RunRecord(batch, outcome: "stopped")
        (record.code, record.message, record.hint) = (refusal.code, refusal.message, refusal.hint)
        return gate.refusal(run: try connection.finishImport(record).run) ?? refusal
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

extension CalendarDate {
    fileprivate static var epoch: CalendarDate { CalendarDate(year: 1970, month: 1, day: 1) ?? .epoch }
}
