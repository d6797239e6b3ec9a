internal import Register

extension Linking {
    /// Others that a row of a crowded group is compared with, at most: those next to it in order of place and name.
    private static let mostCompared = 12

    private struct Facts: Hashable {
        var state: StateCode
        var text: String
        var notice, effective, workers: Int?
    }

    private struct Proposal {
        var relation: Relation
        var one, other: Int
    }

    /// Rows of one notice: of an archive and of the page it was taken from, of a list that shows a notice twice, of a filing and its row.
    mutating func matchNotices() {
        matchEqualRows()
        var proposals: [Proposal] = []
        var seen = Set<Pair>(minimumCapacity: 4 * rows.count)
        for group in crowds() where group.count > 1 {
            for (index, one) in group.enumerated() {
                for other in group[(index + 1)...].prefix(Self.mostCompared) {
                    guard !notices.areOne(one, other), seen.insert(Pair(one, other)).inserted else { continue }
                    let relation = Comparison(rows[one], rows[other]).relation()
                    if relation.kind == .sameNotice || relation.kind == .sameEvent || relation.rule == "postponed" {
                        proposals.append(Proposal(relation: relation, one: one, other: other))
                    }
                }
            }
        }
        settle(proposals)
    }

    /// Surest first. A row takes one partner of each list, and only lists that have none yet: two rows of a list are two.
    private mutating func settle(_ proposals: [Proposal]) {
        var isProposed: Set<Int> = []
        let repeated = Repeated(rows)
        for proposal in proposals.sorted(by: { ($1.relation.score, $0.one, $0.other) < ($0.relation.score, $1.one, $1.other) }) {
            let (one, other) = (proposal.one, proposal.other)
            var relation = proposal.relation
            if relation.rule == "listed_twice", isRepeated(one, other, repeated) {
                relation = Relation(kind: .sameNotice, score: 0.95, rule: rows[one].place.hasStreet ? "listed_twice" : "repeated_page")
            }
            let isOneList = rows[one].candidate.source == rows[other].candidate.source
            if !isOneList, sharesList(one, other) { continue }
            if relation.score < Link.acceptedScore {
                // One proposal a row: a reviewer's time is dear.
                guard !isProposed.contains(one), !isProposed.contains(other), !events.areOne(one, other) else { continue }
                isProposed.formUnion([one, other])
            }
            let (from, to) = rows[one].precedes(rows[other]) ? (other, one) : (one, other)
            enter(relation.kind, from: from, to: to, score: relation.score, rule: relation.rule)
        }
    }

    /// Whether the two groups hold rows of one list already.
    private mutating func sharesList(_ one: Int, _ other: Int) -> Bool {
        let lists = Set(notices.others(of: one).map { rows[$0].candidate.source })
        return notices.others(of: other).contains { lists.contains(rows[$0].candidate.source) }
    }

    /// Rows that say the same in two lists: the first with the first, the second with the second. What one list has more of is more.
    private mutating func matchEqualRows() {
        let groups = groups { row -> Facts? in
            guard row.candidate.workers != nil || row.candidate.effective != nil else { return nil }
            return Facts(
                state: row.candidate.state, text: row.key.compact + "/" + row.key.site.joined(separator: " ") + "/" + row.place.written,
                notice: row.candidate.noticeDate?.daysSinceEpoch, effective: row.candidate.effective?.daysSinceEpoch,
                workers: row.candidate.workers)
        }
        for group in groups where group.count > 1 {
            var lists: [SourceID?: [Int]] = [:]
            for place in group { lists[rows[place].candidate.source, default: []].append(place) }
            guard lists.count > 1 else { continue }
            let ordered = lists.keys.sorted { ($0?.rawValue ?? "") < ($1?.rawValue ?? "") }.compactMap { lists[$0] }
            guard let longest = ordered.max(by: { $0.count < $1.count }) else { continue }
            for list in ordered where list != longest {
                for (one, other) in zip(longest, list) where Comparison(rows[one], rows[other]).relation().kind == .sameNotice {
                    let (from, to) = rows[one].precedes(rows[other]) ? (other, one) : (one, other)
                    enter(.sameNotice, from: from, to: to, score: 1, rule: "all_equal")
                }
            }
        }
    }

    /// Groups in which two rows of one notice can meet. In each the rows stand in order of place and name, so that twins are neighbors.
    private func crowds() -> [[Int]] {
        func key(_ row: PreparedCandidate, _ name: String, _ notice: CalendarDate?, _ effective: CalendarDate?, _ workers: Int?) -> Facts {
            Facts(
                state: row.candidate.state, text: name, notice: notice?.daysSinceEpoch, effective: effective?.daysSinceEpoch,
                workers: workers)
        }
        var crowds: [[Int]] = []
        // One name and one fact of another kind each; the fact that is left out may differ.
        crowds += groups { row in row.candidate.workers.map { key(row, row.key.block, nil, nil, $0) } }
        crowds += groups { row in row.candidate.noticeDate.map { key(row, row.key.block, $0, nil, nil) } }
        crowds += groups { row -> Facts? in
            guard row.candidate.noticeDate == nil, let day = row.candidate.effective else { return nil }
            return key(row, row.key.block, nil, day, nil)
        }
        // Whatever the name: a slip in its first letters.
        crowds += groups { row -> Facts? in
            guard let day = row.candidate.noticeDate, let workers = row.candidate.workers else { return nil }
            return key(row, "", day, nil, workers)
        }
        crowds += groups { row in row.candidate.number.map { key(row, "#" + $0, nil, nil, nil) } }
        return crowds.map { group in group.count < 3 ? group : group.sorted { isNeighborly($0, $1) } }
    }

    private func isNeighborly(_ one: Int, _ other: Int) -> Bool {
        let left = rows[one], right = rows[other]
        if left.key.compact != right.key.compact { return left.key.compact < right.key.compact }
        if left.key.site != right.key.site { return left.key.site.lexicographicallyPrecedes(right.key.site) }
        if left.place.key != right.place.key { return left.place.key < right.place.key }
        if left.anchor != right.anchor { return (left.anchor ?? 0) < (right.anchor ?? 0) }
        return one < other
    }

    /// Equal rows of one list are one notice where they name one street, or where the page is one that overlaps with another.
    private func isRepeated(_ one: Int, _ other: Int, _ repeated: Repeated) -> Bool {
        let (left, right) = (rows[one], rows[other])
        guard left.key.compact == right.key.compact, left.key.site == right.key.site else { return false }
        if left.place.hasStreet, right.place.hasStreet { return left.place.comparison(with: right.place) == .same }
        return left.place.written == right.place.written && repeated.contains(left)
    }
}
