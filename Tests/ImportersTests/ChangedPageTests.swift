import Catalog
import Foundation
import Reading
import Register
import Testing

/// What happens on the day a state changes its page: the source stops, with the place and the fix.
@Suite struct ChangedPageTests {
    let samples: Samples
    let page: String
    let source: Source

    init() throws {
        samples = try Samples()
        page = try String(contentsOfFile: Samples.root + "/Importers/ny/2026-10-15.csv", encoding: .utf8)
        source = try samples.catalog.source("ny")
    }

    private func refusal(of text: String) -> (any RegisterError)? {
        #expect(throws: (any Error).self) { try Reader.table(of: [snapshot(text)], for: source) } as? any RegisterError
    }

    private func snapshot(_ text: String) -> Snapshot { Snapshot(bytes: Array(text.utf8), url: "file:test", fetchedAt: 0) }

    @Test("a renamed column stops the source and is named, with what it probably was")
    func renamed() throws {
        let error = try #require(refusal(of: page.replacingOccurrences(of: "Impacted Site County", with: "County of the Impacted Site")))
        #expect(error.message.contains("County of the Impacted Site"))
        #expect(!error.hint.isEmpty)
    }

    @Test("a mapped column that is empty in every row stops the source")
    func empty() throws {
        let lines = page.split(separator: "\r\n").enumerated().map { index, line in
            index == 0 ? String(line) : line.replacingOccurrences(of: #",(\d+),\d+,\d+$"#, with: ",$1,,", options: .regularExpression)
        }
        let error = try #require(refusal(of: lines.joined(separator: "\r\n")))
        #expect(error.message.contains("Number of Affected Workers"))
    }

    @Test(
        "a check for a browser, an empty body and a page of another kind are no notices",
        arguments: ["", "<html><body>Just a moment...</body></html>", "{}", "Name,Age\nA,1\n"])
    func other(_ text: String) throws {
        #expect(refusal(of: text) != nil)
    }

    @Test("a page cut in the middle is an error or the rows before the cut, never a crash")
    func truncated() {
        for length in stride(from: 0, to: page.utf8.count, by: 97) {
            _ = try? Reader.table(of: [Snapshot(bytes: Array(page.utf8.prefix(length)), url: "file:test", fetchedAt: 0)], for: source)
        }
    }
}
