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
                return try connection.query("select event_id::text || ': ' || finding as line from ledger.refold()").map {
                    try $0.value("line")
                }
            }
        }
    }
}
