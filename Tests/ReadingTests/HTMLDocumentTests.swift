import Documents
import Testing

@Suite struct HTMLDocumentTests {
    private func tables(_ html: String) throws -> [[[String]]] {
        try HTMLDocument(Array(html.utf8)).tables().map { $0.rows.map { $0.cells.map(\.text) } }
    }

    @Test(
        "what markup does to a cell's text",
        arguments: [
            ("a<br>b", "a\nb"), ("a</br>b", "a\nb"), ("a<br/><br />b", "a\nb"), ("<p>a</p><p>b</p>", "a\nb"), ("a\n   b", "a b"),
            ("a&nbsp;&nbsp;b", "a b"),
            ("<b>a</b>b", "ab"), ("a&amp;amp;b", "a&amp;b"), ("a<script>x</script><style>y</style>b", "ab"), ("a<!-- c -->b", "ab"),
            ("<ul><li>a<li>b</ul>", "a\nb"), ("&#8220;a&#8221;", "“a”"), ("a<span> </span>b", "a b"), ("\u{200B}", ""),
            ("x /td>", "x"), ("Cambridgebr />City", "Cambridge\nCity"), ("xbr/>y", "x\ny"),
        ])
    func texts(html: String, text: String) throws {
        #expect(try tables("<table><tr><td>\(html)</td></tr></table>") == [[[text]]])
    }

    @Test("the first bold or linked part, and every link")
    func parts() throws {
        let html =
            "<table><tr><td><b></b><a href='/a?x=1&amp;y=2'>Acme <b>Inc.</b></a><br>1 Main St <b>later</b> <a href='b.pdf'>b</a></td></tr></table>"
        let cell = try HTMLDocument(Array(html.utf8)).tables()[0].rows[0].cells[0]
        #expect(cell.emphasized == "Acme Inc.")
        #expect(cell.links == ["/a?x=1&y=2", "b.pdf"])
    }

    @Test("tags that are missing, misplaced or in capitals")
    func broken() throws {
        #expect(try tables("<TABLE><TR><TD>a<TD>b<TR><TD>c</TABLE>") == [[["a", "b"], ["c"]]])
        #expect(try tables("<table><tr><td>a</td></tr>") == [[["a"]]])
        #expect(try tables("<table><td>a</td></table>") == [[["a"]]])
        #expect(try tables("<table><tr><td>a</b></div></td></tr></table></table>") == [[["a"]]])
    }

    @Test("a cell over rows stands in each; one over columns is followed by blanks")
    func spans() throws {
        let html = """
            <table><tr><td rowspan=2>a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr><tr><td rowspan=99>e</td></tr><tr><td>f</td></tr></table>
            """
        #expect(try tables(html) == [[["a", "b", ""], ["a", "c", "d"], ["e"], ["e", "f"]]])
    }

    @Test("a nested table is a table of its own, and short ones speak in their outer cell too")
    func nested() throws {
        let html = "<table><tr><td colspan=2><table><tr><td>1</td><td>2</td></tr></table></td></tr><tr><td>a</td><td>b</td></tr></table>"
        #expect(try tables(html) == [[["1 2", ""], ["a", "b"]], [["1", "2"]]])
    }

    @Test("foot rows are marked wherever the foot stands")
    func foot() throws {
        let html = "<table><tfoot><tr><td>1 2</td></tr></tfoot><tbody><tr><td>a</td></tr></tbody></table>"
        #expect(try HTMLDocument(Array(html.utf8)).tables()[0].rows.map(\.isFoot) == [true, false])
    }

    @Test("definition lists, and elements that are one by class")
    func definitions() throws {
        let html =
            "<dl><dt>City <dd>Troy<br>MI</dl><div><h3 class='definition-list__title'>Workers</h3><p class='definition-list__definition'>12</p></div>"
        let found = try HTMLDocument(Array(html.utf8)).definitions()
        #expect(found.map(\.term) == ["City", "Workers"])
        #expect(found.map(\.cell.text) == ["Troy\nMI", "12"])
    }

    @Test(
        "label lines",
        arguments: [
            ("<p><strong>City:</strong> Troy<br><strong>County</strong>: Oakland</p>", ["City|Troy", "County|Oakland"]),
            ("<p><strong>City: </strong>Troy <strong>County:</strong> Oakland</p>", ["City|Troy", "County|Oakland"]),
            ("<p>City: Troy</p><p>Note: see above</p>", ["City|Troy", "Note|see above"]),
            (
                "<ul><li><b>Site addresses:</b><ul><li>1 A St<li>2 B St</ul></li></ul><div>Closure</div>",
                ["Site addresses|1 A St\n2 B St", "text|Closure"]
            ),
            ("<a href='x'>Acme: Inc.</a><h3>Acme</h3>", ["link|Acme: Inc.", "heading|Acme"]),
            ("<p><b>Layoff date:</b> at 5:00 pm</p>", ["Layoff date|at 5:00 pm"]),
            ("<p><b>City:</b></p><p>other</p>", ["City|", "text|other"]),
            ("<p><strong>City: Troy</strong></p>", ["City|Troy"]),
            (
                "<table><tr><th></th><th>City</th></tr><tr><th>Site 1</th><td>Troy</td></tr><tr><th>Site 2</th><td>Novi</td></tr></table>",
                ["text|Site 1\nSite 2", "City|Troy\nNovi"]
            ),
        ])
    func labels(html: String, lines: [String]) throws {
        let found = try HTMLDocument(Array(html.utf8)).labelLines { ["City", "County"].contains($0) }.map { line in
            switch line.kind {
            case .label(let label): "\(label)|\(line.cell.text)"
            case .link: "link|\(line.cell.text)"
            case .heading: "heading|\(line.cell.text)"
            case .text: "text|\(line.cell.text)"
            }
        }
        #expect(found == lines)
    }

    @Test("encodings")
    func encodings() throws {
        let latin: [UInt8] = Array("<meta charset=iso-8859-1><table><tr><td>caf".utf8) + [0xE9, 0x96] + Array("</table>".utf8)
        #expect(try HTMLDocument(latin).tables()[0].rows[0].cells[0].text == "café–")
        let mislabeled = Array("<meta charset=iso-8859-1><table><tr><td>é</table>".utf8)
        #expect(try HTMLDocument(mislabeled).tables()[0].rows[0].cells[0].text == "é")
        let wide: [UInt8] = [0xFF, 0xFE] + Array("<table><tr><td>a".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try HTMLDocument(wide).tables()[0].rows[0].cells[0].text == "a")
    }

    @Test("tags nested beyond libxml2's own 256 levels are read whole")
    func deep() throws {
        let html = String(repeating: "<div>", count: 3000) + "<table><tr><td>a</td></tr></table>"
        #expect(try tables(html) == [[["a"]]])
        let unclosed = "<table>" + String(repeating: "<tr><td><b><font>a</td></tr>", count: 2000) + "</table>"
        #expect(try tables(unclosed)[0].count == 2000)
    }

    @Test("a page of nothing but openings is refused", .timeLimit(.minutes(1)))
    func hostileDepth() {
        #expect(throws: DocumentError.self) { try HTMLDocument(Array(String(repeating: "<b>", count: 2_000_000).utf8)).tables() }
        #expect(throws: DocumentError.self) { try HTMLDocument(Array(String(repeating: "<div>", count: 50_000).utf8)).tables() }
    }

    @Test("spans that would fill the memory are refused")
    func hostileSpans() {
        let html = "<table>" + String(repeating: "<tr><td rowspan=65000 colspan=1000>a</td></tr>", count: 200) + "</table>"
        #expect(throws: DocumentError.self) { try HTMLDocument(Array(html.utf8), limits: DocumentLimits(cells: 100_000)).tables() }
    }

    @Test("cut anywhere and strewn with any bytes, a page is read or refused and nothing else")
    func cut() {
        let page = Array(
            "<html><body><table class='x'><tr><th>A</th></tr><tr><td><a href=\"x&amp;y\">B&eacute;</a><br></br></td></tr></table><!-- x --></html>"
                .utf8)
        for length in 0..<page.count {
            _ = try? HTMLDocument(Array(page[..<length])).tables()
            var strewn = page
            strewn[length] = UInt8(truncatingIfNeeded: length &* 37)
            _ = try? HTMLDocument(strewn).tables()
            _ = try? HTMLDocument(strewn).labelLines { _ in false }
        }
    }
}
