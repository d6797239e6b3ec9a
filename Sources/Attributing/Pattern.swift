/// A sequence of words to be found in one sentence; written in the phrasebook.
struct Pattern: Sendable {
    enum Element: Sendable, Equatable {
        /// One of these symbols.
        case one([Int])
        /// One of these, or nothing.
        case optional([Int])
        /// None of these follows.
        case not([Int])
        /// Up to this many words, across commas or inside one clause.
        case gap(Int, isOneClause: Bool)
        /// The sentence's first word, its end.
        case start, end
    }

    let elements: [Element]
    /// A word that negates is itself needed: the pattern says what it means with it.
    let namesNegation: Bool

    init(elements: [Element], namesNegation: Bool = false) {
        self.elements = elements
        self.namesNegation = namesNegation
    }

    /// The elements that must be in the sentence, each as its symbols.
    var needed: [[Int]] { elements.compactMap { if case .one(let symbols) = $0 { symbols } else { nil } } }
}

/// The words and classes patterns are made of, numbered.
struct Lexicon: Sendable {
    private(set) var literals: [String: Int] = [:]
    private var prefixes: [Int: [String: Int]] = [:]
    private var suffixes: [Int: [String: Int]] = [:]
    private var beginnings = LetterTree()
    /// Their letters from the last to the first.
    private var endings = LetterTree()
    private(set) var classes: [String: Int] = [:]
    private(set) var count = 0
    /// By the symbol they begin with, the phrases of classes.
    private(set) var phrases: [[(class: Int, rest: [Pattern.Element])]] = [[]]
    let number: Int

    init() {
        number = 0
        count = 1
    }

    private mutating func next() -> Int {
        defer { count += 1 }
        phrases.append([])
        return count
    }

    /// The symbol of a word, `word*` or `*word`.
    mutating func symbol(word: String) -> Int {
        if word == "#" { return number }
        if word.count > 1, word.hasSuffix("*") { return affix(String(word.dropLast()), in: \.prefixes) }
        if word.count > 1, word.hasPrefix("*") { return affix(String(word.dropFirst()), in: \.suffixes) }
        if let symbol = literals[word] { return symbol }
        let symbol = next()
        literals[word] = symbol
        return symbol
    }

    private mutating func affix(_ text: String, in table: WritableKeyPath<Lexicon, [Int: [String: Int]]>) -> Int {
        let length = text.utf8.count
        if let symbol = self[keyPath: table][length]?[text] { return symbol }
        let symbol = next()
        self[keyPath: table][length, default: [:]][text] = symbol
        if table == \Lexicon.prefixes {
            beginnings.insert(text.utf8, symbol: symbol)
        } else {
            endings.insert(text.utf8.reversed(), symbol: symbol)
        }
        return symbol
    }

    mutating func define(class name: String) -> Int {
        if let symbol = classes[name] { return symbol }
        let symbol = next()
        classes[name] = symbol
        return symbol
    }

    mutating func add(phrase elements: [Pattern.Element], to class: Int) -> Bool {
        guard case .one(let first) = elements.first else { return false }
        for symbol in first { phrases[symbol].append((`class`, Array(elements.dropFirst()))) }
        return true
    }

    /// The word, or the beginning of it, is written somewhere.
    func knows(_ word: String) -> Bool {
        literals[word] != nil || prefixes.contains { length, table in String(word.utf8.prefix(length)).map { table[$0] != nil } ?? false }
    }

    /// A word of the phrasebook: itself, or any word that begins so.
    enum Spelling: Hashable {
        case word(String)
        case beginning(String)

        var text: String {
            switch self {
            case .word(let text), .beginning(let text): text
            }
        }
    }

    /// How symbols are written; one for endings, classes and numbers has no entry.
    func spellings() -> [Int: Spelling] {
        var spellings: [Int: Spelling] = [:]
        for (word, symbol) in literals { spellings[symbol] = .word(word) }
        for table in prefixes.values { for (text, symbol) in table { spellings[symbol] = .beginning(text) } }
        return spellings
    }

    /// Adds every symbol a word stands for. The employer's name is `@employer`, whatever words it is made of.
    func collect(of token: Token, into symbols: inout [Int]) {
        if token.isName {
            if let symbol = literals["@employer"] { symbols.append(symbol) }
            return
        }
        if token.kind == .number { symbols.append(number) }
        if let symbol = literals[token.text] { symbols.append(symbol) }
        guard token.kind == .word else { return }
        beginnings.collect(of: token.text.utf8, into: &symbols)
        endings.collect(of: token.text.utf8.reversed(), shorterThan: token.text.utf8.count, into: &symbols)
    }
}

extension Lexicon {
    /// Reads a pattern: words, `word*`, `*word`, `verb+`, `<class>`, `a|b`, `(optional)`, `!not`, `..N`, `~N`, `^`, `$`, `#`.
    mutating func pattern(_ text: String, path: String, line: Int) throws(AttributingError) -> Pattern {
        var elements: [Pattern.Element] = []
        for part in text.split(separator: " ") {
            elements.append(try element(String(part), of: text, path: path, line: line))
        }
        guard elements.contains(where: { if case .one = $0 { true } else { false } }) else {
            throw .wrongPattern(path: path, line: line, pattern: text, reason: "can match nothing: it names no word that must be there")
        }
        let words = text.split(separator: " ").flatMap { $0.split(separator: "|") }
        return Pattern(elements: elements, namesNegation: words.contains { Self.negations.contains(String($0)) })
    }

    private static let negations: Set<String> = ["not", "no", "never", "none", "nobody", "neither", "nothing", "cannot"]

    private mutating func element(_ part: String, of text: String, path: String, line: Int) throws(AttributingError) -> Pattern.Element {
        if part == "^" { return .start }
        if part == "$" { return .end }
        if part.hasPrefix("..") || part.hasPrefix("~") {
            guard let words = Int(part.drop { $0 == "." || $0 == "~" }), (0...30).contains(words) else {
                throw .wrongPattern(path: path, line: line, pattern: text, reason: "has a gap that is not ..0 to ..30 or ~0 to ~30")
            }
            return .gap(words, isOneClause: part.hasPrefix("~"))
        }
        if part.hasPrefix("!") { return .not(try symbols(String(part.dropFirst()), path: path, line: line)) }
        if part.count > 2, part.hasPrefix("("), part.hasSuffix(")") {
            return .optional(try symbols(String(part.dropFirst().dropLast()), path: path, line: line))
        }
        return .one(try symbols(part, path: path, line: line))
    }

    private mutating func symbols(_ part: String, path: String, line: Int) throws(AttributingError) -> [Int] {
        var symbols: [Int] = []
        for choice in part.split(separator: "|") {
            if choice.hasPrefix("<"), choice.hasSuffix(">") {
                let name = String(choice.dropFirst().dropLast())
                guard let symbol = classes[name] else {
                    throw .unknownName(path: path, line: line, name: name, nearest: nearest(to: name, among: Array(classes.keys)))
                }
                symbols.append(symbol)
            } else if choice.utf8.count > 2, choice.hasSuffix("+") {
                for form in Inflection.forms(of: String(choice.dropLast())) { symbols.append(symbol(word: form)) }
            } else {
                symbols.append(symbol(word: String(choice)))
            }
        }
        return symbols
    }
}

/// Beginnings of words, or their endings, with their symbols, found in one walk along a word.
private struct LetterTree: Sendable {
    private var next: [Int32] = Array(repeating: 0, count: 2 * Self.letters)
    private var symbols: [Int?] = [nil, nil]

    private static let letters = 37
    private static let root = 1

    /// a to z, 0 to 9; 0 for what no beginning has.
    private static func letter(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a")) + 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 27
        default: 0
        }
    }

    mutating func insert(_ word: some Sequence<UInt8>, symbol: Int) {
        var node = Self.root
        for byte in word {
            let edge = node * Self.letters + Self.letter(byte)
            if next[edge] == 0 {
                next[edge] = Int32(symbols.count)
                symbols.append(nil)
                next += Array(repeating: 0, count: Self.letters)
            }
            node = Int(next[edge])
        }
        symbols[node] = symbol
    }

    /// - Parameter length: what is as long, the whole word, does not count.
    func collect(of word: some Sequence<UInt8>, shorterThan length: Int = .max, into found: inout [Int]) {
        var node = Self.root
        var depth = 0
        for byte in word {
            node = Int(next[node * Self.letters + Self.letter(byte)])
            depth += 1
            if node == 0 || depth == length { return }
            if let symbol = symbols[node] { found.append(symbol) }
        }
    }
}
