internal import Postgres

/// One-row commits and nothing else: what any durable record costs on a server at least, to measure others against.
public struct DurableCommits: Sendable {
    private let database: String

    public init(database: String) { self.database = database }

    /// Commits a second of so many clients, each in its own transaction; the table is gone afterwards.
    public func rate(clients: Int, seconds: Double) async throws(RecordingError) -> Double {
        try await Ledger.translating {
            let owner = try await Connection.open(database)
            try await owner.execute("create table public.bare_commit (value bigint)")
            let clock = ContinuousClock()
            let started = clock.now
            let end = started + .seconds(seconds)
            let commits = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<clients {
                    group.addTask {
                        let connection = try await Connection.open(database)
                        var count = 0
                        while clock.now < end {
                            try await connection.query("insert into public.bare_commit values ($1)", [count])
                            count += 1
                        }
                        return count
                    }
                }
                return try await group.reduce(0, +)
            }
            let taken = clock.now - started
            try await owner.execute("drop table public.bare_commit")
            return Double(commits) / (Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18)
        }
    }
}
