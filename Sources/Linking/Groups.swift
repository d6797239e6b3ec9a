/// Candidates that belong together, and what keeps others from joining them.
struct Groups {
    private var parents: [Int]
    /// Of a group's first: the others' places, itself included.
    private var members: [Int: [Int]] = [:]
    /// Pairs that a person refused, by each of the two.
    private let refusals: [Int: [Int]]

    init(count: Int, refusals: [Int: [Int]] = [:]) {
        parents = Array(0..<count)
        self.refusals = refusals
    }

    mutating func first(_ place: Int) -> Int {
        var root = place
        while parents[root] != root { root = parents[root] }
        var walk = place
        while parents[walk] != root { (walk, parents[walk]) = (parents[walk], root) }
        return root
    }

    mutating func areOne(_ one: Int, _ other: Int) -> Bool { first(one) == first(other) }

    mutating func others(of place: Int) -> [Int] { members[first(place)] ?? [first(place)] }

    /// Joins the groups of the two, unless a person refused some pair of theirs.
    ///
    /// - Returns: whether they are one group now that were two.
    mutating func join(_ one: Int, _ other: Int) -> Bool {
        let left = first(one), right = first(other)
        guard left != right, !isRefused(left, right) else { return false }
        let (big, small) = (members[left]?.count ?? 1) >= (members[right]?.count ?? 1) ? (left, right) : (right, left)
        parents[small] = big
        members[big, default: [big]] += members.removeValue(forKey: small) ?? [small]
        return true
    }

    private mutating func isRefused(_ left: Int, _ right: Int) -> Bool {
        guard !refusals.isEmpty else { return false }
        for place in members[left] ?? [left] {
            for other in refusals[place] ?? [] where first(other) == right { return true }
        }
        return false
    }
}
