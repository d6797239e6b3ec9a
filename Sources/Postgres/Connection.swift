internal import Blocking
internal import CLibpq

/// One connection to PostgreSQL. libpq blocks, so the actor runs on its own serial queue.
///
/// ```swift
/// let connection = try await Connection.open(nil)
/// let rows = try await connection.query("select name from t where id = $1", [7])
/// try await connection.transaction { connection in
///     try connection.execute("…")
/// }
/// ```
public actor Connection {
    private let executor: BlockingExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    let handle: Handle
    /// Names of the statements that were prepared here, by their text.
    var prepared: [String: String] = [:]
    /// With its plan, one takes up to three megabytes of the server's memory, most less than one.
    public static let mostPrepared = 64

    private init(executor: BlockingExecutor, handle: Handle) {
        self.executor = executor
        self.handle = handle
    }

    /// Connects. Sessions speak UTC, ISO dates and UTF-8.
    ///
    /// - Parameter conninfo: libpq's keywords or address; nil: `DATABASE_URL`, else libpq's own variables (`PGHOST`, …).
    /// - Throws: ``PostgresError/unreachable(target:text:)`` with libpq's words.
    public static func open(_ conninfo: String?) async throws -> Connection {
        let target = conninfo ?? Environment.databaseURL ?? ""
        let opening = Opening()
        let connection = Connection(executor: opening.executor, handle: try await opening.connect(target))
        try await connection.prepareSession()
        return connection
    }

    private func prepareSession() throws {
        try execute("set timezone to 'UTC'; set datestyle to 'ISO, YMD'; set bytea_output to 'hex'; set client_min_messages to warning")
    }

    /// Runs `body` without anything else between its statements on this connection.
    public func together<Result: Sendable>(_ body: @Sendable (isolated Connection) throws -> Result) throws -> Result { try body(self) }

    /// Runs `body` in a transaction: commits what it returns, rolls back what it throws.
    ///
    /// The body is synchronous, so nothing else gets between its statements on this connection.
    public func transaction<Result: Sendable>(
        _ body: @Sendable (isolated Connection) throws -> Result
    ) throws -> Result {
        try execute("begin")
        do {
            let result = try body(self)
            try Task.checkCancellation()
            try execute("commit")
            return result
        } catch {
            // The first error is the one to tell; a broken connection rolls back by itself.
            _ = try? execute("rollback")
            throw error
        }
    }
}

/// Connects on the queue that the connection will keep, so that no cooperative thread waits for a server.
private actor Opening {
    let executor = BlockingExecutor(label: "postgres")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func connect(_ conninfo: String) throws(PostgresError) -> Handle { try Handle(conninfo: conninfo) }
}
