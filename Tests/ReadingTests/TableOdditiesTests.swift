import Register
import Testing

@testable import Reading

/// What HTML tables of notices hold besides notices.
@Suite struct TableOdditiesTests {
    private func read(_ html: String, skip: [SkipRule] = [], except: [String] = []) throws -> SourceTable {
        let rule = ReadRule(format: .table, header: ["Company", "Received"], except: except, skip: skip)
        let fields: [FieldRules.Field: FieldRule] = [.employer: FieldRule("Company"), .noticeDate: FieldRule("Received")]
        return try Reader.table(of: [Sample.snapshot("<html>\(html)</html>")], for: Sample.source(rule, fields, ignore: ["City"]))
    }

    private func table(_ rows: [String]...) -> String {
        "<table>" + rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined() + "</table>"
    }

    @Test("a heading that says how it is sorted keeps its name")
    func sorted() throws {
        let page = table(["<a>Received<span>\n Sort descending\n</span></a>", "Company Sort ascending"], ["1/2/2026", "Acme"])
        #expect(try read(page).rows[0].text("Company") == "Acme")
    }

    @Test("a rule of several columns skips a row only where all of them match")
    func severalColumns() throws {
        let rule = SkipRule(name: "pointer", columns: ["Received", "City"], matches: ["N/A", ""])
        let page = table(["Company", "Received", "City"], ["A - Revised", "N/A", ""], ["B", "N/A", "Erie"], ["C", "1/2/2026", "N/A"])
        let found = try read(page, skip: [rule])
        #expect(found.rows.map { $0.text("Company") } == ["B", "C"])
        #expect(found.skipped.map(\.rule) == ["pointer"])
    }

    @Test("a row that revises the one above is skipped and goes with it; below a title or another table it has none")
    func pointers() throws {
        let rule = SkipRule(name: "pointer", columns: ["Received"], matches: ["N/A"], revisesRowAbove: true)
        let head = ["Company", "Received", "City"]
        let page = table(head, ["A", "1/2/2026", "Erie"], ["A-Revised (2/3/26)", "N/A", "Erie"], ["A-Revised (3/4/26)", "N/A", "Erie"])
        let found = try read(page + table(head, ["B - Revised", "N/A", "York"], ["C", "1/2/2026", "York"]), skip: [rule])
        #expect(found.rows.map { $0.text("Company") } == ["A", "C"])
        #expect(found.skipped.map(\.rule) == ["pointer", "pointer", "pointer"])
        #expect(found.pointers.map { $0.row.text("Company") } == ["A-Revised (2/3/26)", "A-Revised (3/4/26)", "B - Revised"])
        #expect(found.pointers.map(\.above) == [0, 0, nil])
    }

    @Test("a table with a column of another list is skipped, however like the notices' it is")
    func otherList() throws {
        let page = table(["Company", "Received"], ["A", "1/2/2026"]) + table(["Agency", "Company", "Received"], ["X", "B", "1/2/2026"])
        #expect(throws: ReadingError.self) { try read(page) }
        let found = try read(page, except: ["Agency"])
        #expect(found.rows.map { $0.text("Company") } == ["A"])
        #expect(found.skipped.map(\.rule) == ["other_table"])
    }

    @Test("a footnote, a word that there is nothing yet, and a sum are no notices, wherever they stand")
    func remarks() throws {
        let head = ["Company*", "Received", "City", "(blank)"]
        let rule = ReadRule(format: .table, header: ["Company", "Received"])
        let fields: [FieldRules.Field: FieldRule] = [.employer: FieldRule("Company"), .noticeDate: FieldRule("Received")]
        let source = try Sample.source(rule, fields, ignore: ["City", "(blank)"])
        let page =
            table(head, ["Total Wine", "1/2/2026", "Erie", ""], ["Total:", "", "", "12"], ["Total", "", "York", ""], ["* revised", "", "", ""], ["Acme Tool", "", "", ""])
            + table(head).replacing("</table>", with: "<tr><td colspan=4>No notices yet.</td></tr></table>")
        let found = try Reader.table(of: [Sample.snapshot("<html>\(page)</html>")], for: source)
        #expect(found.rows.map { $0.text("Company") } == ["Total Wine", "Acme Tool"])
        #expect(found.skipped.map(\.rule) == ["total", "total", "remark", "remark"])
    }

    @Test("a table that sums the list up, or that has none of the header's names, is another; one that lost a name stops the source")
    func otherTables() throws {
        let rule = ReadRule(format: .table, header: ["Company", "Received", "Workers", "Kind"])
        let fields: [FieldRules.Field: FieldRule] = [.employer: FieldRule("Company"), .noticeDate: FieldRule("Received")]
        let source = try Sample.source(rule, fields, ignore: ["Workers", "Kind", "County", "Region"])
        let list = table(["Company", "Received", "Workers", "Kind", "County", "Region"], ["A", "1/2/2026", "7", "x", "Erie", "West"])
        func read(_ more: String) throws -> SourceTable {
            try Reader.table(of: [Sample.snapshot("<html>\(list)\(more)</html>")], for: source)
        }
        #expect(try read(table(["County", "Workers"], ["Erie", "7"])).rows.count == 1)
        #expect(try read(table(["County", "Region", "Telephone"], ["Erie", "West", "none"])).rows.count == 1)
        let drifted = table(["Firm", "Day", "Workers", "Kind", "County", "Region"], ["B", "1/2/2026", "7", "x", "Erie", "West"])
        #expect(throws: ReadingError.self) { try read(drifted) }
    }

    @Test("an end tag that lost its first character is no text")
    func brokenTag() throws {
        let page = table(["Company", "Received"], ["Tyson Foods<br>Revised (2/19/24)/td&gt;", "1/2/2026"], ["Half/TD&gt;", "1/2/2026"])
        #expect(try read(page).rows.map { $0.text("Company") } == ["Tyson Foods\nRevised (2/19/24)", "Half"])
    }

    @Test("a list and a record's page of names and values are joined by the number that ends the address")
    func record() throws {
        let list = table(["Company", "Received"], [#"<a href="https://example.org/entry/41/">Acme</a>"#, "1/2/2026"])
        let page =
            "<table><tr><th></th><td>print</td></tr><tr><th>Company</th><td>Acme</td></tr><tr><th>City</th><td>Erie</td></tr></table>"
        let fields: [FieldRules.Field: FieldRule] = [
            .employer: FieldRule("Company"), .noticeDate: FieldRule("Received"), .city: FieldRule("City"),
        ]
        let source = try Sample.source(ReadRule(format: .joblink, header: ["Company", "Received"]), fields, ignore: ["Number"])
        let table = try Reader.table(
            of: [
                Sample.snapshot("<html>\(list)</html>"),
                Sample.snapshot("<html>\(page)</html>", url: "https://example.org/entry/41/", role: .details),
            ], for: source)
        #expect(table.rows.map { $0.text("City") } == ["Erie"])
    }
}
