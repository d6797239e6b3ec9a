import Fetching
import Register
import Testing

@Suite struct PostbackTests {
    /// A grid of 23 pages whose pager shows ten and `...`; every page has its own state, and a session.
    @Sendable private static func grid(_ request: LoopbackServer.Request, _: Int) -> LoopbackServer.Reply {
        guard request.method == "POST" else { return page(1, headers: ["Set-Cookie: ASP.NET_SessionId=abc; path=/; HttpOnly"]) }
        let fields = form(request.body)
        let isHonest =
            request.headers["cookie"] == "ASP.NET_SessionId=abc" && fields["__EVENTTARGET"] == "grid$main"
            && fields["__EVENTVALIDATION"] == "a/b=" && fields["search"] == "" && fields["go"] == nil
        guard isHonest, let number = Int(fields["__EVENTARGUMENT"]?.dropFirst(5) ?? ""),
            let from = Int(fields["__VIEWSTATE"]?.dropFirst(6) ?? ""), links(on: from).contains(number)
        else { return .status(400, body: "invalid postback") }
        return page(number)
    }

    private static func links(on page: Int) -> [Int] {
        let first = (page - 1) / 10 * 10 + 1
        return ((first > 1 ? [first - 1] : []) + Array(first...min(23, first + 10))).filter { $0 != page }
    }

    private static func page(_ number: Int, headers: [String] = []) -> LoopbackServer.Reply {
        let pager = links(on: number).map { "<a href=\"javascript:__doPostBack(&#39;grid$main&#39;,&#39;Page$\($0)&#39;)\">…</a>" }
        return .html(
            """
            <form action="/find"><input name="q" type="text"></form>
            <form method="post" action="./Search.aspx" id="form1">
            <input type="hidden" name="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" value="" />
            <input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="state+\(number)" />
            <input type = 'hidden' name='__EVENTVALIDATION' value='a/b=' /><input name="search" type="text" />
            <input type="submit" name="go" value="Search" /><input type="checkbox" name="all" />
            <table><tr><td>\(pager.joined())</td></tr></table></form>
            """, headers: headers)
    }

    private static func form(_ body: String) -> [String: String] {
        let pairs = body.split(separator: "&").map { pair in
            pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { decoded(String($0)) }
        }
        return Dictionary(pairs.map { ($0[0], $0[1]) }) { first, _ in first }
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                bytes.append(byte)
                continue
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func source(_ server: LoopbackServer, most: Int = 50) throws -> Source {
        try .test(
            server.url("/warn/Search.aspx"),
            [.get(url: "page", role: .rows), .postback(target: "grid$main", argument: "Page${page}", most: most)])
    }

    @Test("a grid is paged with its own state, beyond the ten pages it shows")
    func paging() async throws {
        let server = try LoopbackServer(Self.grid)
        let pages = try await Fetcher.test().fetch(source(server), today: someDay()).snapshots
        #expect(pages.count == 23)
        #expect(Set(pages.map(\.url)) == [server.url("/warn/Search.aspx")])
        #expect(pages.last?.bytes == Self.page(23).body)
    }

    @Test("known pages never stand in for a grid")
    func unconditional() async throws {
        let server = try LoopbackServer(Self.grid)
        let known = try #require(KnownPage(url: server.url("/warn/Search.aspx"), etag: "\"1\"", lastModified: nil))
        _ = try await Fetcher.test().fetch(source(server), today: someDay(), known: [known])
        #expect(server.requests.allSatisfy { $0.headers["if-none-match"] == nil })
    }

    @Test("more pages than allowed is an error")
    func tooMany() async throws {
        let server = try LoopbackServer(Self.grid)
        let failure = try await failing {
            try await Fetcher.test().fetch(source(server, most: 21), today: someDay())
        }
        #expect(failure.code == "FETCH-12")
        #expect(failure.snapshots.count == 22)
    }

    @Test("a grid that serves its first page again is found out")
    func stuck() async throws {
        let server = try LoopbackServer { request, count in
            let page = Self.page(1)
            return .html(String(decoding: page.body, as: UTF8.self) + "<!-- served \(count) -->")
        }
        let failure = try await failing { try await Fetcher.test().fetch(source(server), today: someDay()) }
        #expect(failure.error == .stuckPager(url: server.url("/warn/Search.aspx"), page: 2))
    }

    @Test("a pager without a form to post is an error")
    func noForm() async throws {
        let server = try LoopbackServer { _, _ in .html("<a href=\"javascript:__doPostBack('grid$main','Page$2')\">2</a>") }
        let failure = try await failing { try await Fetcher.test().fetch(source(server), today: someDay()) }
        #expect(failure.error == .noForm(url: server.url("/warn/Search.aspx"), target: "grid$main"))
    }
}
