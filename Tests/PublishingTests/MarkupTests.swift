import Testing

@testable import Publishing

@Suite struct MarkupTests {
    @Test("what is interpolated is escaped; markup is not escaped twice")
    func escaping() {
        let name = "<b> & \"c\" 'd'"
        let cell: HTML = "<td title=\"\(name)\">\(name)</td>"
        #expect(
            cell.description == "<td title=\"&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\">&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</td>")
        let row: HTML = "<tr>\(cell)</tr>"
        #expect(row.description == "<tr>\(cell.description)</tr>")
    }

    @Test(
        "only http and https lead out",
        arguments: [
            ("https://example.gov/a?b=1&c", true), ("HTTP://example.gov", true), ("javascript:alert(1)", false),
            ("file:/etc/passwd", false),
        ])
    func outward(address: String, isLink: Bool) {
        #expect(HTML.outward(address).description.hasPrefix("<a ") == isLink)
    }

    @Test(
        "numbers",
        arguments: [
            (0, "0", "0"), (987, "987", "987"), (1204, "1,204", "1.2k"), (9949, "9,949", "9.9k"), (9950, "9,950", "10k"),
            (1_234_567, "1,234,567", "1.2m"), (999_499, "999,499", "999k"),
        ])
    func numbers(number: Int, grouped: String, short: String) {
        #expect(Wording.grouped(number) == grouped)
        #expect(Wording.short(number) == short)
    }

    @Test("addresses are decoded as forms write them")
    func query() {
        let query = Query("q=a+b%26c&state=NY&flag&broken=%zz&bytes=%ff")
        #expect(query["q"] == "a b&c")
        #expect(query["flag"] == "")
        #expect(query["broken"] == "%zz")
        #expect(query["bytes"] == "\u{FFFD}")
        #expect(query.replacing("state", with: nil).hasPrefix("?q=a%20b%26c&flag="))
    }
}
