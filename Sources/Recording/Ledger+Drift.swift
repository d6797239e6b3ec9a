internal import Postgres
public import Register

/// The last stop of a source in full: what `warn-import explain` prints.
public struct ExplainedStop: Sendable, Equatable {
    public var run: Int
    /// ISO 8601 in UTC.
    public var at: String
    public var code: String
    public var message: String
    public var hint: String
    /// Tally of the stopped page; 0 where its rows were not read.
    public var rows: Int
    public var notices: Int
    /// The last run that passed before it, and its rows; nil: none.
    public var comparedRun: Int?
    public var comparedRows: Int?
    public var changes: [PageChange]
    /// The manifest edit that was proposed.
    public var edit: String?
    /// Who said that the page is right, and why; nil: nobody.
    public var acceptance: String?
    /// Addresses and digests of the pages that are kept.
    public var pages: [String]
}

extension Ledger {
    /// Names of the columns of a source's last run that passed, all sections together; empty where none has.
    public func lastColumns(of source: SourceID) async throws(RecordingError) -> [String] {
        try await Self.translating {
            try await connection.query(
                """
                select distinct c.column_name from ledger.run_column c where c.run_id = (
                    select max(r.run_id) from ledger.run r where r.source_id = $1 and r.outcome <> 'stopped')
                order by c.column_name
                """, [source.rawValue]
            ).map { try $0.value("column_name") }
        }
    }

    /// Keeps the manifest edit proposed for a stopped run.
    public func propose(_ edit: String, for run: Int) async throws(RecordingError) {
        try await Self.translating { _ = try await connection.query("select ledger.propose_edit($1, $2)", [run, edit]) }
    }

    /// The last run of a source that stopped; nil: none ever did.
    public func lastStop(of source: SourceID) async throws(RecordingError) -> ExplainedStop? {
        try await Self.translating {
            let runs = try await connection.query(
                """
                select r.run_id, to_char(r.finished_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, r.code, r.message, r.hint, r.rows, r.notices,
                    b.run_id as compared_run, b.rows as compared_rows, p.edit, a.accepted_by || ': ' || a.reason as acceptance
                from ledger.run r
                left join ledger.run_proposal p on p.run_id = r.run_id
                left join ledger.acceptance a on a.run_id = r.run_id
                left join lateral (
                    select n.run_id, n.rows from ledger.run n left join ledger.acceptance y on y.run_id = n.run_id
                    where n.source_id = r.source_id and n.run_id < r.run_id and (n.outcome <> 'stopped' or y.run_id is not null)
                    order by n.run_id desc limit 1) b on true
                where r.source_id = $1 and r.outcome = 'stopped'
                order by r.run_id desc limit 1
                """, [source.rawValue])
            guard let run = runs.first else { return nil }
            let id: Int = try run.value("run_id")
            let changes = try await connection.query(
                "select c.change, c.column_name, c.was, c.now from ledger.run_change c where c.run_id = $1 order by c.seq", [id])
            let pages = try await connection.query(
                "select s.url || ' sha256 ' || encode(s.sha256, 'hex') as page from ledger.run_snapshot s where s.run_id = $1 order by s.seq",
                [id])
            return try ExplainedStop(run, changes: changes.map { try PageChange($0) }, pages: pages.map { try $0.value("page") })
        }
    }
}

extension ExplainedStop {
    init(_ row: Row, changes: [PageChange], pages: [String]) throws {
        run = try row.value("run_id")
        at = try row.value("at")
        code = try row.value("code")
        message = try row.value("message")
        hint = try row.value("hint")
        rows = try row.value("rows")
        notices = try row.value("notices")
        comparedRun = try row.optional("compared_run")
        comparedRows = try row.optional("compared_rows")
        edit = try row.optional("edit")
        acceptance = try row.optional("acceptance")
        self.changes = changes
        self.pages = pages
    }
}

extension PageChange {
    init(_ row: Row) throws {
        self.init(
            try row.parsed("change", Kind.init(rawValue:)), column: try row.optional("column_name"), was: try row.optional("was"),
            now: try row.optional("now"))
    }
}
