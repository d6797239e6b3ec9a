import Register

/// A text read for attribution: repaired, cut into sentences, each with the symbols that are left once traps and names are out.
struct TextReading {
    let text: TokenizedText
    var tables: [SentenceTable]
    let phrasebook: Phrasebook
    /// Words of the whole text.
    let wordCount: Int

    init(_ source: String, employer: String, phrasebook: Phrasebook) {
        self.init(untrapped: source, employer: employer, phrasebook: phrasebook)
        dropTraps()
    }

    /// With traps and namesakes still in.
    private init(untrapped source: String, employer: String, phrasebook: Phrasebook) {
        self.phrasebook = phrasebook
        var text = Lexer.tokens(of: RepairedText(source), abbreviations: phrasebook.abbreviations)
        WordRepair(phrasebook: phrasebook).apply(to: &text)
        _ = EmployerName(employer, phrasebook: phrasebook).mask(in: &text)
        Self.maskGivenNames(in: &text, lexicon: phrasebook.lexicon)
        Self.maskTradeNames(in: &text, lexicon: phrasebook.lexicon)
        self.text = text
        wordCount = text.tokens.count(where: \.isWord)
        tables = text.sentences.map { SentenceTable(range: $0, of: text, phrasebook: phrasebook) }
    }

    /// A passage as nobody's text, read without what stands around it; nil where it names neither AI nor a machine, be it in a trap, and
    /// does not ask about them.
    init?(passage: String, phrasebook: Phrasebook) {
        self.init(untrapped: passage, employer: "", phrasebook: phrasebook)
        guard tables.contains(where: { $0.contains(phrasebook.ai) || $0.contains(phrasebook.machine) || phrasebook.speaksUnnamed(in: $0) })
        else { return nil }
    }

    /// Nobody's text as the text of an employer whose name is not in it; nil where it is, and the text has to be read again.
    func of(_ employer: String) -> TextReading? {
        var text = text
        guard !EmployerName(employer, phrasebook: phrasebook).mask(in: &text) else { return nil }
        var reading = self
        reading.dropTraps()
        return reading
    }

    /// A reason field of a few words, where a bare cause counts.
    var isField: Bool { wordCount <= 16 }

    private mutating func dropTraps() {
        guard tables.contains(where: { $0.contains(phrasebook.ai) || $0.contains(phrasebook.machine) }) else { return }
        let isOther = tables.contains { !phrasebook.ranges(.otherMeanings, in: $0).isEmpty }
        for index in tables.indices where tables[index].contains(phrasebook.ai) || tables[index].contains(phrasebook.machine) {
            for (range, _) in phrasebook.ranges(.traps, in: tables[index]) {
                tables[index].drop(phrasebook.ai, overlapping: range)
                tables[index].drop(phrasebook.machine, overlapping: range)
            }
            if isOther { dropBareAI(in: index) }
        }
        dropForeignAcronyms()
    }

    /// `The system now does their work`: after a sentence that names AI, or else a machine, that is what such words mean.
    func resolvingAnaphors() -> TextReading {
        guard let anaphor = phrasebook.anaphor else { return self }
        var reading = self
        var nouns: Set<String> = []
        for index in tables.indices.dropFirst() {
            let before = reading.tables[index - 1]
            guard let meant = [phrasebook.ai, phrasebook.machine].first(where: before.contains) else { continue }
            reading.tables[index].add(meant, wherever: anaphor, phrasebook: phrasebook)
            nouns.formUnion(before.spans(of: meant).compactMap { before.noun(after: $0.upperBound, except: phrasebook.persons) })
            for noun in nouns where !phrasebook.breaks.contains(noun) {
                reading.tables[index].add(meant, whereverNamed: noun, phrasebook: phrasebook)
            }
        }
        return reading
    }

    /// `AI Dobbs` is a person, misread: two letters before a capitalized word that the phrasebook does not know.
    private static func maskGivenNames(in text: inout TokenizedText, lexicon: Lexicon) {
        var isNamed = false
        for index in text.tokens.indices.dropLast() where isShort(text.tokens[index]) {
            let next = text.tokens[index + 1]
            guard next.kind == .word, next.isCapitalized, !next.isUppercase, !next.isJoined, !lexicon.knows(next.text) else { continue }
            text.tokens[index + 1].isName = true
            isNamed = true
        }
        guard isNamed else { return }
        for index in text.tokens.indices where isShort(text.tokens[index]) { text.tokens[index].isName = true }
    }

    /// `Synapse AI` is a name: two letters behind a capitalized word that the phrasebook does not know, inside a sentence, or at its
    /// beginning where an apposition or a verb of a company follows.
    private static func maskTradeNames(in text: inout TokenizedText, lexicon: Lexicon) {
        for sentence in text.sentences {
            for index in sentence.dropFirst() where isShort(text.tokens[index]) && !text.tokens[index].isJoined {
                let before = text.tokens[index - 1]
                guard before.kind == .word, before.isCapitalized, !before.isUppercase, !before.isName, !lexicon.knows(before.text),
                    !isPossessive(before), !isOfAnOffice(index - 1, in: text)
                else { continue }
                let next = index + 1 < sentence.upperBound ? text.tokens[index + 1] : nil
                guard index - 1 > sentence.lowerBound || next.map({ appositions.contains($0.text) }) ?? false else { continue }
                text.tokens[index].isName = true
            }
        }
    }

    /// `Stonegate's AI agent`: an apostrophe is dropped from the word, not from where it stands.
    private static func isPossessive(_ token: Token) -> Bool { token.text.hasSuffix("s") && token.end - token.start > token.text.utf8.count }

    /// `The new Institute for Clinical AI` works on AI.
    private static func isOfAnOffice(_ index: Int, in text: TokenizedText) -> Bool {
        index > 1 && offices.contains(text.tokens[index - 2].text) && ["for", "of"].contains(text.tokens[index - 1].text)
    }

    private static let offices: Set<String> = ["institute", "school", "center", "centre", "office", "lab", "laboratory", "department", "college"]

    private static let appositions: Set<String> = [",", "is", "has", "was", "will", "said", "announced", "inc", "plans"]

    private static func isShort(_ token: Token) -> Bool { token.text == "ai" && token.isUppercase && !token.isName }

    private mutating func dropForeignAcronyms() {
        let tables = self.tables
        let ai = phrasebook.ai
        let foreign = ForeignAcronyms(in: text.tokens) { words in
            let table = tables[Self.table(of: words.lowerBound, in: tables)]
            return table.spans(of: ai).contains { $0.lowerBound + table.range.lowerBound == words.lowerBound }
        }.found()
        guard !foreign.isEmpty else { return }
        for index in self.tables.indices {
            for position in self.tables[index].tokens.indices where foreign.contains(self.tables[index].tokens[position].text) {
                self.tables[index].drop(phrasebook.ai, overlapping: position..<position + 1)
                self.tables[index].drop(phrasebook.machine, overlapping: position..<position + 1)
            }
        }
    }

    /// The sentence a token stands in.
    private static func table(of token: Int, in tables: [SentenceTable]) -> Int {
        var lower = 0, upper = tables.count - 1
        while lower < upper {
            let middle = (lower + upper) / 2
            if tables[middle].range.upperBound <= token { lower = middle + 1 } else { upper = middle }
        }
        return lower
    }

    private static let shortForms: Set<String> = ["ai", "ia", "llm"]

    private mutating func dropBareAI(in index: Int) {
        for span in tables[index].spans(of: phrasebook.ai)
        where tables[index].tokens[span].allSatisfy({ Self.shortForms.contains($0.text) }) {
            tables[index].drop(phrasebook.ai, overlapping: span)
        }
    }
}

/// Reads words through OCR noise: `artifcial inteIligence`, `Al` for AI, `IA` in a Spanish text.
struct WordRepair {
    let phrasebook: Phrasebook

    func apply(to text: inout TokenizedText) {
        let targets = phrasebook.repairs
        var repaired: [String: String?] = [:]
        for index in text.tokens.indices where text.tokens[index].kind != .mark && text.tokens[index].text.utf8.count >= 6 {
            let word = text.tokens[index].text
            if let known = repaired[word] {
                if let known { text.tokens[index].text = known }
                continue
            }
            let meant = target(of: word, among: targets)
            repaired[word] = .some(meant)
            if let meant {
                text.tokens[index].text = meant
                text.tokens[index].kind = .word
            }
        }
        readDigitsAsLetters(in: &text)
        resolveTwoLetters(in: &text)
    }

    /// `wi11`, `0f`, `instaIIation`: a word that the phrasebook knows once its digits, or its capitals inside, are read as letters.
    private func readDigitsAsLetters(in text: inout TokenizedText) {
        var repairs = 0
        for index in text.tokens.indices where text.tokens[index].isWord {
            let word = text.tokens[index].text
            guard Self.mayHideLetters(word) || repairs > 1 && word.contains("i"), word.utf8.contains(where: { $0 >= UInt8(ascii: "a") })
            else { continue }
            guard !phrasebook.lexicon.knows(word), let meant = readings(of: word).first(where: phrasebook.lexicon.knows) else { continue }
            text.tokens[index].text = meant
            text.tokens[index].kind = .word
            repairs += 1
        }
    }

    /// Has a digit that looks like a letter, or `ii`, which is mostly `ll`.
    private static func mayHideLetters(_ word: String) -> Bool {
        var before: UInt8 = 0
        for byte in word.utf8 {
            if looksLikeLetter(byte) || byte == UInt8(ascii: "i") && before == byte { return true }
            before = byte
        }
        return false
    }

    private func readings(of word: String) -> [String] {
        let plain = word.replacing("0", with: "o").replacing("5", with: "s")
        let thin = plain.replacing("1", with: "i")
        return [thin.replacing("ii", with: "ll"), thin, plain.replacing("1", with: "l"), thin.replacing("i", with: "l")]
    }

    private static func looksLikeLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") || byte == UInt8(ascii: "5")
    }

    private func target(of word: String, among targets: [(word: String, shape: [UInt8])]) -> String? {
        let length = word.utf8.count
        guard targets.contains(where: { abs($0.shape.count - length) <= 1 }), !targets.contains(where: { $0.word == word }) else {
            return nil
        }
        let shape = Self.shape(word)
        for target in targets where abs(target.shape.count - shape.count) <= 1 {
            if target.shape == shape { return target.word }
            if shape.count >= 9, editDistance(shape, target.shape) <= 1 { return target.word }
        }
        return nil
    }

    /// Letters that a scanner takes for one another are one.
    static func shape(_ word: String) -> [UInt8] {
        var shape: [UInt8] = []
        for byte in word.utf8 {
            switch byte {
            case UInt8(ascii: "l"), UInt8(ascii: "1"), UInt8(ascii: "|"), UInt8(ascii: "!"): shape.append(UInt8(ascii: "i"))
            case UInt8(ascii: "0"): shape.append(UInt8(ascii: "o"))
            case UInt8(ascii: "5"): shape.append(UInt8(ascii: "s"))
            default: shape.append(byte)
            }
        }
        return shape
    }

    /// `Al` is AI when a word that goes with AI is joined to it or a kind of AI stands before it (`generative Al`, as scanned letters are
    /// read), or the text says artificial intelligence in full; `IA` is AI in Spanish.
    private func resolveTwoLetters(in text: inout TokenizedText) {
        // Few texts have such letters: what decides is looked up for those alone.
        guard text.tokens.contains(where: { Self.twoLetters.contains($0.text) }) else { return }
        let isSpanish = isSpanish(text)
        let saysInFull = text.tokens.indices.dropLast().contains {
            text.tokens[$0].text == "artificial" && text.tokens[$0 + 1].text == "intelligence"
        }
        for index in text.tokens.indices {
            switch text.tokens[index].text {
            case "al"
            where text.tokens[index].isCapitalized && !isSpanish
                && (saysInFull || joinsAI(after: index, in: text) || namesKind(before: index, in: text)):
                text.tokens[index].text = "ai"
            case "al" where text.tokens[index].isCapitalized && !isSpanish && text.tokens[index].end - text.tokens[index].start > 2:
                // `A.l.`: no name is written so.
                text.tokens[index].text = "ai"
            case "a1", "ai1": text.tokens[index].text = text.tokens[index].isCapitalized && saysInFull ? "ai" : text.tokens[index].text
            case "ia": text.tokens[index].text = isSpanish && text.tokens[index].isUppercase ? "ai" : "ia"
            default: break
            }
        }
    }

    private static let twoLetters = ["al", "a1", "ai1", "ia"]

    /// Two Spanish words, or one beside a noun that ends as only Spanish ones do.
    private func isSpanish(_ text: TokenizedText) -> Bool {
        let little = text.tokens.lazy.filter { phrasebook.spanish.contains($0.text) }.prefix(2).count
        return little == 2 || little == 1 && text.tokens.contains { $0.text.hasSuffix("cion") }
    }

    static let kinds: Set<String> = ["generative", "agentic", "conversational", "predictive", "gen"]

    private func namesKind(before index: Int, in text: TokenizedText) -> Bool {
        index > 0 && Self.kinds.contains(text.tokens[index - 1].text)
    }

    static let joiners: Set<String> = ["driven", "powered", "based", "enabled", "assisted", "generated", "first", "native", "led"]

    private func joinsAI(after index: Int, in text: TokenizedText) -> Bool {
        guard index + 1 < text.tokens.count else { return false }
        let next = text.tokens[index + 1]
        return Self.joiners.contains(next.text) && next.start == text.tokens[index].end + 1
    }
}
