internal import Register

/// What `ledger.run` keeps of a run.
struct RunRecord: Sendable {
    let source: Source
    let startedAt: Double
    let outcome: String
    let tally: ImportTally
    var readingVersion: String?
    let suppliedBy: String?
    var code: String?
    var message: String?
    var hint: String?

    init(
        source: Source, startedAt: Double, outcome: String, tally: ImportTally, suppliedBy: String?, code: String? = nil,
        message: String? = nil,
        hint: String? = nil
    ) {
        self.source = source
        self.startedAt = startedAt
        self.outcome = outcome
        self.tally = tally
        self.suppliedBy = suppliedBy
        self.code = code
        self.message = message
        self.hint = hint
    }

    init(_ batch: ImportBatch, outcome: String) {
        self.init(source: batch.source, startedAt: batch.startedAt, outcome: outcome, tally: batch.tally, suppliedBy: batch.suppliedBy)
        readingVersion = batch.readingVersion
    }

    var described: JSONValue {
        .stated(
            texts: [
                "started_at": Instant.text(startedAt), "outcome": outcome, "reading_version": readingVersion, "supplied_by": suppliedBy,
                "code": code, "message": message, "hint": hint,
            ],
            integers: [
                "rows": tally.rows, "notices": tally.notices, "held": tally.held, "rejected": tally.rejected,
                "skipped_rows": tally.skipped.values.reduce(0, +),
            ],
            booleans: ["is_public": source.publication == .published],
            objects: ["skipped": .object(tally.skipped.mapValues { .integer($0) })])
    }
}
