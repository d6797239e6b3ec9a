/// Cuts a repaired text into tokens and sentences, in one pass.
struct Lexer {
    private let letters: [RepairedText.Letter]
    private let abbreviations: Set<String>
    private var tokens: [Token] = []
    private var sentences: [Range<Int>] = []
    private var sentenceStart = 0
    private var followsHyphen = false
    /// Token that follows the last opening quotation mark.
    private var quoteStart: Int?
    /// Where the passage between quotation marks that is being read began; nil outside of one.
    private var passageStart: Int?
    private var quotes: [Range<Int>] = []

    /// No sentence is longer, so that work stays linear in the text.
    private static let longestSentence = 160

    static func tokens(of text: RepairedText, abbreviations: Set<String>) -> TokenizedText {
        var lexer = Lexer(letters: text.letters, abbreviations: abbreviations)
        lexer.run()
        return TokenizedText(tokens: lexer.tokens, sentences: lexer.sentences, quotes: lexer.quotes)
    }

    private init(letters: [RepairedText.Letter], abbreviations: Set<String>) {
        self.letters = letters
        self.abbreviations = abbreviations
    }

    private mutating func run() {
        var index = 0
        while index < letters.count {
            let scalar = letters[index].scalar
            if scalar == 0x20 {
                index += 1
            } else if scalar == 0x0A {
                index = lineBreak(at: index)
            } else if let end = box(at: index) {
                index = end
            } else if RepairedText.isLetter(scalar) {
                index = word(at: index)
            } else if RepairedText.isDigit(scalar) {
                index = number(at: index)
            } else {
                index = mark(at: index)
            }
            if tokens.count - sentenceStart >= Self.longestSentence { endSentence() }
        }
        endSentence()
    }

    private mutating func endSentence() {
        guard tokens.count > sentenceStart else { return }
        sentences.append(sentenceStart..<tokens.count)
        sentenceStart = tokens.count
    }

    private func scalar(_ index: Int) -> UInt32 { index < letters.count ? letters[index].scalar : 0 }

    /// An empty line ends a sentence, and so does a line's end before a row of a form (`name: value`); any other is white space.
    private mutating func lineBreak(at start: Int) -> Int {
        var index = start
        var breaks = 0
        while index < letters.count, letters[index].scalar == 0x20 || letters[index].scalar == 0x0A {
            if letters[index].scalar == 0x0A { breaks += 1 }
            index += 1
        }
        let isWindowsBreak = breaks == 2 && index - start == 2 && letters[start].end == letters[start + 1].start && index < letters.count
        if breaks > 2 || breaks == 2 && !isWindowsBreak {
            endSentence()
            passageStart = nil
        } else if isRow(at: index) {
            endSentence()
        }
        return index
    }

    /// One to three words and a colon.
    private func isRow(at start: Int) -> Bool {
        var index = start
        var spaces = 0
        while index - start < Self.longestRowName, spaces < 3 {
            let scalar = self.scalar(index)
            if scalar == 0x3A { return index > start + 1 && self.scalar(index + 1) == 0x20 }
            guard RepairedText.isLetter(scalar) || scalar == 0x20 || scalar == 0x5F || scalar == 0x2F else { return false }
            if scalar == 0x20 { spaces += 1 }
            index += 1
        }
        return false
    }

    private static let longestRowName = 40

    // MARK: Boxes

    /// `[x]`, `(X)`, `[ ]`, `( )`, `☒`, `☐` and their like; the index after it, or nil.
    private mutating func box(at start: Int) -> Int? {
        switch scalar(start) {
        case 0x2611, 0x2612, 0x2713, 0x2714, 0x2717, 0x2718: return append(.checked, "[x]", start..<start + 1)
        case 0x2610, 0x25A1, 0x25A2: return append(.unchecked, "[]", start..<start + 1)
        case 0x5F: return blank(at: start)
        case 0x5B, 0x28: break
        default: return nil
        }
        let closing: UInt32 = scalar(start) == 0x5B ? 0x5D : 0x29
        var index = start + 1
        var inside: [UInt32] = []
        while index < letters.count, index - start < 6, letters[index].scalar != closing {
            if letters[index].scalar != 0x20 { inside.append(letters[index].scalar) }
            index += 1
        }
        guard scalar(index) == closing else { return nil }
        switch inside {
        case [], [0x5F], [0x5F, 0x5F]: return append(.unchecked, "[]", start..<index + 1)
        case [0x78], [0x2713], [0x2714]: return append(.checked, "[x]", start..<index + 1)
        default: return nil
        }
    }

    /// `___` is an empty box, `_X_` a ticked one.
    private mutating func blank(at start: Int) -> Int? {
        var index = start
        var isTicked = false
        while scalar(index) == 0x5F
            || scalar(index) == 0x78 && (scalar(index + 1) == 0x5F || index > start && !RepairedText.isLetter(scalar(index + 1)))
        {
            isTicked = isTicked || scalar(index) == 0x78
            index += 1
        }
        guard index - start >= 2 else { return nil }
        return append(isTicked ? .checked : .unchecked, isTicked ? "[x]" : "[]", start..<index)
    }

    private mutating func append(_ kind: Token.Kind, _ text: String, _ range: Range<Int>) -> Int {
        let isJoined = followsHyphen
        followsHyphen = false
        tokens.append(
            Token(
                text: text, kind: kind, start: letters[range.lowerBound].start, end: letters[range.upperBound - 1].end, isJoined: isJoined))
        return range.upperBound
    }

    // MARK: Words

    private mutating func word(at start: Int) -> Int {
        if let end = initials(at: start) { return end }
        var index = start
        while isInsideWord(index) { index += 1 }
        var text = self.text(start..<index)
        let isNegated = text.hasSuffix("n't") || text == "cannot"
        if isNegated { text = text == "cannot" ? "can" : String(text.dropLast(3)) }
        let isPossessive = text.hasSuffix("'s")
        if isPossessive { text = String(text.dropLast(2)) }
        text.removeAll { $0 == "'" }
        _ = append(.word, text, start..<index)
        mark(capitals: start..<index)
        // `AI's Diner`: two letters that own a thing with a capital are somebody's name.
        // `.ai` is the end of an address or of a file's name.
        if text == "ai", start > 0, letters[start - 1].scalar == 0x2E, !letters[start].isUppercase { tokens[tokens.count - 1].isName = true }
        if isPossessive, text.utf8.count == 2, !letters[index - 1].isUppercase, nextLetter(after: index)?.isUppercase == true {
            tokens[tokens.count - 1].isName = true
        }
        if isNegated {
            _ = append(.word, "not", start..<index)
        }
        return index
    }

    private func isInsideWord(_ index: Int) -> Bool {
        let scalar = self.scalar(index)
        if RepairedText.isLetter(scalar) || RepairedText.isDigit(scalar) { return true }
        return scalar == 0x27 && RepairedText.isLetter(self.scalar(index + 1))
    }

    /// `A.I.` and `U.S.` are one word without points.
    private mutating func initials(at start: Int) -> Int? {
        var index = start
        while RepairedText.isLetter(scalar(index)), scalar(index + 1) == 0x2E,
            !RepairedText.isLetter(scalar(index + 2)) || scalar(index + 3) == 0x2E || index > start
        {
            index += 2
        }
        guard index - start >= 4 else {
            guard index - start == 2, RepairedText.isLetter(scalar(index)), !RepairedText.isLetter(scalar(index + 1)) else { return nil }
            return closed(start..<index + 1)
        }
        return closed(start..<index)
    }

    /// Appends initials; a point that also ends the sentence still ends it.
    private mutating func closed(_ range: Range<Int>) -> Int {
        _ = append(.word, text(range).filter { $0 != "." }, range)
        mark(capitals: range)
        if scalar(range.upperBound - 1) == 0x2E, endsSentence(after: range.upperBound), !continuesInLowerCase(after: range.upperBound),
            range.upperBound >= letters.count || startsSentence(after: range.upperBound)
        {
            endSentence()
        }
        return range.upperBound
    }

    private mutating func mark(capitals range: Range<Int>) {
        var count = 0
        var capitals = 0
        for index in range where RepairedText.isLetter(letters[index].scalar) {
            count += 1
            if letters[index].isUppercase { capitals += 1 }
        }
        tokens[tokens.count - 1].isCapitalized = letters[range.lowerBound].isUppercase
        tokens[tokens.count - 1].isUppercase = count >= 2 && capitals == count
    }

    private func text(_ range: Range<Int>) -> String {
        if range.allSatisfy({ letters[$0].scalar < 0x80 }) {
            return String(unsafeUninitializedCapacity: range.count) { bytes in
                for (offset, index) in range.enumerated() { bytes[offset] = UInt8(truncatingIfNeeded: letters[index].scalar) }
                return range.count
            }
        }
        var view = String.UnicodeScalarView()
        for letter in letters[range] { if let scalar = Unicode.Scalar(letter.scalar) { view.append(scalar) } }
        return String(view)
    }

    private mutating func number(at start: Int) -> Int {
        var index = start
        while RepairedText.isDigit(scalar(index)) || RepairedText.isLetter(scalar(index))
            || (scalar(index) == 0x2C || scalar(index) == 0x2E) && RepairedText.isDigit(scalar(index + 1))
        { index += 1 }
        return append(.number, text(start..<index), start..<index)
    }

    // MARK: Marks

    private mutating func mark(at index: Int) -> Int {
        switch scalar(index) {
        case 0x22:
            closeOrOpenPassage()
            closeOrOpenQuote()
            return index + 1
        case 0x27: return index + 1
        case 0x2D where isInner(index), 0x5F where isInner(index):
            followsHyphen = true
            return index + 1
        case 0x3B, 0x21, 0x3F:
            let next = append(.stop, text(index..<index + 1), index..<index + 1)
            endSentence()
            return next
        case 0x2E:
            guard endsSentence(after: index + 1), !isAbbreviation(before: index) else { return index + 1 }
            let next = append(.stop, ".", index..<index + 1)
            endSentence()
            return next
        case 0x2D, 0x2012...0x2015: return append(.mark, "-", index..<index + 1)
        default: return append(.mark, text(index..<index + 1), index..<index + 1)
        }
    }

    /// What stands between two quotation marks, in however many sentences.
    private mutating func closeOrOpenPassage() {
        guard let start = passageStart else {
            passageStart = tokens.count
            return
        }
        passageStart = nil
        if tokens.count > start { quotes.append(start..<tokens.count) }
    }

    /// A few words in quotation marks that begin in capitals are a title or a trade name, and like a name no evidence.
    private mutating func closeOrOpenQuote() {
        guard let start = quoteStart, start <= tokens.count, tokens.count - start <= 8 else {
            quoteStart = tokens.count
            return
        }
        quoteStart = nil
        let words = tokens[start...].filter { $0.kind == .word }
        let isTitle =
            words.count >= 2 && words.allSatisfy { $0.isCapitalized || Self.small.contains($0.text) } && words.contains { !$0.isUppercase }
        guard isTitle else { return }
        for index in start..<tokens.count where tokens[index].isWord { tokens[index].isName = true }
    }

    private static let small: Set<String> = ["of", "the", "and", "a", "an", "in", "on", "to", "for", "with"]

    /// A hyphen, or the line of a field's name (`ai_related`), between two letters or digits joins them.
    private func isInner(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = scalar(index - 1), after = scalar(index + 1)
        return (RepairedText.isLetter(before) || RepairedText.isDigit(before))
            && (RepairedText.isLetter(after) || RepairedText.isDigit(after))
    }

    private func endsSentence(after index: Int) -> Bool {
        let next = scalar(index)
        return next == 0 || next == 0x20 || next == 0x0A || next == 0x22 || next == 0x27 || next == 0x29
    }

    private func continuesInLowerCase(after start: Int) -> Bool {
        guard let next = nextLetter(after: start) else { return false }
        return RepairedText.isLetter(next.scalar) && !next.isUppercase
    }

    private func startsSentence(after start: Int) -> Bool { nextLetter(after: start)?.isUppercase ?? true }

    private func nextLetter(after start: Int) -> RepairedText.Letter? {
        var index = start
        while index < letters.count, [0x20, 0x0A, 0x22, 0x27, 0x28, 0x29].contains(letters[index].scalar) { index += 1 }
        return index < letters.count ? letters[index] : nil
    }

    private func isAbbreviation(before point: Int) -> Bool {
        guard let last = tokens.last, last.kind == .word, last.end == letters[point].start else { return false }
        if continuesInLowerCase(after: point + 1) { return true }
        guard abbreviations.contains(last.text), let next = nextLetter(after: point + 1) else { return false }
        // `No. 5` is a number; `Technology: No. Reason: fire` is an answer.
        return last.text != "no" || RepairedText.isDigit(next.scalar)
    }
}
