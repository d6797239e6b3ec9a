/// The register's state as last asked, for as long as nothing can have changed it: while the ledger's announcements arrive, none came since,
/// and it is younger than a quarter of a second, for the few things that are not announced (a run that found nothing new).
///
/// Of many who ask at once, one asks the database, and the others take its answer if it was asked after they were.
actor PulseKeeper {
    private struct Kept {
        let pulse: Publisher.Pulse
        let announcements: Int
        let until: ContinuousClock.Instant
    }

    private var kept: Kept?
    private var isAsking = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// As kept, else asked for.
    func pulse(_ feed: Feed, ask: @Sendable () async throws -> Publisher.Pulse) async throws -> Publisher.Pulse {
        while true {
            if let kept, feed.isConnected, feed.announcementCount == kept.announcements, .now < kept.until { return kept.pulse }
            guard isAsking else { break }
            await withCheckedContinuation { waiting.append($0) }
        }
        isAsking = true
        defer {
            isAsking = false
            for waiter in waiting { waiter.resume() }
            waiting = []
        }
        let announcements = feed.announcementCount
        let pulse = try await ask()
        kept = Kept(pulse: pulse, announcements: announcements, until: .now + .milliseconds(250))
        return pulse
    }
}
