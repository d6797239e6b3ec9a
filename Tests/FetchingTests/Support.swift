import Curl
import Fetching
import Register
import Synchronization
import Testing

/// A clock that moves only when someone waits, and remembers every wait.
final class StoppedClock: Sendable {
    private let state = Mutex<(now: Duration, waits: [Duration])>((.zero, []))

    /// The pauses that were asked for, in order.
    var waits: [Duration] { state.withLock { $0.waits } }

    var timekeeper: Timekeeper {
        Timekeeper(
            elapsed: { self.state.withLock { $0.now } },
            wait: { pause in
                self.state.withLock { state in
                    state.waits.append(pause)
                    state.now += pause
                }
            },
            secondsSince1970: { 1_795_000_000 }, chance: { 0 })
    }
}

extension Fetcher {
    /// A fetcher that waits in no real time.
    static func test(_ clock: StoppedClock = StoppedClock(), policy: FetchPolicy = FetchPolicy(), pauses: HostPauses = HostPauses())
        -> Fetcher
    {
        Fetcher(contact: "https://register.example/contact", version: "9.9", policy: policy, pauses: pauses, time: clock.timekeeper)
    }
}

extension Source {
    static func test(_ page: String, _ fetch: [FetchStep], format: ReadRule.Format = .table, pauseSeconds: Double = 0) throws -> Source {
        Source(
            id: try #require(SourceID(rawValue: "zz")), state: try #require(StateCode(rawValue: "ZZ")), publisher: "Labor Department",
            publication: .published, page: page, pauseSeconds: pauseSeconds, fetch: fetch, read: ReadRule(format: format),
            fields: FieldRules([:]))
    }

    /// One page of rows.
    static func onePage(_ page: String, format: ReadRule.Format = .table, pauseSeconds: Double = 0) throws -> Source {
        try test(page, [.get(url: "page", role: .rows)], format: format, pauseSeconds: pauseSeconds)
    }
}

/// A day all tests may share.
func someDay() throws -> CalendarDate { try #require(CalendarDate("2026-11-23")) }

/// The failure of a fetch that must fail.
func failing(_ fetch: () async throws -> Fetched) async throws -> FetchingFailure {
    do {
        let fetched = try await fetch()
        Issue.record("the fetch succeeded with \(fetched.snapshots.count) pages")
        return FetchingFailure(.cancelled(url: "nothing failed"))
    } catch let failure as FetchingFailure {
        return failure
    }
}
