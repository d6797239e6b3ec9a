import Reading
import Register
import Testing

/// How rows are found: headers by content, stacked tables, named skips.
@Suite struct ReaderTests {
    static let fields: [FieldRules.Field: FieldRule] = [
        .employer: FieldRule("Company"), .noticeDate: FieldRule("Notice Date"), .workers: FieldRule("No. Of Employees"),
    ]

    private func read(_ text: String, stop: [String] = [], skip: [SkipRule] = [], ignore: [String] = []) throws -> SourceTable {
        let read = ReadRule(format: text.hasPrefix("<") ? .table : .csv, header: ["Company", "Notice Date"], stop: stop, skip: skip)
        return try Reader.table(of: [Sample.snapshot(text)], for: Sample.source(read, Self.fields, ignore: ignore))
    }

    private func rules(_ table: SourceTable) -> [String] { table.skipped.map { "\($0.locator) \($0.rule)" } }

    @Test("the header's names are compared without case, white space and a final colon, and spelled as the manifest does")
    func folded() throws {
        let table = try read("\" COMPANY: \",notice  date,\"No. Of\nEmployees\"\nA,1,2\n")
        #expect(table.columns == ["": ["Company", "Notice Date", "No. Of Employees"]])
        #expect(table.rows[0].text("No. Of Employees") == "2")
        #expect(table.rows[0].locator == "line 3")
    }

    @Test("a heading broken over two cells is one, and so is a value under it")
    func split() throws {
        let table = try read("Company,Notice Date,No. Of,Employees\nA,1,12,\nB,1,,13\n")
        #expect(table.rows.map { $0.text("No. Of Employees") } == ["12", "13"])
    }

    @Test("a heading over several columns takes what stands under any of them")
    func spanned() throws {
        let table = try read(
            "<table><tr><th>Company<th colspan=2>Notice Date<th>No. Of Employees</tr><tr><td>A<td><td>1<td>2</tr><tr><td>B<td>3<td><td>4</tr></table>"
        )
        #expect(table.rows.map { $0.text("Notice Date") } == ["1", "3"])
    }

    @Test("two columns of one name")
    func doubled() throws {
        let table = try read("Company,Notice Date,No. Of Employees,No. of employees\nA,1,2,3\n", ignore: ["No. Of Employees (2)"])
        #expect(table.rows[0].text("No. Of Employees") == "2")
        #expect(table.rows[0].text("No. Of Employees (2)") == "3")
    }

    @Test("in a CSV file a row keeps its place when one above it is skipped by name")
    func numbered() throws {
        let skip = [SkipRule(name: "footnote", columns: ["Company"], matches: ["[*] Most*"])]
        let table = try read("Company,Notice Date,No. Of Employees\n* Most are rehired,,\nA,1,2\n", skip: skip)
        #expect(table.rows.map(\.index) == [1])
        #expect(rules(table) == ["line 2 footnote"])
    }

    @Test("every row that is no notice is skipped by name")
    func skips() throws {
        let table = try read(
            """
            Report of 2026
            as of,May
            Company,Notice Date,No. Of Employees

            A,1,2
            Company,Notice Date,No. Of Employees
            B,1,2
            Name,Date,Number
            Total Wine,1,3
            Total,,9
            C,1,2

            """,
            stop: ["total"], skip: [SkipRule(name: "second_header", columns: ["Company"], matches: ["name"])])
        #expect(table.rows.map { $0.text("Company") } == ["A", "B", "Total Wine"])
        #expect(table.rows.map(\.index) == [0, 1, 3])
        #expect(
            rules(table) == [
                "line 1 title", "line 2 above_header", "line 4 blank", "line 6 repeated_header", "line 8 second_header", "line 10 stop",
                "line 11 stop",
            ])
    }

    @Test("rows above a header that was sorted into the middle are rows; a calculation above a header is none")
    func sorted() throws {
        let rule = ReadRule(format: .csv, header: ["Company", "Notice Date"])
        let fields: [FieldRules.Field: FieldRule] = [
            .employer: FieldRule("Company"), .noticeDate: FieldRule(columns: ["Notice Date"], formats: ["M/d/yyyy"]), .workers: FieldRule("Workers"),
        ]
        let source = try Sample.source(rule, fields)
        let page = "s,h,s\nBeta,2/3/2026,9\nA note,of,May\nCompany,Notice Date,Workers\nDelta,4/5/2026,7\n"
        let table = try Reader.table(of: [Sample.snapshot(page)], for: source)
        #expect(table.rows.map { $0.text("Company") } == ["Beta", "Delta"])
        #expect(table.rows.map(\.locator) == ["line 2", "line 5"])
        #expect(rules(table) == ["line 1 above_header", "line 3 above_header", "line 4 repeated_header"])
    }

    @Test("stacked tables are sections named by the title above them; a stop ends one table, not the next")
    func stacked() throws {
        let table = try read(
            "Company,Notice Date,No. Of Employees\nA,1,2\nTotal,2\n\nSUPPLEMENTAL,,\nCompany,Notice Date,Weather\nB,1,fine\n",
            stop: ["Total"], ignore: ["Weather"])
        #expect(table.rows.map(\.section) == ["", "SUPPLEMENTAL"])
        #expect(table.columns["SUPPLEMENTAL"] == ["Company", "Notice Date", "Weather"])
        #expect(rules(table) == ["line 3 stop", "line 4 blank", "line 5 title", "line 6 header"])
    }

    @Test("a later header may lack a name of the first, if all it has is known; a header that drifted stops the source")
    func laterHeaders() throws {
        let first = "Company,Notice Date,No. Of Employees,City,County\nA,1,2,x,y\n"
        let ignore = ["City", "County"]
        let table = try read(first + "LATE\nMay\nCompany,City,No. Of Employees,County\nB,x,3,y\n", ignore: ignore)
        #expect(table.rows.map(\.section) == ["", "LATE May"])
        #expect(table.rows[1].text("No. Of Employees") == "3")
        #expect(throws: ReadingError.self) { try read(first + "LATE\nCompany,City,No. Of Employees,Countie\nB,x,3,y\n", ignore: ignore) }
    }

    @Test("several pages are one table; a page served twice counts once")
    func pages() throws {
        let source = try Sample.source(ReadRule(format: .csv, header: ["Company", "Notice Date"]), Self.fields)
        let pages = ["A", "B", "A"].map {
            Sample.snapshot("Company,Notice Date,No. Of Employees\n\($0),1,2\n", url: "https://example.org/\($0)")
        }
        let index = Sample.snapshot("<html>", role: .index)
        let table = try Reader.table(of: [index] + pages, for: source)
        #expect(table.rows.map { $0.text("Company") } == ["A", "B"])
        #expect(table.rows.map(\.snapshot) == [pages[0].digest, pages[1].digest])
        #expect(rules(table) == ["https://example.org/A same_page"])
    }

    @Test("a workbook with a banner, a summary sheet first, and a sheet name that ends in a space")
    func workbook() throws {
        func row(_ number: Int, _ texts: [String]) -> String {
            let cells = texts.enumerated().map { index, text in
                "<c r=\"\(["A", "B", "C", "D"][index])\(number)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
            }
            return "<row r=\"\(number)\">\(cells.joined())</row>"
        }
        let summary = "<sheetData>\(row(1, ["Month", "Notices"]))\(row(2, ["July", "3"]))</sheetData>"
        let detail = [
            row(1, ["REPORT - 07/01/26 to 07/27/2026"]), row(2, ["Company", "No. Of\nEmployees", "Notice\nDate"]), row(3, ["A", "2", "1"]),
            row(4, ["B", "3", "1"]), row(6, ["Report Summary"]), row(7, ["Notices", "2"]),
        ]
        let bytes = WorkbookBytes(sheets: [("Summary", summary), ("Detailed Report ", "<sheetData>\(detail.joined())</sheetData>")]).bytes
        let source = try Sample.source(
            ReadRule(format: .workbook, header: ["Company", "Notice Date"], stop: ["Report Summary"]), Self.fields)
        let table = try Reader.table(of: [Sample.snapshot(bytes)], for: source)
        #expect(table.rows.map { $0.text("No. Of Employees") } == ["2", "3"])
        #expect(table.rows[1].locator == "sheet \"Detailed Report \" row 4")
        #expect(
            rules(table) == [
                "sheet \"Summary\" other_sheet", "sheet \"Detailed Report \" row 1 title", "sheet \"Detailed Report \" row 6 stop",
                "sheet \"Detailed Report \" row 7 stop",
            ])
    }

    @Test("JSON rows by dotted path; members of members are columns")
    func json() throws {
        let source = try Sample.source(
            ReadRule(format: .json, array: "data.items"), [.employer: FieldRule("about.company"), .workers: FieldRule("workers")],
            ignore: ["id", "tags"])
        let text = "{\"data\":{\"items\":[{\"id\":1,\"about\":{\"company\":\" A  B \"},\"workers\":null,\"tags\":[\"x\",2]}]}}"
        let table = try Reader.table(of: [Sample.snapshot(text)], for: source)
        #expect(table.rows[0].text("about.company") == "A B")
        #expect(table.rows[0].text("tags") == "x\n2")
        #expect(table.rows[0].locator == "data.items[0]")
        #expect(Reader.fits(Sample.snapshot(text), source))
    }
}
