import Documents
import Testing

@Suite struct CSVDocumentTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var rows: [[String]]

        init(_ description: String, _ text: String, _ rows: [[String]]) {
            (testDescription, bytes, self.rows) = (description, Array(text.utf8), rows)
        }

        init(_ description: String, bytes: [UInt8], _ rows: [[String]]) {
            (testDescription, self.bytes, self.rows) = (description, bytes, rows)
        }
    }

    static let cases = [
        Case("plain", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        Case("no line end at the end", "a,b\n1,2", [["a", "b"], ["1", "2"]]),
        Case("carriage returns", "a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        Case("both, with an empty line", "a\r\n\r\nb\r\n", [["a"], [""], ["b"]]),
        Case("quotes, doubled quotes, a comma", "\"a, \"\"b\"\"\",c\n", [["a, \"b\"", "c"]]),
        Case("a line break in quotes", "\"a\r\nb\",c", [["a\nb", "c"]]),
        Case("a quote inside a field is itself", "5\" pipe,b", [["5\" pipe", "b"]]),
        Case("text behind a closing quote belongs to the field", "\"ABC\" Corp,b", [["ABC Corp", "b"]]),
        Case("ragged rows", "a,b,c\n1\n1,2,3,4\n", [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]),
        Case("trailing empty fields", "a,,\n", [["a", "", ""]]),
        Case("tabs", "a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        Case("semicolons", "a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        Case("UTF-8 mark", bytes: [0xEF, 0xBB, 0xBF, 0x61, 0x2C, 0xC3, 0xA9], [["a", "é"]]),
        Case("UTF-16, little end first", bytes: [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0xE9, 0], [["a", "é"]]),
        Case("UTF-16, big end first", bytes: [0xFE, 0xFF, 0, 0x61, 0, 0x2C, 0, 0xE9], [["a", "é"]]),
        Case("Windows-1252", bytes: [0x93, 0x61, 0x94, 0x2C, 0xE9, 0x80], [["“a”", "é€"]]),
        Case("both in one file", bytes: [0xC3, 0xA9, 0x2C, 0xE9], [["é", "é"]]),
        Case("no-break and zero-width spaces", "\u{200B}a\u{A0}\u{A0}b ,c", [["a b", "c"]]),
        Case("nothing", "", []),
    ]

    @Test("odd files", arguments: cases)
    func odd(example: Case) throws {
        #expect(try CSVDocument(example.bytes).grid.rows.map { $0.cells.map(\.text) } == example.rows)
    }

    @Test("a record's number is the line it begins on")
    func lines() throws {
        let rows = try CSVDocument(Array("h\n\"a\nb\"\n\"c\"\n".utf8)).grid.rows
        #expect(rows.map(\.number) == [1, 2, 4])
    }

    @Test("a quote that is never closed is an error that names its line, not a giant field")
    func openQuote() {
        #expect(throws: DocumentError.openQuote(line: 3)) { try CSVDocument(Array("a\nb\n\"c\nd\n".utf8)) }
    }

    @Test("more cells or bytes than the ceiling are refused")
    func ceilings() {
        var limits = DocumentLimits(cells: 10)
        #expect(throws: DocumentError.self) { try CSVDocument([UInt8](repeating: 0x2C, count: 100), limits: limits) }
        limits = DocumentLimits(bytes: 10)
        #expect(throws: DocumentError.self) { try CSVDocument([UInt8](repeating: 0x61, count: 100), limits: limits) }
    }

    @Test("two spaces in a row are kept in the raw text")
    func raw() throws {
        let cell = try CSVDocument(Array("\"1 Main St  Troy\"".utf8)).grid.rows[0].cells[0]
        #expect(cell.text == "1 Main St Troy")
        #expect(cell.raw == "1 Main St  Troy")
    }

    @Test(
        "entities beyond the format are decoded once",
        arguments: [
            ("T&amp;H", "T&H"), ("&amp;amp;", "&amp;"), ("a &#8211; b", "a – b"), ("&#x41;", "A"), ("AT&T; x", "AT&T; x"), ("&", "&"),
            ("&;", "&;"),
            ("&#0;&#xD800;", "&#0;&#xD800;"), ("&eacute;t&eacute;", "été"),
        ])
    func entities(written: String, meant: String) { #expect(Entities.decode(written) == meant) }
}
