import Curl
import Testing

@testable import Fetching

@Suite struct MarkupTests {
    @Test(
        "a link is read as browsers read it",
        arguments: [
            ("<a href=\"/x\">t</a>", "/x", "t"), ("<A\nHREF='/x?a=1&amp;b=2'>t", "/x?a=1&b=2", "t"), ("<a href=/x>t</a", "/x", "t"),
            ("<a class=y href = \"/x\" href=\"/z\">t</a>", "/x", "t"), ("<a data-x='>' href=/x>t</a>", "/x", "t"),
            ("<a href=\"/x\"><b>A</b>&nbsp;&amp;&#32;<i>B</i></a>", "/x", "A & B"), ("<a href=/x&#x2F;y>1<br>2</a>", "/x/y", "1 2"),
            ("<a href=/x>A &amp;amp; B &copy; &#0; &</a>", "/x", "A &amp; B &copy; &#0; &"), ("<a href=/x/>t</a>", "/x/", "t"),
            ("<a href=/x>\u{E9}</a>", "/x", "é"), ("<a href=/x>1 < 2</a>", "/x", "1 < 2"), ("<a/href=/x>t</a>", "/x", "t"),
        ])
    func anchor(html: String, href: String, text: String) {
        let anchors = Markup(Array(html.utf8)).anchors
        #expect(anchors.map(\.href) == [href])
        #expect(anchors.map(\.text) == [text])
    }

    @Test("bytes that are no UTF-8 are read as Latin-1")
    func latin1() {
        let anchors = Markup(Array("<a href=/x>".utf8) + [0xBB] + Array("</a>".utf8)).anchors
        #expect(anchors.first?.text == "»")
    }

    @Test(
        "what only looks like a link is none",
        arguments: [
            "<!-- <a href=/x>t</a> -->", "<script>'<a href=/x>t</a>'</script>", "<style><a href=/x></style>", "<a name=x>t</a>",
            "<textarea><a href=/x></textarea>", "<abbr href=/x>t</abbr>", "<!DOCTYPE <a href=/x", "<", "</", "<a", "<a href", "<a href=",
            "<!",
            "<!-", "<!--", "<!-->", "<a href='", "<script", "</a href=/x>", "<script><a href=/x></scrip",
        ])
    func noAnchor(html: String) {
        #expect(Markup(Array(html.utf8)).anchors.allSatisfy { $0.href.isEmpty })
    }

    @Test("a form has the fields a script's submit sends")
    func form() {
        let html = """
            <input type=hidden name=outside value=1><form action="/go?a=1&amp;b=2"><INPUT TYPE = 'hidden' NAME = 'h' VALUE = 'a&quot;b' />
            <input name=t><input type=checkbox name=on checked><input type=checkbox name=off><input type=radio name=r value=2 checked>
            <input type=submit name=s value=S><input type=hidden value=nameless><input type=hidden name=d disabled></form>
            <form></form>
            """
        let forms = Markup(Array(html.utf8)).forms
        #expect(forms.map(\.action) == ["/go?a=1&b=2", nil])
        #expect(forms.first?.fields.map { "\($0.name)=\($0.value)" } == ["h=a\"b", "t=", "on=on", "r=2"])
    }

    @Test("random bytes, and pages cut anywhere, are read to the end without harm")
    func hostileBytes() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "<", ">", "/", "!", "--", "a", "href", "=", "\"", "'", " ", "&", "#", "x", ";", "script", "form", "input", "\u{0}", "é",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0..<60, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            _ = Markup(Array(text.utf8))
            _ = Markup((0..<40).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        let page = Array(
            "<form action=/x><input type=hidden name=a value='b'><a href=\"/y&amp;z\" rel=next>T<br>&raquo;</a><!-- c --></form>".utf8)
        for end in page.indices { _ = Markup(Array(page[..<end])) }
    }

    @Test(
        "open tags, quotes and comments without end come to one", .timeLimit(.minutes(5)),
        arguments: ["<a href='", "<", "<!--", "<a href=/x>", "&", "<script>", "<input name=", "</", "<a x "])
    func repeated(piece: String) {
        let bytes = Array(String(repeating: piece, count: 200_000 / piece.utf8.count).utf8)
        #expect(Markup(bytes).anchors.count <= bytes.count / 3)
    }
}

@Suite struct AddressTests {
    @Test(
        "a link resolves as RFC 3986 says",
        arguments: [
            ("g", "http://a.gov/b/c/g"), ("./g", "http://a.gov/b/c/g"), ("/g", "http://a.gov/g"), ("//h.gov/g", "http://h.gov/g"),
            ("?y", "http://a.gov/b/c/d?y"), ("../g", "http://a.gov/b/g"), ("../../../g", "http://a.gov/g"), ("", "http://a.gov/b/c/d?q"),
            ("#s", "http://a.gov/b/c/d?q"), ("g#s", "http://a.gov/b/c/g"), ("HTTPS://H.gov/x", "https://h.gov/x"),
            (" a file.pdf ", "http://a.gov/b/c/a%20file.pdf"), ("é", "http://a.gov/b/c/%C3%A9"), ("a\n b", "http://a.gov/b/c/a%20b"),
            ("a%20b", "http://a.gov/b/c/a%20b"), ("x:y/z", nil), ("javascript:void(0)", nil), ("mailto:a@b.gov", nil),
            ("file:///etc/x", nil),
            ("data:text/html,x", nil), ("http://", nil),
        ])
    func resolve(link: String, expected: String?) throws {
        let base = try #require(Address("http://a.gov/b/c/d?q"))
        #expect(Address(link, relativeTo: base)?.text.lowercased() == expected?.lowercased())
    }

    @Test("a link's glob is matched on the address, the path, and the file's name")
    func globs() throws {
        let address = try #require(Address("https://a.gov/docs/warn-2026.xlsx?v=2"))
        for pattern in ["https://a.gov/docs/*", "/docs/warn-*.xlsx", "warn-*.xlsx", "/docs/*v=2", "warn-????.xlsx?v=*"] {
            #expect(LinkGlob(pattern).matches(address), "\(pattern)")
        }
        for pattern in ["/warn-*.xlsx", "docs", "a.gov", "warn-[!2]*"] { #expect(!LinkGlob(pattern).matches(address), "\(pattern)") }
    }
}
