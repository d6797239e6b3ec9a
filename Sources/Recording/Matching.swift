internal import Register

/// A disclosure of a source, as its newest filing leaves it.
struct Line: Sendable {
    let disclosure: String
    let head: String
    let payloadDigest: Digest
    let contentDigest: Digest
    let number: String?
    let snapshot: Digest?
    let row: Int?
    /// False after `OBS/W`.
    let isListed: Bool
    let windowDay: CalendarDate?
    /// The head's content; nil for lines whose digest settles them.
    var content: Content?
}

/// Which row of a page continues which line: as a multiset, never by ordinal.
///
/// 1. equal bytes, then equal content, counted; 2. the same row of the very same bytes; 3. the state's own number;
/// 4. the unique pair that agrees on all key fields but one. What is left over is a new line, and an unlisted one.
struct Matching {
    var lines: [Line]
    let observations: [Observation]
    /// Pages that the last run had too: their rows are the same rows.
    let sameBytes: Set<Digest>
    /// For each observation the place of its line; nil: a new one.
    private(set) var lineOf: [Int?]
    private(set) var isTaken: [Bool]

    init(lines: [Line], observations: [Observation], sameBytes: Set<Digest>) {
        self.lines = lines
        self.observations = observations
        self.sameBytes = sameBytes
        lineOf = Array(repeating: nil, count: observations.count)
        isTaken = Array(repeating: false, count: lines.count)
    }

    /// Lines and observations that equal digests settle; the rest needs contents.
    mutating func matchEqual() {
        for isListed in [true, false] {
            matchCounted(lines: { $0.isListed == isListed ? $0.payloadDigest : nil }, observations: { $0.payloadDigest })
            matchCounted(lines: { $0.isListed == isListed ? $0.contentDigest : nil }, observations: { $0.contentDigest })
        }
    }

    /// Everything after ``matchEqual()``; lines that are still free carry their content.
    ///
    /// - Parameter isExpected: whether the page should still list a line.
    mutating func matchRest(isExpected: (Line) -> Bool) {
        // A first import has rows and no line.
        guard isTaken.contains(false), lineOf.contains(nil) else { return }
        // Contents as compared today: an older program may have compared otherwise.
        for isListed in [true, false] {
            matchCounted(lines: { $0.isListed == isListed ? $0.content?.digest : nil }, observations: { $0.contentDigest })
        }
        matchPlaces()
        matchNumbers()
        for isListed in [true, false] {
            for differences in [0, 1] {
                matchPairs(differences: differences) { $0.isListed == isListed && isExpected($0) }
            }
        }
        matchReread()
    }

    var freeLines: [Int] { lines.indices.filter { !isTaken[$0] } }
    var freeObservations: [Int] { observations.indices.filter { lineOf[$0] == nil } }

    mutating func pair(_ observation: Int, _ line: Int) {
        lineOf[observation] = line
        isTaken[line] = true
    }

    /// Pairs lines and observations of one key, as many as both have: a fourteenth equal row finds no fourteenth line.
    private mutating func matchCounted<Key: Hashable>(lines key: (Line) -> Key?, observations other: (Observation) -> Key?) {
        var waiting: [Key: [Int]] = [:]
        for place in freeLines.reversed() {
            if let key = key(lines[place]) { waiting[key, default: []].append(place) }
        }
        for place in freeObservations {
            guard let key = other(observations[place]), let line = waiting[key]?.popLast() else { continue }
            pair(place, line)
        }
    }

    private struct Place: Hashable {
        let snapshot: Digest
        let row: Int
    }

    /// The same row of the same bytes is the same line, however it is read.
    private mutating func matchPlaces() {
        let sameBytes = self.sameBytes
        matchCounted(
            lines: { line in line.snapshot.flatMap { snapshot in line.row.map { Place(snapshot: snapshot, row: $0) } } },
            observations: {
                sameBytes.contains($0.observed.snapshot) ? Place(snapshot: $0.observed.snapshot, row: $0.observed.notice.row) : nil
            })
    }

    /// A number that one line and one row have. Some states begin again each year: employer or date must agree as well.
    private mutating func matchNumbers() {
        let linesByNumber = Dictionary(grouping: freeLines.filter { lines[$0].number != nil }) { lines[$0].number }
        let rowsByNumber = Dictionary(grouping: freeObservations.filter { observations[$0].observed.notice.number != nil }) {
            observations[$0].observed.notice.number
        }
        for (number, rows) in rowsByNumber {
            guard rows.count == 1, let line = linesByNumber[number], line.count == 1, let content = lines[line[0]].content else { continue }
            let row = observations[rows[0]].content
            let agrees = [KeyField.employer, .notice].contains { field in
                field.text(of: content).map { $0 == field.text(of: row) } ?? false
            }
            if agrees { pair(rows[0], line[0]) }
        }
    }
}
