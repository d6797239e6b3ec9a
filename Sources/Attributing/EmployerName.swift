import Register

/// The employer's own name inside its text, which is never evidence.
struct EmployerName {
    private let words: [String]
    /// Short forms of the name: in brackets behind it, or three letters and more that its words begin with.
    private let acronyms: Set<String>

    private static let suffixes: Set<String> = [
        "inc", "llc", "corp", "co", "ltd", "company", "corporation", "plc", "lp", "llp", "the", "incorporated", "limited", "dba", "group",
        "holdings",
    ]

    init(_ name: String, phrasebook: Phrasebook) {
        let tokens = Lexer.tokens(of: RepairedText(name), abbreviations: phrasebook.abbreviations).tokens
        let words = tokens.filter(\.isWord).map(\.text).filter { !Self.suffixes.contains($0) }
        self.words = words
        let bracketed = tokens.indices.dropFirst().dropLast().filter { tokens[$0 - 1].text == "(" && tokens[$0 + 1].text == ")" }
        acronyms = Set(bracketed.map { tokens[$0].text } + [String(words.compactMap(\.first))].filter { $0.utf8.count > 2 })
    }

    /// Marks the name, whole or its leading words (two at least), wherever it stands; false where it stands nowhere.
    func mask(in text: inout TokenizedText) -> Bool {
        guard let first = words.first else { return false }
        var isThere = false
        for index in text.tokens.indices where text.tokens[index].isUppercase && acronyms.contains(text.tokens[index].text) {
            text.tokens[index].isName = true
            isThere = true
        }
        var index = 0
        while index < text.tokens.count {
            guard text.tokens[index].text == first else {
                index += 1
                continue
            }
            let (matched, last) = match(at: index, in: text)
            let isWhole =
                matched == words.count && (words.count > 1 || text.tokens[index].isCapitalized && isSubject(after: last, in: text))
            if isWhole || matched >= 2 {
                for position in index..<last where text.tokens[position].isWord { text.tokens[position].isName = true }
                isThere = true
            }
            index = max(last, index + 1)
        }
        return isThere
    }

    /// How many words of the name stand here, and where they end.
    private func match(at start: Int, in text: TokenizedText) -> (Int, Int) {
        var matched = 0
        var index = start
        var last = start
        while matched < words.count, index < text.tokens.count {
            if text.tokens[index].text == words[matched] {
                matched += 1
                last = index + 1
            } else if text.tokens[index].isWord && !Self.suffixes.contains(text.tokens[index].text) || text.tokens[index].kind == .stop {
                break
            }
            index += 1
        }
        return (matched, last)
    }

    /// A name of one word counts where a verb or a company's suffix follows; elsewhere it may be the word itself.
    private func isSubject(after index: Int, in text: TokenizedText) -> Bool {
        guard index < text.tokens.count else { return false }
        let verbs: Set<String> = ["said", "will", "is", "has", "plans", "announced", "intends", "hereby", "was", "says"]
        return verbs.contains(text.tokens[index].text) || Self.suffixes.contains(text.tokens[index].text)
    }
}
