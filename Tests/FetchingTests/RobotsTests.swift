import Fetching
import Register
import Testing

@testable import Fetching

@Suite struct RobotsTests {
    private static func robots(_ text: String) -> Robots { Robots(Array(text.utf8), product: "WARN-Register") }

    @Test(
        "the longest rule decides, and allows where two are as long",
        arguments: [
            ("Disallow: /", "/warn", false),
            ("Disallow: /\nAllow: /warn", "/warn/2026.csv", true),
            ("Allow: /warn\nDisallow: /warn/private", "/warn/private/x", false),
            ("Disallow: /warn\nAllow: /warn", "/warn", true),
            ("Disallow:", "/warn", true),
            ("Disallow: /*.csv$", "/files/warn.csv", false),
            ("Disallow: /*.csv$", "/files/warn.csv?x=1", true),
            ("Disallow: /*/private/*", "/a/private/b", false),
            ("Disallow: /search?*q=", "/search?page=2&q=warn", false),
            ("Disallow: /warn$", "/warn", false),
            ("Disallow: /warn$", "/warn/2026", true),
            ("Disallow: /Warn", "/warn", true),
            ("Disallow: /%7Ewarn", "/~warn", false),
            ("Disallow: /a%2fb", "/a/b", true),
            ("Disallow: /a%2fb", "/a%2Fb", false),
            ("Disallow: /", "/robots.txt", true),
            ("Disallow: *", "/anything", false),
        ])
    func rules(rules: String, target: String, isAllowed: Bool) {
        #expect((Self.robots("User-agent: *\n" + rules).refusal(of: target) == nil) == isAllowed)
    }

    @Test(
        "the group that names this program counts alone, else the one for all",
        arguments: [
            ("User-agent: *\nDisallow: /\n\nUser-agent: warn-register\nDisallow: /private", "/warn", true),
            ("User-agent: WARN-Register/1.0\nDisallow: /warn\nUser-agent: *\nAllow: /", "/warn", false),
            ("User-agent: other\nUser-agent: WARN-Register\nDisallow: /warn", "/warn", false),
            ("User-agent: other\nDisallow: /warn", "/warn", true),
            ("User-agent: WARN-Register\nDisallow: /a\n\nUser-agent: WARN-Register\nDisallow: /b", "/b", false),
            ("\u{FEFF}User-Agent : *  # everyone\r\nDISALLOW: /warn # no\r\n", "/warn", false),
            ("Disallow: /warn", "/warn", true),
            ("<html>Not found</html>", "/warn", true),
            ("User-agent: *\nSitemap: https://example.org/map.xml\nDisallow: /warn", "/warn", false),
        ])
    func groups(text: String, target: String, isAllowed: Bool) {
        #expect((Self.robots(text).refusal(of: target) == nil) == isAllowed)
    }

    @Test("a disallowed address is never asked for, and the error says how to go on")
    func refused() async throws {
        let server = try LoopbackServer(robots: .status(200, body: "User-agent: *\nDisallow: /private")) { _, _ in .html("<p>rows") }
        let failure = try await failing { try await Fetcher.test().fetch(.onePage(server.url("/private/warn")), today: someDay()) }
        #expect(failure.error == .robots(url: server.url("/private/warn"), rule: "Disallow: /private"))
        #expect(failure.code == "FETCH-17")
        #expect(failure.hint.contains("--from"))
        #expect(server.requests.isEmpty)
        #expect(server.robotsRequests.first?.headers["user-agent"]?.contains("WARN-Register") == true)
    }

    @Test("robots.txt is asked for once in a run, whatever the number of sources and pages")
    func once() async throws {
        let server = try LoopbackServer(robots: .status(200, body: "User-agent: *\nAllow: /")) { _, _ in .html("<p>rows") }
        let fetcher = Fetcher.test()
        let source = try Source.test(server.url("/"), (0..<3).map { .get(url: "/\($0)", role: .rows) })
        let day = try someDay()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { _ = try await fetcher.fetch(source, today: day) } }
            try await group.waitForAll()
        }
        #expect(server.robotsRequests.count == 1)
        #expect(server.requests.count == 12)
    }

    @Test("a host without the file allows everything", arguments: [400, 401, 403, 404, 410])
    func unavailable(status: Int) async throws {
        let server = try LoopbackServer(robots: .status(status)) { _, _ in .html("<p>rows") }
        #expect(try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay()).snapshots.count == 1)
    }

    @Test("a host that fails at its robots.txt is taken to allow nothing", arguments: [429, 500, 503])
    func failed(status: Int) async throws {
        let server = try LoopbackServer(robots: .status(status)) { _, _ in .html("<p>rows") }
        let failure = try await failing { try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay()) }
        #expect(failure.error == .robots(url: server.url("/"), rule: "it answers with status \(status)"))
        #expect(server.requests.isEmpty)
    }

    @Test("a crawl delay is kept where it is longer than the source's pause")
    func crawlDelay() async throws {
        let server = try LoopbackServer(robots: .status(200, body: "User-agent: *\nCrawl-delay: 7")) { _, _ in .html("<p>rows") }
        let clock = StoppedClock()
        let source = try Source.test(server.url("/"), [.get(url: "/1", role: .rows), .get(url: "/2", role: .rows)], pauseSeconds: 2)
        _ = try await Fetcher.test(clock).fetch(source, today: someDay())
        #expect(clock.waits == [.seconds(7)])
    }

    @Test("a redirect is followed only where the robots.txt of its host allows it")
    func redirect() async throws {
        for (rules, isAllowed) in [("Disallow: /warn", false), ("Allow: /", true)] {
            let other = try LoopbackServer(robots: .status(200, body: "User-agent: *\n" + rules)) { _, _ in .html("<p>rows") }
            let address = other.url("/warn")
            let server = try LoopbackServer { _, _ in .redirect(to: address) }
            if isAllowed {
                let pages = try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay()).snapshots
                #expect(pages.map(\.url) == [address])
            } else {
                let failure = try await failing { try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay()) }
                #expect(failure.error == .robots(url: address, rule: rules))
            }
            #expect(other.robotsRequests.count == 1)
            #expect(other.requests.count == (isAllowed ? 1 : 0))
        }
    }

    @Test("a robots.txt that has moved is read where it stands")
    func moved() async throws {
        let server = try LoopbackServer(robots: .redirect(to: "/moved.txt")) { request, _ in
            request.target == "/moved.txt" ? .status(200, body: "User-agent: *\nDisallow: /warn") : .html("<p>rows")
        }
        let failure = try await failing { try await Fetcher.test().fetch(.onePage(server.url("/warn")), today: someDay()) }
        #expect(failure.error == .robots(url: server.url("/warn"), rule: "Disallow: /warn"))
    }
}
