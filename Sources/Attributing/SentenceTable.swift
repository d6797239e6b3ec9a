/// One sentence with every symbol that begins at each of its tokens, and where that symbol ends.
struct SentenceTable {
    let range: Range<Int>
    let tokens: [Token]
    /// By position in the sentence: symbols and their ends.
    private var entries: [[(symbol: Int, end: Int)]]
    /// By symbol: it begins somewhere in the sentence.
    private var present: [Bool]
    /// By the mark that begins an aside: where the sentence goes on behind it.
    private let asides: [Int: Int]

    init(range: Range<Int>, of text: TokenizedText, lexicon: Lexicon, symbols: (Token) -> [Int]) {
        self.range = range
        tokens = Array(text.tokens[range])
        asides = Self.asides(in: tokens)
        entries = []
        present = Array(repeating: false, count: lexicon.count)
        for (position, token) in tokens.enumerated() {
            entries.append(symbols(token).map { ($0, position + 1) })
        }
        addClasses(of: lexicon)
        for position in entries.indices { for entry in entries[position] { present[entry.symbol] = true } }
    }

    private mutating func addClasses(of lexicon: Lexicon) {
        for position in entries.indices.reversed() {
            var found: [(symbol: Int, end: Int)] = []
            for entry in entries[position] {
                for phrase in lexicon.phrases[entry.symbol] ?? [] {
                    for end in ends(of: phrase.rest[...], from: [entry.end]) where !found.contains(where: { $0 == (phrase.class, end) }) {
                        found.append((phrase.class, end))
                    }
                }
            }
            entries[position] += found
        }
    }

    /// True when the symbol begins anywhere in the sentence.
    func contains(_ symbol: Int) -> Bool { present[symbol] }

    /// Positions where the symbol begins, and its longest end.
    func spans(of symbol: Int) -> [Range<Int>] {
        guard present[symbol] else { return [] }
        var spans: [Range<Int>] = []
        for position in entries.indices {
            let end = entries[position].filter { $0.symbol == symbol }.map(\.end).max()
            if let end, spans.last.map({ $0.upperBound <= position }) ?? true { spans.append(position..<end) }
        }
        return spans
    }

    /// The symbol no longer begins or ends inside these tokens.
    mutating func drop(_ symbol: Int, overlapping dropped: Range<Int>) {
        for position in entries.indices where position < dropped.upperBound {
            entries[position].removeAll { $0.symbol == symbol && $0.end > dropped.lowerBound }
        }
        if !entries.contains(where: { $0.contains { $0.symbol == symbol } }) { present[symbol] = false }
    }

    /// The symbol stands wherever the other one does. Of a phrase that begins with a pronoun only that: the rest shows what it means.
    mutating func add(_ symbol: Int, wherever other: Int) {
        guard present[other] else { return }
        for position in entries.indices {
            let isPronoun = Self.pronouns.contains(tokens[position].text)
            entries[position] += entries[position].filter { $0.symbol == other }.map { (symbol, isPronoun ? position + 1 : $0.end) }
        }
        present[symbol] = true
    }

    /// The noun behind a mention, as `optimizer` in `the AI optimizer`; nil where the phrase ends.
    func noun(after position: Int, except classes: [Int]) -> String? {
        guard position < tokens.count, tokens[position].kind == .word, tokens[position].text.utf8.count > 3,
            !entries[position].contains(where: { classes.contains($0.symbol) })
        else { return nil }
        return tokens[position].text
    }

    /// The symbol stands wherever `the NOUN` does.
    mutating func add(_ symbol: Int, whereverNamed noun: String) {
        for position in tokens.indices.dropLast() where tokens[position + 1].text == noun && Self.articles.contains(tokens[position].text) {
            entries[position].append((symbol, position + 2))
            present[symbol] = true
        }
    }

    private static let pronouns: Set<String> = ["it", "they", "she", "he"]
    private static let articles: Set<String> = ["the", "this", "that", "its", "our", "el", "la"]

    /// Where the pattern stands: the shortest match from each start.
    func matches(of pattern: Pattern) -> [Range<Int>] {
        guard isPossible(pattern) else { return [] }
        var matches: [Range<Int>] = []
        for position in entries.indices where canStart(pattern.elements[0], at: position) {
            if let end = ends(of: pattern.elements[...], from: [position]).min(), end > position { matches.append(position..<end) }
        }
        return matches
    }

    private func isPossible(_ pattern: Pattern) -> Bool {
        var isMet = false
        for symbol in pattern.needs {
            if symbol == Pattern.separator {
                guard isMet else { return false }
                isMet = false
            } else if !isMet, present[symbol] {
                isMet = true
            }
        }
        return true
    }

    private func canStart(_ element: Pattern.Element, at position: Int) -> Bool {
        switch element {
        case .one(let symbols): entries[position].contains { symbols.contains($0.symbol) }
        case .start: position == 0
        default: true
        }
    }

    private func ends(of elements: ArraySlice<Pattern.Element>, from starts: [Int]) -> [Int] {
        var frontier = starts
        for element in elements {
            frontier = step(element, from: frontier)
            if frontier.isEmpty { return [] }
        }
        return frontier
    }

    private func step(_ element: Pattern.Element, from frontier: [Int]) -> [Int] {
        // Most steps go from one place to one or none: no set is needed.
        if frontier.count == 1, case .one(let symbols) = element {
            let ends = ends(of: symbols, at: frontier[0])
            return ends.count < 2 ? ends : Set(ends).sorted()
        }
        var next = Set<Int>()
        for position in frontier {
            switch element {
            case .one(let symbols): next.formUnion(ends(of: symbols, at: position))
            case .optional(let symbols):
                next.insert(position)
                next.formUnion(ends(of: symbols, at: position))
            case .not(let symbols): if ends(of: symbols, at: position).isEmpty { next.insert(position) }
            case .gap(let words, let isOneClause): next.formUnion(gap(of: words, from: position, isOneClause: isOneClause))
            case .start: if words(before: position) == 0 { next.insert(position) }
            case .end: if tokens[position...].allSatisfy({ !$0.isWord }) { next.insert(position) }
            }
        }
        return next.sorted()
    }

    private func words(before position: Int) -> Int { tokens[..<position].count(where: \.isWord) }

    /// Ends of any of the symbols at the position; brackets in between do not count.
    private func ends(of symbols: [Int], at position: Int) -> [Int] {
        var position = position
        while position < entries.count {
            var found: [Int] = []
            for entry in entries[position] where symbols.contains(entry.symbol) { found.append(entry.end) }
            if !found.isEmpty { return found }
            guard tokens[position].kind == .mark, Self.brackets.contains(tokens[position].text) else { return [] }
            position += 1
        }
        return []
    }

    private static let brackets: Set<String> = ["(", ")", "[", "]"]

    /// Words that begin another clause.
    static let clauseWords: Set<String> = ["and", "but", "so", "which", "while", "y", "pero"]

    /// Marks that belong to a number.
    private static let amounts: Set<String> = ["$", "€", "£", "%", "#", "&", "@"]

    /// A mark other than a bracket or one of a number, or a word that begins another clause.
    private func endsClause(_ position: Int) -> Bool {
        let token = tokens[position]
        return token.kind == .mark
            ? !Self.brackets.contains(token.text) && !Self.amounts.contains(token.text) : Self.clauseWords.contains(token.text)
    }

    private func gap(of words: Int, from start: Int, isOneClause: Bool) -> [Int] {
        var reached = [start]
        // By the end of an aside that may be passed over: the words left there. Asides end in order, so each is walked from once.
        var passed: [Int: Int] = [:]
        walk(from: start, words: words, isOneClause: isOneClause, reached: &reached, passed: &passed)
        while let position = passed.keys.min(), let left = passed.removeValue(forKey: position) {
            walk(from: position, words: left, isOneClause: isOneClause, reached: &reached, passed: &passed)
        }
        return reached
    }

    /// Walks to where the words are used up, noting asides on the way.
    private func walk(from start: Int, words: Int, isOneClause: Bool, reached: inout [Int], passed: inout [Int: Int]) {
        var position = start
        var left = words
        while position < tokens.count {
            if let end = asides[position] {
                passed[end] = max(passed[end] ?? 0, left)
                reached.append(end)
            }
            guard tokens[position].kind != .stop, !isOneClause || !endsClause(position) else { return }
            if tokens[position].isWord, !isWeightless(position) {
                guard left > 0 else { return }
                left -= 1
            }
            position += 1
            reached.append(position)
        }
    }

    /// Adverbs and articles make no distance between two words.
    private func isWeightless(_ position: Int) -> Bool {
        let text = tokens[position].text
        return Self.little.contains(text) || text.utf8.count > 4 && text.hasSuffix("ly")
    }

    private static let little: Set<String> = [
        "the", "a", "an", "also", "already", "now", "still", "just", "even", "el", "la", "los", "las",
    ]

    /// Words between two commas or dashes, at most, that are passed over as an aside.
    private static let longestAside = 9

    /// Where the sentence goes on behind an aside: `not due, in whole or in part, to AI`.
    private static func asides(in tokens: [Token]) -> [Int: Int] {
        let marks = tokens.indices.filter { tokens[$0].text == "," || tokens[$0].text == "-" && tokens[$0].kind == .mark }
        var asides: [Int: Int] = [:]
        for (opening, closing) in zip(marks, marks.dropFirst())
        where tokens[opening].text == tokens[closing].text && closing - opening > 1 && closing - opening <= longestAside + 1 {
            asides[opening] = closing + 1
        }
        return asides
    }
}
