/// Short forms that a text itself spells out as something else: `Aspen Institute (AI)`, `GPT (Grand Prairie Transit)`.
struct ForeignAcronyms {
    private let tokens: [Token]
    /// The spelled-out words speak of AI, so the short form does, too.
    private let speaksOfAI: (Range<Int>) -> Bool

    private static let lengths = 2...4

    init(in tokens: [Token], speaksOfAI: @escaping (Range<Int>) -> Bool) {
        self.tokens = tokens
        self.speaksOfAI = speaksOfAI
    }

    func found() -> Set<String> {
        var found = spelledInCapitals()
        for bracket in tokens.indices where tokens[bracket].text == "(" {
            if let acronym = acronym(at: bracket + 1), spells(acronym, from: bracket - acronym.utf8.count) { found.insert(acronym) }
            if let acronym = acronym(at: bracket - 1), spells(acronym, from: bracket + 1) { found.insert(acronym) }
        }
        return found
    }

    /// Three letters or more that as many capitalized words in a row begin with, wherever these stand.
    private func spelledInCapitals() -> Set<String> {
        var found = Set<String>()
        let acronyms = Set(tokens.indices.compactMap { acronym(at: $0) }.filter { $0.utf8.count > 2 })
        for acronym in acronyms {
            let isSpelled = tokens.indices.contains { start in
                start + acronym.utf8.count <= tokens.count
                    && tokens[start..<start + acronym.utf8.count].allSatisfy { $0.isCapitalized && !$0.isUppercase }
                    && spells(acronym, from: start)
            }
            if isSpelled { found.insert(acronym) }
        }
        return found
    }

    private func acronym(at index: Int) -> String? {
        guard tokens.indices.contains(index), tokens[index].kind == .word, tokens[index].isUppercase,
            Self.lengths.contains(tokens[index].text.utf8.count)
        else { return nil }
        return tokens[index].text
    }

    /// In Spanish IA is read as AI; what spells it begins with its own letters.
    private static func spellings(of acronym: String) -> [String] { acronym == "ai" ? ["ai", "ia"] : [acronym] }

    /// The words from there on begin with the letters, one each.
    private func spells(_ acronym: String, from start: Int) -> Bool {
        let words = start..<start + acronym.utf8.count
        guard start >= 0, words.upperBound <= tokens.count else { return false }
        let isSpelled = Self.spellings(of: acronym).contains { spelling in
            zip(words, spelling.utf8).allSatisfy { tokens[$0].kind == .word && tokens[$0].text.utf8.first == $1 }
        }
        guard isSpelled else { return false }
        return !speaksOfAI(words)
    }
}
