import Foundation
import Register
import Testing

@testable import Normalizing

/// What is read at a glance is what a closer look reads: over every cell of every sample in `Importers`.
@Suite struct ShortcutTests {
    static let importers = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Importers")

    /// The cells of all CSV samples, cut at every comma and line end: names, dates, counts, places, and pieces of them.
    static func cells() throws -> Set<String> {
        let files = FileManager.default.enumerator(at: importers, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        var cells: Set<String> = []
        for file in files where file.pathExtension == "csv" {
            let text = try String(contentsOf: file, encoding: .utf8)
            cells.formUnion(text.split { $0 == "," || $0.isNewline || $0 == "\"" }.map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return cells
    }

    @Test("a plain name has nothing in it for a closer look")
    func names() throws {
        let cells = try Self.cells()
        let plain = cells.filter(PlainName.isPlain)
        #expect(plain.count > 1000)
        for name in plain { #expect(EmployerReader.closely(name) == ReadEmployer(name: name)) }
    }

    @Test("a plain date is the one day that people mean by it")
    func dates() throws {
        let today = try #require(CalendarDate("2026-11-23"))
        var count = 0
        for cell in try Self.cells() {
            guard let date = PlainDate.read(cell), WrittenDate.believable(date.year, today: today) else { continue }
            count += 1
            let read = DateReader(today: today).read(cell, anchors: [])
            #expect(read.items.map(\.first) == [date] && read.warnings.isEmpty, "\(cell)")
        }
        #expect(count > 500)
    }

    @Test("no word for nothing is overlooked")
    func blanks() {
        for word in Blank.words {
            for written in [word, word.uppercased(), " \(word) ", word + ".", word + ":"] {
                #expect(Blank.isBlank(written) == Blank.words.contains(written.comparable), "\(written)")
            }
        }
    }

    @Test(
        "a day of no month is not read at a glance",
        arguments: ["13/45/2026", "25/12/2026", "2026-02-30", "7/31/26", "7/31/2026-8/2/2026", "1/2/3"])
    func notPlain(text: String) { #expect(PlainDate.read(text) == nil) }
}
