import Curl
import Fetching
import Register
import Testing

@Suite struct RetryTests {
    @Test("a server error is tried again, each pause twice the one before")
    func serverError() async throws {
        let server = try LoopbackServer { _, count in count < 3 ? .status([500, 503, 502][count]) : .html("<p>rows") }
        let clock = StoppedClock()
        let fetched = try await Fetcher.test(clock).fetch(.onePage(server.url("/")), today: someDay())
        #expect(fetched.snapshots.count == 1)
        #expect(clock.waits == [.seconds(2), .seconds(4), .seconds(8)])
    }

    @Test("after the last attempt the status stands, with the body it came with")
    func serverErrorLasts() async throws {
        let server = try LoopbackServer { _, _ in .status(500, body: "<h1>Sorry</h1>") }
        let failure = try await failing {
            try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay())
        }
        #expect(failure.error == .status(url: server.url("/"), status: 500, attempts: 4, retryAfterSeconds: nil))
        #expect(failure.snapshots.map(\.status) == [500])
        #expect(server.requests.count == 4)
    }

    @Test("too many requests waits as long as the server asks", arguments: ["7", "Wed, 18 Nov 2026 11:06:47 GMT"])
    func retryAfter(value: String) async throws {
        let server = try LoopbackServer { _, count in
            count == 0 ? .status(429, headers: ["Retry-After: \(value)"]) : .html("<p>rows")
        }
        let clock = StoppedClock()
        _ = try await Fetcher.test(clock).fetch(.onePage(server.url("/")), today: someDay())
        #expect(clock.waits == [.seconds(7)])
    }

    @Test("a server that asks for an hour is left alone")
    func retryAfterTooLong() async throws {
        let server = try LoopbackServer { _, _ in .status(503, headers: ["Retry-After: 3600"]) }
        let failure = try await failing {
            try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay())
        }
        #expect(failure.error == .status(url: server.url("/"), status: 503, attempts: 1, retryAfterSeconds: 3600))
    }

    @Test("a refusal is never tried again", arguments: [400, 401, 403, 404, 410])
    func refusal(status: Int) async throws {
        let server = try LoopbackServer { _, _ in .status(status) }
        let failure = try await failing {
            try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay())
        }
        #expect(failure.code == "FETCH-06")
        #expect(server.requests.count == 1)
    }

    @Test("a 304 that nobody asked for is an error")
    func uninvitedNotModified() async throws {
        let server = try LoopbackServer { _, _ in .status(304) }
        let failure = try await failing {
            try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay())
        }
        #expect(failure.error == .status(url: server.url("/"), status: 304, attempts: 1, retryAfterSeconds: nil))
    }

    @Test("a body cut short is tried again, and never taken for the page")
    func truncated() async throws {
        let server = try LoopbackServer { _, count in
            count == 0 ? .init(body: Array("<p>ro".utf8), declaredLength: 7) : .html("<p>rows")
        }
        let fetched = try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay())
        #expect(fetched.snapshots.map(\.bytes) == [Array("<p>rows".utf8)])
        #expect(server.requests.count == 2)
    }

    @Test("nobody listening is an error with libcurl's words")
    func noServer() async throws {
        let closed = try LoopbackServer { _, _ in .status(200) }.url("/")
        let failure = try await failing {
            try await Fetcher.test().fetch(.onePage(closed), today: someDay())
        }
        guard case .connection(closed, let text, 4) = failure.error else {
            Issue.record("\(failure)")
            return
        }
        #expect(text.contains("connect"))
    }

    @Test("a server that falls silent is given up after the total time")
    func silence() async throws {
        let server = try LoopbackServer { _, _ in .init(body: Array("<p>".utf8), declaredLength: 100, holdsBack: true) }
        let policy = FetchPolicy(limits: CurlLimits(total: .milliseconds(150)), attempts: 2)
        let failure = try await failing {
            try await Fetcher.test(policy: policy).fetch(.onePage(server.url("/")), today: someDay())
        }
        guard case .timedOut(server.url("/"), _, 2) = failure.error else {
            Issue.record("\(failure)")
            return
        }
    }
}
