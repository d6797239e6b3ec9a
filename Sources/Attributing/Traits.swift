import Register

/// What a text is like around its mentions of AI and machines: words, pairs of words, classes of words and rules, by name.
///
/// `w:` a word, `p:` two in a row, `l:` and `r:` one left and right of AI, `b:`, `a:` and `n:` a class of the vocabulary before AI, behind it
/// and in the next sentences, `s:` and `t:` a rule that is no statement, there and in the next ones, `k` and `d` what statements and denials
/// were kept and dropped, `o` what the rules decide. Words are without their endings; a number is `#`. Each trait once.
struct Traits {
    private(set) var names: Set<String> = []
    private let reading: TextReading

    /// Words to either side of a mention that are told from those farther off.
    private static let reach = 5
    /// A text of so many words is looked at as a whole, of a longer one the sentences that name AI or a machine and those next to them.
    private static let wholeText = 70
    /// Sentences that are looked at, at most.
    private static let mostSentences = 12

    /// - Parameters:
    ///   - candidates: what the rules found.
    ///   - decided: what they take from it.
    init(of reading: TextReading, candidates: [Candidate], decided: Candidate?) {
        self.reading = reading
        let phrasebook = reading.phrasebook
        let named = reading.tables.indices.filter {
            reading.tables[$0].contains(phrasebook.ai) || reading.tables[$0].contains(phrasebook.machine)
        }
        let isShort = reading.wordCount <= Self.wholeText
        let near = reading.tables.indices.filter { index in isShort || named.contains { abs($0 - index) <= 1 } }
        for index in near.prefix(Self.mostSentences) {
            addWords(of: reading.tables[index])
            if named.contains(index) { addSurroundings(in: reading.tables[index]) } else { addNeighbor(reading.tables[index]) }
        }
        for candidate in candidates { add(candidate) }
        names.insert("o:" + (decided?.rule ?? Verdict.noMatch))
        names.insert("ol:" + (decided?.label ?? .none).rawValue)
        if reading.isField { names.insert("f:field") }
        if !reading.tables.contains(where: { $0.contains(phrasebook.ai) }) { names.insert("f:no_ai") }
        if !reading.tables.contains(where: { $0.contains(phrasebook.machine) }) { names.insert("f:no_machine") }
    }

    private mutating func add(_ candidate: Candidate) {
        let label = candidate.label.rawValue
        guard let dropped = candidate.dropped else {
            names.insert("k:" + candidate.rule)
            names.insert("kl:" + label)
            return
        }
        // `context NAME`, `speaker NAME`: the kind alone.
        let words = dropped.split(separator: " ")
        let reason = words.first.map { Self.named.contains($0) ? String($0) : words.joined(separator: "_") } ?? ""
        names.formUnion(["d:" + candidate.rule, "dl:" + label, "dw:" + reason, "dlw:" + label + "_" + reason])
    }

    private static let named: Set<Substring> = ["context", "background", "speaker"]

    private mutating func addWords(of table: SentenceTable) {
        var before = "^"
        for word in words(of: table) {
            names.insert("w:" + word.text)
            names.insert("p:" + before + "_" + word.text)
            before = word.text
        }
        names.insert("p:" + before + "_$")
    }

    /// The sentence's words in order, a mention as one, with where each begins.
    private func words(of table: SentenceTable) -> [(text: String, start: Int)] {
        let mentions = [("<ai>", reading.phrasebook.ai), ("<machine>", reading.phrasebook.machine)].map { ($0.0, table.spans(of: $0.1)) }
        var words: [(text: String, start: Int)] = []
        var position = 0
        while position < table.tokens.count {
            let mention = mentions.lazy.compactMap { name, spans in
                spans.first { $0.lowerBound == position }.map { (name, $0.upperBound) }
            }.first
            if let (name, end) = mention {
                words.append((name, position))
                position = end
                continue
            }
            let token = table.tokens[position]
            if token.isName {
                if words.last?.text != "@" { words.append(("@", position)) }
            } else if token.kind == .number {
                words.append(("#", position))
            } else if token.kind == .word {
                words.append((Self.stem(token.text), position))
            } else if token.kind == .checked || token.kind == .unchecked {
                words.append((token.kind == .checked ? "[x]" : "[]", position))
            } else if Self.marks.contains(token.text) {
                words.append((token.text, position))
            }
            position += 1
        }
        return words
    }

    private static let marks: Set<String> = ["?", ":", ";", "/", ">"]

    private mutating func addSurroundings(in table: SentenceTable) {
        let words = words(of: table)
        for index in words.indices where words[index].text == "<ai>" {
            for left in words[max(0, index - Self.reach)..<index] { names.insert("l:" + left.text) }
            for right in words[(index + 1)..<min(words.count, index + 1 + Self.reach)] { names.insert("r:" + right.text) }
        }
        let phrasebook = reading.phrasebook
        let mention = table.spans(of: phrasebook.ai).first ?? table.spans(of: phrasebook.machine).first ?? 0..<0
        for (name, symbol) in phrasebook.lexicon.classes where symbol != phrasebook.ai && symbol != phrasebook.machine {
            for span in table.spans(of: symbol) {
                if span.upperBound <= mention.lowerBound { names.insert("b:" + name) }
                if span.lowerBound >= mention.upperBound { names.insert("a:" + name) }
            }
        }
        addRules(in: table, as: "s:")
    }

    private mutating func addNeighbor(_ table: SentenceTable) {
        for (name, symbol) in reading.phrasebook.lexicon.classes where table.contains(symbol) { names.insert("n:" + name) }
        addRules(in: table, as: "t:")
    }

    private mutating func addRules(in table: SentenceTable, as kind: String) {
        for section in Phrasebook.Section.allCases {
            for found in reading.phrasebook.ranges(section, in: table) { names.insert(kind + found.rule) }
        }
    }

    /// Words of one root are one: `answered`, `answers`, `answering`.
    static func stem(_ word: String) -> String {
        guard word.utf8.count > 4, let ending = endings.first(where: word.hasSuffix) else { return word }
        return String(word.dropLast(ending.count))
    }

    private static let endings = ["ing", "ed", "es", "ly", "s"]
}
