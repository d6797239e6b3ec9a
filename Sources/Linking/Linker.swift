public import Register

/// Finds which disclosures speak of one notice or one event. Pure: candidates in, links out; the same candidates give the same links.
///
/// A score of 1 is certain and recorded as accepted; anything below is a proposal for a reviewer.
public struct Linker: Sendable {
    public init() {}

    /// Candidates compared with one new candidate, at most; nearest in date first.
    private static let mostCompared = 256

    /// At most one link for each new candidate, to the best of the others: earlier ones of `new`, and `among`.
    ///
    /// - Complexity: candidates are compared inside blocks of one state and one employer only.
    public func links(for new: [LinkCandidate], among known: [LinkCandidate]) -> [Link] {
        var blocks: [String: [(order: Int, candidate: PreparedCandidate)]] = [:]
        for (order, candidate) in (known + new).enumerated() {
            let prepared = PreparedCandidate(candidate)
            blocks[candidate.state.rawValue + " " + prepared.key.block, default: []].append((order, prepared))
        }
        var links: [Link] = []
        for name in blocks.keys.sorted() {
            guard let block = blocks[name], block.count > 1 else { continue }
            for member in block where member.order >= known.count {
                if let link = Self.best(for: member, in: block) { links.append(link) }
            }
        }
        return links
    }

    /// How two candidates relate; the answer also says `distinct` and `distinct_site`.
    public func relation(of new: LinkCandidate, to old: LinkCandidate) -> Relation {
        Comparison(new: PreparedCandidate(new), old: PreparedCandidate(old)).relation()
    }

    private static func best(for new: (order: Int, candidate: PreparedCandidate), in block: [(order: Int, candidate: PreparedCandidate)])
        -> Link?
    {
        let earlier = nearest(to: new.candidate, in: block.filter { $0.order < new.order }).map(\.candidate)
        var found: [(relation: Relation, old: PreparedCandidate)] = []
        for old in earlier {
            let relation = Comparison(new: new.candidate, old: old).relation()
            if relation.isLink { found.append((relation, old)) }
        }
        // Ties go to the nearest, which comes first: max keeps the last, so the order is turned.
        guard let best = found.reversed().max(by: { $0.relation.score < $1.relation.score }) else { return nil }
        let rivals = found.count { $0.relation.score == best.relation.score }
        return link(best.relation, between: new.candidate, and: best.old, isAmbiguous: rivals > 1)
    }

    private static func nearest(
        to new: PreparedCandidate, in block: [(order: Int, candidate: PreparedCandidate)]
    ) -> ArraySlice<(order: Int, candidate: PreparedCandidate)> {
        let distance = { (candidate: PreparedCandidate) -> Int in
            guard let anchor = new.anchor, let other = candidate.anchor else { return Int.max / 2 }
            return abs(anchor - other)
        }
        return block.sorted { (distance($0.candidate), $0.order) < (distance($1.candidate), $1.order) }.prefix(mostCompared)
    }

    /// From the later or the amending one; an ambiguous link is never certain.
    private static func link(_ relation: Relation, between new: PreparedCandidate, and old: PreparedCandidate, isAmbiguous: Bool) -> Link {
        let isOldAmending = old.isMarked && !new.isMarked && (old.anchor ?? 0) >= (new.anchor ?? 0)
        let (from, to) = isOldAmending ? (old, new) : (new, old)
        return Link(
            kind: relation.kind, from: from.candidate.id, to: to.candidate.id, score: isAmbiguous ? relation.score / 2 : relation.score,
            rule: relation.rule)
    }
}
