internal import Synchronization

/// How much one client may ask. Each has a bucket of `burst` requests that fills again by `perSecond`.
///
/// What comes from this machine itself is not limited, unless the proxy that stands here says whom it asks for.
public struct ClientLimits: Sendable {
    public var perSecond: Double
    public var burst: Int
    /// Header in which a proxy on this machine names its client, such as `X-Forwarded-For`; nil: there is no such proxy.
    ///
    /// Only a loopback connection is believed, and only the last address of the header: those before it are the client's own words.
    public var proxyHeader: String?

    public init(perSecond: Double = 20, burst: Int = 200, proxyHeader: String? = nil) {
        self.perSecond = perSecond
        self.burst = burst
        self.proxyHeader = proxyHeader
    }
}

/// The buckets of all clients. One that would be full again is forgotten when room is needed.
final class ClientBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: ContinuousClock.Instant
    }

    private let limits: ClientLimits
    private let most: Int
    private let buckets = Mutex<[ClientAddress: Bucket]>([:])

    init(_ limits: ClientLimits, most: Int = 100_000) {
        self.limits = limits
        self.most = most
    }

    /// Takes one token.
    ///
    /// - Returns: nil when there was one, else the whole seconds until there is.
    func take(_ client: ClientAddress, at now: ContinuousClock.Instant = .now) -> Int? {
        buckets.withLock { buckets in
            if buckets[client] == nil, buckets.count >= most { makeRoom(in: &buckets, at: now) }
            var bucket = buckets[client] ?? Bucket(tokens: Double(limits.burst), at: now)
            bucket.tokens = tokens(of: bucket, at: now)
            bucket.at = now
            defer { buckets[client] = bucket }
            guard bucket.tokens < 1 else {
                bucket.tokens -= 1
                return nil
            }
            return max(1, Int(((1 - bucket.tokens) / limits.perSecond).rounded(.up)))
        }
    }

    var count: Int { buckets.withLock { $0.count } }

    private func tokens(of bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
        min(Double(limits.burst), bucket.tokens + (now - bucket.at) / .seconds(1) * limits.perSecond)
    }

    private func makeRoom(in buckets: inout [ClientAddress: Bucket], at now: ContinuousClock.Instant) {
        buckets = buckets.filter { tokens(of: $0.value, at: now) < Double(limits.burst) }
        if buckets.count >= most { buckets = [:] }
    }
}
