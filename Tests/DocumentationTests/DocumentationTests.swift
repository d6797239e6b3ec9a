import Foundation
import Register
import Testing

@Suite("What users meet is documented")
struct DocumentationTests {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
    }

    private static func files(in path: String, withExtension wanted: String) -> [URL] {
        let every = FileManager.default.enumerator(at: package.appendingPathComponent(path), includingPropertiesForKeys: nil)
        return (every?.allObjects as? [URL] ?? []).filter { $0.pathExtension == wanted }.sorted { $0.path < $1.path }
    }

    @Test("every error code is explained in the runbook's table, and the table has no code that is gone")
    func errorCodes() throws {
        let code = /"((?:ATTR|CAT|CTL|FETCH|NORM|PUB|READ|REC|REP|RUN)-\d{2})"/
        let sources = try Self.files(in: "Sources", withExtension: "swift")
            .map { try String(contentsOf: $0, encoding: .utf8) }
        let used = Set(sources.flatMap { $0.matches(of: code).map { String($0.output.1) } })
        let explained = Set(try Self.text("Ops/errors.md").matches(of: /\| `([A-Z]{3,6}-\d{2})` \|/).map { String($0.output.1) })
        #expect(!used.isEmpty)
        #expect(used.subtracting(explained).sorted() == [])
        #expect(explained.subtracting(used).sorted() == [])
    }

    @Test("every manifest key is in the vocabulary of Importers/README.md")
    func manifestKeys() throws {
        let schema = try JSONDecoder().decode(JSONValue.self, from: Data(try Self.text("Importers/manifest.schema.json").utf8))
        let readme = try Self.text("Importers/README.md")
        let keys = Self.keys(of: schema)
        #expect(keys.count > 20)
        let named = Set(readme.matches(of: /`([^`\n]+)`/).flatMap { $0.output.1.split { !($0.isLetter || $0 == "_") }.map(String.init) })
        #expect(keys.subtracting(named).sorted() == [])
    }

    @Test("every report has a comment on the view and on the position it answers for")
    func reports() throws {
        let reports = Self.files(in: "Schema/reports", withExtension: "sql")
        #expect(!reports.isEmpty)
        for report in reports {
            let name = report.deletingPathExtension().lastPathComponent
            let sql = try String(contentsOf: report, encoding: .utf8)
            #expect(sql.contains("comment on view report.\(name) is"), "\(name)")
            // Bytes are had by their digest and take part in no report; everything else says for which position it answers.
            #expect(sql.contains("comment on column report.\(name).as_of_position is") || name == "snapshot_bytes", "\(name)")
        }
    }

    @Test("every relative link of the documents leads to a file")
    func links() throws {
        for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "Ops/README.md", "Importers/README.md", "Benchmarks/README.md"]
        {
            let paths = try Self.text(document).matches(of: /`((?:Ops|Importers|Schema|Benchmarks|Tests|Sources)\/[A-Za-z0-9_.\/-]+)`/)
            for path in paths.map({ String($0.output.1) }) where !path.contains("SS") && !path.contains("NAME") {
                #expect(FileManager.default.fileExists(atPath: Self.package.appendingPathComponent(path).path), "\(document): \(path)")
            }
        }
    }

    /// Every property name of a JSON Schema, at any depth.
    private static func keys(of schema: JSONValue) -> Set<String> {
        switch schema {
        case .array(let values): values.reduce(into: []) { $0.formUnion(keys(of: $1)) }
        case .object(let members):
            members.reduce(into: []) { found, member in
                if member.key == "properties", case .object(let properties) = member.value { found.formUnion(properties.keys) }
                found.formUnion(keys(of: member.value))
            }
        default: []
        }
    }
}
