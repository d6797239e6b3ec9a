import Foundation
import TestDatabase
import Testing

/// `Schema/schema.sql` is what the migrations make: read it instead of them. Report views are in `Schema/reports`, one file each.
@Suite struct DumpTests {
    static let pgDump = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/pg_dump" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test("schema.sql is the dump of the migrations", .enabled(if: pgDump != nil))
    func dump() async throws {
        let path = TestDatabase.packageRoot + "/Schema/schema.sql"
        let actual = try await TestDatabase.withDatabase { try Self.normalized(Self.dump($0)) }
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try actual.write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("Schema/schema.sql was rewritten; read its diff")
        }
        let expected = try String(contentsOfFile: path, encoding: .utf8)
        let changes = actual.split(separator: "\n").difference(from: expected.split(separator: "\n"))
        #expect(actual == expected, "run again with RECORD=1, and commit the difference: \(changes.prefix(5))")
    }

    private static func dump(_ conninfo: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: pgDump ?? "")
        process.arguments = ["--schema-only", "--schema=ledger", "--schema=report", "--exclude-table=report.*", "--dbname=\(conninfo)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return text
    }

    /// Without what depends on the program's version: its settings, its comments, its runs of blank lines.
    private static func normalized(_ dump: String) -> String {
        var lines: [Substring] = []
        for line in dump.split(separator: "\n", omittingEmptySubsequences: false) {
            let isNoise =
                line.hasPrefix("--") || line.hasPrefix("SET ") || line.hasPrefix("SELECT pg_catalog.set_config") || line.hasPrefix("\\")
            if isNoise || (line.isEmpty && lines.last?.isEmpty ?? true) { continue }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
