import Postgres
public import Register

extension Reporter {
    /// The rows of an analyst's own question, as the reader: it sees schema `report` alone, writes nothing, and is given up after the
    /// statement's time.
    ///
    /// - Returns: a summary without comments, so that it leaves the register in the same forms as a report.
    public func answer(to sql: String, _ asOf: AsOf = .newest) async throws -> Summary {
        try await answering("the question") { connection in
            let position = try Self.enter(asOf, connection)
            try connection.execute("set local search_path to report")
            let rows = try connection.query(sql)
            let report = Report(
                name: "sql", question: sql, columns: rows.columns.map { .init(name: $0.name, type: "text", comment: "") },
                definition: Digest(of: sql.utf8))
            return Summary(
                report: report, asOfPosition: position, rows: rows.map { row in row.cells.map { $0.map(JSONValue.string) ?? .null } },
                total: rows.count)
        }
    }
}
