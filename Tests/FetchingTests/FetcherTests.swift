import Curl
import Fetching
import Register
import Testing

@Suite struct FetcherTests {
    private let page = "<html><table><tr><td>Acme</td></tr></table></html>"

    @Test("a page becomes a snapshot with its bytes, address, status and headers; the request says who asks")
    func onePage() async throws {
        let page = self.page
        let server = try LoopbackServer { _, _ in
            .html(page, headers: ["X-One: 1", "Content-Language: en", "x-one:  2 "])
        }
        let fetched = try await Fetcher.test().fetch(.onePage(server.url("/warn")), today: someDay())
        let snapshot = try #require(fetched.snapshots.first)
        #expect(snapshot.bytes == Array(page.utf8))
        #expect(snapshot.digest == Digest(of: page.utf8))
        #expect(snapshot.url == server.url("/warn"))
        #expect(snapshot.status == 200)
        #expect(snapshot.fetchedAt == 1_795_000_000)
        #expect(snapshot.header("content-type") == "text/html; charset=utf-8")
        #expect(snapshot.headers.filter { $0.name == "x-one" }.map(\.value) == ["1", "2"])
        #expect(server.requests.first?.headers["user-agent"] == "WARN-Register/9.9 (+https://register.example/contact)")
        #expect(server.requests.first?.headers["accept-encoding"]?.contains("gzip") == true)
    }

    @Test("a compressed page is stored as the page it is")
    func compressed() async throws {
        let page = self.page
        let server = try LoopbackServer { _, _ in
            .init(headers: ["Content-Encoding: gzip"], body: Gzip.stored(Array(page.utf8)))
        }
        let fetched = try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay())
        #expect(fetched.snapshots.first?.bytes == Array(page.utf8))
    }

    @Test("an unchanged page is answered by the one already held")
    func notModified() async throws {
        let page = self.page
        let server = try LoopbackServer { request, _ in
            request.headers["if-none-match"] == "\"v1\"" ? .status(304, headers: ["ETag: \"v1\""]) : .html(page, headers: ["ETag: \"v1\""])
        }
        let source = try Source.onePage(server.url("/warn"))
        let first = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(try await Fetcher.test().fetch(source, today: someDay(), known: first.compactMap { KnownPage($0) }) == .notModified)
        let validators = try #require(KnownPage(url: server.url("/warn"), etag: "\"v1\"", lastModified: nil))
        #expect(try await Fetcher.test().fetch(source, today: someDay(), known: [validators]) == .notModified)
    }

    @Test("Last-Modified alone makes a request conditional")
    func lastModified() async throws {
        let server = try LoopbackServer { request, _ in
            .status(request.headers["if-modified-since"] == "Mon, 02 Nov 2026 10:00:00 GMT" ? 304 : 500)
        }
        let known = try #require(KnownPage(url: server.url("/"), etag: nil, lastModified: "Mon, 02 Nov 2026 10:00:00 GMT"))
        #expect(try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay(), known: [known]) == .notModified)
    }

    @Test("of two pages, the unchanged one is the earlier bytes and the other is new")
    func partlyModified() async throws {
        let server = try LoopbackServer { request, count in
            if request.headers["if-none-match"] == "\"a\"" { return .status(304) }
            return request.target == "/a"
                ? .html("<p>a", headers: ["ETag: \"a\""]) : .html("<p>b\(count)", headers: ["ETag: \"b\(count)\""])
        }
        let source = try Source.test(server.url("/a"), [.get(url: "page", role: .rows), .get(url: "/b", role: .rows)])
        let first = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        let second = try await Fetcher.test().fetch(source, today: someDay(), known: first.compactMap { KnownPage($0) })
        #expect(second.snapshots.map(\.bytes) == [Array("<p>a".utf8), Array("<p>b1".utf8)])
        #expect(second.snapshots.first == first.first)
    }

    @Test("of several pages, one held without its bytes is fetched again")
    func validatorsWithoutBytes() async throws {
        let server = try LoopbackServer { request, _ in request.headers["if-none-match"] == nil ? .html("<p>a") : .status(304) }
        let source = try Source.test(server.url("/a"), [.get(url: "page", role: .rows), .get(url: "/b", role: .rows)])
        let known = try #require(KnownPage(url: server.url("/a"), etag: "\"a\"", lastModified: nil))
        #expect(try await Fetcher.test().fetch(source, today: someDay(), known: [known]).snapshots.count == 2)
    }

    @Test("the year of today stands in addresses")
    func years() async throws {
        let server = try LoopbackServer { _, _ in .html("<p>rows") }
        let source = try Source.test(
            server.url("/"), [.get(url: "/warn/{year}", role: .rows), .get(url: "/warn?y={year-1}&x={other}", role: .rows)])
        _ = try await Fetcher.test().fetch(source, today: someDay())
        #expect(server.requests.map(\.target) == ["/warn/2026", "/warn?y=2025&x=%7Bother%7D"])
    }

    @Test("a cookie lives for one fetch, and no longer")
    func cookies() async throws {
        let server = try LoopbackServer { request, _ in
            .html("<p>\(request.headers["cookie"] ?? "none")", headers: request.target == "/" ? ["Set-Cookie: session=7; path=/"] : [])
        }
        let source = try Source.test(server.url("/"), [.get(url: "page", role: .index), .get(url: "/rows", role: .rows)])
        for _ in 0..<2 {
            let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
            #expect(pages.map { String(decoding: $0.bytes, as: UTF8.self) } == ["<p>none", "<p>session=7"])
        }
    }

    @Test("requests to one host keep the pause, whichever source asks")
    func pauses() async throws {
        let server = try LoopbackServer { _, _ in .html("<p>rows") }
        let clock = StoppedClock()
        let fetcher = Fetcher.test(clock)
        let source = try Source.test(
            server.url("/a"), [.get(url: "/a", role: .rows), .get(url: "/b", role: .rows)], pauseSeconds: 3)
        _ = try await fetcher.fetch(source, today: someDay())
        #expect(clock.waits == [.seconds(3)])
        _ = try await fetcher.fetch(.onePage(server.url("/c"), pauseSeconds: 1), today: someDay())
        #expect(clock.waits == [.seconds(3), .seconds(3)])
    }

    @Test("a cancelled fetch ends while the server is silent")
    func cancellation() async throws {
        let server = try LoopbackServer { _, _ in .init(declaredLength: 100, holdsBack: true) }
        let source = try Source.onePage(server.url("/"))
        let today = try someDay()
        let error = await withTaskGroup(of: FetchingError?.self) { group in
            group.addTask {
                do throws(FetchingFailure) {
                    _ = try await Fetcher.test().fetch(source, today: today)
                    return nil
                } catch {
                    return error.error
                }
            }
            for await _ in server.arrivals { break }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(error == .cancelled(url: server.url("/")))
    }
}
