public import Register
internal import Synchronization

/// Fans what the ledger announces out to everyone who listens. Listeners, and what waits for each, are bounded.
public final class Feed: Sendable {
    private struct Listener {
        let stream: AsyncStream<String>.Continuation
        let client: ClientAddress?
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var nextListener = 0
        var isFinished = false
        var announcements = 0
        var isConnected = false
    }

    private let state = Mutex(State())
    public let mostListeners: Int
    /// Of one client.
    public let mostOfOne: Int

    public init(mostListeners: Int = 512, mostOfOne: Int = 16) {
        self.mostListeners = mostListeners
        self.mostOfOne = mostOfOne
    }

    public var listenerCount: Int { state.withLock { $0.listeners.count } }
    /// Announcements fanned out since the start.
    public var announcementCount: Int { state.withLock { $0.announcements } }
    /// True while the database's announcements arrive.
    public var isConnected: Bool { state.withLock { $0.isConnected } }

    public func setConnected(_ isConnected: Bool) { state.withLock { $0.isConnected = isConnected } }

    /// Sends one announcement to every listener.
    public func announce(_ announcement: Announcement) {
        state.withLock { $0.announcements += 1 }
        send(Self.message(announcement))
    }

    /// A comment that keeps connections open and finds those that are gone.
    public func beat() { send(": beat\n\n") }

    /// Ends every listener's stream; later listeners get an empty one.
    public func finish() {
        // A stream calls back into `leave` as it ends, so it is ended outside the lock.
        let listeners = state.withLock { state in
            state.isFinished = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.stream.finish() }
    }

    private func send(_ message: String) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.stream.yield(message) }
    }

    /// Everything announced from now on, as messages of `text/event-stream`.
    ///
    /// - Parameter client: whom the place is counted for; nil: nobody.
    func listen(_ client: ClientAddress? = nil) throws(PublishingError) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(64))
        guard let number = admit(Listener(stream: continuation, client: client)) else {
            throw .tooManyListeners(client == nil ? mostListeners : min(mostListeners, mostOfOne))
        }
        continuation.onTermination = { [weak self] _ in self?.leave(number) }
        return stream
    }

    private func admit(_ listener: Listener) -> Int? {
        state.withLock { state in
            guard state.listeners.count < mostListeners else { return nil }
            if let client = listener.client {
                guard state.listeners.values.count(where: { $0.client == client }) < mostOfOne else { return nil }
            }
            state.nextListener += 1
            if state.isFinished {
                listener.stream.finish()
            } else {
                state.listeners[state.nextListener] = listener
            }
            return state.nextListener
        }
    }

    private func leave(_ number: Int) { state.withLock { $0.listeners[number] = nil } }

    /// One event whose id is the position, so that a listener that comes back can say what it has.
    static func message(_ announcement: Announcement) -> String {
        let members: [String: JSONValue] = [
            "first": .integer(announcement.first), "position": .integer(announcement.position), "entries": .integer(announcement.entries),
            "kind": .string(announcement.kind), "source": announcement.source.map(JSONValue.string) ?? .null,
            "rows": .string("/reports/newest.json?position.from=\(announcement.first)&position.to=\(announcement.position)"),
        ]
        return "id: \(announcement.position)\nevent: entries\ndata: \(JSONValue.object(members).canonicalText)\n\n"
    }
}
