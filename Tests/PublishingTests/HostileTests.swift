import Foundation
import Hummingbird
import HummingbirdTesting
import Publishing
import Recording
import Register
import TestDatabase
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// 0 of over 300 hostile requests succeed: every parameter of every address with every payload, and a page that attacks its readers.
@Suite struct HostileTests {
    /// What an attacker writes where a value should be.
    static let payloads = [
        "' or '1'='1", "'; drop schema report cascade; --", "1; select pg_sleep(30)", "\") union select usename, passwd from pg_shadow --",
        "$1", "$$; select 1; $$",
        "\\'; copy (select 1) to program 'id'; --", "1)) or pg_sleep(20)::text = ((", "%27%20or%201%3D1", "..%2f..%2f..%2fetc%2fpasswd",
        "../../../../etc/passwd",
        "%2e%2e%2f%2e%2e%2fproc%2fself%2fenviron", "....//....//etc/passwd", "C:\\windows\\win.ini", "a%0d%0aSet-Cookie:%20x=1",
        "a%0aX-Injected:%20yes",
        "%E5%98%8A%E5%98%8DX-Injected:%20yes", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
        "{{7*7}}", "${jndi:ldap://x/a}",
        "%00", "a%00b", "%c0%ae%c0%ae/", "%ff%fe", "-1", "99999999999999999999", "1e400", "NaN",
    ]

    /// Where it can be written: `@` is its place.
    static let places = [
        "/reports/@", "/reports/totals?@=1", "/reports/events?state=@&limit=1", "/reports/events?sort=@&limit=1", "/reports/totals?as_of=@",
        "/reports/events?limit=@",
        "/reports/events?offset=@", "/reports/texts?text.words=@", "/reports/events?employer.has=@&limit=1", "/disclosures/@",
        "/snapshots/@", "/states/@", "/counties/@", "/employers/@",
        "/industries/@", "/search?q=@", "/feeds/states/@.atom", "/feeds/employers/@.atom", "/reports/totals?format=@", "/@",
    ]

    @Test("no parameter of any address does more than it says")
    func requests() async throws {
        try await Site.with { site in
            var asked = 0
            for place in Self.places {
                for payload in Self.payloads {
                    let address = place.replacing("@", with: Self.encoded(payload))
                    let response = try await site.get(address, headers: [.accept: "text/html"])
                    asked += 1
                    let body = String(buffer: response.body)
                    #expect(response.status.code < 500, "\(address): \(response.status)")
                    #expect(!body.contains("<script>alert") && !body.contains("<img src=x"), "\(address)")
                    for leak in ["root:x:", "syntax error at or near", "PATH=", "md5", "SCRAM-SHA-256"] {
                        #expect(!body.contains(leak), "\(address): \(leak)")
                    }
                    for field in response.headers {
                        #expect(!["set-cookie", "x-injected"].contains(field.name.canonicalName), "\(address)")
                        #expect(!field.value.contains("\r") && !field.value.contains("\n"), "\(address)")
                    }
                }
            }
            #expect(asked > 300)
            // The register is as it was.
            #expect(try await site.page("/").contains(">1,491</a> workers"))
        }
    }

    @Test("an address of a hundred thousand characters is answered, and nothing waits")
    func huge() async throws {
        try await Site.with { site in
            let long = String(repeating: "a", count: 100_000)
            for address in ["/search?q=\(long)", "/reports/events?employer.has=\(long)&limit=1", "/employers/\(long)", "/reports/\(long)"] {
                let status = try await site.get(address).status.code
                #expect(status < 500, "\(address.prefix(40))")
            }
            let many = (0..<2_000).map { "workers.from=\($0)" }.joined(separator: "&")
            let status = try await site.get("/reports/events?\(many)&limit=1").status.code
            #expect(status < 500)
        }
    }

    /// What a state's page, or who wrote to it, can put into a name or a reason.
    static let names = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\tTab", "]]><x>",
        "</title></entry><x/>", "&#x3C;script&#x3E;", "{{7*7}}", "A\u{202E}cod",
        "'; drop table ledger.filing; --", "a\"b", "a,b\nc", "%s%n", "javascript:alert(1)", "<svg onload=alert(1)>",
        "--><script>alert(1)</script>",
    ]

    @Test("a name or a reason is text in a page, a file and a feed, whatever it says")
    func names() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            try await Self.record(into: conninfo)
            try await Site.serving(conninfo) { client in
                let employers = try await client.execute(uri: "/reports/employers?format=ndjson", method: .get)
                let keys = String(buffer: employers.body).matches(of: #/"page":"(\/employers\/[^"]*)"/#).map { String($0.output.1) }
                #expect(keys.count > 20)
                let pages =
                    [
                        "/", "/states/TX", "/search?q=alert", "/reports/notices", "/reports/events", "/reports/texts", "/reports/newest",
                        "/data-quality",
                    ] + keys
                for page in pages {
                    let response = try await client.execute(uri: page, method: .get)
                    #expect(response.status == .ok, "\(page)")
                    let body = String(buffer: response.body)
                    for raw in ["<script>alert", "<img src=x", "<svg onload", "<x>", "<x/>", "href=\"javascript"] {
                        #expect(!body.contains(raw), "\(page): \(raw)")
                    }
                }
                for feed in ["/feeds/all.atom", "/feeds/states/TX.atom"] {
                    let body = try await client.execute(uri: feed, method: .get).body
                    let counter = ElementCounter()
                    let parser = XMLParser(data: Data(String(buffer: body).utf8))
                    parser.delegate = counter
                    #expect(parser.parse(), "\(feed)")
                    #expect(counter.names == ["feed", "id", "title", "updated", "link", "author", "name", "entry", "summary", "category"])
                }
                for name in ["notices", "events", "texts", "employers"] {
                    let csv = String(buffer: try await client.execute(uri: "/reports/\(name).csv", method: .get).body)
                    for cell in ["=cmd", "+1+1", "-2+3", "@SUM"] {
                        #expect(!csv.contains("\n\(cell)") && !csv.contains(",\(cell)"), "\(name): \(cell)")
                    }
                }
            }
        }
    }

    private static func record(into conninfo: String) async throws {
        let importer = try await Ledger.open(conninfo, role: .importer)
        guard let id = SourceID(rawValue: "tx"), let state = StateCode(rawValue: "TX") else { throw SeedError() }
        let source = Source(
            id: id, state: state, publisher: "Department of Labor of TX", publication: .published, page: "https://example.gov/tx",
            fetch: [],
            read: ReadRule(format: .csv), fields: FieldRules([:]))
        let snapshot = Snapshot(
            bytes: Array("hostile".utf8), url: "https://example.gov/tx", fetchedAt: 1_780_000_000, headers: [], status: 200)
        let notices = names.enumerated().map { place, name in
            var notice = Notice(source: id, state: state, row: place, locator: "line \(place + 2)", employer: name, employerRaw: name)
            notice.noticeDate = CalendarDate("2026-04-01")
            notice.noticeDateKind = .noticeLetter
            notice.workers = WorkerCount(exact: 10 + place, scope: .site)
            (notice.reason, notice.city, notice.letterURL, notice.dba) = (name, name, name, name)
            return ObservedNotice(notice, on: snapshot.digest, attribution: nil)
        }
        try await importer.register([source])
        _ = try await importer.record(
            ImportBatch(
                source: source, startedAt: 1_780_000_000, snapshots: [snapshot], notices: notices, rejections: [],
                columns: [ColumnFill(section: "", column: "Employer", filled: notices.count, rows: notices.count, examined: notices.count)],
                readingVersion: "1"))
    }

    /// As a client must write it for the server to read it as a path or query at all.
    private static func encoded(_ payload: String) -> String {
        payload.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-._~%".utf8.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}

private final class ElementCounter: NSObject, XMLParserDelegate {
    var names: Set<String> = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) { names.insert(name) }
}
