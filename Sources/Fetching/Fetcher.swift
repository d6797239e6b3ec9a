import Curl
public import Register

/// Fetches sources: their pages as the states serve them, politely and within limits.
///
/// One fetcher serves a whole run, so that sources on one host share its pause, its robots.txt, its cap and its retries. Each fetch has its own cookies and connections.
/// ```swift
/// let fetcher = Fetcher(contact: "https://example.org/warn")
/// switch try await fetcher.fetch(source, today: today, known: lastAccepted.compactMap(KnownPage.init)) {
/// case .notModified: …
/// case .changed(let snapshots): …
/// }
/// ```
public struct Fetcher: Sendable {
    /// Our name, as a publisher sees it and may write it into robots.txt.
    private static let product = "WARN-Register"

    private let userAgent: String
    private let policy: FetchPolicy
    private let pauses: HostPauses
    private let hosts = Hosts()
    private let time: Timekeeper

    /// - Parameters:
    ///   - contact: an address or a mailbox where a publisher reaches whoever runs this register.
    ///   - version: of this program, as the publisher sees it.
    ///   - pauses: shared with other fetchers of the same process, if there are any.
    public init(
        contact: String, version: String = "1", policy: FetchPolicy = FetchPolicy(), pauses: HostPauses = HostPauses(),
        time: Timekeeper = .system
    ) {
        let printable = "\(Self.product)/\(version) (+\(contact))".unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        userAgent = String(String.UnicodeScalarView(printable))
        self.policy = policy
        self.pauses = pauses
        self.time = time
    }

    /// Runs the source's fetch steps.
    ///
    /// - Parameters:
    ///   - today: what `{year}` and `{year-1}` are taken from.
    ///   - known: pages already held. Their validators are sent, page by page; a source with a `postback` step is always fetched whole.
    /// - Throws: ``FetchingFailure`` with the pages that arrived before. Nothing of a failed fetch may be read as a whole list.
    public func fetch(_ source: Source, today: CalendarDate, known: [KnownPage] = []) async throws(FetchingFailure) -> Fetched {
        let session: CurlSession
        do {
            session = try CurlSession(userAgent: userAgent, limits: policy.limits)
        } catch {
            throw FetchingFailure(FetchingError(error, url: source.page, attempts: 0))
        }
        let requester = Requester(
            session: session, policy: policy, pauses: pauses, hosts: hosts, time: time, product: Self.product,
            pause: .seconds(max(0, source.pauseSeconds)))
        var visit = Visit(source: source, today: today, known: known, requester: requester)
        do {
            try await visit.run()
        } catch {
            throw FetchingFailure(error.error, snapshots: visit.snapshots + error.snapshots)
        }
        return visit.isUnchanged ? .notModified : .changed(visit.snapshots)
    }
}
