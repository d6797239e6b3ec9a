import Curl
import Fetching
import Register
import Testing

@Suite struct LimitTests {
    private func failure(
        limits: CurlLimits = CurlLimits(), format: ReadRule.Format = .table, answer: @escaping LoopbackServer.Answer
    ) async throws -> (FetchingFailure, LoopbackServer) {
        let server = try LoopbackServer(answer)
        let source = try Source.onePage(server.url("/"), format: format)
        let failure = try await failing {
            try await Fetcher.test(policy: FetchPolicy(limits: limits)).fetch(source, today: someDay())
        }
        return (failure, server)
    }

    @Test("a body over the ceiling is refused, announced or not", arguments: [nil, 50])
    func tooLarge(declaredLength: Int?) async throws {
        let (failure, server) = try await failure(limits: CurlLimits(bodyBytes: 99)) { _, _ in
            .init(headers: declaredLength == nil ? [] : ["Transfer-Encoding: identity"], body: [UInt8](repeating: 60, count: 100))
        }
        #expect(failure.error == .tooLarge(url: server.url("/"), limit: 99))
        #expect(server.requests.count == 1)
    }

    @Test("a small compressed body that unpacks without end is stopped at the ceiling")
    func bomb() async throws {
        let bomb = Gzip.bomb(zeros: 40_000_000)
        #expect(bomb.count < 300_000)
        let (failure, server) = try await failure(limits: CurlLimits(bodyBytes: 1 << 20)) { _, _ in
            .init(headers: ["Content-Encoding: gzip"], body: bomb)
        }
        #expect(failure.error == .tooLarge(url: server.url("/"), limit: 1 << 20))
    }

    @Test("many pages together have a ceiling too")
    func totalBytes() async throws {
        let server = try LoopbackServer { _, _ in .html("<p>0123456789") }
        let source = try Source.test(server.url("/"), (0..<5).map { .get(url: "/\($0)", role: .rows) })
        let failure = try await failing {
            try await Fetcher.test(policy: FetchPolicy(totalBytes: 30)).fetch(source, today: someDay())
        }
        #expect(failure.error == .tooLarge(url: server.url("/2"), limit: 30))
        #expect(failure.snapshots.count == 2)
    }

    @Test("headers without end are stopped")
    func headers() async throws {
        let (failure, _) = try await failure(limits: CurlLimits(headerBytes: 10_000)) { _, _ in
            .html("<p>", headers: (0..<300).map { "X-Header-\($0): " + String(repeating: "x", count: 100) })
        }
        #expect(failure.code == "FETCH-10")
    }

    @Test(
        "a redirect leaves http for nothing",
        arguments: ["file:///etc/hostname", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "dict://127.0.0.1/"])
    func redirectToFile(location: String) async throws {
        let (failure, server) = try await failure { _, _ in .redirect(to: location) }
        #expect(failure.code == "FETCH-05")
        #expect(failure.snapshots.isEmpty)
        #expect(server.requests.count == 1)
    }

    @Test("a redirect loop ends after five hops")
    func redirectLoop() async throws {
        let (failure, server) = try await failure { _, _ in .redirect(to: "/") }
        #expect(failure.error == .redirect(url: server.url("/"), text: "more than 5 redirects"))
        #expect(server.requests.count == 6)
    }

    @Test("a redirect is followed, and the address that answered is kept with its own headers only")
    func redirect() async throws {
        let server = try LoopbackServer { request, _ in
            request.target == "/" ? .init(status: 301, headers: ["Location: /new", "X-Old: 1"]) : .html("<p>rows")
        }
        let snapshot = try #require(try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay()).snapshots.first)
        #expect(snapshot.url == server.url("/new"))
        #expect(snapshot.header("x-old") == nil)
    }

    @Test(
        "an address of another scheme is refused before anything is asked", arguments: ["file:///etc/hostname", "javascript:alert(1)", ""])
    func scheme(url: String) async throws {
        let source = try Source.onePage(url)
        let failure = try await failing {
            try await Fetcher.test().fetch(source, today: someDay())
        }
        #expect(failure.error == .address(url))
    }

    @Test("an empty body is an error, not a page without notices", arguments: ["", " \r\n\t\n", "\u{FEFF}\n"])
    func empty(body: String) async throws {
        let (failure, server) = try await failure { _, _ in .html(body) }
        #expect(failure.error == .empty(url: server.url("/")))
    }

    @Test(
        "a page in place of the file is an error that keeps the page",
        arguments: [
            (ReadRule.Format.workbook, "<!DOCTYPE html><p>Not found", "HTML"), (.csv, "\n <html><p>Not found", "HTML"),
            (.csv, "{\"error\": 1}", "JSON"), (.json, "<html>", "HTML"), (.json, "Error", "plain text"),
            (.table, "PK\u{3}\u{4}rest", "a ZIP archive (such as XLSX)"), (.table, "%PDF-1.7", "a PDF"), (.joblink, "[]", "JSON"),
            (.workbook, "a,b\n1,2", "plain text"),
        ])
    func wrongContent(format: ReadRule.Format, body: String, seen: String) async throws {
        let (failure, server) = try await failure(format: format) { _, _ in .html(body) }
        #expect(failure.error == .wrongContent(url: server.url("/"), format: format, seen: seen))
        #expect(failure.snapshots.map(\.bytes) == [Array(body.utf8)])
    }

    @Test("the pages that arrived before a failure come with it")
    func earlierPages() async throws {
        let server = try LoopbackServer { request, _ in request.target == "/a" ? .html("<p>a") : .status(404, body: "gone") }
        let source = try Source.test(server.url("/a"), [.get(url: "page", role: .rows), .get(url: "/b", role: .rows)])
        let failure = try await failing {
            try await Fetcher.test().fetch(source, today: someDay())
        }
        #expect(failure.snapshots.map(\.status) == [200, 404])
        #expect(failure.hint.contains("has moved"))
    }
}
