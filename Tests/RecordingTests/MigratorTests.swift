import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct MigratorTests {
    @Test("migrating twice changes nothing the second time")
    func idempotent() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(conninfo)
            let before = try await connection.query("select count(*) as n from ledger.log")[0].value("n", as: Int.self)
            try await Migrator(schema: TestDatabase.packageRoot + "/Schema").migrate(conninfo) { line in
                Issue.record("it did something: \(line)")
            }
            let after = try await connection.query("select count(*) as n from ledger.log")[0].value("n", as: Int.self)
            #expect(before == after)
        }
    }

    @Test("a landed migration that was edited is refused by name")
    func editedMigration() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let copy = NSTemporaryDirectory() + "/schema-\(UUID().uuidString)"
            try FileManager.default.copyItem(atPath: TestDatabase.packageRoot + "/Schema", toPath: copy)
            defer { try? FileManager.default.removeItem(atPath: copy) }
            let path = copy + "/migrations/0002_log.sql"
            try (String(contentsOfFile: path, encoding: .utf8) + "\n-- edited\n").write(toFile: path, atomically: true, encoding: .utf8)
            await #expect(throws: RecordingError.changedMigration(name: "0002_log.sql")) {
                try await Migrator(schema: copy).migrate(conninfo)
            }
        }
    }

    @Test("a retired function that somebody's own view asks is kept, named, and goes once the view does")
    func retired() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(conninfo)
            try await connection.execute(
                """
                set role warn_owner;
                create function ledger.state_dates(bigint, uuid[], text) returns daterange language sql as 'select null::daterange';
                reset role;
                create view public.mine as select ledger.state_dates(1, '{}', 'NY') as dates;
                drop view report.pulse
                """)
            let migrator = Migrator(schema: TestDatabase.packageRoot + "/Schema")
            let error = await #expect(throws: RecordingError.self) { try await migrator.migrate(conninfo) }
            #expect(error?.description.contains("retired.sql") == true && error?.description.contains("view mine") == true, "\(error as Any)")
            // Nothing of it is half done.
            #expect(try await connection.query("select count(*) as n from report.totals")[0].value("n", as: Int.self) == 1)
            #expect(try await connection.query("select to_regclass('report.pulse') is null as it")[0].value("it", as: Bool.self))
            try await connection.execute("drop view public.mine")
            try await migrator.migrate(conninfo)
            #expect(try await connection.query("select to_regclass('report.pulse') is not null as it")[0].value("it", as: Bool.self))
            let gone = try await connection.query("select to_regprocedure('ledger.state_dates(bigint, uuid[], text)') is null as it")
            #expect(try gone[0].value("it", as: Bool.self))
        }
    }
}
