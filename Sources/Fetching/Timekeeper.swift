import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Time and chance as a fetch sees them: passed in, so that a test need not wait.
public struct Timekeeper: Sendable {
    /// Since some fixed moment; never runs backwards.
    let elapsed: @Sendable () -> Duration
    /// Waits, or throws when the task is cancelled.
    let wait: @Sendable (Duration) async throws -> Void
    /// Seconds since 1970 in UTC.
    let secondsSince1970: @Sendable () -> Double
    /// 0 to 1.
    let chance: @Sendable () -> Double

    public init(
        elapsed: @escaping @Sendable () -> Duration, wait: @escaping @Sendable (Duration) async throws -> Void,
        secondsSince1970: @escaping @Sendable () -> Double, chance: @escaping @Sendable () -> Double
    ) {
        self.elapsed = elapsed
        self.wait = wait
        self.secondsSince1970 = secondsSince1970
        self.chance = chance
    }

    /// The machine's.
    public static let system = Timekeeper(
        elapsed: { .nanoseconds(Int64(clamping: DispatchTime.now().uptimeNanoseconds)) },
        wait: { try await Task.sleep(for: $0) },
        secondsSince1970: {
            var now = timespec()
            clock_gettime(CLOCK_REALTIME, &now)
            return Double(now.tv_sec) + Double(now.tv_nsec) / 1_000_000_000
        },
        chance: { .random(in: 0...1) })
}
