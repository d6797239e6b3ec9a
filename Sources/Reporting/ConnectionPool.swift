import Postgres

/// A few connections as the reader, lent one transaction at a time. What breaks is thrown away and opened anew when next needed.
actor ConnectionPool {
    private let conninfo: String?
    private let most: Int
    private let mostWaiting = 512
    nonisolated let statementSeconds: Int
    private var idle: [Connection] = []
    private var lent = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(conninfo: String?, most: Int, statementSeconds: Int) {
        self.conninfo = conninfo
        self.most = most
        self.statementSeconds = statementSeconds
    }

    /// Runs `body` in a transaction. A connection that died while it was idle, or has prepared what a migration made into something else, is
    /// replaced once: nothing here writes, so asking twice is safe.
    func transaction<Answer: Sendable>(_ body: @escaping @Sendable (isolated Connection) throws -> Answer) async throws -> Answer {
        try await enter()
        defer { leave() }
        if let connection = idle.popLast() {
            do {
                return try await run(body, on: connection)
            } catch let error as PostgresError where Self.isOutdated(error) {
                idle = []
            }
        }
        return try await run(body, on: open())
    }

    private func run<Answer: Sendable>(_ body: @escaping @Sendable (isolated Connection) throws -> Answer, on connection: Connection)
        async throws -> Answer
    {
        do {
            let answer = try await connection.transaction(body)
            idle.append(connection)
            return answer
        } catch let error as PostgresError {
            if !Self.isOutdated(error), error.state.map({ !$0.hasPrefix("57P") }) ?? false { idle.append(connection) }
            throw error
        } catch {
            idle.append(connection)
            throw error
        }
    }

    private static func isOutdated(_ error: PostgresError) -> Bool {
        if case .disconnected = error { return true }
        // What is prepared here gave rows of another kind than the view of its name gives now.
        return error.state == "0A000"
    }

    private func open() async throws -> Connection {
        let connection = try await Connection.open(conninfo)
        let role = try await connection.query("select current_user::text as role").first?.value("role", as: String.self)
        if role != "warn_reader" { try await connection.execute("set role warn_reader") }
        // A folded view has no statistics: a planner that expects one row of it loops over all in a loop. Sorting and hashing never ends so.
        try await connection.execute(
            "set default_transaction_read_only to on; set statement_timeout to '\(statementSeconds)s'; set jit to off; set enable_nestloop to off"
        )
        return connection
    }

    private func enter() async throws {
        guard lent == most else {
            lent += 1
            return
        }
        guard waiting.count < mostWaiting else { throw ReportingError.tooMany(waiting: waiting.count) }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the place on to whoever waits longest, else frees it.
    private func leave() {
        if waiting.isEmpty {
            lent -= 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
