/// A pattern as steps that ``PatternMatcher`` takes one after another.
struct PatternProgram {
    enum Step {
        /// One byte of the set.
        case set(ByteSet)
        /// So many bytes of the set.
        case run(ByteSet, least: Int, most: Int, kind: PatternNode.Repetition)
        /// Goes on at the first; where that fails, at the second.
        case split(Int, Int)
        case jump(Int)
        /// Notes the place: twice a group's number for its beginning, one more for its end.
        case mark(Int)
        /// Fails where nothing was matched since the mark was set: a loop of nothing would have no end.
        case advanced(since: Int)
        case start, end
        case boundary(isNegated: Bool)
        /// The steps behind it match here, or must not; goes on at `next`.
        case look(isNegated: Bool, next: Int)
        case found
    }

    private(set) var steps: [Step] = []
    private(set) var marks: Int
    /// More steps than a pattern of a manifest ever has: `(…){99}` within `(…){99}`.
    private static let most = 20_000

    /// - Parameter groups: how many the pattern has.
    init?(_ node: PatternNode, groups: Int) {
        marks = 2 * (groups + 1)
        add(node)
        steps.append(.found)
        if steps.count > Self.most { return nil }
    }

    private mutating func add(_ node: PatternNode) {
        guard steps.count <= Self.most else { return }
        switch node {
        case .set(let set): steps.append(.set(set))
        case .sequence(let nodes): for node in nodes { add(node) }
        case .choice(let nodes): add(choices: nodes)
        case .group(let node, let number):
            steps.append(.mark(2 * number))
            add(node)
            steps.append(.mark(2 * number + 1))
        case .repeated(.set(let set), let least, let most, let kind):
            steps.append(.run(set, least: least, most: most ?? .max, kind: kind))
        case .repeated(let node, let least, let most, let kind): add(node, least: least, most: most, isLazy: kind == .lazy)
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .boundary(let isNegated): steps.append(.boundary(isNegated: isNegated))
        case .look(let node, let isNegated):
            let place = steps.count
            steps.append(.look(isNegated: isNegated, next: 0))
            add(node)
            steps.append(.found)
            steps[place] = .look(isNegated: isNegated, next: steps.count)
        }
    }

    private mutating func add(choices nodes: [PatternNode]) {
        var ends: [Int] = []
        for (index, node) in nodes.enumerated() {
            let place = steps.count
            let isLast = index == nodes.count - 1
            if !isLast { steps.append(.jump(0)) }
            add(node)
            guard !isLast else { break }
            ends.append(steps.count)
            steps.append(.jump(0))
            steps[place] = .split(place + 1, steps.count)
        }
        for end in ends { steps[end] = .jump(steps.count) }
    }

    private mutating func add(_ node: PatternNode, least: Int, most: Int?, isLazy: Bool) {
        for _ in 0..<least { add(node) }
        func choice(_ inner: Int, _ after: Int) -> Step { isLazy ? .split(after, inner) : .split(inner, after) }
        if let most {
            var places: [Int] = []
            for _ in 0..<(most - least) {
                places.append(steps.count)
                steps.append(.jump(0))
                add(node)
            }
            for place in places { steps[place] = choice(place + 1, steps.count) }
            return
        }
        let place = steps.count
        let mark = marks
        marks += 1
        steps += [.jump(0), .mark(mark)]
        add(node)
        if node.beginning.isOptional { steps.append(.advanced(since: mark)) }
        steps.append(.jump(place))
        steps[place] = choice(place + 1, steps.count)
    }
}
