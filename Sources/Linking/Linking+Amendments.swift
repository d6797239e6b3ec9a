internal import Register

extension Linking {
    /// Earlier rows that an amendment is compared with, at most, in each of the groups it is looked for in.
    private static let mostCompared = 24

    /// A row that amends, supplements or takes back another, and the newest row before it that it can speak of.
    mutating func findAmendments() {
        let blocks = index { $0.key.block.isEmpty ? nil : $0.candidate.state.rawValue + $0.key.block }
        let places = index { row in
            row.key.block.isEmpty || row.place.key.isEmpty ? nil : row.candidate.state.rawValue + row.key.block + "/" + row.place.key
        }
        let sites = index { row in
            row.key.site.isEmpty ? nil : row.candidate.state.rawValue + row.key.block + "/" + row.key.site.joined(separator: " ")
        }
        for place in rows.indices where rows[place].isMarked {
            var others: Set<Int> = []
            for index in [places, sites, blocks] { others.formUnion(index.near(place, most: Self.mostCompared)) }
            amend(place, others.sorted())
        }
    }

    private mutating func amend(_ place: Int, _ others: [Int]) {
        var best: (relation: Relation, place: Int, closeness: [Int])?
        var rivals = 0
        for other in others where rows[other].precedes(rows[place]) && !notices.areOne(place, other) {
            let relation = Comparison(rows[place], rows[other]).relation()
            guard relation.kind == .amendmentOf || relation.kind == .supplements, relation.rule != "postponed" else { continue }
            let closeness = closeness(of: other, to: place)
            guard let sofar = best else {
                best = (relation, other, closeness)
                continue
            }
            if sofar.closeness.lexicographicallyPrecedes(closeness) {
                (best, rivals) = ((relation, other, closeness), 0)
            } else if sofar.closeness == closeness, !notices.areOne(sofar.place, other), rows[sofar.place].content != rows[other].content {
                rivals += 1
            }
        }
        guard let best else { return }
        let score = rivals > 0 && isUnsure(best.place, place) ? min(best.relation.score, 0.7) : best.relation.score
        enter(best.relation.kind, from: place, to: best.place, score: score, rule: best.relation.rule)
    }

    /// Which of several earlier rows is meant: the one before it in a numbered chain, at the same place, of the same list, with the same
    /// first day or figure, the newest.
    private func closeness(of other: Int, to place: Int) -> [Int] {
        let (new, old) = (rows[place], rows[other])
        let isPlaced = new.place.comparison(with: old.place) == .same
        let isNext = new.key.marks.sequence.map { $0 - 1 == (old.key.marks.sequence ?? 0) } ?? false
        let facts =
            (new.candidate.workers != nil && new.candidate.workers == old.candidate.workers ? 1 : 0)
            + (new.candidate.effective != nil && new.candidate.effective == old.candidate.effective ? 2 : 0)
        return [
            new.key.compact == old.key.compact && new.key.site == old.key.site ? 1 : 0, isPlaced ? 1 : 0, isNext ? 1 : 0,
            isPlaced ? 0 : new.place.shared(with: old.place),
            new.candidate.source == old.candidate.source ? 1 : 0, old.anchor ?? Int.min, facts,
        ]
    }

    /// Two rows of one day that differ in nothing the choice is made by: either may be meant.
    private func isUnsure(_ one: Int, _ place: Int) -> Bool {
        rows[place].candidate.workers == nil || rows[one].candidate.workers != rows[place].candidate.workers
    }

    private func index(by key: (PreparedCandidate) -> String?) -> DayIndex { DayIndex(rows, by: key) }
}

/// Rows that share a key, in order of their days.
private struct DayIndex {
    private var members: [String: [Int]] = [:]
    private var keys: [String?]
    private let days: [Int?]

    init(_ rows: [PreparedCandidate], by key: (PreparedCandidate) -> String?) {
        keys = rows.map(key)
        days = rows.map(\.anchor)
        for (place, key) in keys.enumerated() { if let key { members[key, default: []].append(place) } }
        let days = days
        for key in members.keys { members[key]?.sort { (days[$0] ?? Int.max, $0) < (days[$1] ?? Int.max, $1) } }
    }

    /// Up to so many others of the row's key: as many of its own day, the newest before it, and those without a day.
    func near(_ place: Int, most: Int) -> [Int] {
        guard let key = keys[place], let group = members[key], group.count > 1 else { return [] }
        guard let day = days[place] else { return group.suffix(most) + group.prefix(most) }
        let end = group.partitioningIndex { (days[$0] ?? Int.max) > day }
        let undated = group.partitioningIndex { days[$0] == nil }
        return Array(group[..<end].suffix(most) + group[undated...].prefix(4))
    }
}

extension Array {
    /// The first position from which on the condition holds; it holds for all behind the first.
    fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var lower = 0, upper = count
        while lower < upper {
            let middle = (lower + upper) / 2
            if holds(self[middle]) { upper = middle } else { lower = middle + 1 }
        }
        return lower
    }
}
