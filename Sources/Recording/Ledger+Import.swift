internal import Postgres
public import Register

extension Ledger {
    /// Records one reading of one source: whatever is new, amended, unlisted or better read, all or nothing.
    ///
    /// Everything is prepared before the log is locked. A second import of the same source waits for the first.
    /// - Throws: what the acceptance gate found (`REC-11` to `REC-14`, `REC-16` to `REC-18`): nothing is recorded then but the bytes and a stopped run.
    public func record(_ batch: ImportBatch) async throws(RecordingError) -> ImportResult {
        let observations = await Observation.all(batch.notices)
        try await register([batch.source])
        let outcome = try await Self.translating {
            try await connection.transaction { connection in
                try Import(batch: batch, observations: observations).record(on: connection)
            }
        }
        return try outcome.get()
    }

    /// Keeps the bytes of a run that stopped before it could be recorded (fetching, reading), and why.
    ///
    /// - Parameter changes: what is different about the page.
    /// - Returns: the run's number.
    @discardableResult
    public func recordStop(
        source: Source, startedAt: Double, snapshots: [Snapshot], code: String, message: String, hint: String, suppliedBy: String? = nil,
        changes: [PageChange] = []
    ) async throws(RecordingError) -> Int {
        try await register([source])
        let tally = ImportTally(notices: 0, rejected: 0, skipped: [:])
        let stop = RunRecord(
            source: source, startedAt: startedAt, outcome: "stopped", tally: tally, suppliedBy: suppliedBy, code: code, message: message,
            hint: hint)
        return try await Self.translating {
            try await connection.transaction { connection in
                try connection.openImport()
                try connection.stage(snapshots)
                let run = try connection.enter(stop)
                try connection.keepPrivate(snapshots, of: source)
                try connection.record(nil, of: run, changes: changes)
                return run
            }
        }
    }

    /// A person's word that the page of a run stopped by the gate is right, so that the next such page passes.
    ///
    /// - Returns: its position in the log. Role: reviewer.
    @discardableResult
    public func accept(run: Int, reason: String, by person: String) async throws(RecordingError) -> Int {
        try await Self.translating {
            do {
                return try await connection.query("select ledger.accept_run($1, $2, $3) as position", [run, reason, person])[0].value(
                    "position")
            } catch PostgresError.refused("P0002", _, _, _) { throw RecordingError.notAcceptable(run: run) }
        }
    }

    /// The pages of a source's last run that passed, and how they were read; nil where one of them is private or was taken down.
    public func lastReading(of source: SourceID) async throws(RecordingError) -> (readingVersion: String, snapshots: [Snapshot])? {
        guard let last = try await lastRun(of: source), let pages = try await snapshots(ofRun: last.run) else { return nil }
        return (last.readingVersion, pages)
    }
}
