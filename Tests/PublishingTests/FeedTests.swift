import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Publishing
import Register
import TestDatabase
import Testing

@Suite struct FeedTests {
    /// Listens over HTTP on loopback while `body` announces, then ends the feed and gives what was heard.
    private func heard(_ site: Site, headers: HTTPFields = [:], _ body: @Sendable () -> Void) async throws -> String {
        async let answer = site.get("/feed", headers: headers)
        while site.feed.listenerCount == 0 { await Task.yield() }
        body()
        site.feed.finish()
        return String(buffer: try await answer.body)
    }

    @Test("an announcement is an event whose id is its position")
    func event() async throws {
        try await Site.with(.live) { site in
            let text = try await heard(site) {
                site.feed.announce(Announcement(first: 7, position: 9, entries: 3, kind: "import", source: "ny"))
            }
            #expect(text.contains("\n\nid: 9\nevent: entries\ndata: {"))
            #expect(text.contains(#""source":"ny""#))
            #expect(text.contains("position.from=7&position.to=9"))
        }
    }

    @Test("a listener that comes back first hears what it missed")
    func catchUp() async throws {
        try await Site.with(.live) { site in
            let newest = site.seed.receipt.position
            let header = try #require(HTTPField.Name("Last-Event-ID"))
            let text = try await heard(site, headers: [header: "3"]) {}
            #expect(text.contains("id: \(newest)\nevent: entries\n"))
            #expect(text.contains(#""first":4,"kind":"catch_up","position":\#(newest)"#))
        }
    }

    @Test("listeners are bounded")
    func bounded() async throws {
        try await Site.with(mostListeners: 0) { site in
            let response = try await site.get("/feed")
            #expect(response.status == .serviceUnavailable)
            #expect(String(buffer: response.body).contains("PUB-06"))
        }
    }
}
