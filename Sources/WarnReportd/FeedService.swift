import Logging
import Publishing
import Register
import Reporting
import ServiceLifecycle

/// Carries the ledger's announcements to the feed, connects again when the database went away, and ends the feed at shutdown.
struct FeedService: Service {
    let reporter: Reporter
    let feed: Feed
    let logger: Logger

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await cancelWhenGracefulShutdown(listening) }
            group.addTask { await cancelWhenGracefulShutdown(beating) }
            await group.waitForAll()
        }
        feed.finish()
    }

    private func cancelWhenGracefulShutdown(_ work: @escaping @Sendable () async -> Void) async {
        await ServiceLifecycle.cancelWhenGracefulShutdown { await work() }
    }

    @Sendable private func beating() async {
        while (try? await Task.sleep(for: .seconds(15))) != nil { feed.beat() }
    }

    /// Listens for ever; after a break it waits, twice as long each time up to half a minute, and tells what was missed.
    @Sendable private func listening() async {
        var pause = Duration.milliseconds(250)
        var last: Int?
        while !Task.isCancelled {
            do {
                let announcements = try await reporter.announcements()
                try await catchUp(since: &last)
                feed.setConnected(true)
                logger.info("listening at position \(last ?? 0)")
                pause = .milliseconds(250)
                for try await announcement in announcements {
                    last = announcement.position
                    feed.announce(announcement)
                }
            } catch is CancellationError {
                break
            } catch {
                logger.warning("the database's announcements broke off, trying again in \(pause): \(Self.line(error))")
            }
            feed.setConnected(false)
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(30))
        }
    }

    private func catchUp(since last: inout Int?) async throws {
        let newest = try await reporter.summary(ReportQuery("pulse")).asOfPosition
        if let last, newest > last {
            feed.announce(Announcement(first: last + 1, position: newest, entries: newest - last, kind: "catch_up"))
        }
        last = newest
    }

    private static func line(_ error: any Error) -> String {
        (error as? any RegisterError).map { "\($0.code) \($0.message)" } ?? "\(error)"
    }
}
