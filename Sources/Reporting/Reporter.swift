import Postgres
public import Register

/// Answers questions from the views of schema `report`, as the reader, at one moment a question.
public struct Reporter: Sendable {
    let pool: ConnectionPool
    /// For what is written whole: a question of a page never waits for files.
    let filePool: ConnectionPool
    let conninfo: String?
    let catalog = ReportCatalog()

    /// Nothing is connected before the first question.
    ///
    /// - Parameters:
    ///   - conninfo: libpq's keywords or address; nil: `DATABASE_URL`, else libpq's own variables.
    ///   - connections: at most so many at once; further questions wait. Files have half as many besides.
    ///   - statementSeconds: a question that takes longer is given up.
    ///   - fileSeconds: the same for a file of all rows.
    public init(conninfo: String? = nil, connections: Int = 4, statementSeconds: Int = 30, fileSeconds: Int = 120) {
        self.conninfo = conninfo
        pool = ConnectionPool(conninfo: conninfo, most: connections, statementSeconds: statementSeconds)
        filePool = ConnectionPool(conninfo: conninfo, most: max(1, connections / 2), statementSeconds: fileSeconds)
    }

    /// Every report, by name, described by the database's comments.
    public func reports() async throws -> [Report] {
        let catalog = catalog
        return try await answering("the catalog") { connection in try catalog.reports(connection) }
    }

    /// The answers to these queries in one transaction, so that they speak of the same moment.
    public func summaries(_ queries: [ReportQuery], _ asOf: AsOf) async throws -> [Summary] {
        let catalog = catalog
        if asOf == .newest, queries.count > 1 { try await waitForSettling() }
        return try await answering(queries.map(\.report).joined(separator: ", ")) { connection in
            let reports = try catalog.reports(connection)
            let position = try Self.enter(asOf, connection)
            return try queries.map { query in
                guard let report = reports.first(where: { $0.name == query.report }) else {
                    throw ReportingError.unknownReport(name: query.report, known: reports.map(\.name))
                }
                return try QueryStatement(query, of: report).summary(connection, at: position)
            }
        }
    }

    /// Each view folds anew what is not settled. Right after something is recorded, a few hundredths of a second until that is done save many views more.
    private func waitForSettling() async throws {
        for _ in 1...15 {
            let isSettling = try await answering("pulse") { connection in
                try connection.queryPrepared("select report.is_settling() as it")[0].value("it", as: Bool.self)
            }
            guard isSettling else { return }
            try await Task.sleep(for: .milliseconds(8))
        }
    }

    /// The answer to one query.
    public func summary(_ query: ReportQuery, asOf: AsOf = .newest) async throws -> Summary {
        guard let summary = try await summaries([query], asOf).first else {
            throw ReportingError.unknownReport(name: query.report, known: [])
        }
        return summary
    }

    /// The bytes of a public snapshot.
    public func snapshot(_ digest: Digest) async throws -> [UInt8] {
        try await answering("snapshot") { connection in
            let rows = try connection.query("select body from report.snapshot_bytes where sha256 = $1", [Binary(digest.bytes)])
            guard let row = rows.first else {
                let told = try connection.query(
                    "select standing from report.snapshots where snapshot_sha256 = $1 and standing = 'private' limit 1",
                    [digest.description])
                throw told.isEmpty ? ReportingError.noSnapshot(digest) : .privateSnapshot(digest)
            }
            return try row.value("body", as: Binary.self).bytes
        }
    }

    /// Sets the moment for this transaction and gives its position.
    static func enter(_ asOf: AsOf, _ connection: isolated Connection) throws -> Int {
        let said =
            switch asOf {
            case .newest: ""
            case .position(let position): String(position)
            case .moment(let text): text
            }
        do throws(PostgresError) {
            try connection.queryPrepared("select set_config('report.as_of', $1, true)", [said])
            let rows = try connection.queryPrepared("select report.moment() as position")
            guard let row = rows.first else { return 0 }
            return try row.value("position", as: Int.self)
        } catch {
            throw Self.moment(said, error)
        }
    }

    private static func moment(_ said: String, _ error: PostgresError) -> any Error {
        guard case .refused(let state, let message, _, let hint) = error, state.hasPrefix("22") else { return error }
        // Only our own refusal has a hint for a reader; the server's speaks of its settings.
        return ReportingError.badMoment(said: said, text: message, hint: state == "22023" ? hint : nil)
    }

    /// One read-only transaction with one view of the data; the database's errors in our words.
    func answering<Answer: Sendable>(
        _ question: String, from pool: ConnectionPool? = nil, _ body: @escaping @Sendable (isolated Connection) throws -> Answer
    ) async throws -> Answer {
        let pool = pool ?? self.pool
        do {
            return try await pool.transaction { connection in
                try connection.execute("set transaction isolation level repeatable read, read only")
                return try body(connection)
            }
        } catch let error as PostgresError {
            throw translated(error, question, after: pool.statementSeconds)
        }
    }

    private func translated(_ error: PostgresError, _ question: String, after seconds: Int) -> ReportingError {
        switch error {
        case .refused(let state, let message, _, _):
            switch state {
            case "57014": .tooSlow(report: question, seconds: seconds)
            case _ where state.hasPrefix("22"): .badValue(report: question, text: message)
            case _ where state.hasPrefix("57P"): .databaseAway(text: message)
            default: .refused(text: error.description)
            }
        case .unreachable, .disconnected: .databaseAway(text: error.description)
        case .unreadable: .refused(text: error.description)
        }
    }
}
