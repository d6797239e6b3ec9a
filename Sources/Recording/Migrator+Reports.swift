internal import Postgres
internal import Register

/// Report views hold no data: they are dropped and remade together in one transaction, and readers notice nothing.
extension Migrator {
    func remakeReports(_ connection: Connection, isForced: Bool, _ say: @Sendable (String) -> Void) async throws {
        let reports = try names(in: "reports").map {
            Report(name: String($0.dropLast(4)), text: try withTables(text(of: "reports/\($0)"), of: String($0.dropLast(4))))
        }
        let known = try await connection.query(
            "select distinct on (name) name, sha256 from ledger.report_definition order by name, defined_at desc")
        let digests = Dictionary(try known.map { (try $0.value("name", as: String.self), try $0.value("sha256", as: Binary.self).bytes) }) {
            $1
        }
        let views = try await connection.query("select viewname from pg_views where schemaname = 'report'")
        let existing = Set(try views.map { try $0.value("viewname", as: String.self) })
        let changed = reports.filter { digests[$0.name] != $0.digest.bytes }
        guard isForced || !changed.isEmpty || existing != Set(reports.map(\.name)) else { return }
        try await connection.transaction { connection in
            try Self.drop(existing, connection)
            try Self.create(reports, connection)
            try retire(connection)
            try connection.execute("grant select on all tables in schema report to warn_importer, warn_desk, warn_reviewer, warn_reader")
            for report in changed {
                try connection.query(
                    """
                    insert into ledger.report_definition (name, sha256, definition, valid_from)
                    select $1, $2, $3, coalesce(max(l.position), 0) from ledger.log l
                    """, [report.name, Binary(report.digest.bytes), report.text])
            }
        }
        say("reports: \(reports.count) remade, \(changed.count) new or changed")
    }

    /// What a view of somebody else's still asks is named, and nothing is changed.
    private func retire(_ connection: isolated Connection) throws {
        let text = try text(of: "retired.sql")
        do throws(PostgresError) { try connection.execute(text) } catch {
            throw RecordingError.failedFile(name: "retired.sql", text: error.description)
        }
    }

    private static func drop(_ views: Set<String>, _ connection: isolated Connection) throws {
        for view in views.sorted() { try connection.execute("drop view if exists report.\"\(view)\" cascade") }
    }

    /// A view may read another: what is not there yet is tried again after the others.
    private static func create(_ reports: [Report], _ connection: isolated Connection) throws {
        var waiting = reports
        while !waiting.isEmpty {
            var failures: [(report: Report, error: PostgresError)] = []
            for report in waiting {
                do throws(PostgresError) {
                    try connection.execute("savepoint report")
                    try connection.execute(report.text)
                } catch {
                    try connection.execute("rollback to savepoint report")
                    failures.append((report, error))
                }
            }
            let blocking = failures.first { $0.error.state != "42P01" } ?? failures.first
            if let blocking, blocking.error.state != "42P01" || failures.count == waiting.count {
                throw RecordingError.failedFile(name: "reports/\(blocking.report.name).sql", text: blocking.error.description)
            }
            waiting = failures.map(\.report)
        }
    }
}

/// One file of `Schema/reports`.
private struct Report: Sendable {
    let name: String
    let text: String
    let digest: Digest

    init(name: String, text: String) {
        self.name = name
        self.text = text
        self.digest = Digest(of: text.utf8)
    }
}
