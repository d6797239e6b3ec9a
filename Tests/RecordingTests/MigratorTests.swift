import Foundation
import Postgres
import Recording
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
}
