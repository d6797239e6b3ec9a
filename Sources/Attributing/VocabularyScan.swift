/// Finds in the bytes of a text the words without which the phrasebook says nothing, so that most texts are never taken apart.
///
/// It errs to one side only: where it finds nothing, no AI, no machine and no question about them is named; what it finds is read by the
/// engine.
struct VocabularyScan: Sendable {
    enum Finding: Equatable {
        case nothing
        /// What stands around words that may be vocabulary, apart from one another and in order.
        case passages([Passage])
        /// Vocabulary, noise, or more than is worth looking at piece by piece: the whole text is to be read.
        case anything
    }

    /// The bytes around words that may be vocabulary.
    struct Passage: Equatable {
        var range: Range<Int>
        /// Each of the words says something only beside others: ``PhraseScan`` tells whether these are there.
        var needsOthers: Bool
    }

    private var tree = WordTree()
    /// By node of the tree.
    private var ends = [End(), End()]
    /// Words that are read through noise.
    private let repairs: [ScannedWord]

    private struct End {
        var isWord = false, isBeginning = false
        /// Names AI or a machine by itself; sure where no other word looks like it.
        var isAlone = false, isSure = false
    }

    /// Bytes on both sides of a word in which its phrase, or its question, ends.
    private static let reach = 320
    private static let mostPassages = 8

    /// - Parameters:
    ///   - words: of these whatever is to be read has one.
    ///   - sure: those that need no look at what stands around them.
    ///   - alone: those that are read whatever stands around them.
    ///   - repairs: words that are read through noise.
    init(words: Set<Lexicon.Spelling>, sure: Set<Lexicon.Spelling>, alone: Set<Lexicon.Spelling>, repairs: [String]) {
        self.repairs = repairs.map { ScannedWord($0) }
        for word in words.union(repairs.map(Lexicon.Spelling.word)) {
            insert(word, isSure: sure.contains(word), isAlone: sure.contains(word) || alone.contains(word))
        }
    }

    private mutating func insert(_ spelling: Lexicon.Spelling, isSure: Bool, isAlone: Bool) {
        let node = tree.insert(spelling.text)
        while ends.count < tree.nodes { ends.append(End()) }
        switch spelling {
        case .word: ends[node].isWord = true
        case .beginning: ends[node].isBeginning = true
        }
        if isAlone { ends[node].isAlone = true }
        // Two letters may be another word's, as `Al` is of `AI`.
        if isSure, spelling.text.utf8.count > 2 { ends[node].isSure = true }
    }

    /// - Complexity: linear in the text; one step a byte.
    func finding(in bytes: UnsafeBufferPointer<UInt8>) -> Finding {
        ends.withUnsafeBufferPointer { ends in tree.read(bytes) { finding(in: $0, ends: ends) } }
    }

    private func finding(in reader: WordTree.WordReader, ends: UnsafeBufferPointer<End>) -> Finding {
        var passages: [Passage] = []
        var index = 0
        while var word = reader.word(from: index) {
            var isVocabulary = false, isAlone = false, isSure = false
            index = reader.walk(&word) { node, stop in
                guard stop == .end ? ends[node].isWord : ends[node].isBeginning else { return }
                isVocabulary = true
                isAlone = isAlone || ends[node].isAlone
                isSure = isSure || ends[node].isSure
            }
            if word.isUnclear { return .anything }
            guard isVocabulary || isRepairable(word), !Self.isOnlyAlike(word, in: reader) else { continue }
            if isSure || word.isNoisy(in: reader.bytes) { return .anything }
            let passage = Passage(
                range: max(0, word.start - Self.reach)..<min(reader.bytes.count, index + Self.reach),
                needsOthers: !isAlone && !isMisspelled(word))
            if let last = passages.last, last.range.upperBound >= passage.range.lowerBound {
                passages[passages.count - 1] = Passage(
                    range: last.range.lowerBound..<passage.range.upperBound, needsOthers: last.needsOthers && passage.needsOthers)
            } else if passages.count == Self.mostPassages {
                return .anything
            } else {
                passages.append(passage)
            }
        }
        return passages.isEmpty ? .nothing : .passages(passages)
    }

    // MARK: Noise

    /// `Al` is AI only before a hyphen or a word such as `driven`, or behind one such as `predictive`, `IA` only in capitals; `mi` is not ML, nor `la` IA.
    private static func isOnlyAlike(_ word: ScannedWord, in reader: WordTree.WordReader) -> Bool {
        let bytes = reader.bytes
        guard word.length == 2, !word.isInitials, word.start + 1 < bytes.count else { return false }
        switch (bytes[word.start] | 0x20, bytes[word.start + 1] | 0x20) {
        case (UInt8(ascii: "a"), UInt8(ascii: "l")):
            let behind = word.start + 3
            if word.start > 1, kindEnds.contains(reader.kind(at: word.start - 2)) { return false }
            guard bytes[word.start] == UInt8(ascii: "A"), behind < bytes.count else { return true }
            return !joiners.contains(reader.kind(at: behind))
        case (UInt8(ascii: "m"), UInt8(ascii: "i")), (UInt8(ascii: "l"), UInt8(ascii: "a")): return true
        case (UInt8(ascii: "i"), UInt8(ascii: "a")): return bytes[word.start] & bytes[word.start + 1] & 0x20 != 0
        default: return false
        }
    }

    /// What the words begin with that go with `AI`, in letters of the tree.
    private static let joiners = Set(WordRepair.joiners.compactMap(\.utf8.first).map(WordTree.letter))

    /// What the words end with that say a kind of AI, in letters of the tree.
    private static let kindEnds = Set(WordRepair.kinds.compactMap(\.utf8.last).map(WordTree.letter))

    /// One letter wrong, missing or too many, in a word that is read through noise.
    private func isRepairable(_ word: ScannedWord) -> Bool {
        guard ScannedWord.repairable.contains(word.length) else { return false }
        return repairs.contains { word.isNear($0) }
    }

    /// Repairable, and no such word as it stands.
    private func isMisspelled(_ word: ScannedWord) -> Bool {
        isRepairable(word) && !repairs.contains { word.isEqual(to: $0) }
    }
}
