internal import Register

/// Whether a page may be recorded, or is too unlike the last one: better no notice than a wrong withdrawal.
struct AcceptanceGate {
    /// The last run that passed, or that a person accepted.
    struct Baseline: Sendable, Equatable {
        let rows: Int
        let notices: Int
        let wasFetched: Bool
        /// The day in UTC on which its page was fetched.
        let day: CalendarDate
    }

    let batch: ImportBatch
    let baseline: Baseline?
    /// Lines that have left the listing window since the baseline's day.
    let leftLines: Int
    let today: CalendarDate

    /// Why the page must not be recorded; nil when it may. `run` is told in the error.
    func refusal(run: Int) -> RecordingError? { emptied(run) ?? shrunk(run) ?? unexpected(run) ?? outdated(run) }

    /// A page that lists a window shrinks by itself when the window moves.
    private var expectedRows: Int? {
        baseline.map { max(0, $0.rows - leftLines) }
    }

    private func emptied(_ run: Int) -> RecordingError? {
        guard batch.tally.rows == 0, let expectedRows else { return nil }
        return expectedRows > 0 || !batch.saysEmpty && baseline?.rows != 0
            ? .emptied(source: batch.source.id, run: run, before: expectedRows) : nil
    }

    private func shrunk(_ run: Int) -> RecordingError? {
        guard let baseline, let expectedRows else { return nil }
        let tally = batch.tally
        if tally.rows * 2 <= expectedRows, tally.rows < expectedRows {
            return .shrunk(source: batch.source.id, run: run, what: "rows", now: tally.rows, before: expectedRows)
        }
        // As many rows, but most of them unreadable.
        let notices = min(baseline.notices, expectedRows)
        guard tally.notices * 2 <= notices, tally.notices < notices else { return nil }
        return .shrunk(source: batch.source.id, run: run, what: "readable notices", now: tally.notices, before: notices)
    }

    private func unexpected(_ run: Int) -> RecordingError? {
        guard isFetched else { return nil }
        let (rows, expect) = (batch.tally.rows, batch.source.expect)
        // A page below the least that passed once was accepted by a person.
        let least = expect.least.flatMap { least in baseline.map { $0.wasFetched && $0.rows < least } == true ? nil : least }
        guard rows < least ?? 0 || rows > expect.most ?? .max else { return nil }
        return .unexpected(source: batch.source.id, run: run, rows: rows, least: least, most: expect.most)
    }

    private func outdated(_ run: Int) -> RecordingError? {
        guard isFetched, let days = batch.source.expect.newestWithinDays, batch.tally.rows > 0 else { return nil }
        let newest = batch.notices.compactMap(\.notice.windowDay).max()
        if let newest, today.days(since: newest) <= days { return nil }
        return .outdated(source: batch.source.id, run: run, newest: newest, days: days)
    }

    private var isFetched: Bool { batch.suppliedBy == nil && !batch.snapshots.contains { $0.url.hasPrefix("file:") } }
}
