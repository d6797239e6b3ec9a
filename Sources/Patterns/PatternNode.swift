/// What a pattern is made of. Case and dots are settled: every byte is a set.
indirect enum PatternNode {
    case set(ByteSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    case group(PatternNode, number: Int)
    case repeated(PatternNode, least: Int, most: Int?, kind: Repetition)
    case start, end
    case boundary(isNegated: Bool)
    case look(PatternNode, isNegated: Bool)

    enum Repetition { case greedy, lazy, possessive }

    /// The bytes that a match can begin with, and whether it can be empty; looks and places count as empty.
    var beginning: (bytes: ByteSet, isOptional: Bool) {
        switch self {
        case .set(let set): return (set, false)
        case .start, .end, .boundary, .look: return (ByteSet(), true)
        case .group(let node, _): return node.beginning
        case .repeated(let node, let least, let most, _):
            if most == 0 { return (ByteSet(), true) }
            let inner = node.beginning
            return (inner.bytes, inner.isOptional || least == 0)
        case .choice(let nodes):
            return nodes.map(\.beginning).reduce((ByteSet(), false)) { ($0.0.union($1.bytes), $0.1 || $1.isOptional) }
        case .sequence(let nodes):
            var bytes = ByteSet()
            for node in nodes {
                let next = node.beginning
                bytes = bytes.union(next.bytes)
                guard next.isOptional else { return (bytes, false) }
            }
            return (bytes, true)
        }
    }

    /// Matches at the beginning of a text alone.
    var isAnchored: Bool {
        switch self {
        case .start: true
        case .group(let node, _): node.isAnchored
        case .sequence(let nodes): nodes.first?.isAnchored ?? false
        case .choice(let nodes): nodes.allSatisfy(\.isAnchored)
        case .set, .repeated, .end, .boundary, .look: false
        }
    }

    var isSet: Bool { if case .set = self { true } else { false } }

    var hasGroup: Bool {
        switch self {
        case .group: true
        case .sequence(let nodes), .choice(let nodes): nodes.contains(where: \.hasGroup)
        case .repeated(let node, _, _, _), .look(let node, _): node.hasGroup
        case .set, .start, .end, .boundary: false
        }
    }
}
