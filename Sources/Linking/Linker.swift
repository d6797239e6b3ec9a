public import Register

/// Finds which disclosures speak of one notice or one event. Pure: candidates in, links out; the same candidates give the same links,
/// in whatever order they come, because every choice is made by what the rows say.
///
/// Three passes, each over groups of candidates that share something, so that the cost is linear: rows of one notice, amendments with what
/// they amend, notices of one event. A link with a score of ``Link/acceptedScore`` or more folds; anything below is a proposal for a reviewer.
public struct Linker: Sendable {
    /// Changes with every change of a rule: links of another version are settled anew.
    public static let version = "5"

    public init() {}

    /// Every link among the candidates of one state or of several.
    ///
    /// - Parameters:
    ///   - decisions: what persons decided of pairs: a confirmed pair is one, a refused pair never is, by whatever way.
    ///   - acrossStates: whether notices of one day in several states are proposed as one event, too.
    /// - Returns: in order of what the rows say.
    /// - Complexity: candidates are compared inside groups of one state that share a name and a fact, each with a bounded number of others.
    public func links(among candidates: [LinkCandidate], decisions: [LinkDecision] = [], acrossStates: Bool = false) -> [Link] {
        var linking = Linking(candidates, decisions)
        linking.matchNotices()
        linking.findAmendments()
        linking.gatherEvents()
        if acrossStates { linking.gatherStates() }
        return linking.links
    }

    /// How two candidates relate; the answer also says `distinct` and `distinct_site`.
    public func relation(of new: LinkCandidate, to old: LinkCandidate) -> Relation {
        Comparison(PreparedCandidate(new), PreparedCandidate(old)).relation()
    }
}

/// One run of the linker: the candidates in order of content, and what was found so far.
struct Linking {
    let rows: [PreparedCandidate]
    /// Rows of one notice, its amendments included.
    var notices: Groups
    /// Notices of one event.
    var events: Groups
    private var found: [(link: Link, from: Int, to: Int)] = []
    private let decided: Set<Pair>
    private var proposed: Set<Pair> = []

    /// Two places, the lower first.
    struct Pair: Hashable {
        /// One number, hashed at once.
        private let code: UInt64
        init(_ one: Int, _ other: Int) { code = UInt64(min(one, other)) << 32 | UInt64(max(one, other)) }
    }

    init(_ candidates: [LinkCandidate], _ decisions: [LinkDecision]) {
        var written = WrittenPlaces()
        let rows = candidates.map { PreparedCandidate($0, at: written.place(of: $0)) }.sorted { $0.comesBefore($1) }
        self.rows = rows
        let places = Dictionary(rows.enumerated().map { ($1.candidate.id, $0) }) { first, _ in first }
        var refusals: [Int: [Int]] = [:]
        var confirmed: [(kind: Link.Kind, one: Int, other: Int)] = []
        var decided: Set<Pair> = []
        for decision in decisions {
            guard let one = places[decision.from], let other = places[decision.to], one != other else { continue }
            decided.insert(Pair(one, other))
            if let kind = decision.confirmed {
                confirmed.append((kind, one, other))
            } else {
                refusals[one, default: []].append(other)
                refusals[other, default: []].append(one)
            }
        }
        self.decided = decided
        notices = Groups(count: rows.count, refusals: refusals)
        events = Groups(count: rows.count, refusals: refusals)
        for (kind, one, other) in confirmed where kind.isFolded {
            if kind.isOneNotice { _ = notices.join(one, other) }
            _ = events.join(one, other)
        }
    }

    /// In order of what the rows say.
    var links: [Link] {
        found.sorted { ($0.from, $0.to, $0.link.kind.rawValue) < ($1.from, $1.to, $1.link.kind.rawValue) }.map(\.link)
    }

    /// Enters the link, and folds the two where it is sure enough.
    ///
    /// - Returns: false where a person decided of the pair, or of another pair that it would join.
    @discardableResult
    mutating func enter(_ kind: Link.Kind, from: Int, to: Int, score: Double, rule: String) -> Bool {
        let pair = Pair(from, to)
        guard !decided.contains(pair), !proposed.contains(pair) else { return false }
        let link = Link(kind: kind, from: rows[from].candidate.id, to: rows[to].candidate.id, score: score, rule: rule)
        if link.isAccepted {
            guard events.areOne(from, to) || events.join(from, to) else { return false }
            if kind.isOneNotice { _ = notices.join(from, to) }
        }
        proposed.insert(pair)
        found.append((link, from, to))
        return true
    }

    /// Places grouped by a key, each group in order of content; places without a key are left out.
    func groups<Key: Hashable>(by key: (PreparedCandidate) -> Key?) -> [[Int]] {
        var numbers: [Key: Int] = [:]
        var groups: [[Int]] = []
        for (place, row) in rows.enumerated() {
            guard let key = key(row) else { continue }
            if let number = numbers[key] {
                groups[number].append(place)
            } else {
                numbers[key] = groups.count
                groups.append([place])
            }
        }
        return groups
    }
}
