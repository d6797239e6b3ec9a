import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Register
import Reporting
import TestDatabase
import Testing

@testable import Publishing

@Suite struct AddressTests {
    @Test("the description has the router's addresses, and each of them answers")
    func description() async throws {
        try await Site.with { site in
            let text = String(buffer: try await site.get("/openapi.json").body)
            let document = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
            #expect(document["openapi"] == .string("3.1.0"))
            guard case .object(let paths)? = document["paths"], case .object(let described)? = document["x-reports"] else {
                throw SeedError()
            }
            let router = Publisher(sources: site.sources, feed: site.feed).router()
            let routes = Set(
                router.routes.filter { $0.method == .get }.map {
                    "/"
                        + $0.path.description.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }.joined(
                            separator: "/")
                })
            #expect(routes == Set(paths.keys))
            let reports = try await site.reporter.reports()
            #expect(Set(described.keys) == Set(reports.map(\.name)))
            let acme = try #require(try await site.id(of: "Acme Mills"))
            let values = ["{name}": "totals", "{id}": acme, "{digest}": Digest(of: "first page".utf8).description]
            let keys = [
                "/states/": "NY", "/counties/": "36001", "/employers/": "bigbox", "/industries/": "31-33", "/feeds/states/": "NY.atom",
                "/feeds/employers/": "bigbox.atom",
            ]
            for path in paths.keys where path != "/feed" {
                var address = path
                for (name, value) in values { address = address.replacing(name, with: value) }
                for (start, value) in keys where path == start + "{key}" { address = address.replacing("{key}", with: value) }
                let status = try await site.get(address).status
                // The seed states no county and no industry.
                #expect(status == (["/counties/{key}", "/industries/{key}"].contains(path) ? .notFound : .ok), "\(address)")
            }
        }
    }

    @Test("one report in every form, with the position and the definition it speaks of", arguments: ["json", "csv", "ndjson", "html"])
    func forms(form: String) async throws {
        try await Site.with { site in
            let asked = try await site.get("/reports/workers_noticed?format=\(form)&as_of=\(site.seed.positions[0])")
            #expect(asked.status == .ok)
            let position = try #require(HTTPField.Name("X-As-Of-Position"))
            let definition = try #require(HTTPField.Name("X-Definition-SHA256"))
            #expect(asked.headers[position] == String(site.seed.positions[0]))
            let report = try #require(try await site.reporter.reports().first { $0.name == "workers_noticed" })
            #expect(asked.headers[definition] == report.definition.description)
            #expect(asked.headers[.cacheControl] == "public, max-age=3600")
            #expect(asked.headers[.accessControlAllowOrigin] == "*")
            if form != "html" {
                #expect(try await site.get("/reports/workers_noticed.\(form)?as_of=\(site.seed.positions[0])").body == asked.body)
            }
        }
    }

    @Test("what has pages of its own is listed where people look for it first", arguments: Array(Publisher.collections))
    func collections(path: String, report: String) async throws {
        try await Site.with { site in
            for query in ["?format=json&workers.from=100", "?limit=3&sort=-workers", "?format=csv"] {
                let (listed, reported) = (try await site.get("/\(path)\(query)"), try await site.get("/reports/\(report)\(query)"))
                #expect(listed.status == .ok, "\(query)")
                #expect(listed.body == reported.body && listed.headers[.contentType] == reported.headers[.contentType], "\(query)")
            }
        }
    }

    @Test("filters, words and ranges of a report")
    func filters() async throws {
        try await Site.with { site in
            func lines(_ query: String) async throws -> Int {
                String(buffer: try await site.get("/reports/\(query)").body).split(separator: "\n").count
            }
            for (query, count) in [
                ("event_facts.ndjson?workers.from=100&workers.to=200&state=VA", 2),
                ("texts.ndjson?text.words=%22artificial%20intelligence%22", 1),
                ("texts.ndjson?text.words=supporting", 4),
                ("events.ndjson?employer.has=acme", 1),
            ] {
                let found = try await lines(query)
                #expect(found == count, "\(query)")
            }
        }
    }

    @Test("pages of a state and an employer say what the reports say, as page and as JSON")
    func profiles() async throws {
        try await Site.with { site in
            let state = try await site.page("/states/NY")
            #expect(state.hasPrefix("200 ") && state.contains("New York") && state.contains("/feeds/states/NY.atom"))
            let employer = try await site.page("/employers/warehousea")
            #expect(employer.contains("<b>110 workers</b> in <b>1 event</b>"))
            let json = try JSONDecoder().decode(
                JSONValue.self, from: Data(String(buffer: try await site.get("/employers/warehousea.json").body).utf8))
            #expect(json["employer"] == .string("warehousea"))
            #expect(json["as_of_position"] == .integer(site.seed.receipt.position))
            for path in ["/states/ZZ", "/states/N", "/counties/99999", "/employers/nobody", "/industries/99"] {
                #expect(try await site.get(path).status == .notFound, "\(path)")
            }
            #expect(try await site.page("/search?q=relocation").contains("Nespresso"))
            #expect(try await site.page("/methods").contains("A count that is not stated is null and never a zero"))
            #expect(try await site.page("/data-quality").contains("Beside what others publish"))
        }
    }

    @Test("an Atom feed has the newest entries first; that about AI has only those")
    func atom() async throws {
        try await Site.with { site in
            let all = try await site.page("/feeds/all.atom")
            #expect(
                all.contains(
                    "<id>urn:warn-register:position:\(site.seed.receipt.position)</id><title>Brightline Software, Inc., CA: filed</title>"))
            #expect(all.components(separatedBy: "<entry>").count == 18)
            let said = try await site.page("/feeds/ai.atom")
            #expect(
                said.components(separatedBy: "<entry>").count == 4 && said.contains("attributed to AI on tier 2")
                    && !said.contains("Big Box"))
            #expect(try await site.page("/feeds/states/VA.atom").components(separatedBy: "<entry>").count == 6)
            #expect(try await site.page("/feeds/employers/acmemills.atom").components(separatedBy: "<entry>").count == 3)
        }
    }

    @Test(
        "a parameter that an address does not take is refused by name: a misspelled moment is not answered with another",
        arguments: [
            "/?asof=2020-01-01", "/states/NY?as-of=2020-01-01", "/reports?q=x", "/reports/totals.csv?state=NY", "/search?words=x",
            "/methods?x=1", "/data-quality?limit=5",
        ])
    func unknownParameter(address: String) async throws {
        try await Site.with { site in
            let response = try await site.get(address)
            #expect(response.status == .badRequest)
            let problem = try JSONDecoder().decode(JSONValue.self, from: Data(String(buffer: response.body).utf8))
            let name = try #require(address.firstMatch(of: /\?([^=]*)=/)).output.1
            #expect(problem["code"] == .string("PUB-03") && problem["title"] == .string("There is no parameter \"\(name)\" here."))
            #expect(problem["hint"]?.text?.contains("as_of") == true)
        }
    }

    @Test("what other sites hang on a shared link changes nothing")
    func tracking() async throws {
        try await Site.with { site in
            for address in ["/reports/workers_noticed?state=NY", "/states/NY?"] {
                let shared = try await site.get(address + "&utm_source=mail&fbclid=abc&gclid=1")
                #expect(shared.status == .ok)
                #expect(try await site.get(address).body == shared.body, "\(address)")
            }
        }
    }

    @Test("every answer about the register says of which position it speaks, and by which definitions")
    func traced() async throws {
        try await Site.with { site in
            let position = try #require(HTTPField.Name("X-As-Of-Position"))
            let definition = try #require(HTTPField.Name("X-Definition-SHA256"))
            let acme = try #require(try await site.id(of: "Acme Mills"))
            for address in [
                "/", "/reports", "/reports/totals", "/reports/totals.json", "/reports/totals.csv", "/reports/totals.ndjson", "/states/NY",
                "/states/NY.json", "/employers/bigbox", "/disclosures/\(acme)", "/disclosures/\(acme).json", "/search?q=relocation",
                "/methods", "/data-quality", "/openapi.json", "/feeds/all.atom", "/feeds/ai.atom",
            ] {
                let response = try await site.get(address)
                #expect(response.headers[position] == String(site.seed.receipt.position), "\(address)")
                #expect(response.headers[definition]?.utf8.count == 64, "\(address)")
            }
        }
    }

    @Test("a page names the address that says the same for ever, with its filters; there it says that it is of then")
    func permanent() async throws {
        try await Site.with { site in
            let position = site.seed.receipt.position
            for address in ["/", "/states/NY", "/reports/notices?state=NY&sort=-workers", "/search?q=relocation"] {
                let page = try await site.page(address)
                let lasting = address + (address.contains("?") ? "&" : "?") + "as_of=\(position)"
                #expect(page.contains("href=\"\(lasting.replacing("&", with: "&amp;"))\""), "\(address)")
                #expect(!page.contains("As of log position"))
                let then = try await site.get(lasting)
                #expect(String(buffer: then.body).contains("<b>As of log position \(position).</b>"))
                #expect(then.headers[.cacheControl] == "public, max-age=3600")
            }
            #expect(try await site.page("/?as_of=2001-01-01").contains("At this moment the register held no notices."))
        }
    }

    @Test("a day that has not come is refused; tomorrow is today somewhere")
    func notYet() throws {
        let now = try #require(ISO8601DateFormatter().date(from: "2026-11-27T20:00:00Z"))
        #expect(try Query("as_of=2026-11-28").asOf(now: now) == .moment("2026-11-28"))
        #expect(throws: PublishingError.self) { try Query("as_of=2026-11-29").asOf(now: now) }
        #expect(throws: PublishingError.self) { try Query("as_of=2030-01-01T00:00:00Z").asOf(now: now) }
    }

    @Test("a page has 150 rows at most; who asks for more is told of the files")
    func longPage() async throws {
        try await Site.with { site in
            #expect(try await site.get("/reports/notices?limit=150").status == .ok)
            let refused = try await site.page("/reports/notices?limit=151")
            #expect(refused.hasPrefix("400 ") && refused.contains("a file (.csv, .json, .ndjson) has every row"))
            #expect(try await site.get("/reports/notices.csv?limit=151").status == .ok)
        }
    }

    @Test("a page elsewhere may ask with the headers that a reader needs")
    func preflight() async throws {
        try await Site.with { site in
            let allowed = try await site.get("/reports/totals.csv", method: .options)
            #expect(allowed.status == .noContent && allowed.headers[.accessControlAllowOrigin] == "*")
            let headers = allowed.headers[.accessControlAllowHeaders] ?? ""
            for name in ["If-None-Match", "If-Range", "Last-Event-ID", "Range"] { #expect(headers.contains(name)) }
        }
    }

    @Test("while the database is away the last page is served, and says so")
    func stale() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            let isAway = Switch()
            let sources = Publisher.Sources(
                reports: reporter.reports,
                summaries: { queries, asOf in
                    if isAway.isOn { throw ReportingError.databaseAway(text: "gone") }
                    return try await reporter.summaries(queries, asOf)
                }, snapshot: reporter.snapshot)
            let application = Application(router: Publisher(sources: sources, feed: Feed()).router())
            try await application.test(.router) { client in
                let before = try await client.execute(uri: "/reports/totals.json", method: .get)
                _ = try await client.execute(uri: "/", method: .get)
                isAway.isOn = true
                let after = try await client.execute(uri: "/reports/totals.json", method: .get)
                #expect(after.status == .ok && after.body == before.body)
                let mark = try #require(HTTPField.Name("X-Register-Stale"))
                #expect(after.headers[mark] != nil && after.headers[.cacheControl] == "no-store")
                let page = try await client.execute(uri: "/", method: .get)
                #expect(String(buffer: page.body).contains("The database is away"))
                #expect(page.headers[.contentLength] == String(page.body.readableBytes))
                let unknown = try await client.execute(uri: "/reports/events.json", method: .get)
                #expect(unknown.status == .serviceUnavailable && unknown.headers[.retryAfter] == "5")
                #expect(try await client.execute(uri: "/ready", method: .get).status == .ok)
                #expect(try await client.execute(uri: "/health", method: .get).status == .serviceUnavailable)
            }
        }
    }
}
