internal import Synchronization

/// The register's state as last asked, for as long as nothing can have changed it: while the ledger's announcements arrive, none came since,
/// and it is younger than a quarter of a second, for the few things that are not announced (a run that found nothing new).
final class PulseKeeper: Sendable {
    private struct Kept {
        let pulse: Publisher.Pulse
        let announcements: Int
        let until: ContinuousClock.Instant
    }

    private let kept = Mutex<Kept?>(nil)

    func pulse(_ feed: Feed) -> Publisher.Pulse? {
        guard let known = kept.withLock({ $0 }), feed.isConnected, feed.announcementCount == known.announcements, .now < known.until else {
            return nil
        }
        return known.pulse
    }

    /// - Parameter announcements: how many had come before the state was asked for.
    func keep(_ pulse: Publisher.Pulse, announcements: Int) {
        kept.withLock { $0 = Kept(pulse: pulse, announcements: announcements, until: .now + .milliseconds(250)) }
    }
}
