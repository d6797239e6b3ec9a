import Register
import Testing

@testable import Reading

@Suite struct LinkReadingTests {
    private func read(_ body: String, skip: [SkipRule] = [], empty: [String] = []) throws -> SourceTable {
        let rule = ReadRule(format: .links, header: ["WARN"], skip: skip, links: "*.pdf", empty: empty)
        let fields: [FieldRules.Field: FieldRule] = [.employer: FieldRule("Link"), .letter: FieldRule("Line")]
        let source = try Sample.source(rule, fields, ignore: ["Section"])
        return try Reader.table(of: [Sample.snapshot("<html><body><h1>WARN notices</h1>\(body)</body></html>")], for: source)
    }

    @Test("a line with a link to a letter is a row; its words, the link and the heading above are columns")
    func lines() throws {
        let table = try read(
            #"""
            <p>See the <a href="/law">WARN Act</a>.</p><details><summary>2026</summary>
            <p>May 7, 2026 – Acme (<a href="/a.pdf">Notice</a>) – <a href="/b.PDF">Rescinded</a></p><p><a href="/c.pdf"><span>Best</span> Co</a></p></details>
            """#)
        #expect(table.rows.map { $0.text("Line") } == ["May 7, 2026 – Acme (Notice) – Rescinded", "Best Co"])
        #expect(table.rows.map { $0.text("Link") } == ["Notice", "Best Co"])
        #expect(table.rows[0].cells["Line"]?.links == ["/a.pdf", "/b.PDF"])
        #expect(table.rows[0].text("Section") == "2026")
    }

    @Test("a file's name in the place of words has spaces for its underscores")
    func fileName() throws {
        #expect(try read(#"<a href="a.pdf">Acme_WARN_04_1_2026</a>"#).rows[0].text("Link") == "Acme WARN 04 1 2026")
    }

    @Test("an annex is skipped by its rule, and a page without one link is an error")
    func strict() throws {
        let skip = SkipRule(name: "annex", columns: ["Link"], matches: ["*Occupations*"])
        let table = try read(#"<p><a href="a.pdf">Acme</a></p><p><a href="b.pdf">ABU Occupations</a></p>"#, skip: [skip])
        #expect(table.skipped.map(\.rule) == ["annex"])
        #expect(throws: ReadingError.self) { try read("<p>Soon.</p>") }
        #expect(try read("<p>No notices yet.</p>", empty: ["no notices yet"]).saysEmpty)
    }
}
