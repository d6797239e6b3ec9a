/// One sentence with every symbol that begins at each of its tokens, and where that symbol ends.
struct SentenceTable {
    let range: Range<Int>
    let tokens: [Token]
    /// Those of the last position first, each position's together.
    private var entries: [Entry] = []
    /// By position in the sentence: its first entry.
    private var firsts: [Int]
    /// What begins somewhere in the sentence.
    private var present: SymbolSet
    /// The phrasebook's patterns that may stand in the sentence, by number, in order.
    private var possible: [Int] = []
    /// By the mark that begins an aside: where the sentence goes on behind it.
    private let asides: [Int: Int]
    /// Words that make no distance between two others.
    private let weightless: Positions

    /// Brackets, which stand in no pattern's way.
    private let brackets: Positions

    private struct Entry {
        var symbol: Int
        var start: Int
        var end: Int
    }

    init(range: Range<Int>, of text: TokenizedText, phrasebook: Phrasebook) {
        self.range = range
        tokens = Array(text.tokens[range])
        asides = Self.asides(in: tokens)
        weightless = Self.weightless(in: tokens)
        brackets = Self.brackets(in: tokens)
        firsts = Array(repeating: 0, count: tokens.count)
        present = SymbolSet(count: phrasebook.lexicon.count)
        var symbols: [Int] = []
        for position in tokens.indices.reversed() {
            firsts[position] = entries.count
            symbols.removeAll(keepingCapacity: true)
            phrasebook.lexicon.collect(of: tokens[position], into: &symbols)
            for symbol in symbols { append(symbol, from: position, to: position + 1) }
            addClasses(of: phrasebook.lexicon, at: position)
        }
        possible = phrasebook.index.possible(with: present)
    }

    private mutating func append(_ symbol: Int, from start: Int, to end: Int) {
        entries.append(Entry(symbol: symbol, start: start, end: end))
        present.insert(symbol)
    }

    /// Adds the classes of which a phrase begins at the position; what stands behind it is there already.
    private mutating func addClasses(of lexicon: Lexicon, at position: Int) {
        let words = firsts[position]..<entries.count
        for word in words {
            for phrase in lexicon.phrases[entries[word].symbol] {
                for end in ends(of: phrase.rest[...], from: Positions(entries[word].end)) {
                    let isThere = entries[words.upperBound...].contains { $0.symbol == phrase.class && $0.end == end }
                    if !isThere { append(phrase.class, from: position, to: end) }
                }
            }
        }
    }

    /// What begins at a position; nothing does at the sentence's end.
    private func entries(at position: Int) -> ArraySlice<Entry> { entries[places(at: position)] }

    private func places(at position: Int) -> Range<Int> {
        guard position < firsts.count else { return 0..<0 }
        return firsts[position]..<(position == 0 ? entries.count : firsts[position - 1])
    }

    /// True when the symbol begins anywhere in the sentence.
    func contains(_ symbol: Int) -> Bool { present.contains(symbol) }

    /// The patterns numbered so that may stand in the sentence, in order; ``matches(of:)`` says whether they do.
    func possible(among numbers: Range<Int>) -> ArraySlice<Int> {
        var lower = 0, upper = possible.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if possible[middle] < numbers.lowerBound { lower = middle + 1 } else { upper = middle }
        }
        return possible[lower...].prefix { $0 < numbers.upperBound }
    }

    /// Positions where the symbol begins, and its longest end.
    func spans(of symbol: Int) -> [Range<Int>] {
        guard present.contains(symbol) else { return [] }
        var spans: [Range<Int>] = []
        for position in tokens.indices {
            let end = entries(at: position).lazy.filter { $0.symbol == symbol }.map(\.end).max()
            if let end, spans.last.map({ $0.upperBound <= position }) ?? true { spans.append(position..<end) }
        }
        return spans
    }

    /// The symbol no longer begins or ends inside these tokens.
    mutating func drop(_ symbol: Int, overlapping dropped: Range<Int>) {
        rebuild { position, entries in
            guard position < dropped.upperBound else { return }
            entries.removeAll { $0.symbol == symbol && $0.end > dropped.lowerBound }
        }
        if !entries.contains(where: { $0.symbol == symbol }) { present.remove(symbol) }
    }

    /// The symbol stands wherever the other one does. Of a phrase that begins with a pronoun only that: the rest shows what it means.
    mutating func add(_ symbol: Int, wherever other: Int, phrasebook: Phrasebook) {
        guard present.contains(other) else { return }
        let isPronoun = tokens.map { Self.pronouns.contains($0.text) }
        rebuild { position, entries in
            entries += entries.filter { $0.symbol == other }
                .map { Entry(symbol: symbol, start: position, end: isPronoun[position] ? position + 1 : $0.end) }
        }
        note(symbol, phrasebook: phrasebook)
    }

    /// The noun behind a mention, as `optimizer` in `the AI optimizer`; nil where the phrase ends.
    func noun(after position: Int, except classes: [Int]) -> String? {
        guard position < tokens.count, tokens[position].kind == .word, tokens[position].text.utf8.count > 3,
            !entries(at: position).contains(where: { classes.contains($0.symbol) })
        else { return nil }
        return tokens[position].text
    }

    /// The symbol stands wherever `the NOUN` does.
    mutating func add(_ symbol: Int, whereverNamed noun: String, phrasebook: Phrasebook) {
        let named = tokens.indices.dropLast().filter { tokens[$0 + 1].text == noun && Self.articles.contains(tokens[$0].text) }
        guard !named.isEmpty else { return }
        rebuild { position, entries in
            if named.contains(position) { entries.append(Entry(symbol: symbol, start: position, end: position + 2)) }
        }
        note(symbol, phrasebook: phrasebook)
    }

    /// Changes what begins at each position.
    private mutating func rebuild(_ change: (Int, inout [Entry]) -> Void) {
        var rebuilt: [Entry] = []
        var firsts = self.firsts
        for position in tokens.indices.reversed() {
            var changed = Array(entries(at: position))
            change(position, &changed)
            firsts[position] = rebuilt.count
            rebuilt += changed
        }
        (self.entries, self.firsts) = (rebuilt, firsts)
    }

    /// The symbol is there now, and with it patterns may be.
    private mutating func note(_ symbol: Int, phrasebook: Phrasebook) {
        guard !present.contains(symbol) else { return }
        present.insert(symbol)
        possible = phrasebook.index.possible(with: present)
    }

    private static let pronouns: Set<String> = ["it", "they", "she", "he"]
    private static let articles: Set<String> = ["the", "this", "that", "its", "our", "el", "la"]

    /// Where the pattern stands: the shortest match from each start.
    func matches(of pattern: Pattern) -> [Range<Int>] {
        var matches: [Range<Int>] = []
        for position in starts(of: pattern.elements[0]) {
            if let end = ends(of: pattern.elements[...], from: Positions(position)).first, end > position {
                matches.append(position..<end)
            }
        }
        return matches
    }

    /// The pattern stands somewhere; asked of patterns that are not in ``PatternIndex``.
    func has(_ pattern: Pattern) -> Bool {
        let isPossible = pattern.elements.allSatisfy {
            if case .one(let symbols) = $0 { symbols.contains(where: present.contains) } else { true }
        }
        return isPossible && !matches(of: pattern).isEmpty
    }

    /// Positions where a pattern that begins so can stand.
    private func starts(of element: Pattern.Element) -> Positions {
        var starts = Positions()
        switch element {
        case .one(let symbols):
            for symbol in symbols where present.contains(symbol) {
                for entry in entries where entry.symbol == symbol { starts.insert(entry.start) }
            }
        case .start: if !tokens.isEmpty { starts.insert(0) }
        default: for position in tokens.indices { starts.insert(position) }
        }
        return starts
    }

    private func ends(of elements: ArraySlice<Pattern.Element>, from starts: Positions) -> Positions {
        var frontier = starts
        for element in elements {
            frontier = step(element, from: frontier)
            if frontier.isEmpty { break }
        }
        return frontier
    }

    private func step(_ element: Pattern.Element, from frontier: Positions) -> Positions {
        var next = Positions()
        switch element {
        case .one(let symbols): next = ends(of: symbols, from: frontier)
        case .optional(let symbols):
            next = ends(of: symbols, from: frontier)
            next.formUnion(frontier)
        case .not(let symbols):
            for position in frontier where ends(of: symbols, from: Positions(position)).isEmpty { next.insert(position) }
        case .gap(let words, let isOneClause):
            for position in frontier { next.formUnion(gap(of: words, from: position, isOneClause: isOneClause)) }
        case .start: for position in frontier where tokens[..<position].allSatisfy({ !$0.isWord }) { next.insert(position) }
        case .end: for position in frontier where tokens[position...].allSatisfy({ !$0.isWord }) { next.insert(position) }
        }
        return next
    }

    /// Ends of any of the symbols that begin at one of the positions; brackets before them do not count.
    private func ends(of symbols: [Int], from frontier: Positions) -> Positions {
        var ends = Positions()
        for symbol in symbols where present.contains(symbol) {
            for position in frontier {
                for place in places(at: position) where entries[place].symbol == symbol { ends.insert(entries[place].end) }
            }
        }
        guard frontier.overlaps(brackets) else { return ends }
        for position in frontier where brackets.contains(position) {
            // A bracket that is itself one of the symbols is not passed over.
            guard !entries(at: position).contains(where: { symbols.contains($0.symbol) }) else { continue }
            ends.formUnion(self.ends(of: symbols, from: Positions(position + 1)))
        }
        return ends
    }

    private static func brackets(in tokens: [Token]) -> Positions {
        var positions = Positions()
        for (position, token) in tokens.enumerated() where token.kind == .mark && bracketMarks.contains(token.text) {
            positions.insert(position)
        }
        return positions
    }

    private static let bracketMarks: Set<String> = ["(", ")", "[", "]"]

    /// Words that begin another clause.
    static let clauseWords: Set<String> = ["and", "but", "so", "which", "while", "y", "pero"]

    /// Marks that belong to a number.
    private static let amounts: Set<String> = ["$", "€", "£", "%", "#", "&", "@"]

    /// A mark other than a bracket or one of a number, or a word that begins another clause.
    private func endsClause(_ position: Int) -> Bool {
        let token = tokens[position]
        return token.kind == .mark
            ? !brackets.contains(position) && !Self.amounts.contains(token.text) : Self.clauseWords.contains(token.text)
    }

    private func gap(of words: Int, from start: Int, isOneClause: Bool) -> Positions {
        var reached = Positions(start)
        // By the end of an aside that may be passed over: the words left there. Asides end in order, so each is walked from once.
        var passed: [Int: Int] = [:]
        walk(from: start, words: words, isOneClause: isOneClause, reached: &reached, passed: &passed)
        while !passed.isEmpty, let position = passed.keys.min(), let left = passed.removeValue(forKey: position) {
            walk(from: position, words: left, isOneClause: isOneClause, reached: &reached, passed: &passed)
        }
        return reached
    }

    /// Walks to where the words are used up, noting asides on the way.
    private func walk(from start: Int, words: Int, isOneClause: Bool, reached: inout Positions, passed: inout [Int: Int]) {
        var position = start
        var left = words
        while position < tokens.count {
            if !asides.isEmpty, let end = asides[position] {
                passed[end] = max(passed[end] ?? 0, left)
                reached.insert(end)
            }
            guard tokens[position].kind != .stop, !isOneClause || !endsClause(position) else { return }
            if tokens[position].isWord, !weightless.contains(position) {
                guard left > 0 else { return }
                left -= 1
            }
            position += 1
            reached.insert(position)
        }
    }

    /// Adverbs and articles make no distance between two words.
    private static func weightless(in tokens: [Token]) -> Positions {
        var positions = Positions()
        for (position, token) in tokens.enumerated()
        where little.contains(token.text) || token.text.utf8.count > 4 && token.text.hasSuffix("ly") { positions.insert(position) }
        return positions
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
