import Hummingbird
import HummingbirdTesting
import Publishing
import Register
import Reporting
import Synchronization
import TestDatabase

/// The seed's register, published in process.
struct Site {
    let client: any TestClientProtocol
    let feed: Feed
    let seed: Seed
    let reporter: Reporter
    let sources: Publisher.Sources

    /// Any database, published in process.
    static func serving(_ conninfo: String, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await publishing(conninfo) { client, _ in try await body(client) }
    }

    static func publishing(
        _ conninfo: String, _ body: @escaping @Sendable (any TestClientProtocol, Publisher) async throws -> Void
    ) async throws {
        let reporter = Reporter(conninfo: conninfo)
        let sources = Publisher.Sources(
            reports: reporter.reports, summaries: reporter.summaries, snapshot: reporter.snapshot, write: reporter.file)
        let publisher = Publisher(sources: sources, feed: Feed())
        try await Application(router: publisher.router()).test(.router) { try await body($0, publisher) }
    }

    static func with(_ setup: TestingSetup = .router, mostListeners: Int = 8, _ body: @escaping @Sendable (Site) async throws -> Void)
        async throws
    {
        try await TestDatabase.withDatabase { conninfo in
            let seed = try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            let feed = Feed(mostListeners: mostListeners)
            feed.setConnected(true)
            let sources = Publisher.Sources(
                reports: reporter.reports, summaries: reporter.summaries, snapshot: reporter.snapshot, write: reporter.file)
            let application = Application(router: Publisher(sources: sources, feed: feed).router())
            try await application.test(setup) { client in
                try await body(Site(client: client, feed: feed, seed: seed, reporter: reporter, sources: sources))
            }
        }
    }

    func get(_ uri: String, headers: HTTPFields = [:], method: HTTPRequest.Method = .get) async throws -> TestResponse {
        try await client.execute(uri: uri, method: method, headers: headers)
    }

    func page(_ uri: String) async throws -> String {
        let response = try await get(uri)
        return "\(response.status.code) " + String(buffer: response.body)
    }
}

/// A switch that a test throws while something else looks at it.
final class Switch: Sendable {
    private let state = Mutex(false)
    var isOn: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

extension Reporter {
    /// As the daemon wires it.
    var file: Publisher.Sources.Write { { try await write($0, $1, as: $2, to: $3) } }
}
