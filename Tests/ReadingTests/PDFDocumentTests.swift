import Documents
import Testing

@Suite struct PDFDocumentTests {
    static let columns = [50.0, 200, 300, 400]
    static let header = ["Company", "City", "Workers"]

    static func texts(_ pdf: PDFBytes) throws -> [[[String]]] {
        try PDFDocument(pdf.bytes).grids.map { $0.rows.filter { !$0.isFoot }.map { $0.cells.map(\.text) } }
    }

    @Test("a cell's lines are one text: those that broke because the cell was full, and those of a list")
    func wrapped() throws {
        var pdf = PDFBytes()
        pdf.table(
            [Self.header, ["Transit Management of Canyon\nCounty, Inc.", "Boise\nEagle", "12"], ["Beta", "Salem", "1,300"]],
            columns: Self.columns, top: 50,
            height: 40)
        #expect(
            try Self.texts(pdf) == [
                [Self.header, ["Transit Management of Canyon County, Inc.", "Boise\nEagle", "12"], ["Beta", "Salem", "1,300"]]
            ])
    }

    @Test("what stands outside of a ruled table is of its foot")
    func aside() throws {
        var pdf = PDFBytes()
        pdf.text("WARN Notices 2026", x: 200, y: 30)
        pdf.table([Self.header, ["Acme", "Boise", "12"], ["Beta", "Salem", "7"]], columns: Self.columns, top: 50)
        pdf.text("Page 1 of 1", x: 60, y: 380)
        let rows = try #require(try PDFDocument(pdf.bytes).grids.first).rows
        #expect(rows.map(\.isFoot) == [true, false, false, false, true])
        #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
        #expect(rows.last?.cells.map(\.text) == ["Page 1 of 1"])
    }

    @Test("a table of the same columns goes on over pages; a row that the page's end cut is one row")
    func pages() throws {
        var pdf = PDFBytes()
        pdf.table([Self.header, ["Acme", "Boise", "12"], ["Lowcountry Marine and", "Salem", "7"]], columns: Self.columns, top: 50)
        pdf.newPage()
        pdf.table([Self.header, ["", "", ""], ["Beta", "Avon", "3"]], columns: Self.columns, top: 30)
        pdf.newPage()
        pdf.table([["Gamma", "Troy", "5"]], columns: Self.columns, top: 30)
        #expect(
            try Self.texts(pdf) == [
                [
                    Self.header, ["Acme", "Boise", "12"], ["Lowcountry Marine and", "Salem", "7"], Self.header, ["", "", ""],
                    ["Beta", "Avon", "3"], ["Gamma", "Troy", "5"],
                ]
            ])
        var cut = PDFBytes()
        cut.table([Self.header, ["Acme", "Boise", "12"], ["Lowcountry Marine and", "West", "7"]], columns: Self.columns, top: 50)
        cut.newPage()
        cut.table([Self.header, ["", "Salem", ""], ["Beta", "Avon", "3"]], columns: Self.columns, top: 30)
        #expect(
            try Self.texts(cut) == [
                [
                    Self.header, ["Acme", "Boise", "12"], ["Lowcountry Marine and", "West Salem", "7"], Self.header,
                    ["Beta", "Avon", "3"],
                ]
            ])
    }

    @Test("a table of other columns is another: a summary on the last page")
    func summary() throws {
        var pdf = PDFBytes()
        pdf.table([Self.header, ["Acme", "Boise", "12"]], columns: Self.columns, top: 50)
        pdf.table([["Month", "Notices"], ["July", "1"]], columns: [50, 250, 350], top: 200)
        #expect(try Self.texts(pdf) == [[Self.header, ["Acme", "Boise", "12"]], [["Month", "Notices"], ["July", "1"]]])
    }

    @Test("below a header that alone is ruled the rows stand in its columns; words of two cells without a gap are parted; prose is none")
    func unruled() throws {
        var pdf = PDFBytes()
        pdf.text("2026 Notices", x: 450, y: 20)
        pdf.table([["Received", "Type", "Employer"]], columns: [50, 103, 200, 400], top: 50)
        pdf.text("3/15/2026Layoff", x: 56, y: 85)
        pdf.text("Spirit Airlines of the Western Region", x: 203, y: 85)
        pdf.text("and its Affiliates", x: 203, y: 97)
        pdf.text("1/8/2026", x: 60, y: 111)
        pdf.text("Closure", x: 106, y: 111)
        pdf.text("Acme", x: 203, y: 111)
        pdf.text("The dates are our best guess based on information obtained from the employer", x: 60, y: 180)
        #expect(
            try Self.texts(pdf) == [
                [
                    ["Received", "Type", "Employer"], ["3/15/2026", "Layoff", "Spirit Airlines of the Western Region and its Affiliates"],
                    ["1/8/2026", "Closure", "Acme"],
                ]
            ])
    }

    @Test("where nothing is ruled, shaded cells side by side are the header")
    func shaded() throws {
        var pdf = PDFBytes()
        for (left, right) in zip(Self.columns, Self.columns.dropFirst()) { pdf.shade(left, 50, right, 70) }
        for (left, text) in zip(Self.columns, Self.header) { pdf.text(text, x: left + 3, y: 64) }
        for (left, text) in zip(Self.columns, ["Acme", "Boise", "12"]) { pdf.text(text, x: left + 3, y: 84) }
        #expect(try Self.texts(pdf) == [[Self.header, ["Acme", "Boise", "12"]]])
    }

    @Test("a text too long for its cell is printed on over the row below, and belongs to the row above")
    func overprint() throws {
        var pdf = PDFBytes()
        pdf.table(
            [Self.header, ["Sears Holding, Units 01548 &", "Avon", "120"], ["Hewlett-Packard", "Troy", "77"]], columns: Self.columns,
            top: 50, height: 14)
        pdf.text("06788", x: 53, y: 87)
        #expect(
            try Self.texts(pdf) == [
                [Self.header, ["Sears Holding, Units 01548 & 06788", "Avon", "120"], ["Hewlett-Packard", "Troy", "77"]]
            ])
    }

    @Test("a text too long for its cell is printed on over the next cell's words, and both stay whole")
    func overrun() throws {
        var pdf = PDFBytes()
        let name = "Coastal Textile and Consumer Products Works of the Carolinas, Inc."
        pdf.table(
            [Self.header, [name, "Aiken", "7"], ["Beta", "Statewide and Several Counties", "1,300"], ["Gamma", "Troy", "5"]],
            columns: Self.columns, top: 50)
        #expect(
            try Self.texts(pdf) == [
                [Self.header, [name, "Aiken", "7"], ["Beta", "Statewide and Several Counties", "1,300"], ["Gamma", "Troy", "5"]]
            ])
    }

    @Test("two dates in one cell without a line between them stand in the columns of the header; a text across the edge stays whole")
    func merged() throws {
        var pdf = PDFBytes()
        pdf.table([Self.header, ["Acme", "Boise", "12"], ["Acme", "Troy", "9"]], columns: Self.columns, top: 50)
        for (y, texts) in [(110.0, ["Beta", "3/3/2025", "5/2/2025"]), (130, ["Gamma", "nobody is left: all employees moved", ""])] {
            for (left, text) in zip(Self.columns, texts) where !text.isEmpty { pdf.text(text, x: left + 3, y: y + 12) }
            pdf.line(50, y + 20, 400, y + 20)
            for edge in [50.0, 200, 400] { pdf.line(edge, y, edge, y + 20) }
        }
        #expect(
            try Self.texts(pdf) == [
                [
                    Self.header, ["Acme", "Boise", "12"], ["Acme", "Troy", "9"], ["Beta", "3/3/2025", "5/2/2025"],
                    ["Gamma", "nobody is left: all employees moved", ""],
                ]
            ])
    }

    // MARK: Hostile bytes

    @Test("bytes that are no PDF, and a PDF cut short, are refused in the program's words")
    func broken() throws {
        #expect(throws: DocumentError.self) { try PDFDocument(Array("%PDF-1.4\nnothing".utf8)) }
        var pdf = PDFBytes()
        pdf.table([Self.header], columns: Self.columns, top: 50)
        #expect(throws: DocumentError.self) { try PDFDocument(Array(pdf.bytes.prefix(60))) }
    }

    @Test("too many pages, too many lines, too much to say and too long a time are refused by name")
    func limits() throws {
        var pdf = PDFBytes()
        pdf.table([Self.header], columns: Self.columns, top: 50)
        pdf.newPage()
        pdf.text("two", x: 50, y: 50)
        func refusal(_ change: (inout PDFLimits) -> Void) throws -> DocumentError? {
            var limits = PDFLimits()
            change(&limits)
            return #expect(throws: DocumentError.self) { try PDFDocument(pdf.bytes, limits: limits) }
        }
        #expect(try refusal { $0.pages = 1 } == .tooLarge(what: "the document", limit: "1 pages"))
        #expect(try refusal { $0.rules = 3 } == .tooLarge(what: "a page", limit: "3 lines"))
        #expect(try refusal { $0.words = 2 } == .tooLarge(what: "a page", limit: "2 words"))
        #expect(try refusal { $0.outputBytes = 300 }?.description.contains("300 bytes") == true)
        #expect(try refusal { $0.seconds = 0.0001 }?.description.contains("seconds") == true)
    }

    /// Twelve drawings, each of which draws the next ten times: two kilobytes that take poppler years.
    private static var spinning: [UInt8] {
        let forms = (0..<12).map { number in
            let content = number == 11 ? "q Q" : String(repeating: "/X Do ", count: 10)
            return "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X \(number + 6) 0 R >> >> "
                + "/Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
        }
        let objects =
            [
                "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>",
                "<< /Length 5 >>\nstream\n/X Do\nendstream",
            ] + forms
        let text = objects.enumerated().map { "\($0 + 1) 0 obj\n\($1)\nendobj\n" }.joined()
        return Array("%PDF-1.4\n\(text)trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\n%%EOF\n".utf8)
    }

    @Test("a PDF that makes poppler spin is refused when its time is over", .timeLimit(.minutes(1)))
    func spins() {
        var limits = PDFLimits()
        limits.seconds = 1
        let found = #expect(throws: DocumentError.self) { try PDFDocument(Self.spinning, limits: limits) }
        #expect(found == .tooLarge(what: "the time that pdftotext needs", limit: "1.0 seconds"))
    }

    @Test("a PDF that makes poppler ask for memory without end is refused")
    func memory() throws {
        var pdf = PDFBytes()
        pdf.text("a", x: 50, y: 50)
        var limits = PDFLimits()
        limits.memoryBytes = 24 << 20
        let found = #expect(throws: DocumentError.self) { try PDFDocument(pdf.bytes, limits: limits) }
        guard case .tool = found else { return #expect(Bool(false), "\(found?.description ?? "nothing")") }
    }

    @Test("lines that part a page into more cells than any table has are refused before there is one")
    func grid() {
        let lines = (0..<600).flatMap { number in
            ["M 0 \(number * 3) L 1800 \(number * 3)", "M \(number * 3) 0 L \(number * 3) 1800"]
        }
        let drawing = "<svg>" + lines.map { "<path style=\"stroke:black\" d=\"\($0)\"/>" }.joined() + "</svg>"
        let words = "<html><page><word xMin=\"1\" yMin=\"1\" xMax=\"2\" yMax=\"2\">a</word></page></html>"
        #expect(throws: DocumentError.tooLarge(what: "the tables", limit: "250000 cells")) {
            try PDFDocument(words: Array(words.utf8), drawing: Array(drawing.utf8))
        }
    }

    @Test("what poppler prints may be cut, of other places, or no numbers at all: it is read or refused")
    func strange() {
        let word = "<word xMin=\"nan\" yMin=\"-1e308\" xMax=\"inf\" yMax=\"1e308\">a</word>"
        let path = "<path style=\"stroke:black\" d=\"M nan 1e308 L -1e308 inf L 0 0 Z\" transform=\"matrix(nan,0,0,1e308,0,inf)\"/>"
        for (words, drawing) in [(word, path), ("<page>" + word, path + path), ("", "<page/>"), ("<page/><page/>", "<svg>")] {
            let whole = Array("<html>\(words)</html>".utf8)
            for length in whole.indices {
                _ = try? PDFDocument(words: Array(whole.prefix(length + 1)), drawing: Array("<svg>\(drawing)</svg>".utf8))
            }
        }
    }

    @Test("many documents at once do not wait for each other's threads")
    func together() async throws {
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                var pdf = PDFBytes()
                pdf.table([Self.header, ["Acme \(number)", "Boise", "12"]], columns: Self.columns, top: 50)
                let bytes = pdf.bytes
                group.addTask { try PDFDocument(bytes).grids.count }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 1, count: 8))
    }
}
