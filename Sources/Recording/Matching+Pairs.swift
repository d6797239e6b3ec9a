internal import Register

/// The unique pair that agrees on all key fields but one, so that 64 → 70 amends one line and is no new one.
extension Matching {
    /// Equal lines, or equal rows, stand as one: which of them is meant makes no difference.
    private struct Group {
        let keys: [String?]
        let members: [Int]
    }

    /// Fields that must agree by being stated, not by being blank on both sides.
    private static let least = 3

    mutating func matchPairs(differences: Int, of isCandidate: (Line) -> Bool) {
        let candidates = freeLines.filter { lines[$0].content != nil && isCandidate(lines[$0]) }
        guard !candidates.isEmpty else { return }
        let lineGroups = groups(candidates) { lines[$0].content.map { ($0, $0.digest) } }
        let rowGroups = groups(freeObservations) { (observations[$0].content, observations[$0].contentDigest) }
        matchPairs(lineGroups, rowGroups, differences)
    }

    private mutating func matchPairs(_ lineGroups: [Group], _ rowGroups: [Group], _ differences: Int) {
        let candidates = candidates(lineGroups, rowGroups, differences)
        let lineUses = Dictionary(grouping: candidates, by: \.line)
        let rowUses = Dictionary(grouping: candidates, by: \.row)
        for candidate in candidates where lineUses[candidate.line]?.count == 1 && rowUses[candidate.row]?.count == 1 {
            for (line, row) in zip(lineGroups[candidate.line].members, rowGroups[candidate.row].members) { pair(row, line) }
        }
    }

    private func groups(_ places: [Int], content: (Int) -> (Content, Digest)?) -> [Group] {
        var order: [Digest] = []
        var members: [Digest: [Int]] = [:]
        for place in places {
            guard let (_, digest) = content(place) else { continue }
            if members[digest] == nil { order.append(digest) }
            members[digest, default: []].append(place)
        }
        return order.compactMap { digest in
            guard let places = members[digest], let (content, _) = content(places[0]) else { return nil }
            return Group(keys: KeyField.allCases.map { $0.text(of: content) }, members: places)
        }
    }

    private struct Candidate {
        let line: Int
        let row: Int
    }

    /// Pairs of groups that differ in exactly so many key fields. Found by the fields that agree, not by comparing all with all.
    private func candidates(_ lineGroups: [Group], _ rowGroups: [Group], _ differences: Int) -> [Candidate] {
        let masks = differences == 0 ? [nil] : KeyField.allCases.indices.map { Optional($0) }
        return masks.flatMap { mask in
            let byKeys = Dictionary(grouping: lineGroups.indices) { Self.masked(lineGroups[$0].keys, mask) }
            return rowGroups.indices.flatMap { row -> [Candidate] in
                let keys = Self.masked(rowGroups[row].keys, mask)
                guard keys.count(where: { $0 != nil }) >= Self.least else { return [] }
                return (byKeys[keys] ?? [])
                    .filter { line in mask.map { lineGroups[line].keys[$0] != rowGroups[row].keys[$0] } ?? true }
                    .map { Candidate(line: $0, row: row) }
            }
        }
    }

    private static func masked(_ keys: [String?], _ mask: Int?) -> [String?] {
        var keys = keys
        if let mask { keys[mask] = nil }
        return keys
    }

    /// Rows of bytes we had before are the lines we had before: what a better reading changed in several fields is paired by
    /// employer, in page order, where both sides have as many.
    mutating func matchReread() {
        let rows = Dictionary(grouping: freeObservations.filter { sameBytes.contains(observations[$0].observed.snapshot) }) {
            KeyField.employer.text(of: observations[$0].content)
        }
        let known = Dictionary(grouping: freeLines.filter { lines[$0].isListed && lines[$0].content != nil }) {
            lines[$0].content.flatMap { KeyField.employer.text(of: $0) }
        }
        for (employer, places) in rows {
            guard let lines = known[employer], lines.count == places.count else { continue }
            for (place, line) in zip(places, lines) { pair(place, line) }
        }
    }
}
