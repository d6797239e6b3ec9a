import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct AppendOnlyTests {
    private func tables(_ connection: Connection) async throws -> [String] {
        try await connection.query("select tablename from pg_tables where schemaname = 'ledger' order by tablename").map {
            try $0.value("tablename")
        }
    }

    @Test("update, delete and truncate are refused to every role that programs use", arguments: LedgerRole.allCases)
    func programs(role: LedgerRole) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let names = try await tables(Connection.open(conninfo))
            let connection = try await Connection.open(TestDatabase.conninfo(conninfo, role: role.rawValue))
            for name in names {
                // An employer's program may insert there, and has to say what.
                let isItsInbox = role == .filer && name == "inbox"
                for verb in ["delete from ledger.\(name)", "truncate ledger.\(name)", "insert into ledger.\(name) default values"] {
                    let error = await #expect(throws: PostgresError.self) { try await connection.execute(verb) }
                    if isItsInbox, verb.hasPrefix("insert"), error?.state == "23502" { continue }
                    #expect(error?.state == "42501", "\(role) \(verb): \(error.map(\.description) ?? "")")
                }
            }
            let error = await #expect(throws: PostgresError.self) { try await connection.execute("update ledger.filing set workers = 70") }
            #expect(error?.state == "42501")
        }
    }

    @Test("the owner and a superuser meet the trigger, with a hint", arguments: ["warn_owner", "postgres"])
    func owner(role: String) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(TestDatabase.conninfo(conninfo, role: role))
            for name in try await tables(connection) {
                let column: String = try await connection.query(
                    "select attname from pg_attribute where attrelid = ('ledger.' || $1)::regclass and attnum = 2", [name])[0].value(
                        "attname")
                for verb in ["update ledger.\(name) set \(column) = null", "delete from ledger.\(name)", "truncate ledger.\(name) cascade"]
                {
                    // Bodies may be deleted where a takedown names them, submissions where they are decided; there are none here.
                    if verb.hasPrefix("delete"), name.hasSuffix("_body") || name == "inbox" { continue }
                    let error = await #expect(throws: PostgresError.self, "\(verb)") { try await connection.execute(verb) }
                    guard case .refused("42501", _, _, let hint?)? = error else {
                        Issue.record("\(verb): \(error.map(\.description) ?? "")")
                        continue
                    }
                    #expect(hint.contains("amendment"))
                }
            }
        }
    }

    @Test("a page's bytes are not deleted without a takedown, and are with one")
    func bodies() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let batch = Page(Page.others).batch
            _ = try await Ledger.open(conninfo, role: .importer).record(batch)
            let superuser = try await Connection.open(conninfo)
            let error = await #expect(throws: PostgresError.self) { try await superuser.execute("delete from ledger.snapshot_body") }
            #expect(error?.state == "42501")
            let reviewer = try await Connection.open(TestDatabase.conninfo(conninfo, role: "warn_reviewer"))
            try await reviewer.query(
                "select ledger.takedown('snapshot', $1, 'a letter by mistake', 'the agency')", [batch.snapshots[0].digest.description])
            #expect(try await superuser.query("select 1 from ledger.snapshot_body").isEmpty)
            #expect(try await Ledger.open(conninfo, role: .reviewer).verify().isWhole)
        }
    }

    @Test("a reader reaches schema report only")
    func reader() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let reader = try await Connection.open(TestDatabase.conninfo(conninfo, role: "warn_reader"))
            for name in try await tables(Connection.open(conninfo)) {
                let error = await #expect(throws: PostgresError.self) { try await reader.query("select 1 from ledger.\(name)") }
                #expect(error?.state == "42501")
            }
            #expect(try await reader.query("select report.moment() as position")[0].value("position", as: Int.self) > 0)
            let error = await #expect(throws: PostgresError.self) { try await reader.query("select ledger.file('{}', '', '[]')") }
            #expect(error?.state == "42501")
        }
    }

    @Test("report.as_of names a position, a moment, a day; the rest is refused with a hint")
    func moments() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(TestDatabase.conninfo(conninfo, role: "warn_reader"))
            func moment(_ asOf: String) async throws -> Int {
                try await connection.query("select set_config('report.as_of', $1, false)", [asOf])
                return try await connection.query("select report.moment() as position")[0].value("position")
            }
            let newest = try await moment("")
            #expect(try await moment("1") == 1)
            #expect(try await moment("0") == 0)
            #expect(try await moment("2001-01-01") == 0)
            #expect(try await moment("2999-12-31T00:00:00Z") == newest)
            for wrong in ["999999", "yesterday", "2026-13-01", "1 or 1=1"] {
                await #expect(throws: PostgresError.self, "\(wrong)") { try await moment(wrong) }
            }
        }
    }
}
