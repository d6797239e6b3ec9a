internal import Register

/// One filing about to be recorded.
struct Entry: Sendable {
    let form: FormType
    /// The line it continues; nil opens a disclosure.
    let line: Line?
    /// nil repeats what the line last said.
    let observation: Observation?
    /// `relisted`, `reread` or nil.
    let reason: String?
    let changes: [String]
    /// The first page that an unlisted line is missing from; nil for an observation, which has its own.
    var page: Digest?
}

/// What a matched page has to say that the ledger does not hold yet.
struct Entries {
    let matching: Matching
    let batch: ImportBatch
    let isExpected: (Line) -> Bool
    /// Every page of rows is one that the last run had.
    let isReread: Bool

    /// In page order; then what is no longer listed.
    var all: [Entry] { matching.observations.indices.compactMap(observed) + unlisted }

    private func observed(_ place: Int) -> Entry? {
        let observation = matching.observations[place]
        guard let line = matching.lineOf[place].map({ matching.lines[$0] }) else {
            return Entry(form: .observed, line: nil, observation: observation, reason: nil, changes: [])
        }
        let isEqual = line.payloadDigest == observation.payloadDigest || line.contentDigest == observation.contentDigest
        let changes = isEqual ? [] : line.content.map { observation.content.changes(from: $0) } ?? []
        if changes.isEmpty {
            guard !line.isListed else { return nil }
            return Entry(
                form: .observed, line: line, observation: observation, reason: "relisted", changes: [])
        }
        let isReread = line.isListed && matching.sameBytes.contains(observation.observed.snapshot)
        return Entry(
            form: isReread ? .observedReread : .observedAmended, line: line, observation: observation,
            reason: line.isListed ? nil : "relisted", changes: changes)
    }

    /// Listed lines that the page should still have. One whose employer has an unreadable row today may be that row: it stays.
    private var unlisted: [Entry] {
        var unreadable = batch.rejectedEmployers.map { Content.folded($0) }
        let page = batch.snapshots.first { $0.role == .rows }
        return matching.freeLines.compactMap { place in
            let line = matching.lines[place]
            guard line.isListed, isExpected(line) else { return nil }
            // The cell as written has the employer in it, among markers.
            if let employer = line.content?.values["employer"]?.text, let row = unreadable.firstIndex(where: { $0.contains(employer) }) {
                unreadable.remove(at: row)
                return nil
            }
            return Entry(
                form: .observedWithdrawn, line: line, observation: nil, reason: isReread ? "reread" : nil, changes: [], page: page?.digest)
        }
    }
}
