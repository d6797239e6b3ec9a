/// Takes the steps of a program through a text, and goes back where they fail.
struct PatternMatcher {
    /// What to do when a step fails: go on elsewhere, take a byte less or more of a run, or put a mark back.
    private enum Return {
        case branch(step: Int, at: Int)
        case shorter(step: Int, least: Int, at: Int)
        case longer(step: Int, set: ByteSet, at: Int, left: Int)
        case mark(Int, was: Int)
    }

    private var returns: [Return] = []
    private var marks: [Int]

    init(marks: Int) { self.marks = [Int](repeating: -1, count: marks) }

    /// Where a group of the last match stands; nil where it took no part.
    func range(ofGroup group: Int) -> Range<Int>? {
        let (start, end) = (marks[2 * group], marks[2 * group + 1])
        return start >= 0 && end >= start ? start..<end : nil
    }

    /// - Returns: where the match that begins at a place ends; nil where none does.
    mutating func match(_ steps: UnsafeBufferPointer<PatternProgram.Step>, in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        for mark in marks.indices { marks[mark] = -1 }
        returns.removeAll(keepingCapacity: true)
        return run(steps, from: 0, in: text, at: start)
    }

    private mutating func run(
        _ steps: UnsafeBufferPointer<PatternProgram.Step>, from first: Int, in text: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> Int? {
        let base = returns.count
        var (step, at) = (first, start)
        while true {
            let isMet: Bool
            switch steps[step] {
            case .set(let set):
                isMet = at < text.count && set.contains(text[at])
                at += 1
            case .run(let set, let least, let most, let kind):
                isMet = take(set, least, most, kind, text, &at, next: step + 1)
            case .split(let one, let other):
                returns.append(.branch(step: other, at: at))
                step = one
                continue
            case .jump(let next):
                step = next
                continue
            case .mark(let mark):
                returns.append(.mark(mark, was: marks[mark]))
                marks[mark] = at
                isMet = true
            case .advanced(let mark): isMet = at > marks[mark]
            case .start: isMet = at == 0
            case .end: isMet = at == text.count
            case .boundary(let isNegated): isMet = WordBoundary.stands(at: at, in: text) != isNegated
            case .look(let isNegated, let next):
                let before = returns.count
                isMet = (run(steps, from: step + 1, in: text, at: at) != nil) != isNegated
                returns.removeLast(returns.count - before)
                step = next - 1
            case .found: return at
            }
            if isMet {
                step += 1
            } else {
                guard let back = goBack(to: base, text) else { return nil }
                (step, at) = back
            }
        }
    }

    /// Takes as much of a run as its kind wants, and notes what else it could take.
    private mutating func take(
        _ set: ByteSet, _ least: Int, _ most: Int, _ kind: PatternNode.Repetition, _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int,
        next: Int
    ) -> Bool {
        let start = at
        let wanted = kind == .lazy ? least : most
        let end = wanted > text.count - start ? text.count : start + wanted
        while at < end, set.contains(text[at]) { at += 1 }
        guard at - start >= least else { return false }
        switch kind {
        case .greedy: if at > start + least { returns.append(.shorter(step: next, least: start + least, at: at)) }
        case .lazy: if most > least { returns.append(.longer(step: next, set: set, at: at, left: most - least)) }
        case .possessive: break
        }
        return true
    }

    /// The last choice that is left, undone what came after it.
    private mutating func goBack(to base: Int, _ text: UnsafeBufferPointer<UInt8>) -> (step: Int, at: Int)? {
        while returns.count > base {
            let last = returns.count - 1
            switch returns[last] {
            case .branch(let step, let at):
                returns.removeLast()
                return (step, at)
            case .mark(let mark, let was):
                marks[mark] = was
                returns.removeLast()
            case .shorter(let step, let least, let at):
                if at - 1 > least { returns[last] = .shorter(step: step, least: least, at: at - 1) } else { returns.removeLast() }
                return (step, at - 1)
            case .longer(let step, let set, let at, let left):
                guard at < text.count, set.contains(text[at]) else {
                    returns.removeLast()
                    continue
                }
                if left > 1 { returns[last] = .longer(step: step, set: set, at: at + 1, left: left - 1) } else { returns.removeLast() }
                return (step, at + 1)
            }
        }
        return nil
    }
}
