import Curl
public import Register

/// A page the register already holds, so that the server need not send it again while it is unchanged.
public struct KnownPage: Sendable, Equatable {
    /// The address that answered; a request for another address that redirects to it is not conditional.
    public let url: String
    public let etag: String?
    public let lastModified: String?
    /// The page itself, which stands in for a 304. Without it only a source of one single page can be found unchanged.
    public let snapshot: Snapshot?

    /// The last accepted snapshot of an address; nil where its server gave neither ETag nor Last-Modified.
    public init?(_ snapshot: Snapshot) {
        self.init(
            url: snapshot.url, etag: snapshot.header("etag"), lastModified: snapshot.header("last-modified"), snapshot: snapshot)
    }

    /// Validators alone; nil where there are none.
    public init?(url: String, etag: String?, lastModified: String?) {
        self.init(url: url, etag: etag, lastModified: lastModified, snapshot: nil)
    }

    private init?(url: String, etag: String?, lastModified: String?, snapshot: Snapshot?) {
        guard etag != nil || lastModified != nil else { return nil }
        self.url = url
        self.etag = etag
        self.lastModified = lastModified
        self.snapshot = snapshot
    }

    /// `If-None-Match`, `If-Modified-Since`.
    var conditions: [CurlRequest.Pair] {
        [etag.map { .init("If-None-Match", $0) }, lastModified.map { .init("If-Modified-Since", $0) }].compactMap { $0 }
    }
}

/// What a fetch found.
public enum Fetched: Sendable, Equatable {
    /// Every page of the source is the one already known: there is nothing to read.
    case notModified
    /// All pages in the order they were asked for; for a page answered 304, the known one.
    case changed([Snapshot])

    /// Empty when nothing has changed.
    public var snapshots: [Snapshot] {
        switch self {
        case .notModified: []
        case .changed(let snapshots): snapshots
        }
    }
}
