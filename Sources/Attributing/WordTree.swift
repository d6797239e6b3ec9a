/// Words as a tree of letters, and the walk along the words of a text's bytes.
///
/// Letters that a scanner takes for one another (`l`, `1`, `I`; `0`, `o`; `5`, `s`) are one letter here.
struct WordTree: Sendable {
    /// By node and letter the next node; node 0 is no word of the tree, node 1 the beginning.
    private var next: [UInt16] = Array(repeating: 0, count: 2 * Self.letters)

    private static let letters = 32
    private static let root = 1

    var nodes: Int { next.count / Self.letters }

    /// The node where the word ends.
    mutating func insert(_ text: String) -> Int {
        var node = Self.root
        for letter in Self.letters(of: text) {
            let edge = node * Self.letters + Int(letter)
            if next[edge] == 0 {
                next[edge] = UInt16(nodes)
                next += Array(repeating: 0, count: Self.letters)
            }
            node = Int(next[edge])
        }
        return node
    }

    /// A word in the letters of the tree.
    static func letters(of text: String) -> [UInt8] { text.utf8.map(letter) }

    static func letter(_ byte: UInt8) -> UInt8 { kinds[Int(byte)] }

    /// 1 to 26 a letter, 27 a digit that looks like none, 28 an apostrophe, 29 a hyphen, 30 a point, 31 a byte beyond ASCII, 0 anything else.
    fileprivate static let kinds: [UInt8] = (0...255).map { byte in
        switch UInt8(byte) {
        case UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "1"): 9
        case UInt8(ascii: "0"): 15
        case UInt8(ascii: "5"): 19
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt8(byte) - UInt8(ascii: "a") + 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) - UInt8(ascii: "A") + 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 27
        case UInt8(ascii: "'"), UInt8(ascii: "`"): 28
        case UInt8(ascii: "-"): 29
        case UInt8(ascii: "."): 30
        case 0x80...0xFF: 31
        default: 0
        }
    }

    /// Reads bytes along the tree.
    func read<Result>(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (WordReader) -> Result) -> Result {
        Self.kinds.withUnsafeBufferPointer { kinds in
            next.withUnsafeBufferPointer { next in body(WordReader(bytes: bytes, kinds: kinds, next: next)) }
        }
    }

    /// What a walk meets.
    enum Stop {
        /// A letter, at the node behind it.
        case letter
        /// Where the word may end: its end, an apostrophe, a point.
        case end
    }

    /// The bytes of a text beside a tree.
    struct WordReader {
        let bytes: UnsafeBufferPointer<UInt8>
        fileprivate let kinds: UnsafeBufferPointer<UInt8>
        fileprivate let next: UnsafeBufferPointer<UInt16>

        /// The kind of a byte, as ``WordTree/letter(_:)`` tells it.
        func kind(at index: Int) -> UInt8 { kinds[Int(bytes[index])] }
    }
}

extension WordTree.WordReader {
    /// The first word from an index on, not walked yet; nil where none is left.
    @inline(__always)
    func word(from start: Int) -> ScannedWord? {
        var index = start
        while index < bytes.count {
            var (kind, width) = (kind(at: index), 1)
            if kind == 31 { (kind, width) = beyondASCII(at: index) }
            if (1...27).contains(kind) || kind == 31 { return ScannedWord(start: index) }
            index += width
        }
        return nil
    }

    /// Walks along one word; the index behind it.
    ///
    /// - Parameter meet: told every node on the way, and again where the word may end there.
    @inline(__always)
    func walk(_ word: inout ScannedWord, meet: (_ node: Int, _ stop: WordTree.Stop) -> Void) -> Int {
        var index = word.start
        var node = WordTree.root
        walk: while index < bytes.count {
            var kind = kind(at: index)
            var width = 1
            if kind == 31 {
                (kind, width) = beyondASCII(at: index)
                if kind == 31 { word.isUnclear = true; return bytes.count }
            }
            switch kind {
            case 1...27:
                node = Int(next[node * WordTree.letters + Int(kind)])
                word.append(kind)
                meet(node, .letter)
            case 28:
                meet(node, .end)
                if isNegation(at: index + width, behind: index) { word.isJoined = true }
            case 29:
                guard let continuation = continuation(after: index) else { break walk }
                word.isJoined = true
                width = continuation - index
            case 30:
                meet(node, .end)
                guard word.length == 1 || word.isInitials, isInitial(at: index + 1) else { break walk }
                word.isInitials = true
            case Self.invisible: break
            default: break walk
            }
            index += width
        }
        meet(node, .end)
        return max(index, word.start + 1)
    }

    private static var invisible: UInt8 { 40 }

    /// `n't`, of which the lexer makes a word of its own.
    private func isNegation(at index: Int, behind apostrophe: Int) -> Bool {
        apostrophe > 0 && bytes[apostrophe - 1] | 0x20 == UInt8(ascii: "n") && index < bytes.count
            && bytes[index] | 0x20 == UInt8(ascii: "t")
    }

    /// A letter, and no second one behind it.
    private func isInitial(at index: Int) -> Bool {
        let isLetter = { (index: Int) in index < bytes.count && (1...26).contains(kind(at: index)) }
        return isLetter(index) && !isLetter(index + 1)
    }

    /// Where a word broken by a hyphen at its line's end goes on.
    private func continuation(after hyphen: Int) -> Int? {
        var index = hyphen + 1
        var breaks = 0
        while index < bytes.count, index - hyphen <= 40, bytes[index] <= 0x20 {
            if bytes[index] == 0x0A || bytes[index] == 0x0D { breaks += 1 }
            index += 1
        }
        guard breaks == 1 || breaks == 2, index < bytes.count, kind(at: index) == 31 || (1...27).contains(kind(at: index))
        else { return nil }
        // `AI-⏎driven` stays two words.
        let isCapital = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        let isAcronym = hyphen > 0 && isCapital(bytes[hyphen - 1]) && (hyphen == 1 || !(0x61...0x7A).contains(bytes[hyphen - 2]))
        if isAcronym, !isCapital(bytes[index]) { return nil }
        return index
    }

    /// A character of two or three bytes: a Latin letter without its mark, a typographic sign, or 31 for what is worth a closer look.
    private func beyondASCII(at index: Int) -> (kind: UInt8, width: Int) {
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        switch (bytes[index], second, third) {
        case (0xC2, 0xAD, _): return (Self.invisible, 2)
        case (0xC2, 0xB4, _): return (28, 2)
        case (0xC2, 0xA0...0xBF, _): return (0, 2)
        // Ã and â begin what was misread from another encoding.
        case (0xC3, 0x83, _), (0xC3, 0x82, _), (0xC3, 0xA2, 0xC2...0xE2): return (31, 2)
        case (0xC3, 0x80...0xBF, _): return (Self.latin[Int(second & 0x3F)], 2)
        case (0xE2, 0x80, 0x98...0x9B), (0xE2, 0x80, 0xB2): return (28, 3)
        case (0xE2, 0x80, 0x90...0x91): return (29, 3)
        case (0xE2, 0x80, 0x8B...0x8F): return (Self.invisible, 3)
        case (0xE2, 0x80...0x9F, _): return (0, 3)
        default: return (31, 1)
        }
    }

    /// The letters of À to ÿ; × and ÷ are none, and letters of no plain form end nothing and match nothing.
    private static let latin: [UInt8] = "aaaaaa?ceeeeiiii?nooooo*ouuuuy??aaaaaa?ceeeeiiii?nooooo*ouuuuy?y".utf8.map {
        $0 == UInt8(ascii: "*") ? 0 : $0 == UInt8(ascii: "?") ? 27 : WordTree.letter($0)
    }
}

/// A word of a text's bytes: its letters, of a long word the first sixteen, as the tree has them.
struct ScannedWord {
    let start: Int
    var isUnclear = false
    /// Letters with points between them.
    var isInitials = false
    /// Put together from two parts, or two words in one: the lexer may cut it elsewhere.
    var isJoined = false
    private(set) var length = 0
    private var head: UInt64 = 0
    private var tail: UInt64 = 0

    static let repairable = 6...14

    init(start: Int) {
        self.start = start
    }

    /// A word by itself, of sixteen letters at most.
    init(_ text: String) {
        self.init(start: 0)
        for letter in WordTree.letters(of: text) { append(letter) }
    }

    mutating func append(_ letter: UInt8) {
        if length < 8 {
            head |= UInt64(letter) << UInt64(8 * length)
        } else if length < 16 {
            tail |= UInt64(letter) << UInt64(8 * (length - 8))
        }
        length += 1
    }

    private subscript(index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (index < 8 ? head >> UInt64(8 * index) : tail >> UInt64(8 * (index - 8))))
    }

    /// What both words begin with and what both end with is all but one letter of either.
    func isNear(_ other: ScannedWord) -> Bool {
        guard abs(other.length - length) <= 1 else { return false }
        let least = min(other.length, length)
        var same = 0
        while same < least, self[same] == other[same] { same += 1 }
        var behind = 0
        while behind < least - same, self[length - 1 - behind] == other[other.length - 1 - behind] { behind += 1 }
        return same + behind >= max(other.length, length) - 1
    }

    /// Is the word, letter by letter.
    func isEqual(to other: ScannedWord) -> Bool { length == other.length && head == other.head && tail == other.tail }

    /// Has a digit, or a capital behind a small letter: a scan's noise, which the engine weighs in the whole text.
    func isNoisy(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = start
        var wasSmall = false
        while index < min(bytes.count, start + length) {
            let byte = bytes[index]
            if (0x30...0x39).contains(byte) || wasSmall && (0x41...0x5A).contains(byte) { return true }
            wasSmall = (0x61...0x7A).contains(byte)
            index += 1
        }
        return false
    }
}
