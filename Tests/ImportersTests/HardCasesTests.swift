import Catalog
import Foundation
import Normalizing
import Register
import Testing

/// The rows on which this field fails: each through its own source's manifest, cells as the state wrote them, and what they mean.
///
/// `HardCases.jsonl`, a case a line: its number, the source, the cells, and the columns of ``NoticeTable`` that it is about. A case of
/// `warnings` asks that the code be among them, every other value is exact.
@Suite struct HardCasesTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var number: Int
        var source: String
        var cells: [String: String]
        var expect: [String: String]

        enum CodingKeys: String, CodingKey {
            case number = "case"
            case source, cells, expect
        }

        var testDescription: String { "\(number), \(source)" }

        static let all: [Case] = {
            let path = Samples.root + "/Tests/ImportersTests/HardCases.jsonl"
            let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
            return lines.compactMap { try? JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
        }()
    }

    @Test("every line of the file is a case")
    func readable() throws {
        let text = try String(contentsOfFile: Samples.root + "/Tests/ImportersTests/HardCases.jsonl", encoding: .utf8)
        #expect(Case.all.count == text.split(separator: "\n").count)
        #expect(Case.all.count > 100)
    }

    @Test("a hard row means what a careful reader reads", arguments: Case.all)
    func row(_ hard: Case) throws {
        let catalog = try Samples().catalog
        let source = try #require(catalog.sources.first { $0.id.rawValue == hard.source })
        let today = try #require(CalendarDate("2026-11-26"))
        let normalizer = try Normalizer(source: source, roster: catalog.jurisdictions, today: today)
        let cells = Cells(hard.cells.mapValues { Cell($0) })
        let row = SourceRow(index: 0, locator: "line 2", snapshot: Digest(of: []), section: "", cells: cells)
        let found = Self.values(of: try normalizer.notice(from: row))
        for (column, expected) in hard.expect.sorted(by: { $0.key < $1.key }) {
            if column == "warnings" {
                let codes = found[column]?.split(separator: " ").map(String.init) ?? []
                #expect(codes.contains(expected), "case \(hard.number): warnings \(codes)")
            } else {
                #expect(found[column] == expected, "case \(hard.number): \(column)")
            }
        }
    }

    /// A notice's values by column, as a sample's expected notices have them.
    private static func values(of notice: Notice) -> [String: String] {
        Dictionary(uniqueKeysWithValues: zip(NoticeTable.columns, NoticeTable.values(of: notice)))
    }
}
