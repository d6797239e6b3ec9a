import Reading
import Register
import Testing

/// Everything that stops a source: the place, the value and the way out are in the error.
@Suite struct ReaderErrorTests {
    static let header = ["Company", "Notice Date"]
    static let fields: [FieldRules.Field: FieldRule] = [
        .employer: FieldRule("Company"), .noticeDate: FieldRule("Notice Date"), .workers: FieldRule("Employees Affected"),
        .dba: FieldRule("DBA", optional: true),
    ]

    private func read(
        _ format: ReadRule.Format, _ text: String, url: String = "file:/x/list.csv", fields: [FieldRules.Field: FieldRule] = fields
    ) throws -> SourceTable {
        let source = try Sample.source(ReadRule(format: format, header: Self.header, empty: ["No notices at this time"]), fields)
        return try Reader.table(of: [Sample.snapshot(text, url: url)], for: source)
    }

    private func error(_ format: ReadRule.Format, _ text: String, fields: [FieldRules.Field: FieldRule] = fields) throws -> ReadingError {
        try #require(throws: ReadingError.self) { try read(format, text, fields: fields) }
    }

    static func lines(_ count: Int, _ line: String) -> String { String(repeating: line + "\n", count: count) }

    @Test("a renamed column of the header: what is missing and what may be it")
    func renamedHeader() throws {
        let found = try error(.csv, "Company,Notice Dates,Employees Affected\nA,1,2\n")
        #expect(found.code == "READ-06")
        #expect(found.message.contains("no header row with \"Notice Date\". Found instead: \"Notice Dates\" may be \"Notice Date\"."))
    }

    @Test("a renamed column outside the header, and a new one")
    func unknownColumn() throws {
        let renamed = try error(.csv, "Company,Notice Date,Employees Afected\nA,1,2\n")
        #expect(renamed.code == "READ-07")
        #expect(renamed.message == "zz list.csv: the column \"Employees Afected\" is neither mapped nor ignored.")
        #expect(renamed.hint.contains("The nearest known name is \"Employees Affected\"."))
        #expect(try error(.csv, "Company,Notice Date,Employees Affected,Weather\nA,1,2,fine\n").code == "READ-07")
    }

    @Test("a mapped column that is gone; an optional one may be")
    func missingColumn() throws {
        let gone = try error(.csv, "Company,Notice Date\nA,1\n")
        #expect(gone.code == "READ-08")
        #expect(gone.message.contains("no column \"Employees Affected\", from which workers is mapped"))
        #expect(try read(.csv, "Company,Notice Date,Employees Affected\nA,1,2\n").rows.count == 1)
    }

    @Test("a mapped column blank in every row stops the source; an optional one does not, nor do a few rows")
    func emptyColumn() throws {
        let head = "Company,Notice Date,Employees Affected,DBA\n"
        let found = try error(.csv, head + Self.lines(5, "A,1,,"))
        #expect(found.code == "READ-09")
        #expect(found.message.contains("the column \"Employees Affected\", mapped to workers, is blank in all 5 rows"))
        #expect(try read(.csv, head + Self.lines(4, "A,1,,")).rows.count == 4)
        #expect(try read(.csv, head + Self.lines(4, "A,1,,") + "A,1,7,\n").rows.count == 5)
    }

    @Test("a column without a name that holds something")
    func unnamedColumn() throws {
        let found = try error(.csv, "Company,Notice Date,Employees Affected,\nA,1,2,\nB,1,2,what\n")
        #expect(found.message == "zz list.csv line 3: column 4 has no name and holds \"what\".")
        #expect(try read(.csv, "Company,Notice Date,Employees Affected,,\nA,1,2,,\n").rows.count == 1)
        let mapped = Self.fields.merging([.letter: FieldRule("(blank)")]) { $1 }
        #expect(try read(.csv, "Company,Notice Date,Employees Affected,\nB,1,2,what\n", fields: mapped).rows[0].text("(blank)") == "what")
    }

    @Test("no rows, unless the page says that it has none")
    func noRows() throws {
        #expect(try error(.csv, "Company,Notice Date,Employees Affected\n").code == "READ-11")
        let page = "<html><p>No notices\nat this time.</p><table><tr><th>Company<th>Notice Date<th>Employees Affected</table>"
        #expect(try read(.table, page).saysEmpty)
        #expect(try read(.table, "<html><p>no notices at this <b>time</b></p>").saysEmpty)
    }

    @Test(
        "another format, an empty body, a challenge, a broken document",
        arguments: [
            (ReadRule.Format.workbook, "<html><p>Moved</p>", "READ-03"), (.workbook, "Company,Notice Date\n", "READ-03"),
            (.table, "PK\u{3}\u{4}", "READ-03"),
            (.csv, "%PDF-1.5", "READ-03"), (.json, "<html>", "READ-03"), (.csv, "{\"a\":1}", "READ-06"), (.csv, "", "READ-01"),
            (.table, " \n\r\n ", "READ-01"),
            (.csv, "<html><title>Just a moment...</title>", "READ-04"),
            (.workbook, "<html>Request Rejected. Your support ID is 1", "READ-04"),
            (.table, "<html><script src=\"/_Incapsula_Resource?x\"></script>", "READ-04"), (.table, "<html><p>Welcome</p>", "READ-06"),
            (.workbook, "PK\u{3}\u{4}", "READ-05"), (.csv, "Company,Notice Date\n\"A,1\n", "READ-05"), (.json, "{\"a\":", "READ-05"),
            (.json, "{\"a\":1}", "READ-12"),
            (.joblink, "<html><p>Sign in</p>", "READ-06"),
        ])
    func wrongFiles(format: ReadRule.Format, text: String, code: String) throws { #expect(try error(format, text).code == code) }

    @Test("a workbook that is a bomb, and an answer that is an error")
    func bombAndStatus() throws {
        let source = try Sample.source(ReadRule(format: .workbook, header: Self.header), Self.fields)
        let bomb = Sample.snapshot(WorkbookBytes(sheets: [("A", "")], bomb: true).bytes, url: "https://example.org/report.xlsx?v=2")
        let found = try #require(throws: ReadingError.self) { try Reader.table(of: [bomb], for: source) }
        #expect(found.message == "zz report.xlsx: xl/worksheets/sheet1.xml, unpacked, is beyond the ceiling of 134217728 bytes.")
        let refused = Snapshot(bytes: Array("<html>".utf8), url: "https://example.org/a", fetchedAt: 0, status: 503)
        #expect(throws: ReadingError.badStatus(.init(source: source.id, file: "a"), status: 503)) {
            try Reader.table(of: [refused], for: source)
        }
        #expect(throws: ReadingError.noPages(source.id)) { try Reader.table(of: [], for: source) }
    }

    @Test("a page with a protector's script whose header drifted is the page, not a challenge")
    func protectedPage() throws {
        let page =
            "<html><script src=\"g-recaptcha\"></script><table><tr><th>Company<th>Date of Notice<th>Employees Affected<tr><td>A<td>1<td>2</table>"
        #expect(try error(.table, page).code == "READ-06")
    }

    @Test("a second table whose header almost fits is an error, another table is not")
    func nearMiss() throws {
        let good = "<table><tr><th>Company<th>Notice Date<th>Employees Affected<tr><td>A<td>1<td>2</table>"
        let drifted = "<table><tr><th>Company<th>Date of Notice<th>Employees Affected<tr><td>B<td>1<td>2</table>"
        #expect(try error(.table, "<html>" + good + drifted).message.hasPrefix("zz list.csv table 2: no header row with \"Notice Date\"."))
        let other = try read(.table, "<html><table><tr><td>Company<td>phone</table>" + good)
        #expect(other.rows.count == 1)
        #expect(other.skipped == [.init(locator: "table 1", rule: "other_table")])
    }
}
