import Documents
import Testing

private let many = (0..<20_000).map { "a\($0)=1" }.joined(separator: " ")

/// Bytes made to fill the memory or the time of whoever reads them: each is refused at a ceiling, by name. They are small here, and as
/// large as a fetch lets through in `Tests/hostile`, which `Ops/test --long` runs.
@Suite struct HostileBytesTests {
    private func refusal(_ read: () throws -> Void) -> String? {
        #expect(throws: DocumentError.self) { try read() }?.description
    }

    // MARK: HTML

    private func refusal(ofPage page: String) -> String? { refusal { _ = try HTMLDocument(Array(page.utf8)).tables() } }

    /// Found by making such pages: libxml2 took minutes over a page of less than a megabyte.
    @Test(
        "a tag of attributes without end is refused, wherever it hides",
        arguments: [
            "<table \(many)>", "<p a*=\"x <p \(many)>\"", "<!-- <a b=\"--><p \(many)>\" -->", "<p ==\"x \(many)\">",
            "<p =\"x \(many)\">", "<script>'</scrip'</script><p \(many)>", "<p 1=\"x \(many)\">", "<_ \(many)>",
            "<p a=b\"c \(many)\">",
        ])
    func oneTag(page: String) {
        #expect(refusal(ofPage: page) == "a tag is beyond the ceiling of 500 attributes")
    }

    @Test(
        "long values, long scripts and long comments are no attributes",
        arguments: [
            "data-x='\(many)'", "data-x = \"\(many)\"", "><script>if (a<b && \(many)) {}</script", "><!-- <p \(many)> --",
            "><style>\(many)</style",
        ])
    func noAttributes(attribute: String) throws {
        let tables = try HTMLDocument(Array("<p \(attribute)><table><tr><td>a</td></tr></table>".utf8)).tables()
        #expect(tables.map { $0.rows.map { $0.cells.map(\.text) } } == [[["a"]]])
    }

    @Test("a million tags are refused before they are made a tree", arguments: ["<p></p>", "<!---->", "<?x>", "<i a b></i>", "<!x>"])
    func tags(tag: String) {
        #expect(
            refusal(ofPage: String(repeating: tag, count: 1_000_001)) == "the page is beyond the ceiling of 1000000 tags and attributes")
    }

    @Test("cells that say they span a billion rows and columns are counted as they come")
    func spans() {
        let row = "<tr><td rowspan=1000000000 colspan=1000000000>a</td></tr>"
        #expect(refusal(ofPage: "<table>" + String(repeating: row, count: 5_000)) == "the tables is beyond the ceiling of 4000000 cells")
    }

    // MARK: CSV and JSON

    @Test("rows of nothing count as cells do")
    func emptyRows() {
        let limits = DocumentLimits(cells: 1_000)
        let lines = [UInt8](repeating: 0x0A, count: 600)
        #expect(refusal { _ = try CSVDocument(lines, limits: limits) } == "the table is beyond the ceiling of 1000 cells")
    }

    @Test("one line without end is refused at the ceiling on cells")
    func longLine() {
        let line = Array(String(repeating: "a,", count: 5_000).utf8)
        #expect(
            refusal { _ = try CSVDocument(line, limits: DocumentLimits(cells: 4_000)) } == "the table is beyond the ceiling of 4000 cells")
    }

    @Test("values without end are refused", arguments: ["1", "{}", "[]", "\"\"", "null", "{\"a\":1}"])
    func values(value: String) {
        let text = "[" + String(repeating: value + ",", count: 1_000) + "1]"
        #expect(
            refusal { _ = try JSONDocument(Array(text.utf8), limits: DocumentLimits(cells: 1_000)) }
                == "the JSON is beyond the ceiling of 1000 values")
    }

    // MARK: Workbooks

    private func refusal(ofSheet sheet: String, shared: String = "", styles: String = "", limits: DocumentLimits = .standard) -> String? {
        let book = WorkbookBytes(sheets: [("A", sheet)], sharedStrings: shared, styles: styles)
        return refusal { _ = try Workbook(book.bytes, limits: limits) }
    }

    @Test("rows without a cell count as cells do, also where all have one number", arguments: ["<row/>", "<row r=\"5\"/>"])
    func rows(row: String) {
        let sheet = "<sheetData>" + String(repeating: row, count: 1_001) + "</sheetData>"
        #expect(
            refusal(ofSheet: sheet, limits: DocumentLimits(cells: 1_000)) == "xl/worksheets/sheet1.xml is beyond the ceiling of 1000 cells")
    }

    @Test("texts and formats that no cell uses have a ceiling", arguments: ["<si/>", "<si></si>", "<si><t>a</t></si>"])
    func unused(text: String) {
        let shared = String(repeating: text, count: 1_001)
        #expect(
            refusal(ofSheet: "", shared: shared, limits: DocumentLimits(cells: 1_000))
                == "xl/sharedStrings.xml is beyond the ceiling of 1000 texts")
        let styles = "<cellXfs>" + String(repeating: "<xf/>", count: 65_537) + "</cellXfs>"
        #expect(refusal(ofSheet: "", styles: styles) == "xl/styles.xml is beyond the ceiling of 65536 formats")
    }

    @Test("a long text that thousands of cells share is refused before all of them have read it")
    func sharedText() {
        let sheet = "<sheetData><row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 100) + "</row></sheetData>"
        let shared = "<si><t>" + String(repeating: "x ", count: 5_000) + "</t></si>"
        #expect(
            refusal(ofSheet: sheet, shared: shared, limits: DocumentLimits(bytes: 200_000))
                == "the text of xl/worksheets/sheet1.xml is beyond the ceiling of 200000 bytes")
    }

    @Test("sheets have a ceiling: each could be the same part, read again")
    func sheets() {
        var zip = ZipBytes()
        zip.add(
            "xl/workbook.xml", "<workbook><sheets>" + String(repeating: "<sheet name=\"A\" id=\"r\"/>", count: 30) + "</sheets></workbook>")
        #expect(
            refusal { _ = try Workbook(zip.bytes, limits: DocumentLimits(entries: 29)) }
                == "xl/workbook.xml is beyond the ceiling of 29 sheets")
    }

    @Test("merged cells that overlap without end are refused")
    func merges() {
        let rows = (1...1_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c></row>" }.joined()
        let merges = String(repeating: "<mergeCell ref=\"A1:XFD1048576\"/>", count: 11)
        let sheet = "<sheetData>\(rows)</sheetData><mergeCells>\(merges)</mergeCells>"
        #expect(
            refusal(ofSheet: sheet, limits: DocumentLimits(cells: 10_000))
                == "what is merged in xl/worksheets/sheet1.xml is beyond the ceiling of 10000 cells")
    }

    @Test("a tag of attributes without end is refused in a workbook too, in any encoding of it")
    func workbookAttributes() {
        let attributes = (0..<20_000).map { "a\($0) = '1'" }.joined(separator: " ")
        let reason = "a tag of xl/worksheets/sheet1.xml is beyond the ceiling of what any program writes"
        #expect(refusal(ofSheet: "<sheetData><row \(attributes)/></sheetData>") == reason)
    }

    @Test("files of an archive together have a ceiling, be each of them small")
    func unpacked() {
        let sheet = "<sheetData><row><c t=\"str\"><v>\(String(repeating: "x", count: 1_000))</v></c></row></sheetData>"
        let book = WorkbookBytes(sheets: (0..<20).map { ("S\($0)", sheet) })
        #expect(
            refusal { _ = try Workbook(book.bytes, limits: DocumentLimits(unpackedBytes: 10_000)) }
                == "the archive, unpacked, is beyond the ceiling of 10000 bytes")
    }

    @Test("an archive in an archive is not opened")
    func nested() {
        var zip = ZipBytes()
        zip.add("xl/workbook.xml", "PK\u{3}\u{4}")
        #expect(refusal { _ = try Workbook(zip.bytes) }?.hasPrefix("xl/workbook.xml: broken XML") == true)
    }
}
