/// Tells by the bytes of a passage whether all words of a phrase are in it, in whatever order, so that `this line of business` is not read
/// for the sake of `sorting line`.
///
/// As ``VocabularyScan`` it errs to one side only.
struct PhraseScan: Sendable {
    private var tree = WordTree()
    /// By node of the tree: the symbol of the word that ends there, and of the beginning; nil for none.
    private var words: [Int?] = [nil, nil]
    private var beginnings: [Int?] = [nil, nil]
    private let index: PatternIndex
    /// A phrase has no word that is spelled out.
    private let isBlind: Bool
    private let symbols: Int

    /// Words that the lexer also makes of parts of others (`can't`, `cannot`): no tree finds all of them.
    private static let cutOut: Set<String> = ["can", "not"]

    /// - Parameter phrases: of each its needed elements, as their symbols.
    init(_ phrases: [[[Int]]], lexicon: Lexicon, cost: (Int) -> Int) {
        symbols = lexicon.count
        let spellings = lexicon.spellings().filter { _, spelling in
            !Self.cutOut.contains(spelling.text) && spelling.text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        }
        // What is not spelled out, as a class or a number, is taken to be there.
        let spelled = phrases.map { $0.filter { $0.allSatisfy { spellings[$0] != nil } } }
        isBlind = spelled.contains(where: \.isEmpty)
        index = PatternIndex(spelled, count: lexicon.count, cost: cost)
        for symbol in Set(spelled.joined().joined()).sorted() {
            guard let spelling = spellings[symbol] else { continue }
            let node = tree.insert(spelling.text)
            while words.count < tree.nodes {
                words.append(nil)
                beginnings.append(nil)
            }
            switch spelling {
            case .word: words[node] = symbol
            case .beginning: beginnings[node] = symbol
            }
        }
    }

    /// A phrase may be in the passage.
    func mayHold(_ passage: UnsafeBufferPointer<UInt8>) -> Bool { isBlind || tree.read(passage, mayHold) }

    private func mayHold(_ reader: WordTree.WordReader) -> Bool {
        var present = SymbolSet(count: symbols)
        var index = 0
        while var word = reader.word(from: index) {
            index = reader.walk(&word) { node, stop in
                if let symbol = stop == .end ? words[node] : beginnings[node] { present.insert(symbol) }
            }
            if word.isUnclear || word.isJoined { return true }
        }
        return !self.index.possible(with: present).isEmpty
    }
}
