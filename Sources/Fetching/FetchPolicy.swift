public import Curl

/// How patient a fetch is, and what it may cost.
public struct FetchPolicy: Sendable, Hashable {
    /// Of one transfer.
    public var limits: CurlLimits
    /// Hops from the address asked for to the page.
    public var redirects: Int
    /// Of all pages of one fetch together.
    public var totalBytes: Int
    /// Requests for one page at most: the first, and the retries after a broken connection, 429 or 5xx.
    public var attempts: Int
    /// Before the second attempt; doubled before each further one, then shortened by up to a half at random.
    public var backoff: Duration
    /// No pause before a retry is longer. A server that asks for more (Retry-After) is left alone until the next run.
    public var longestWait: Duration
    /// Requests to one host in one run, all its sources together: a run is a night.
    public var requestsPerHost: Int
    /// Further attempts at one host in one run, all its sources and pages together.
    public var retriesPerHost: Int

    public init(
        limits: CurlLimits = CurlLimits(), redirects: Int = 5, totalBytes: Int = 256 << 20, attempts: Int = 4,
        backoff: Duration = .seconds(2),
        longestWait: Duration = .seconds(60), requestsPerHost: Int = 3000, retriesPerHost: Int = 8
    ) {
        self.limits = limits
        self.redirects = redirects
        self.totalBytes = totalBytes
        self.attempts = attempts
        self.backoff = backoff
        self.longestWait = longestWait
        self.requestsPerHost = requestsPerHost
        self.retriesPerHost = retriesPerHost
    }

    /// The pause after the attempt of this number (from 1), `chance` being 0 to 1.
    func pause(afterAttempt attempt: Int, chance: Double) -> Duration {
        let doubled = backoff * (1 << min(attempt - 1, 20))
        return min(doubled, longestWait) * (1 - chance / 2)
    }
}
