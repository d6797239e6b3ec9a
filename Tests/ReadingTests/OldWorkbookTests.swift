import Reading
import Register
import Testing

@testable import Documents

/// Workbooks of the years before XLSX, read like the new ones.
@Suite struct OldWorkbookTests {
    private static func bytes() throws -> [UInt8] { try Sample.importersPage("ky/2022-01-26.xls").bytes }

    @Test("sheets, texts, numbers and days")
    func sheets() throws {
        let workbook = try Workbook(Self.bytes())
        #expect(workbook.sheets.map(\.name) == ["2022", "2017"])
        let row = workbook.sheets[0].rows[1]
        #expect(row.number == 2)
        #expect(row.cells.prefix(4).map(\.text) == ["2022-01-18", "Logan's Roadhouse", "Warren", "92"])
        #expect(row.cells[0].day == 19010)
        #expect(workbook.sheets[0].rows[3].cells[3].text == "68")
    }

    @Test("a count formatted as a day is read as that day, and so is one in a new workbook")
    func count() throws {
        let cell = try Workbook(Self.bytes()).sheets[1].rows[1].cells[3]
        #expect(cell.text == "1900-04-08")
    }

    @Test("only the sheets asked for have rows")
    func wanted() throws {
        let workbook = try Workbook(Self.bytes(), wanted: { $0 == "2017" })
        #expect(workbook.sheets.map { $0.rows.isEmpty } == [true, false])
    }

    @Test("the sheet's name is a column where the manifest uses it")
    func sheetName() throws {
        let source = try Sample.source(
            ReadRule(format: .workbook, header: ["Date Received", "County"], stop: ["Total"]),
            [.employer: FieldRule("Company Name"), .noticeDate: FieldRule("Date Received"), .postedDate: FieldRule("(sheet)")],
            ignore: [
                "County", "Employees", "Closure or Layoff?", "Projected Date", "NAICS Code", "Notice Link", "Region", "source", "Trade",
            ])
        let table = try Reader.table(of: [Sample.importersPage("ky/2022-01-26.xls")], for: source)
        #expect(table.rows.map { $0.text("(sheet)") } == ["2022", "2022", "2022", "2017", "2017"])
    }

    @Test("a broken one is refused by name")
    func broken() throws {
        let whole = try Self.bytes()
        for length in [8, 512, 1536, whole.count / 2] {
            #expect(throws: DocumentError.self) { try Workbook(Array(whole.prefix(length))) }
        }
    }

    @Test("one with more cells than the ceiling is refused")
    func ceiling() throws {
        let bytes = try Self.bytes()
        #expect(throws: DocumentError.self) { try Workbook(bytes, limits: DocumentLimits(cells: 10)) }
    }
}
