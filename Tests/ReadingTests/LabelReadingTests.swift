import Register
import Testing

@testable import Reading

@Suite struct LabelReadingTests {
    static let labels = ["COUNTY": ["COUNTY", "COUNTIES"], "# AFFECTED": ["# AFFECTED", "AFFECTED"]]
    static let fields: [FieldRules.Field: FieldRule] = [
        .employer: FieldRule("Title"), .location: FieldRule("Text", optional: true), .county: FieldRule("COUNTY"),
        .workers: FieldRule("# AFFECTED"), .effective: FieldRule("EFFECTIVE DATE", optional: true),
    ]

    private func read(_ text: String, block: String? = "item", skip: [SkipRule] = []) throws -> SourceTable {
        let rule = ReadRule(format: .labels, header: ["COUNTY", "# AFFECTED"], skip: skip, labels: Self.labels, block: block)
        return try Reader.table(of: [Sample.snapshot(text)], for: Sample.source(rule, Self.fields, ignore: ["Section"]))
    }

    private func item(_ title: String, _ body: String) -> String { #"<div class="x item"><h3>\#(title)</h3>\#(body)</div>"# }

    @Test("a fold that holds folds is a container; its title and the heading above it stand above each record")
    func containers() throws {
        let records =
            item("Acme", "<p>1 Main St<br>Erie, PA</p><p>COUNTY: Erie<br># AFFECTED: 51</p>")
            + item("Best", "<p>County: York<br>Affected: 9</p>")
        let table = try read("<h2>2026</h2>" + item("June", "<p>None.</p>") + item("May", "<div>\(records)</div>"))
        #expect(table.skipped.map(\.rule) == ["unlabeled"])
        #expect(table.rows.map { $0.text("Title") } == ["Acme", "Best"])
        #expect(table.rows.map { $0.text("Section") } == ["May, 2026", "May, 2026"])
        #expect(table.rows[0].text("Text") == "1 Main St\nErie, PA")
        #expect(table.rows[1].text("# AFFECTED") == "9")
    }

    @Test("a label in the middle of a line ends the value before it")
    func runTogether() throws {
        let table = try read(
            item("A", "<p>COUNTY: Butler<br>AFFECTED: 9 workers (209 total) EFFECTIVE DATE: Beginning: 7/15/25; Ending: 7/29/25</p>"))
        #expect(table.rows[0].text("# AFFECTED") == "9 workers (209 total)")
        #expect(table.rows[0].text("EFFECTIVE DATE") == "Beginning: 7/15/25; Ending: 7/29/25")
    }

    @Test("a line without a label goes on with the value above; a paragraph only where that is empty yet")
    func continued() throws {
        let table = try read(
            item(
                "A", "<p>COUNTIES:</p><p>Blair<br>Erie</p><p># AFFECTED: 104</p><p>86 Glocker Way</p><p>COUNTY: York<br># AFFECTED: 84</p>")
        )
        #expect(table.rows[0].text("COUNTY") == "Blair\nErie\nYork")
        #expect(table.rows[0].text("# AFFECTED") == "104\n84")
        #expect(table.rows[0].text("Text") == "86 Glocker Way")
    }

    @Test("words in capitals before a colon are a label that nobody knows, and no part of the value above")
    func unknown() throws {
        let table = try read(item("A", "<p>COUNTY: Erie<br># IMPACTED: 9<br># AFFECTED: 5</p>"))
        #expect(table.rows[0].text("COUNTY") == "Erie")
        #expect(table.unknownColumns == ["# IMPACTED"])
    }

    @Test("plain text is one record; a word broken in two is its label all the same")
    func plainText() throws {
        let table = try read("STATE FORM\nTitle: Acme, Inc.\nC OUNTY: Kings\n# AFFECTED: 251\n• Amended to 565\n", block: nil)
        #expect(table.rows.count == 1)
        #expect(table.rows[0].text("COUNTY") == "Kings")
        #expect(table.rows[0].text("# AFFECTED") == "251\n• Amended to 565")
        #expect(table.rows[0].text("Text") == "STATE FORM")
    }

    @Test("a renamed label in every record stops the source; a skipped record is counted")
    func strict() throws {
        #expect(throws: ReadingError.self) { try read(item("A", "<p>PARISH: Erie<br># AFFECTED: 5</p>")) }
        let skip = SkipRule(name: "example", columns: ["Title"], matches: ["Example*"])
        let table = try read(item("Example Inc.", "<p>COUNTY: X</p>") + item("A", "<p>COUNTY: Y<br># AFFECTED: 5</p>"), skip: [skip])
        #expect(table.rows.count == 1)
        #expect(table.skipped.map(\.rule) == ["example"])
    }
}
