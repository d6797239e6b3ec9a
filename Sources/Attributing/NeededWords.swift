/// Words of which a text has one, or else holds nothing that a rule could start from: chosen from the phrasebook's own phrases.
struct NeededWords {
    private(set) var words: Set<Lexicon.Spelling> = []
    /// Those of them that name AI or a machine by themselves.
    private(set) var sure: Set<Lexicon.Spelling> = []
    /// What these words are chosen to cover: of each phrase and pattern the needed elements, as their symbols.
    private(set) var phrases: [[[Int]]] = []

    private let lexicon: Lexicon
    private let spellings: [Int: Lexicon.Spelling]
    /// Classes whose phrases are covered.
    private let named: Set<Int>
    /// Words of every letter, which are chosen last.
    private let common: Set<String>

    /// - Parameters:
    ///   - named: the classes of AI and machines.
    ///   - patterns: what else a text may hold that is to be read.
    ///   - common: words and classes of words that letters are full of.
    init(lexicon: Lexicon, named: Set<Int>, patterns: [Pattern], common words: Set<String>, classes: [Int]) {
        self.lexicon = lexicon
        self.named = named
        let spellings = lexicon.spellings()
        self.spellings = spellings
        var common = words
        for (symbol, phrases) in lexicon.phrases.enumerated() where phrases.contains(where: { classes.contains($0.class) }) {
            if case .word(let text) = spellings[symbol] { common.insert(text) }
        }
        self.common = common
        let named = namedPhrases()
        for phrase in named where phrase.count == 1 { take(phrase[0]) }
        sure = self.words
        phrases = named + patterns.map(\.needed)
        cover(phrases)
    }

    /// The phrases of the classes, each as the alternatives of its words.
    private func namedPhrases() -> [[[Int]]] {
        lexicon.phrases.enumerated().flatMap { first, phrases in
            phrases.filter { named.contains($0.class) }.map { phrase in
                [[first]] + phrase.rest.compactMap { if case .one(let symbols) = $0 { symbols } else { nil } }
            }
        }
    }

    /// Takes again and again the cheapest word of a phrase, of equal ones that which the most phrases share.
    private mutating func cover(_ phrases: [[[Int]]]) {
        var left = phrases
        while true {
            left.removeAll { phrase in phrase.contains { $0.allSatisfy(isCovered) } }
            guard let phrase = left.first else { return }
            var shares: [[Int]: Int] = [:]
            for element in left.flatMap({ $0 }) { shares[element, default: 0] += 1 }
            let ranked = phrase.map { (element: $0, cost: cost(of: $0), rest: left.count - shares[$0, default: 0]) }
            guard let best = ranked.min(by: { ($0.cost, $0.rest) < ($1.cost, $1.rest) }) else { return }
            take(best.element)
        }
    }

    private mutating func take(_ alternatives: [Int]) {
        for symbol in alternatives { if let spelling = spellings[symbol] { words.insert(spelling) } }
    }

    private func isCovered(_ symbol: Int) -> Bool { named.contains(symbol) || spellings[symbol].map(words.contains) ?? false }

    private static let rareLength = 12
    private static let frequent = 100
    private static let impossible = 10_000

    /// Of the words not taken yet: a short word is frequent, and so is one that letters are full of; what is no plain word is none.
    private func cost(of alternatives: [Int]) -> Int {
        alternatives.filter { !isCovered($0) }.reduce(0) { cost, symbol in
            guard let spelling = spellings[symbol] else { return cost + Self.impossible }
            let text = spelling.text
            guard text.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") }) else { return cost + Self.impossible }
            return cost + max(1, Self.rareLength - text.utf8.count) + (common.contains(text) ? Self.frequent : 0)
        }
    }
}
