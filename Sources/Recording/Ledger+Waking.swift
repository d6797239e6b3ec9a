import Postgres

extension Ledger {
    /// Works at once, then whenever something is announced on a channel, and at the latest a `tick` after that: until the work fails, the
    /// connection breaks or the task is cancelled.
    ///
    /// - Parameter pause: from the end of one work to the next, at least; what is announced meanwhile is one.
    public func woken(
        by channel: String, tick: Duration, pause: Duration = .zero, work: @escaping @Sendable () async throws -> Void
    ) async throws {
        let announcements = try await Listener.notifications(conninfo, channel: channel)
        let (wakes, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for try await _ in announcements { waker.yield() }
                throw CancellationError()
            }
            group.addTask {
                while true {
                    waker.yield()
                    try await Task.sleep(for: tick)
                }
            }
            group.addTask {
                for await _ in wakes {
                    try await work()
                    if pause > .zero { try await Task.sleep(for: pause) }
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
