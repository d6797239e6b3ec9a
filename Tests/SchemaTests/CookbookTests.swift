import Foundation
import Postgres
import TestDatabase
import Testing

/// The twenty questions of `Schema/README.md`: each is asked as the reader, and its answer is the table below it.
@Suite struct CookbookTests {
    struct Recipe: Sendable, CustomTestStringConvertible {
        let title: String
        let sql: String
        let table: [String]
        var testDescription: String { title }
    }

    static func recipes() throws -> [Recipe] {
        let text = try String(contentsOfFile: TestDatabase.packageRoot + "/Schema/README.md", encoding: .utf8)
        return text.components(separatedBy: "\n**").dropFirst().compactMap { part in
            let lines = part.components(separatedBy: "\n")
            guard let first = lines.firstIndex(of: "```sql"), let end = lines[(first + 1)...].firstIndex(of: "```") else { return nil }
            return Recipe(
                title: String(lines[0].prefix { $0 != "*" }), sql: lines[(first + 1)..<end].joined(separator: "\n"),
                table: lines.filter { $0.hasPrefix("|") })
        }
    }

    @Test("every question has the answer printed below it")
    func answers() async throws {
        let recipes = try Self.recipes()
        #expect(recipes.count == 20)
        try await TestDatabase.withDatabase { conninfo in
            try await MetricsSeed.record(into: conninfo)
            let connection = try await Connection.open(conninfo)
            try await connection.execute("set role warn_reader; set jit = off; set report.as_of = '2026-03-10'")
            for recipe in recipes {
                let rows = try await connection.query(recipe.sql)
                let table =
                    ["| " + rows.columns.map(\.name).joined(separator: " | ") + " |", "|" + rows.columns.map { _ in "---|" }.joined()]
                    + rows.map { "| " + $0.cells.map { $0 ?? "" }.joined(separator: " | ") + " |" }
                #expect(table.map(Self.tight) == recipe.table.map(Self.tight), "\(recipe.title)")
            }
        }
    }

    private static func tight(_ line: String) -> String { line.filter { $0 != " " } }
}
