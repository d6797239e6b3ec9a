/// Reads the forms of a regular expression that ``BytePattern`` knows; anything else is nil, never a guess.
///
/// Letters and escapes (`\d \s \w \b \n` and signs), `.`, `[…]` of bytes and ranges, groups, `(?:…)`, `(?i)` and `(?s)` at the beginning of
/// a group, `(?i:…)`, `(?=…)`, `(?!…)`, `|`, `^`, `$`, and the quantifiers with `?` or `+` behind them.
struct PatternParser {
    private var rest: ArraySlice<Unicode.Scalar>
    private var ignoresCase = false
    private var dotIsAll = false
    private(set) var groups = 0

    /// Signs that a pattern may name and that no text of ASCII has; a mark that joins the letter before it would be another matter.
    private static let foreign: ClosedRange<UInt32> = 0x2010...0x2027

    init(_ pattern: String) { rest = ArraySlice(pattern.unicodeScalars) }

    mutating func pattern() -> PatternNode? {
        guard let node = choice(), rest.isEmpty else { return nil }
        return node
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }

    private mutating func choice() -> PatternNode? {
        // What `(?i)` says holds to the end of its group.
        let (outerCase, outerDot) = (ignoresCase, dotIsAll)
        defer { (ignoresCase, dotIsAll) = (outerCase, outerDot) }
        while let letters = ["i", "s", "is"].first(where: { take("(?\($0))") }) { set(letters) }
        var choices: [PatternNode] = []
        repeat {
            guard let sequence = sequence() else { return nil }
            choices.append(sequence)
        } while take("|")
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func set(_ flags: String) {
        if flags.contains("i") { ignoresCase = true }
        if flags.contains("s") { dotIsAll = true }
    }

    private mutating func sequence() -> PatternNode? {
        var nodes: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" {
            guard let node = atom(), let whole = quantified(node) else { return nil }
            nodes.append(whole)
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    // MARK: one piece

    private mutating func atom() -> PatternNode? {
        guard let next = rest.popFirst() else { return nil }
        switch next {
        case "(": return group()
        case "[": return members().map { .set($0) }
        case ".": return .set(dotIsAll ? .all : ByteSet.newlines.inverted)
        case "^": return .start
        case "$": return .end
        case "\\": return escape()
        case "*", "+", "?", "{", "}", "]": return nil
        default: return literal(next).map { .set(ignoresCase ? $0.ignoringCase : $0) }
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> ByteSet? {
        if scalar.isASCII, scalar != "\r" { return ByteSet([UInt8(scalar.value)]) }
        return Self.foreign.contains(scalar.value) ? ByteSet() : nil
    }

    private mutating func group() -> PatternNode? {
        var node: PatternNode?
        if take("?:") {
            node = choice()
        } else if take("?i:") {
            let outer = ignoresCase
            ignoresCase = true
            node = choice()
            ignoresCase = outer
        } else if let sign = ["?=", "?!"].first(where: { take($0) }) {
            // A group that a look ahead found would have to be forgotten again.
            node = choice().flatMap { $0.hasGroup ? nil : .look($0, isNegated: sign == "?!") }
        } else if rest.first != "?" {
            groups += 1
            let number = groups
            node = choice().map { .group($0, number: number) }
        }
        return take(")") ? node : nil
    }

    private mutating func escape() -> PatternNode? {
        guard let next = rest.popFirst() else { return nil }
        switch next {
        case "b": return .boundary(isNegated: false)
        case "B": return .boundary(isNegated: true)
        default: return Self.set(ofEscape: next).map { .set($0) }
        }
    }

    private static func set(ofEscape letter: Unicode.Scalar) -> ByteSet? {
        switch letter {
        case "d": .digits
        case "D": ByteSet.digits.inverted
        case "s": .spaces
        case "S": ByteSet.spaces.inverted
        case "w": .words
        case "W": ByteSet.words.inverted
        case "n": ByteSet([10])
        case "t": ByteSet([9])
        default: signs.contains(letter) ? ByteSet([UInt8(letter.value)]) : nil
        }
    }

    private static let signs = Set("\\.()[]{}*+?|^$/-&,:;#'\"".unicodeScalars)

    /// What stands between brackets; nil for a set within a set, or an operator of sets.
    private mutating func members() -> ByteSet? {
        let isNegated = take("^")
        var set = ByteSet()
        var last: UInt8?
        while let next = rest.popFirst() {
            switch next {
            case "]":
                if ignoresCase { set = set.ignoringCase }
                return isNegated ? set.inverted : set.isEmpty ? nil : set
            case "[": return nil
            case "-" where last != nil && rest.first.map({ $0 != "]" && $0 != "\\" && $0.isASCII }) ?? false:
                guard let first = last, let end = rest.popFirst(), first <= end.value else { return nil }
                set = set.union(ByteSet(first...UInt8(end.value)))
                last = nil
            case "\\":
                guard let letter = rest.popFirst(), let escaped = Self.set(ofEscape: letter) else { return nil }
                set = set.union(escaped)
                last = nil
            default:
                guard let member = literal(next), rest.first != next || !"&-~".unicodeScalars.contains(next) else { return nil }
                set = set.union(member)
                last = next.isASCII ? UInt8(next.value) : nil
            }
        }
        return nil
    }

    // MARK: quantifiers

    private mutating func quantified(_ node: PatternNode) -> PatternNode? {
        let bounds: (least: Int, most: Int?)
        if take("*") {
            bounds = (0, nil)
        } else if take("+") {
            bounds = (1, nil)
        } else if take("?") {
            bounds = (0, 1)
        } else if take("{") {
            guard let counted = counts() else { return nil }
            bounds = counted
        } else {
            return node
        }
        switch node {
        case .set, .group, .sequence, .choice: break
        case .repeated, .start, .end, .boundary, .look: return nil
        }
        let kind: PatternNode.Repetition = take("?") ? .lazy : take("+") ? .possessive : .greedy
        if let next = rest.first, "*+?{".unicodeScalars.contains(next) { return nil }
        if kind == .possessive, !node.isSet { return nil }
        return .repeated(node, least: bounds.least, most: bounds.most, kind: kind)
    }

    /// `5}`, `2,}`, `2,4}`.
    private mutating func counts() -> (Int, Int?)? {
        guard let least = number() else { return nil }
        if take("}") { return (least, least) }
        guard take(",") else { return nil }
        if take("}") { return (least, nil) }
        guard let most = number(), most >= least, take("}") else { return nil }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let next = rest.first, ("0"..."9").contains(next), digits.count < 4 { digits.unicodeScalars.append(rest.removeFirst()) }
        return Int(digits)
    }
}
