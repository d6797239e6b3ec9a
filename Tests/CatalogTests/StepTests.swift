import Register
import Testing

@testable import Catalog

/// Steps that send something back, schedules, and jurisdictions that publish nothing.
@Suite struct StepTests {
    private static func manifest(_ steps: String, and more: String = "") -> String {
        """
        id: ny
        publisher: Department of Labor
        publication: published
        page: https://example.org/warn
        fetch:
        \(steps)
        read: { format: csv, header: [Employer] }
        fields: { employer: Employer }
        \(more)
        """
    }

    @Test("forms, posts, tokens and headers become steps, in order")
    func steps() throws {
        let source = try CatalogTests.source(
            Self.manifest(
                #"""
                  - get: { url: page, role: index }
                  - token: { name: nonce, pattern: '"nonce":"(\w+)"' }
                  - header: { Referer: "https://example.org/warn", X-Key: "{nonce}" }
                  - form: { has: __RequestVerificationToken, fields: { format: xlsx } }
                  - post: { url: /ajax, fields: { action: list, nonce: "{nonce}" }, role: index }
                  - post: { url: /aura, body: '{"id":"{nonce}"}' }
                """#))
        #expect(
            source.fetch == [
                .get(url: "https://example.org/warn", role: .index), .token(name: "nonce", pattern: #""nonce":"(\w+)""#),
                .header(["Referer": "https://example.org/warn", "X-Key": "{nonce}"]),
                .form(has: "__RequestVerificationToken", fields: ["format": "xlsx"], url: nil, role: .rows),
                .post(url: "/ajax", content: .fields(["action": "list", "nonce": "{nonce}"]), role: .index),
                .post(url: "/aura", content: .body(#"{"id":"{nonce}"}"#, type: "application/json"), role: .rows),
            ])
    }

    @Test(
        "a manifest says neither who asks nor what libcurl says",
        arguments: ["User-Agent", "cookie", "Host", "Content-Length", "X Y"])
    func reserved(header: String) {
        #expect(CatalogTests.error(Self.manifest("  - get: page\n  - header: { \"\(header)\": x }"))?.code == "CAT-06")
    }

    @Test("a token's pattern must be one, and its name none that means something else")
    func tokens() {
        #expect(CatalogTests.error(Self.manifest("  - token: { name: key, pattern: '(' }"))?.code == "CAT-10")
        #expect(CatalogTests.error(Self.manifest("  - token: { name: year, pattern: '(x)' }"))?.code == "CAT-06")
    }

    @Test(
        "a schedule is hours or days, and a day where nothing is said",
        arguments: [("", 86_400), ("every: 12h", 43_200), ("every: 7d", 604_800)])
    func schedule(line: String, seconds: Int) throws {
        #expect(try CatalogTests.source(Self.manifest("  - get: page", and: line)).every == .seconds(seconds))
    }

    @Test("no schedule but hours and days", arguments: ["0d", "1w", "d", "90m"])
    func badSchedule(every: String) {
        #expect(CatalogTests.error(Self.manifest("  - get: page", and: "every: \(every)"))?.code == "CAT-06")
    }

    private static let silent = """
        id: ny
        publisher: Department of Labor
        publication: by_request
        page: https://example.org
        since: "2021"
        contact: the records office
        comment: Notices are had on request.
        """

    @Test("a jurisdiction that publishes nothing says since when, whom to ask and why, and has nothing to fetch")
    func silence() throws {
        let source = try CatalogTests.source(Self.silent)
        #expect(source.silence == Silence(since: "2021", contact: "the records office", comment: "Notices are had on request."))
        #expect(source.fetch.isEmpty)
        #expect(source.publication == .byRequest)
    }

    @Test("what fits the one publication does not fit the other")
    func mixed() {
        #expect(CatalogTests.error(Self.silent + "\nfetch: [{ get: page }]")?.code == "CAT-15")
        #expect(CatalogTests.error(Self.silent + "\nwindow: all")?.code == "CAT-15")
        #expect(CatalogTests.error(Self.silent.replacing("contact: the records office\n", with: ""))?.code == "CAT-05")
        #expect(CatalogTests.error(Self.manifest("  - get: page", and: "comment: nothing"))?.code == "CAT-15")
        #expect(CatalogTests.error(Self.manifest("  - get: page").replacing("fields: { employer: Employer }", with: ""))?.code == "CAT-05")
    }

    @Test("a posted text may be JSON, in which a token alone is filled in")
    func jsonInFields() throws {
        let source = try CatalogTests.source(
            Self.manifest(
                #"""
                  - post:
                      url: /aura?r=1
                      fields:
                        aura.context: '{"mode":"PROD","fwuid":"{fwuid}","loaded":{}}'
                        aura.token: "null"
                """#))
        let fields = ["aura.context": #"{"mode":"PROD","fwuid":"{fwuid}","loaded":{}}"#, "aura.token": "null"]
        #expect(source.fetch == [.post(url: "/aura?r=1", content: .fields(fields), role: .rows)])
    }
}
