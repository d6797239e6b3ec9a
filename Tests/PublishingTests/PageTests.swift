import Foundation
import Hummingbird
import HummingbirdTesting
import Publishing
import Register
import Reporting
import TestDatabase
import Testing

@Suite struct PageTests {
    @Test("the first page says the seed's numbers without a script")
    func dashboard() async throws {
        try await Site.with { site in
            let page = try await site.page("/")
            #expect(page.hasPrefix("200 "))
            for figure in [">1,491</a> workers", ">11</a> layoff events", ">126</a> are attributed to AI"] {
                #expect(page.contains(figure), "\(figure)")
            }
            #expect(page.contains("FETCH-07"))
            #expect(page.contains("New York: 966 workers in 7 events, 2 without a figure"))
            #expect(page.contains("1 event</a> without a notice date, 30 workers"))
        }
    }

    @Test("what a state writes is text, never markup")
    func escaped() async throws {
        try await Site.with { site in
            for path in [
                "/", "/reports/notices", "/reports/newest", "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
                "/reports/notices?q=%22%3E%3Cscript%3E",
            ] {
                let page = try await site.page(path)
                #expect(!page.contains("Off <b>"), "\(path)")
                #expect(!page.contains("<script>"), "\(path)")
            }
            #expect(try await site.page("/").contains("Called Off &lt;b&gt;&amp; Sons&lt;/b&gt;"))
        }
    }

    @Test("nothing inline and nothing from elsewhere, and a policy that says so")
    func policy() async throws {
        try await Site.with { site in
            let response = try await site.get("/")
            let page = String(buffer: response.body)
            #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(response.headers[.contentSecurityPolicy]?.contains("unsafe") == false)
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            #expect(!page.contains("style=\"") && !page.contains("<style") && !page.contains(" onclick"))
            let loaded = page.matches(of: /(?:src|<link[^>]*href)="([^"]*)"/).map { String($0.output.1) }
            #expect(loaded.allSatisfy { $0.hasPrefix("/") })
        }
    }

    @Test("every link inside the register leads somewhere, down to the bytes")
    func links() async throws {
        try await Site.with { site in
            var waiting = ["/"]
            var seen: Set<String> = []
            while let path = waiting.popLast(), seen.count < 400 {
                guard seen.insert(path).inserted, path != "/feed" else { continue }
                let response = try await site.get(path)
                #expect(response.status == .ok, "\(path)")
                guard response.headers[.contentType]?.hasPrefix("text/html") == true, !path.contains("sort=") || seen.count < 60,
                    // As of a position the same pages link to each other all over again.
                    !path.contains("as_of=")
                else {
                    continue
                }
                for match in String(buffer: response.body).matches(of: /href="(\/[^"#]*)/) {
                    waiting.append(String(match.output.1).replacing("&amp;", with: "&"))
                }
            }
            #expect(seen.contains { $0.hasPrefix("/disclosures/") })
            #expect(seen.contains { $0.hasPrefix("/snapshots/") })
        }
    }

    @Test("a disclosure shows its versions, what changed, the marked words, and the way to the bytes")
    func disclosure() async throws {
        try await Site.with { site in
            let acme = try #require(try await site.id(of: "Acme Mills"))
            let page = try await site.page("/disclosures/\(acme)")
            #expect(page.contains("<del>64</del>") && page.contains("<ins>70</ins>"))
            #expect(page.contains("/snapshots/\(Digest(of: "second page".utf8))"))
            #expect(page.contains("line 3"))
            let nespresso = try #require(try await site.id(of: "Nespresso"))
            let words = try await site.page("/disclosures/\(nespresso)")
            #expect(words.contains("Relocation of Business, <mark>Artificial Intelligence</mark>"))
            let record = try await site.page("/disclosures/\(acme).json")
            #expect(record.contains(#""before":"64","field":"workers.exact""#) || record.contains(#""after":"70","before":"64""#))
        }
    }

    @Test("a report as page, CSV and JSON; its page keeps filters and leads to the files of all rows")
    func report() async throws {
        try await Site.with { site in
            let page = try await site.page("/reports/notices?state=NY&limit=2&offset=2")
            #expect(page.contains("Rows 3 to 4 of 9"))
            #expect(page.contains("/reports/notices.csv?state=NY\""))
            let csv = try await site.get("/reports/notices.csv?state=NY")
            #expect(String(buffer: csv.body).split(separator: "\n").count == 10)
            #expect(csv.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            let json = try await site.get("/reports/workers_by_month.json?as_of=\(site.seed.positions[0])")
            let summary = try JSONDecoder().decode(JSONValue.self, from: Data(String(buffer: json.body).utf8))
            #expect(summary["as_of_position"] == .integer(site.seed.positions[0]))
        }
    }

    @Test("the same position gives the same bytes, and the bytes one has are not sent again")
    func tags() async throws {
        try await Site.with { site in
            let path = "/reports/events.csv?as_of=\(site.seed.positions[1])"
            let (first, second) = (try await site.get(path), try await site.get(path))
            #expect(first.body == second.body)
            let tag = try #require(first.headers[.eTag])
            #expect(try await site.get(path, headers: [.ifNoneMatch: tag]).status == .notModified)
        }
    }

    @Test("a snapshot is a download, never a page")
    func snapshot() async throws {
        try await Site.with { site in
            let response = try await site.get("/snapshots/\(Digest(of: "first page".utf8))")
            #expect(String(buffer: response.body) == "first page")
            #expect(response.headers[.contentType] == "application/octet-stream")
            #expect(response.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(response.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test(
        "problems have a code and a hint",
        arguments: [
            ("/nothing", 404, "PUB-01"), ("/reports/nothing", 404, "PUB-01"), ("/reports/events.xml", 404, "PUB-05"),
            ("/reports/events?no_such=1", 400, "PUB-03"),
            ("/reports/events?limit=-1", 400, "PUB-03"), ("/reports/events?workers.from=many", 400, "REP-04"),
            ("/?as_of=yesterday", 400, "REP-03"),
            ("/disclosures/00000000-0000-0000-0000-000000000000", 404, "PUB-04"), ("/disclosures/x", 404, "PUB-04"),
            ("/snapshots/x", 400, "PUB-03"),
            ("/snapshots/0000000000000000000000000000000000000000000000000000000000000000", 404, "REP-05"),
        ])
    func problems(path: String, status: Int, code: String) async throws {
        try await Site.with { site in
            let response = try await site.get(path)
            #expect(response.status.code == status)
            #expect(response.headers[.contentType] == "application/problem+json")
            let problem = try JSONDecoder().decode(JSONValue.self, from: Data(String(buffer: response.body).utf8))
            #expect(problem["code"] == .string(code))
            #expect(problem["hint"]?.text?.isEmpty == false)
            let page = try await site.get(path, headers: [.accept: "text/html"])
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        }
    }

    @Test("it is read only: other methods are refused, HEAD has the headers alone")
    func methods() async throws {
        try await Site.with { site in
            let post = try await site.get("/reports", method: .post)
            #expect(post.status == .methodNotAllowed)
            #expect(post.headers[.allow] == "GET, HEAD")
            let head = try await site.get("/reports/events.csv", method: .head)
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test("health and metrics")
    func operations() async throws {
        try await Site.with { site in
            #expect(try await site.page("/health").hasPrefix("200 "))
            site.feed.setConnected(false)
            #expect(try await site.page("/health").hasPrefix("503 "))
            let metrics = try await site.page("/metrics")
            #expect(metrics.contains("warn_log_position \(site.seed.receipt.position)\n"))
            #expect(metrics.contains("warn_source_stopped{source=\"wa\"} 1"))
            #expect(metrics.contains("warn_http_requests_total{route=\"/health\",status=\"200\"} 1"))
        }
    }
}

extension Site {
    func id(of employer: String) async throws -> String? {
        let summary = try await reporter.summary(.init("notices", filters: [.init("employer", .equals, employer)]))
        return summary.rows.first?.text("disclosure_id")
    }
}
