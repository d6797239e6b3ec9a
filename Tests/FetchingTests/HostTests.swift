import Fetching
import Register
import Testing

@Suite struct HostTests {
    @Test("a host is asked no more often than one run may, all its sources together")
    func cap() async throws {
        let server = try LoopbackServer { _, _ in .html("<p>rows") }
        let fetcher = Fetcher.test(policy: FetchPolicy(requestsPerHost: 4))
        // One request of the four is for robots.txt.
        _ = try await fetcher.fetch(.test(server.url("/"), [.get(url: "/1", role: .rows), .get(url: "/2", role: .rows)]), today: someDay())
        let failure = try await failing {
            try await fetcher.fetch(.test(server.url("/"), [.get(url: "/3", role: .rows), .get(url: "/4", role: .rows)]), today: someDay())
        }
        #expect(failure.code == "FETCH-18")
        #expect(failure.snapshots.map(\.url) == [server.url("/3")])
        #expect(server.requests.map(\.target) == ["/1", "/2", "/3"])
    }

    @Test("all pages of a host share its retries, and another host has its own")
    func retries() async throws {
        let failing = try LoopbackServer { _, _ in .status(503) }
        let other = try LoopbackServer { _, count in count == 0 ? .status(503) : .html("<p>rows") }
        let fetcher = Fetcher.test(policy: FetchPolicy(attempts: 3, retriesPerHost: 3))
        for page in ["/1", "/2", "/3"] {
            let failure = try await FetchingTests.failing { try await fetcher.fetch(.onePage(failing.url(page)), today: someDay()) }
            #expect(failure.code == "FETCH-06")
        }
        #expect(failing.requests.map(\.target) == ["/1", "/1", "/1", "/2", "/2", "/3"])
        #expect(try await fetcher.fetch(.onePage(other.url("/")), today: someDay()).snapshots.count == 1)
    }

    @Test("a host that falls silent delays no other")
    func parallel() async throws {
        let silent = try LoopbackServer { _, _ in .init(body: Array("<p>".utf8), declaredLength: 100, holdsBack: true) }
        let quick = try LoopbackServer { _, _ in .html("<p>rows") }
        let fetcher = Fetcher.test()
        let day = try someDay()
        let waiting = Task { try await fetcher.fetch(.onePage(silent.url("/")), today: day) }
        var arrivals = silent.arrivals.makeAsyncIterator()
        _ = await arrivals.next()
        // The silent host holds its request now; the quick one answers all the same.
        #expect(try await fetcher.fetch(.onePage(quick.url("/")), today: day).snapshots.count == 1)
        waiting.cancel()
        await #expect(throws: FetchingFailure.self) { try await waiting.value }
    }
}
