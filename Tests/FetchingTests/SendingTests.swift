import Fetching
import Register
import Testing

/// Pages that are had only by sending something back: a form, a token, a header, a body.
@Suite struct SendingTests {
    /// An anti-forgery form: a field that goes with a cookie, a list, a box, and a button that a script would not send.
    @Sendable private static func download(_ request: LoopbackServer.Request, _: Int) -> LoopbackServer.Reply {
        guard request.method == "POST" else {
            return .html(
                """
                <form action="/search" method="get"><input name="q" value=""></form>
                <form action="/Layoff/WARN/Download" method="post"><input name="__RequestVerificationToken" type="hidden" value="CfDJ8+/=" />
                <select name="Region"><option value="">All</option><option value="7" selected>Portland</option><option value="8">Coast</option></select>
                <input type="checkbox" name="Closed" value="true" checked><input type="submit" name="go" value="Download"></form>
                """, headers: ["Set-Cookie: .AspNetCore.Antiforgery=xyz; path=/; HttpOnly"])
        }
        let isHonest =
            request.target == "/Layoff/WARN/Download" && request.headers["cookie"] == ".AspNetCore.Antiforgery=xyz"
            && request.body == "__RequestVerificationToken=CfDJ8%2B%2F%3D&Closed=true&Format=xlsx&Region="
        return isHonest ? .html("<a href='/files/warn.csv'>Your file</a>") : .status(400, body: request.body)
    }

    @Test("a form is sent with its own fields kept, hidden ones too, and others put in")
    func form() async throws {
        let server = try LoopbackServer { request, count in
            request.target == "/files/warn.csv" ? .init(body: Array("Company,Date\n".utf8)) : Self.download(request, count)
        }
        let source = try Source.test(
            server.url("/Layoff/WARN"),
            [
                .get(url: "page", role: .index),
                .form(has: "__RequestVerificationToken", fields: ["Format": "xlsx", "Region": ""], url: nil, role: .index),
                .follow(links: "*.csv", role: .rows, most: 1),
            ], format: .csv)
        let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(pages.map(\.role) == [.index, .index, .rows])
        #expect(pages.last?.bytes == Array("Company,Date\n".utf8))
    }

    @Test("a form that is sent by get becomes a query, and may go elsewhere than it says")
    func getForm() async throws {
        let server = try LoopbackServer { request, _ in
            request.target == "/" ? .html("<form action='/find'><input name='state' value='a b'></form>") : .html("<p>\(request.target)")
        }
        let source = try Source.test(
            server.url("/"),
            [.get(url: "page", role: .index), .form(has: "state", fields: ["year": "{year}"], url: "/other", role: .rows)])
        let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(pages.last?.url == server.url("/other?state=a%20b&year=2026"))
    }

    @Test("no page with the form's field is an error")
    func noForm() async throws {
        let server = try LoopbackServer { _, _ in .html("<form><input name='q'></form>") }
        let source = try Source.test(
            server.url("/"), [.get(url: "page", role: .index), .form(has: "token", fields: [:], url: nil, role: .rows)])
        let failure = try await failing { try await Fetcher.test().fetch(source, today: someDay()) }
        #expect(failure.error == .noForm(url: server.url("/"), target: "token"))
    }

    @Test("a nonce from the page's script goes into a post, and the answer's HTML inside JSON leads on")
    func nonceAndLinks() async throws {
        let server = try LoopbackServer { request, _ in
            switch request.target {
            case "/warn-public-view/":
                return .html(
                    #"<script>gv = {"url":"https:\/\/x","data":{"action":"gv_datatables_data","view_id":77460,"nonce":"f6e136ff51"}}</script>"#
                )
            case "/wp-admin/admin-ajax.php":
                guard request.body == "action=gv_datatables_data&length=-1&nonce=f6e136ff51&view_id=77460" else { return .status(403) }
                return .init(
                    headers: ["Content-Type: application/json"],
                    body: Array(
                        #"{"data":[["<a href=\"\/warn-public-view\/entry\/12\/\">GA1<\/a>","Acme"],["<a href=\"\/warn-public-view\/entry\/13\/\">GA2<\/a>","Bolt"]]}"#
                            .utf8))
            default: return .html("<table><tr><td>\(request.target)")
            }
        }
        let source = try Source.test(
            server.url("/warn-public-view/"),
            [
                .get(url: "page", role: .index),
                .token(name: "nonce", pattern: #""action":"gv_datatables_data"[^}]*?"nonce":"([0-9a-f]+)""#),
                .post(
                    url: "/wp-admin/admin-ajax.php",
                    content: .fields(["action": "gv_datatables_data", "view_id": "77460", "nonce": "{nonce}", "length": "-1"]), role: .index
                ),
                .follow(links: "*/warn-public-view/entry/*", role: .rows, most: 10),
            ])
        let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(pages.map(\.url).suffix(2) == [server.url("/warn-public-view/entry/12/"), server.url("/warn-public-view/entry/13/")])
    }

    @Test("a body is sent as it stands, braces and all, with tokens in their places")
    func body() async throws {
        let server = try LoopbackServer { request, _ in
            guard request.method == "POST" else { return .html(#"<script>{"fwuid":"ab+c\/d"}</script>"#) }
            let isHonest =
                request.headers["content-type"] == "application/json" && request.body == #"{"actions":[{"id":"1;a"}],"fwuid":"ab+c/d","loaded":{}}"#
            return isHonest ? .init(body: Array(#"{"rows":[]}"#.utf8)) : .status(400)
        }
        let source = try Source.test(
            server.url("/s/warnnotices"),
            [
                .get(url: "page", role: .index), .token(name: "fwuid", pattern: #""fwuid":"([^"]+)""#),
                .post(
                    url: "/aura?r=2", content: .body(#"{"actions":[{"id":"1;a"}],"fwuid":"{fwuid}","loaded":{}}"#, type: "application/json"),
                    role: .rows),
            ], format: .json)
        #expect(try await Fetcher.test().fetch(source, today: someDay()).snapshots.last?.bytes == Array(#"{"rows":[]}"#.utf8))
    }

    @Test("headers go with every later request, beside the session's cookie, until one is ended")
    func headers() async throws {
        let server = try LoopbackServer { request, _ in .html("<p>rows", headers: request.target == "/" ? ["Set-Cookie: session=s1"] : []) }
        let source = try Source.test(
            server.url("/"),
            [
                .get(url: "page", role: .index),
                .header(["X-Requested-With": "XMLHttpRequest", "Referer": server.url("/")]),
                .get(url: "/data?a=1", role: .rows),
                .header(["Referer": ""]),
                .get(url: "/data?a=2", role: .rows),
            ])
        _ = try await Fetcher.test().fetch(source, today: someDay())
        #expect(server.requests.map { $0.headers["x-requested-with"] } == [nil, "XMLHttpRequest", "XMLHttpRequest"])
        #expect(server.requests.map { $0.headers["referer"] } == [nil, server.url("/"), nil])
        #expect(server.requests.map { $0.headers["cookie"] } == [nil, "session=s1", "session=s1"])
    }

    @Test("a token is one value of an address, unless it begins the address")
    func tokenInAddress() async throws {
        let server = try LoopbackServer { request, _ in
            request.target == "/" ? .html("<a data-key='k&amp;1%2F2' data-next='/next?a=1&amp;b=2'>") : .html("<p>rows")
        }
        let source = try Source.test(
            server.url("/"),
            [
                .get(url: "page", role: .index), .token(name: "key", pattern: "data-key='([^']+)"),
                .token(name: "next", pattern: "data-next='([^']+)"), .get(url: "/values?key={key}&x={other}", role: .rows),
                .get(url: "{next}", role: .rows),
            ])
        _ = try await Fetcher.test().fetch(source, today: someDay())
        #expect(server.requests.map(\.target) == ["/", "/values?key=k%261%2F2&x=%7Bother%7D", "/next?a=1&b=2"])
    }

    @Test("a token cannot begin a header of its own")
    func tokenInHeader() async throws {
        let server = try LoopbackServer { request, _ in
            request.target == "/" ? .html("<b>abc\r\nX-Evil: 1</b>") : .html("<p>rows")
        }
        let source = try Source.test(
            server.url("/"),
            [
                .get(url: "page", role: .index), .token(name: "key", pattern: "<b>([^<]+)"), .header(["X-Key": "{key}"]),
                .get(url: "/rows", role: .rows),
            ])
        _ = try await Fetcher.test().fetch(source, today: someDay())
        #expect(server.requests.last?.headers["x-key"] == "abcX-Evil: 1")
        #expect(server.requests.last?.headers["x-evil"] == nil)
    }

    @Test("a page without the token stops the source, and is kept")
    func noToken() async throws {
        let server = try LoopbackServer { _, _ in .html("<p>no script") }
        let source = try Source.test(
            server.url("/"),
            [.get(url: "page", role: .index), .token(name: "nonce", pattern: "nonce=(\\w+)"), .get(url: "/x", role: .rows)])
        let failure = try await failing { try await Fetcher.test().fetch(source, today: someDay()) }
        #expect(failure.error == .noToken(url: server.url("/"), name: "nonce", pattern: "nonce=(\\w+)"))
        #expect(failure.snapshots.count == 1)
    }

    @Test("a page that gives a token is always asked for anew")
    func unconditional() async throws {
        let server = try LoopbackServer { _, _ in .html("<b>1</b>") }
        let known = try #require(KnownPage(url: server.url("/"), etag: "\"1\"", lastModified: nil))
        let source = try Source.test(server.url("/"), [.get(url: "page", role: .rows), .token(name: "key", pattern: "<b>(1)")])
        _ = try await Fetcher.test().fetch(source, today: someDay(), known: [known])
        #expect(server.requests.allSatisfy { $0.headers["if-none-match"] == nil })
    }
}
