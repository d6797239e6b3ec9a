/// A regular expression matched byte by byte, for texts of ASCII without carriage returns, in which every byte is a character.
///
/// It finds what `Regex` finds: the leftmost match, choices and quantifiers tried in their order, going back where they lead nowhere.
final class BytePattern {
    private let program: PatternProgram
    /// The only bytes that a match begins with; nil where it can be empty.
    private let first: ByteSet?
    private let isAnchored: Bool
    private let groups: Int
    private var matcher: PatternMatcher

    /// nil for a pattern with a form that ``PatternParser`` does not know.
    init?(_ pattern: String) {
        var parser = PatternParser(pattern)
        guard let node = parser.pattern(), let program = PatternProgram(node, groups: parser.groups) else { return nil }
        self.program = program
        let beginning = node.beginning
        first = beginning.isOptional ? nil : beginning.bytes
        isAnchored = node.isAnchored
        groups = parser.groups
        matcher = PatternMatcher(marks: program.marks)
    }

    /// Whether it can tell what is in the text.
    static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.allSatisfy { $0 < 0x80 && $0 != 13 } }

    /// Where the first group that took part stands in the first match, or where the match stands if there are no groups.
    func firstMatch(in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard let end = find(in: text) else { return nil }
        guard groups > 0 else { return end.start..<end.end }
        for group in 1...groups { if let range = matcher.range(ofGroup: group) { return range } }
        return nil
    }

    private func find(in text: UnsafeBufferPointer<UInt8>) -> (start: Int, end: Int)? {
        program.steps.withUnsafeBufferPointer { steps in
            for start in 0...(isAnchored ? 0 : text.count) {
                if let first, start == text.count || !first.contains(text[start]) { continue }
                if let end = matcher.match(steps, in: text, at: start) { return (start, end) }
            }
            return nil
        }
    }
}
