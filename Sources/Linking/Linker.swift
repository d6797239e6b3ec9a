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
    /// - Complexity: candidates are compared inside blocks of one state and one employer only, and there with the nearest in date.
    public func links(for new: [LinkCandidate], among known: [LinkCandidate]) -> [Link] {
        var blocks: [String: [LinkBlock.Member]] = [:]
        for (order, candidate) in (known + new).enumerated() {
            let prepared = PreparedCandidate(candidate)
            blocks[candidate.state.rawValue + " " + prepared.key.block, default: []].append(.init(order: order, candidate: prepared))
        }
        var links: [Link] = []
        for name in blocks.keys.sorted() {
            guard let members = blocks[name], members.count > 1 else { continue }
            let block = LinkBlock(members)
            for member in members where member.order >= known.count {
                if let link = Self.best(for: member, in: block) { links.append(link) }
            }
        }
        return links
    }

    /// How two candidates relate; the answer also says `distinct` and `distinct_site`.
    public func relation(of new: LinkCandidate, to old: LinkCandidate) -> Relation {
        Comparison(new: PreparedCandidate(new), old: PreparedCandidate(old)).relation()
    }

    private static func best(for new: LinkBlock.Member, in block: LinkBlock) -> Link? {
        var found: [(relation: Relation, old: PreparedCandidate)] = []
        for old in block.nearest(to: new, most: mostCompared) {
            let relation = Comparison(new: new.candidate, old: old).relation()
            if relation.isLink { found.append((relation, old)) }
        }
        // Ties go to the nearest, which comes first: max keeps the last, so the order is turned.
        guard let best = found.reversed().max(by: { $0.relation.score < $1.relation.score }) else { return nil }
        let rivals = found.count { $0.relation.score == best.relation.score }
        return link(best.relation, between: new.candidate, and: best.old, isAmbiguous: rivals > 1)
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
