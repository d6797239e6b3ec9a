import Register

/// Which sources are due.
struct Schedule {
    /// When the last run of each ended, however it ended: seconds since 1970.
    let lastRuns: [SourceID: Double]
    let now: Double

    /// Those whose last run ended longer ago than they are to be looked at, or that have never run. A stopped run counts: its page is
    /// not asked for every hour until someone has looked.
    func due(_ sources: [Source]) -> [Source] {
        sources.filter { source in lastRuns[source.id].map { now - $0 >= Double(source.every.components.seconds) } ?? true }
    }
}
