import Documents
import Testing

@Suite struct WorkbookTests {
    private func texts(_ workbook: WorkbookBytes, limits: DocumentLimits = .standard) throws -> [[String]] {
        try Workbook(workbook.bytes, limits: limits).sheets[0].rows.map { $0.cells.map(\.text) }
    }

    private func rows(_ cells: String) -> String { "<sheetData><row r=\"1\">\(cells)</row></sheetData>" }

    static let styles = """
        <numFmts><numFmt numFmtId="164" formatCode="[$-409]mmm\\-yy;@"/><numFmt numFmtId="165" formatCode="&quot;day&quot; 0"/>\
        <numFmt numFmtId="166" formatCode="00000"/><numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts>\
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>
        """

    @Test(
        "numbers and dates by the cell's format",
        arguments: [
            ("46119", 0, "46119"), ("46119", 1, "2026-04-07"), ("46119.7083", 1, "2026-04-07"), ("46119", 2, "2026-04-07"),
            ("46119", 3, "46119"),
            ("1234", 4, "01234"), ("0.5", 5, "0.5"), ("13.0", 0, "13"), ("1.5E3", 0, "1500"), ("1", 1, "1900-01-01"),
            ("59", 1, "1900-02-28"),
            ("60", 1, "60"), ("61", 1, "1900-03-01"), ("0", 1, "0"), ("-3", 1, "-3"), ("1e300", 1, "1e+300"), ("46119", 99, "46119"),
        ])
    func numbers(stored: String, style: Int, text: String) throws {
        let sheet = rows("<c r=\"A1\" s=\"\(style)\"><v>\(stored)</v></c>")
        #expect(try texts(WorkbookBytes(sheets: [("A", sheet)], styles: Self.styles)) == [[text]])
    }

    @Test("the other date system")
    func from1904() throws {
        let sheet = rows("<c r=\"A1\" s=\"1\"><v>44657</v></c>")
        let book = WorkbookBytes(sheets: [("A", sheet)], styles: Self.styles, properties: "<workbookPr date1904=\"1\"/>")
        #expect(try texts(book) == [["2026-04-07"]])
    }

    @Test("every kind of text")
    func strings() throws {
        let shared =
            "<si><t xml:space=\"preserve\"> a </t></si><si><r><t>b</t></r><r><rPr><b/></rPr><t>c</t></r><rPh><t>x</t></rPh></si><si><t>d_x000D_\ne_x005F_</t></si><si/>"
        let cells = """
            <c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>f</t></is></c>\
            <c r="E1" t="str"><f>A1&amp;"x"</f><v>g</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="e"><v>#REF!</v></c><c r="H1"/><c r="J1" t="d"><v>2026-04-07T00:00:00</v></c>
            """
        let book = WorkbookBytes(sheets: [("A", rows(cells))], sharedStrings: shared)
        #expect(try texts(book) == [["a", "bc", "d\ne_", "f", "g", "TRUE", "#REF!", "", "", "2026-04-07"]])
        #expect(throws: DocumentError.part("xl/worksheets/sheet1.xml", "no shared text 9")) {
            try Workbook(WorkbookBytes(sheets: [("A", rows("<c t=\"s\"><v>9</v></c>"))], sharedStrings: shared).bytes)
        }
    }

    @Test("merged cells, links, rows out of place, sheet names")
    func sheets() throws {
        let sheet = """
            <sheetData><row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>2</v></c></row><row r="3"><c r="C3"><v>3</v></c></row><row r="9"/></sheetData>\
            <mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="A1:XFD1048576"/><mergeCell ref="nonsense"/></mergeCells>
            """
        let book = try Workbook(WorkbookBytes(sheets: [("Report ", sheet), ("Old", sheet)], hidden: ["Old"]).bytes)
        #expect(book.sheets.map(\.name) == ["Report "])
        #expect(book.hiddenSheets == ["Old"])
        #expect(book.sheets[0].rows.map(\.number) == [2, 3])
        #expect(book.sheets[0].rows.map { $0.cells.map(\.text) } == [["1", "", "2"], ["1", "", "3"]])
        #expect(book.sheets[0].rows[0].cells[1].continues)
    }

    @Test("a bomb posing as a workbook ends at the ceiling, whatever size it claims")
    func bomb() {
        let bytes = WorkbookBytes(sheets: [("A", "")], bomb: true).bytes
        #expect(bytes.count < 1 << 20)
        #expect(throws: DocumentError.tooLarge(what: "xl/worksheets/sheet1.xml, unpacked,", limit: "134217728 bytes")) {
            try Workbook(bytes)
        }
    }

    @Test("entities that multiply are refused before they do")
    func laughs() {
        var zip = ZipBytes()
        let entities = (1..<12).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }
        zip.add(
            "xl/workbook.xml",
            "<!DOCTYPE w [<!ENTITY l0 \"lol\">\(entities.joined())]><workbook><sheets><sheet name=\"&l11;\"/></sheets></workbook>")
        #expect(throws: DocumentError.self) { try Workbook(zip.bytes) }
    }

    @Test("too many entries, too many cells, cells outside of any sheet")
    func ceilings() {
        var zip = ZipBytes()
        for number in 0..<30 { zip.add("file\(number)", "") }
        #expect(throws: DocumentError.tooLarge(what: "the archive", limit: "20 entries")) {
            try Workbook(zip.bytes, limits: DocumentLimits(entries: 20))
        }
        let wide = "<sheetData>" + (1...100).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined() + "</sheetData>"
        #expect(throws: DocumentError.self) { try texts(WorkbookBytes(sheets: [("A", wide)]), limits: DocumentLimits(cells: 100_000)) }
        #expect(throws: DocumentError.self) { try texts(WorkbookBytes(sheets: [("A", rows("<c r=\"XFE1\"><v>1</v></c>"))])) }
    }

    @Test("other archives and cut ones are refused with a reason")
    func notWorkbooks() {
        var zip = ZipBytes()
        zip.add("readme.txt", "hello")
        #expect(throws: DocumentError.missingPart("xl/workbook.xml")) { try Workbook(zip.bytes) }
        let whole = WorkbookBytes(sheets: [("A", rows("<c r=\"A1\"><v>1</v></c>"))], styles: Self.styles).bytes
        for length in stride(from: 0, to: whole.count - 1, by: 7) {
            #expect(throws: DocumentError.self) { try Workbook(Array(whole[..<length])) }
        }
    }

    @Test("with any byte changed a workbook is read or refused and nothing else")
    func strewn() {
        let whole = WorkbookBytes(
            sheets: [("A", rows("<c r=\"A1\" t=\"s\"><v>0</v></c>"))], sharedStrings: "<si><t>a</t></si>", styles: Self.styles
        ).bytes
        for index in stride(from: 0, to: whole.count, by: 3) {
            var bytes = whole
            bytes[index] = UInt8(truncatingIfNeeded: index &* 31 &+ 1)
            _ = try? Workbook(bytes)
        }
    }
}
