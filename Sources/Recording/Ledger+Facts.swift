internal import Postgres

extension Ledger {
    /// Keeps the facts of events as they are at the newest position, so that measures by period need not fold the ledger anew.
    ///
    /// - Returns: how many were added or ended; 0 where they are settled. Role: importer, desk or reviewer.
    @discardableResult
    public func settle() async throws(RecordingError) -> Int {
        try await Self.translating {
            try await connection.query("select ledger.settle() as changes")[0].value("changes")
        }
    }

    /// Settles what was recorded, unless a settler is connected that does it within a second.
    ///
    /// - Returns: how many facts were added or ended; nil where it was left to the settler. Role: importer, desk or reviewer.
    @discardableResult
    public func settleUnlessWatched() async throws(RecordingError) -> Int? {
        let isWatched: Bool = try await Self.translating {
            try await connection.query("select ledger.live_settler() as it")[0].value("it")
        }
        return isWatched ? nil : try await settle()
    }

    /// Settles now and whenever the log has grown, until the task is cancelled or the connection breaks. Whoever records something meanwhile
    /// leaves the settling to it. Role: importer, desk or reviewer.
    ///
    /// - Parameters:
    ///   - pause: between two settlings; what is announced meanwhile is settled together.
    ///   - settled: is told how many facts each settling added or ended.
    public func keepSettled(pause: Duration, settled: @escaping @Sendable (Int) -> Void) async throws {
        _ = try await Self.translating { try await connection.query("select ledger.enter_settler()") }
        // What moves facts without taking a position is not announced: a roster that learns a place.
        try await woken(by: "warn_register", tick: .seconds(5), pause: pause) { settled(try await settle()) }
    }

    /// The newest position of the log; 0 while nothing is recorded.
    public func newestPosition() async throws(RecordingError) -> Int {
        try await Self.translating {
            try await connection.query("select coalesce(max(position), 0) as it from ledger.log")[0].value("it")
        }
    }

    /// Positions at which facts are settled by the views in force, oldest first. Role: reviewer.
    public func settledPositions() async throws(RecordingError) -> [Int] {
        try await Self.translating {
            try await connection.query(
                "select distinct s.position from ledger.settlement s where ledger.is_settled(s.position) order by s.position"
            ).map { try $0.value("position") }
        }
    }

    /// What differs, at a position, between the settled facts and the ledger folded anew: nothing, unless something is broken. Role: reviewer.
    public func refolded(at position: Int) async throws(RecordingError) -> [String] {
        try await Self.translating {
            try await connection.transaction { connection in
                try connection.execute("set local report.as_of to '\(position)'")
                return try connection.query("select concat_ws(': ', event_id::text, finding) as line from ledger.refold()").map {
                    try $0.value("line")
                }
            }
        }
    }
}
