public import Hummingbird
public import Register

/// Publishes summaries as pages, files and a feed. It knows no database: what it shows comes in through ``Sources``.
public struct Publisher: Sendable {
    /// Where the answers come from. The program wires these to Reporting.
    public struct Sources: Sendable {
        /// Every report the register offers, by name.
        public var reports: @Sendable () async throws -> [Report]
        /// The answers to these queries, all at one moment.
        public var summaries: @Sendable (_ queries: [ReportQuery], _ asOf: AsOf) async throws -> [Summary]
        /// The bytes of a public snapshot.
        public var snapshot: @Sendable (Digest) async throws -> [UInt8]
        /// The answer to one query in a form, handed on piece by piece.
        public var write: Write

        public typealias Write =
            @Sendable (
                _ query: ReportQuery, _ asOf: AsOf, _ form: SummaryForm, _ take: @escaping @Sendable ([UInt8]) throws -> Void
            ) async throws -> SummaryHead

        /// - Parameter write: nil: made of `summaries`, whole.
        public init(
            reports: @escaping @Sendable () async throws -> [Report],
            summaries: @escaping @Sendable (_ queries: [ReportQuery], _ asOf: AsOf) async throws -> [Summary],
            snapshot: @escaping @Sendable (Digest) async throws -> [UInt8],
            write: Write? = nil
        ) {
            self.reports = reports
            self.summaries = summaries
            self.snapshot = snapshot
            self.write =
                write ?? { query, asOf, form, take in
                    guard let summary = try await summaries([query], asOf).first else { throw PublishingError.unknownPath(query.report) }
                    try take(summary.bytes(form))
                    return summary.head
                }
        }
    }

    let sources: Sources
    let feed: Feed
    let cache = PageCache()
    let pulses = PulseKeeper()
    let counters = Counters()
    let standing = Standing()
    let room: SpoolRoom
    private let limits: ClientLimits?

    /// - Parameters:
    ///   - limits: nil: nobody is limited.
    ///   - patience: a reader of a long file who takes nothing for so long is let go.
    public init(sources: Sources, feed: Feed, limits: ClientLimits? = nil, patience: Duration = .seconds(60)) {
        let counters = counters
        room = SpoolRoom(patience: patience)
        self.sources = Sources(
            reports: sources.reports,
            summaries: { queries, asOf in
                let start = ContinuousClock.now
                let answers = try await sources.summaries(queries, asOf)
                counters.record(reports: queries.map(\.report), seconds: (ContinuousClock.now - start) / .seconds(1))
                return answers
            }, snapshot: sources.snapshot,
            write: { query, asOf, form, take in
                let start = ContinuousClock.now
                let head = try await sources.write(query, asOf, form, take)
                counters.record(reports: [query.report], seconds: (ContinuousClock.now - start) / .seconds(1))
                return head
            })
        self.feed = feed
        self.limits = limits
    }

    /// From now on `/ready` says that others should be asked. Everything is answered as before.
    public func drain() { standing.drain() }

    /// Robots may read pages; what has no end of filters they leave alone.
    private static let robots = "User-agent: *\nDisallow: /reports/\nDisallow: /search\nDisallow: /snapshots/\nDisallow: /feed\n"

    /// Three bars, the last in the color of AI.
    private static let icon =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><rect width=\"16\" height=\"16\" rx=\"3\" fill=\"#fbfaf7\"/><path d=\"M3 8h2v5H3zM7 5h2v8H7z\" fill=\"#45678a\"/><path d=\"M11 3h2v10h-2z\" fill=\"#c2361b\"/></svg>\n"

    /// Every address of the register. Read only: GET, and HEAD made from it.
    public func router() -> Router<ReaderContext> {
        let router = Router(context: ReaderContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Doorkeeper(counters: counters, limits: limits))
        router.get("/", use: dashboard)
        router.get("/reports", use: reportList)
        router.get("/reports/:name", use: report)
        router.get("/disclosures/:id", use: disclosure)
        router.get("/snapshots/:digest", use: snapshot)
        router.get("/states/:key", use: state)
        router.get("/counties/:key", use: county)
        router.get("/employers/:key", use: employer)
        router.get("/industries/:key", use: industry)
        for (path, name) in Self.collections { router.get("/\(path)") { request, _ in try await report(name, request) } }
        router.get("/search", use: search)
        router.get("/methods", use: methods)
        router.get("/data-quality", use: dataQuality)
        router.get("/feeds/all.atom", use: feedOfAll)
        router.get("/feeds/ai.atom", use: feedOfAI)
        router.get("/feeds/states/:key", use: feedOfState)
        router.get("/feeds/employers/:key", use: feedOfEmployer)
        router.get("/openapi.json", use: openAPI)
        router.get("/feed", use: listen)
        router.get("/ready", use: ready)
        router.get("/health", use: health)
        router.get("/metrics", use: metrics)
        router.get("/robots.txt") { request, _ in Reply.asset(Array(Self.robots.utf8), "text/plain; charset=utf-8", request) }
        router.get("/icon.svg") { request, _ in Reply.asset(Array(Self.icon.utf8), "image/svg+xml", request) }
        router.get("/app.css") { request, _ in Reply.asset(PackageResources.app_css, "text/css; charset=utf-8", request) }
        router.get("/app.js") { request, _ in Reply.asset(PackageResources.app_js, "text/javascript; charset=utf-8", request) }
        return router
    }
}
