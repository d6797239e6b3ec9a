/// Finds in the bytes of a text the words without which the phrasebook says nothing, so that most texts are never taken apart.
///
/// It errs to one side only: where it finds nothing, no AI, no machine and no question about them is named; what it finds is read by the
/// engine. Letters that a scanner takes for one another (`l`, `1`, `I`; `0`, `o`; `5`, `s`) are one letter here.
struct VocabularyScan: Sendable {
    enum Finding: Equatable {
        case nothing
        /// The bytes around words that may be vocabulary, apart from one another and in order.
        case passages([Range<Int>])
        /// Vocabulary, noise, or more than is worth looking at piece by piece: the whole text is to be read.
        case anything
    }

    /// A tree of letters: by node and letter the next node; node 0 is no word of the vocabulary, node 1 the beginning.
    private var next: [UInt16] = Array(repeating: 0, count: 2 * Self.letters)
    private var ends = [End(), End()]
    /// Words that are read through noise, in the letters of the tree.
    private let repairs: [[UInt8]]

    private struct End { var isWord = false, isBeginning = false, isSure = false }

    private static let letters = 32
    /// Bytes on both sides of a word in which its phrase, or its question, ends.
    private static let reach = 320
    private static let mostPassages = 8

    /// - Parameters:
    ///   - words: of these whatever is to be read has one.
    ///   - sure: those that need no look at what stands around them.
    ///   - repairs: words that are read through noise.
    init(words: Set<Lexicon.Spelling>, sure: Set<Lexicon.Spelling>, repairs: [String]) {
        self.repairs = repairs.map { $0.utf8.map { Self.letter[Int($0)] } }
        for word in words.union(repairs.map(Lexicon.Spelling.word)) { insert(word, isSure: sure.contains(word)) }
    }

    private mutating func insert(_ spelling: Lexicon.Spelling, isSure: Bool) {
        let text = spelling.text
        var node = 1
        for byte in text.utf8 {
            let edge = node * Self.letters + Int(Self.letter[Int(byte)])
            if next[edge] == 0 {
                next[edge] = UInt16(ends.count)
                ends.append(End())
                next += Array(repeating: 0, count: Self.letters)
            }
            node = Int(next[edge])
        }
        switch spelling {
        case .word: ends[node].isWord = true
        case .beginning: ends[node].isBeginning = true
        }
        // Two letters may be another word's, as `Al` is of `AI`.
        if isSure, text.utf8.count > 2 { ends[node].isSure = true }
    }

    // MARK: Bytes

    /// 1 to 26 a letter, 27 a digit that looks like none, 28 an apostrophe, 29 a hyphen, 30 a point, 31 a byte beyond ASCII, 0 anything else.
    private static let letter: [UInt8] = (0...255).map { byte in
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

    /// - Complexity: linear in the text; one step a byte.
    func finding(in text: String) -> Finding {
        var text = text
        return text.withUTF8 { bytes in
            Self.letter.withUnsafeBufferPointer { letter in
                next.withUnsafeBufferPointer { next in finding(in: bytes, letter: letter, next: next) }
            }
        }
    }

    private func finding(
        in bytes: UnsafeBufferPointer<UInt8>, letter: UnsafeBufferPointer<UInt8>, next: UnsafeBufferPointer<UInt16>
    ) -> Finding {
        var passages: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            var (kind, width) = (letter[Int(bytes[index])], 1)
            if kind == 31 { (kind, width) = Self.beyondASCII(bytes, at: index) }
            guard (1...27).contains(kind) || kind == 31 else {
                index += width
                continue
            }
            var word = ScannedWord(start: index)
            index = end(of: &word, in: bytes, letter: letter, next: next)
            if word.isUnclear { return .anything }
            guard word.isVocabulary || isRepairable(word), !Self.isOnlyAlike(word, in: bytes, letter: letter) else { continue }
            if word.isSure || word.isNoisy(in: bytes) { return .anything }
            let passage = max(0, word.start - Self.reach)..<min(bytes.count, index + Self.reach)
            if let last = passages.last, last.upperBound >= passage.lowerBound {
                passages[passages.count - 1] = last.lowerBound..<passage.upperBound
            } else if passages.count == Self.mostPassages {
                return .anything
            } else {
                passages.append(passage)
            }
        }
        return passages.isEmpty ? .nothing : .passages(passages)
    }

    /// Walks the tree along one word; the index behind it.
    private func end(
        of word: inout ScannedWord, in bytes: UnsafeBufferPointer<UInt8>, letter: UnsafeBufferPointer<UInt8>,
        next: UnsafeBufferPointer<UInt16>
    ) -> Int {
        var index = word.start
        var node = 1
        walk: while index < bytes.count {
            var kind = letter[Int(bytes[index])]
            var width = 1
            if kind == 31 {
                (kind, width) = Self.beyondASCII(bytes, at: index)
                if kind == 31 { word.isUnclear = true; return bytes.count }
            }
            switch kind {
            case 1...27:
                node = Int(next[node * Self.letters + Int(kind)])
                word.append(kind)
                if ends[node].isBeginning { word.note(isSure: ends[node].isSure) }
            case 28:
                if ends[node].isWord { word.note(isSure: ends[node].isSure) }
            case 29:
                guard let continuation = Self.continuation(after: index, in: bytes, letter: letter) else { break walk }
                width = continuation - index
            case 30:
                if ends[node].isWord { word.note(isSure: ends[node].isSure) }
                guard word.length == 1 || word.isInitials, Self.isInitial(at: index + 1, in: bytes, letter: letter) else { break walk }
                word.isInitials = true
            case Self.invisible: break
            default: break walk
            }
            index += width
        }
        if ends[node].isWord { word.note(isSure: ends[node].isSure) }
        return max(index, word.start + 1)
    }

    private static let invisible: UInt8 = 40

    /// A letter, and no second one behind it.
    private static func isInitial(at index: Int, in bytes: UnsafeBufferPointer<UInt8>, letter: UnsafeBufferPointer<UInt8>) -> Bool {
        let isLetter = { (index: Int) in index < bytes.count && (1...26).contains(letter[Int(bytes[index])]) }
        return isLetter(index) && !isLetter(index + 1)
    }

    /// Where a word broken by a hyphen at its line's end goes on.
    private static func continuation(
        after hyphen: Int, in bytes: UnsafeBufferPointer<UInt8>, letter: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var index = hyphen + 1
        var breaks = 0
        while index < bytes.count, index - hyphen <= 40, bytes[index] <= 0x20 {
            if bytes[index] == 0x0A || bytes[index] == 0x0D { breaks += 1 }
            index += 1
        }
        guard breaks == 1 || breaks == 2, index < bytes.count,
            letter[Int(bytes[index])] == 31 || (1...27).contains(letter[Int(bytes[index])])
        else { return nil }
        // `AI-⏎driven` stays two words.
        let isCapital = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        let isAcronym = hyphen > 0 && isCapital(bytes[hyphen - 1]) && (hyphen == 1 || !(0x61...0x7A).contains(bytes[hyphen - 2]))
        if isAcronym, !isCapital(bytes[index]) { return nil }
        return index
    }

    /// A character of two or three bytes: a Latin letter without its mark, a typographic sign, or 31 for what is worth a closer look.
    private static func beyondASCII(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (kind: UInt8, width: Int) {
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        switch (bytes[index], second, third) {
        case (0xC2, 0xAD, _): return (invisible, 2)
        case (0xC2, 0xB4, _): return (28, 2)
        case (0xC2, 0xA0...0xBF, _): return (0, 2)
        // Ã and â begin what was misread from another encoding.
        case (0xC3, 0x83, _), (0xC3, 0x82, _), (0xC3, 0xA2, 0xC2...0xE2): return (31, 2)
        case (0xC3, 0x80...0xBF, _): return (latin[Int(second & 0x3F)], 2)
        case (0xE2, 0x80, 0x98...0x9B), (0xE2, 0x80, 0xB2): return (28, 3)
        case (0xE2, 0x80, 0x90...0x91): return (29, 3)
        case (0xE2, 0x80, 0x8B...0x8F): return (invisible, 3)
        case (0xE2, 0x80...0x9F, _): return (0, 3)
        default: return (31, 1)
        }
    }

    /// The letters of À to ÿ; × and ÷ are none, and letters of no plain form end nothing and match nothing.
    private static let latin: [UInt8] = "aaaaaa?ceeeeiiii?nooooo*ouuuuy??aaaaaa?ceeeeiiii?nooooo*ouuuuy?y".utf8.map {
        $0 == UInt8(ascii: "*") ? 0 : $0 == UInt8(ascii: "?") ? 27 : letter[Int($0)]
    }

    // MARK: Noise

    /// `Al` is AI only before a hyphen or a word such as `driven`, or behind one such as `predictive`, `IA` only in capitals; `mi` is not ML, nor `la` IA.
    private static func isOnlyAlike(
        _ word: ScannedWord, in bytes: UnsafeBufferPointer<UInt8>, letter: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard word.length == 2, !word.isInitials, word.start + 1 < bytes.count else { return false }
        switch (bytes[word.start] | 0x20, bytes[word.start + 1] | 0x20) {
        case (UInt8(ascii: "a"), UInt8(ascii: "l")):
            let behind = word.start + 3
            if word.start > 1, kindEnds.contains(letter[Int(bytes[word.start - 2])]) { return false }
            guard bytes[word.start] == UInt8(ascii: "A"), behind < bytes.count else { return true }
            return !joiners.contains(letter[Int(bytes[behind])])
        case (UInt8(ascii: "m"), UInt8(ascii: "i")), (UInt8(ascii: "l"), UInt8(ascii: "a")): return true
        case (UInt8(ascii: "i"), UInt8(ascii: "a")): return bytes[word.start] & bytes[word.start + 1] & 0x20 != 0
        default: return false
        }
    }

    /// What the words begin with that go with `AI`, in letters of the tree.
    private static let joiners = Set(WordRepair.joiners.compactMap(\.utf8.first).map { letter[Int($0)] })

    /// What the words end with that say a kind of AI, in letters of the tree.
    private static let kindEnds = Set(WordRepair.kinds.compactMap(\.utf8.last).map { letter[Int($0)] })

    /// One letter wrong, missing or too many, in a word that is read through noise.
    private func isRepairable(_ word: ScannedWord) -> Bool {
        guard ScannedWord.repairable.contains(word.length) else { return false }
        return repairs.contains { word.isNear($0) }
    }
}

/// A word of the scan: its letters as the tree has them.
private struct ScannedWord {
    let start: Int
    private(set) var isVocabulary = false
    private(set) var isSure = false
    var isUnclear = false
    /// Letters with points between them.
    var isInitials = false
    private(set) var length = 0
    private var head: UInt64 = 0
    private var tail: UInt64 = 0

    static let repairable = 6...14

    init(start: Int) {
        self.start = start
    }

    mutating func note(isSure: Bool) {
        isVocabulary = true
        self.isSure = self.isSure || isSure
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
    func isNear(_ other: [UInt8]) -> Bool {
        guard abs(other.count - length) <= 1 else { return false }
        let least = min(other.count, length)
        var same = 0
        while same < least, self[same] == other[same] { same += 1 }
        var behind = 0
        while behind < least - same, self[length - 1 - behind] == other[other.count - 1 - behind] { behind += 1 }
        return same + behind >= max(other.count, length) - 1
    }

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
