import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Register
import TestDatabase
import Testing

@testable import Publishing

@Suite("Who asks, how much, and under which number")
struct ClientTests {
    /// A publisher whose database is away, on a real connection from this machine.
    private func live(_ limits: ClientLimits, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let sources = Publisher.Sources(reports: { [] }, summaries: { _, _ in [] }, snapshot: { _ in [] })
        let application = Application(router: Publisher(sources: sources, feed: Feed(), limits: limits).router())
        try await application.test(.live) { try await body($0) }
    }

    private func header(_ name: String, _ value: String) throws -> HTTPFields {
        var fields = HTTPFields()
        fields[try #require(HTTPField.Name(name))] = value
        return fields
    }

    @Test("one client that asks too much is told how long to wait; another is served")
    func limited() async throws {
        try await live(ClientLimits(perSecond: 0.5, burst: 3, proxyHeader: "X-Forwarded-For")) { client in
            let one = try header("X-Forwarded-For", "203.0.113.9, 198.51.100.7")
            for _ in 0..<3 { #expect(try await client.execute(uri: "/robots.txt", method: .get, headers: one).status == .ok) }
            let refused = try await client.execute(uri: "/robots.txt", method: .get, headers: one)
            #expect(refused.status == .tooManyRequests)
            let wait = try #require(refused.headers[.retryAfter].flatMap(Int.init))
            #expect((1...2).contains(wait))
            #expect(refused.headers[.contentType] == "application/problem+json")
            let problem = try JSONDecoder().decode(JSONValue.self, from: Data(String(buffer: refused.body).utf8))
            #expect(problem["code"] == .string("PUB-08") && problem["status"] == .integer(429))
            // The same address behind other words of its own is the same client.
            let disguised = try header("X-Forwarded-For", "192.0.2.1, 198.51.100.7")
            #expect(try await client.execute(uri: "/robots.txt", method: .get, headers: disguised).status == .tooManyRequests)
            let other = try header("X-Forwarded-For", "198.51.100.8")
            #expect(try await client.execute(uri: "/robots.txt", method: .get, headers: other).status == .ok)
            let metrics = String(buffer: try await client.execute(uri: "/metrics", method: .get).body)
            #expect(metrics.contains("warn_limited_requests_total 2\n"))
        }
    }

    @Test("this machine itself is not limited; without a proxy's header named, none is believed")
    func loopback() async throws {
        try await live(ClientLimits(perSecond: 0.01, burst: 1)) { client in
            for place in 0..<5 {
                let said = try header("X-Forwarded-For", "198.51.100.\(place)")
                #expect(try await client.execute(uri: "/robots.txt", method: .get, headers: said).status == .ok)
            }
        }
    }

    @Test("a bucket fills again, never over its brim, and empty ones are forgotten only when full again")
    func buckets() throws {
        let buckets = ClientBuckets(ClientLimits(perSecond: 2, burst: 2), most: 2)
        let start = ContinuousClock.now
        let (one, two, three) = (
            try #require(ClientAddress("192.0.2.1")), try #require(ClientAddress("192.0.2.2")), try #require(ClientAddress("192.0.2.3"))
        )
        #expect([buckets.take(one, at: start), buckets.take(one, at: start), buckets.take(one, at: start)] == [nil, nil, 1])
        #expect(buckets.take(one, at: start + .milliseconds(500)) == nil)
        #expect(buckets.take(one, at: start + .milliseconds(500)) == 1)
        let later = start + .seconds(60)
        #expect([buckets.take(one, at: later), buckets.take(one, at: later), buckets.take(one, at: later)] == [nil, nil, 1])
        #expect(buckets.take(two, at: later - .seconds(30)) == nil)
        // A third needs room: the second's is full again, the first's is not.
        #expect(buckets.take(three, at: later) == nil && buckets.count == 2)
        #expect(buckets.take(one, at: later) == 1)
    }

    @Test(
        "an address in its forms",
        arguments: [
            ("192.0.2.7", "192.0.2.7:443", true), ("::ffff:192.0.2.7", "192.0.2.7", true), ("2001:db8::1", "[2001:db8::2]:443", true),
            ("2001:db8::1", "2001:db8:0:1::1", false), ("::1", "127.0.0.1", true), ("192.0.2.7", "192.0.2.8", false),
        ])
    func addresses(one: String, other: String, isSame: Bool) throws {
        #expect((try #require(ClientAddress(one)) == #require(ClientAddress(other))) == isSame)
    }

    @Test("what is no address is nobody", arguments: ["", "unknown", "1.2.3", "_hidden", "1.2.3.4.5", "a:b", "192.0.2.7, 1.2.3.4"])
    func noAddress(text: String) { #expect(ClientAddress(text) == nil) }

    @Test("one client has some places on the feed, not all")
    func places() throws {
        let feed = Feed(mostListeners: 8, mostOfOne: 2)
        let client = try #require(ClientAddress("192.0.2.1"))
        let streams = [try feed.listen(client), try feed.listen(client)]
        #expect(throws: PublishingError.tooManyListeners(2)) { try feed.listen(client) }
        _ = try feed.listen(ClientAddress("192.0.2.2"))
        #expect(streams.count == 2)
    }

    @Test("a request keeps the number it came with, or gets one; a problem tells it")
    func numbers() async throws {
        try await live(ClientLimits()) { client in
            let name = try #require(HTTPField.Name("X-Request-Id"))
            let kept = try await client.execute(uri: "/nothing", method: .get, headers: try header("X-Request-Id", "edge-1.a_B"))
            #expect(kept.headers[name] == "edge-1.a_B")
            #expect(String(buffer: kept.body).contains("\"request_id\":\"edge-1.a_B\""))
            var seen: Set<String> = []
            for bad in ["", "a b", String(repeating: "a", count: 65), "é", "<script>"] {
                let made = try await client.execute(uri: "/robots.txt", method: .get, headers: try header("X-Request-Id", bad))
                let number = try #require(made.headers[name])
                #expect(number.utf8.count == 16 && number.utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }, "\(bad)")
                seen.insert(number)
            }
            #expect(seen.count == 5)
            let page = try await client.execute(uri: "/nothing", method: .get, headers: [.accept: "text/html", name: "seen-7"])
            #expect(String(buffer: page.body).contains("<span class=\"code\">seen-7</span>"))
        }
    }

    @Test("once it drains, a balancer is sent elsewhere and readers are served")
    func drains() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            try await Site.publishing(conninfo) { client, publisher in
                #expect(try await client.execute(uri: "/ready", method: .get).status == .ok)
                publisher.drain()
                let ready = try await client.execute(uri: "/ready", method: .get)
                #expect(ready.status == .serviceUnavailable && String(buffer: ready.body).contains("\"draining\":true"))
                #expect(try await client.execute(uri: "/", method: .get).status == .ok)
            }
        }
    }
}
