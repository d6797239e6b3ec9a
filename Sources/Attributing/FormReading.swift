import Register

/// The answer of a form to the question about AI or automation: Yes, No and blank are three things.
struct FormReading {
    /// What the form says, as a passage of the text.
    let candidate: Candidate
    private let inertTokens: [Range<Int>]

    /// nil when the text holds no such question, or its box is blank and nothing is inert.
    init?(_ reading: TextReading) {
        let phrasebook = reading.phrasebook
        lazy var words = FormAnswer.Words(reading)
        for (sentence, table) in reading.tables.enumerated() {
            for (range, _) in phrasebook.ranges(.questions, in: table) {
                let question = range.lowerBound + table.range.lowerBound..<range.upperBound + table.range.lowerBound
                guard let found = FormAnswer(after: question, in: reading, words: words) else { continue }
                self.init(found, question: question, sentence: sentence, reading: reading)
                return
            }
        }
        return nil
    }

    private init(_ found: FormAnswer, question: Range<Int>, sentence: Int, reading: TextReading) {
        let form = FormTechnology(after: found.tokens.upperBound, question: question, in: reading)
        inertTokens = [question.lowerBound..<max(found.tokens.upperBound, question.upperBound)] + form.unticked
        switch found.answer {
        case .blank:
            candidate = Candidate(rule: "form_blank", label: .none, force: .certain, sentence: sentence, tokens: found.tokens, dropped: nil)
        case .no:
            let evidence = found.hasBoxes ? found.tokens : question.lowerBound..<found.tokens.upperBound
            candidate = Candidate(rule: "form_no", label: .denied, force: .certain, sentence: sentence, tokens: evidence, dropped: nil)
        case .yes:
            candidate = form.candidate(answer: found.tokens, question: question, sentence: sentence)
        }
    }

    /// The question and its answer inside a sentence, in positions of that sentence.
    func inert(in sentence: Range<Int>) -> [Range<Int>] {
        inertTokens.map { $0.clamped(to: sentence) }.filter { !$0.isEmpty }
            .map { $0.lowerBound - sentence.lowerBound..<$0.upperBound - sentence.lowerBound }
    }
}

/// The ticked box, or the word, behind a question.
struct FormAnswer {
    enum Answer { case yes, no, blank }

    let answer: Answer
    let tokens: Range<Int>
    let hasBoxes: Bool

    private static let reach = 24
    private static let reachBehindColon = 4

    init?(after question: Range<Int>, in reading: TextReading, words: Words) {
        let tokens = reading.text.tokens
        // Behind a colon the answer stands at once.
        let reach = tokens[question.upperBound - 1].text == ":" ? Self.reachBehindColon : Self.reach
        let window = question.upperBound..<min(question.upperBound + reach, tokens.count)
        let box = question.upperBound
        if let next = window.dropFirst().first, box < tokens.count, tokens[box].kind == .checked || tokens[box].kind == .unchecked,
            !words.isYes(next), !words.isNo(next)
        {
            self.init(answer: tokens[box].kind == .checked ? .yes : .blank, tokens: box..<box + 1, hasBoxes: true)
            return
        }
        guard let first = window.first(where: { words.isYes($0) || words.isNo($0) || words.isTicked(at: $0) || words.isBlank(at: $0) })
        else { return nil }
        if words.isBlank(at: first) { self.init(answer: .blank, tokens: first..<first + 1, hasBoxes: false); return }
        if words.isTicked(at: first) { self.init(answer: .yes, tokens: first..<first + 1, hasBoxes: false); return }
        self.init(from: first, window: window, tokens: tokens, words: words)
    }

    private init(answer: Answer, tokens: Range<Int>, hasBoxes: Bool) {
        self.answer = answer
        self.tokens = tokens
        self.hasBoxes = hasBoxes
    }

    private init?(from first: Int, window: Range<Int>, tokens: [Token], words: Words) {
        let isBox = { (index: Int) in window.contains(index) && (tokens[index].kind == .checked || tokens[index].kind == .unchecked) }
        let isMarked = { (index: Int) in window.contains(index) && (tokens[index].kind == .checked || tokens[index].text == "x") }
        let second = (first + 1..<min(first + 6, window.upperBound)).first {
            words.isNo($0) != words.isNo(first) && (words.isYes($0) || words.isNo($0))
        }
        let isBefore = isBox(first - 1) || isMarked(first - 1)
        // `YES: __ NO: X`: a colon may stand between the word and its box.
        let behind = { (index: Int) in window.contains(index + 1) && tokens[index + 1].text == ":" ? index + 2 : index + 1 }
        let beside = { (index: Int) in isBefore ? index - 1 : behind(index) }
        let isOffered = { (index: Int) in [index - 1, behind(index)].contains { isBox($0) || isMarked($0) } }
        let hasBoxes = isBefore || isBox(behind(first)) || second.map(isOffered) ?? false
        guard hasBoxes else {
            if let last = second, last - first <= 2 {
                guard let answer = (last + 1..<window.upperBound).first(where: { words.isYes($0) || words.isNo($0) }) else { return nil }
                self.init(answer: words.isYes(answer) ? .yes : .no, tokens: answer..<answer + 1, hasBoxes: false)
                return
            }
            self.init(answer: words.isYes(first) ? .yes : .no, tokens: first..<first + 1, hasBoxes: false)
            return
        }
        let choices = [first] + (second.map { [$0] } ?? [])
        let picked = choices.first { isMarked(beside($0)) }
        let lower = min(first, beside(first)), upper = max(choices.last ?? first, beside(choices.last ?? first)) + 1
        let answer: Answer = picked.map { words.isYes($0) ? .yes : .no } ?? .blank
        self.init(answer: answer, tokens: max(lower, window.lowerBound)..<min(upper, window.upperBound), hasBoxes: true)
    }

    /// The words of an answer, found by the phrasebook.
    struct Words {
        private let yes: Set<Int>, no: Set<Int>, ticked: Set<Int>, blank: Set<Int>

        init(_ reading: TextReading) {
            let letters = Self.letters(beside: reading.text.tokens)
            yes = Self.starts(.yes, in: reading).union(letters.filter { reading.text.tokens[$0].text == "y" })
            no = Self.starts(.no, in: reading).union(letters.filter { reading.text.tokens[$0].text == "n" })
            ticked = Self.starts(.tickedBoxes, in: reading)
            blank = Self.starts(.blankBoxes, in: reading)
        }

        /// `( ) Y (X) N`: beside a box one letter is an answer.
        private static func letters(beside tokens: [Token]) -> [Int] {
            let isBox = { (index: Int) in
                tokens.indices.contains(index) && (tokens[index].kind == .checked || tokens[index].kind == .unchecked)
            }
            return tokens.indices.filter { (tokens[$0].text == "y" || tokens[$0].text == "n") && (isBox($0 - 1) || isBox($0 + 1)) }
        }

        private static func starts(_ section: Phrasebook.Section, in reading: TextReading) -> Set<Int> {
            var starts = Set<Int>()
            for table in reading.tables {
                for (range, _) in reading.phrasebook.ranges(section, in: table) {
                    starts.insert(range.lowerBound + table.range.lowerBound)
                }
            }
            return starts
        }

        func isYes(_ index: Int) -> Bool { yes.contains(index) }
        func isNo(_ index: Int) -> Bool { no.contains(index) }
        func isTicked(at index: Int) -> Bool { ticked.contains(index) }
        func isBlank(at index: Int) -> Bool { blank.contains(index) }
    }
}

/// What a form names behind a Yes: ticked options first, else any AI or machine it describes.
struct FormTechnology {
    /// Labels of boxes that are not ticked.
    let unticked: [Range<Int>]
    private let ai: Range<Int>?
    private let machine: Range<Int>?
    private let askedAI: Range<Int>?
    private let asksAutomation: Bool

    private static let reach = 48

    init(after answer: Int, question: Range<Int>, in reading: TextReading) {
        let window = answer..<min(answer + Self.reach, reading.text.tokens.count)
        let unticked = Self.unticked(in: window, of: reading.text.tokens)
        self.unticked = unticked
        let named = { (symbol: Int) -> Range<Int>? in
            Self.spans(of: symbol, in: reading).last { span in window.contains(span.lowerBound) && !unticked.contains { $0.overlaps(span) }
            }
            .map { Self.extended($0, in: reading) }
        }
        ai = named(reading.phrasebook.ai)
        machine = named(reading.phrasebook.machine)
        let asked = question.lowerBound..<max(question.upperBound, answer)
        askedAI = Self.spans(of: reading.phrasebook.ai, in: reading).last { asked.overlaps($0) }
        asksAutomation =
            Self.spans(of: reading.phrasebook.machine, in: reading).contains { asked.overlaps($0) }
            || reading.text.tokens[asked].contains { $0.text.hasPrefix("technolog") }
    }

    func candidate(answer: Range<Int>, question: Range<Int>, sentence: Int) -> Candidate {
        let make = { (rule: String, label: AttributionLabel, tokens: Range<Int>) in
            Candidate(rule: rule, label: label, force: .certain, sentence: sentence, tokens: tokens, dropped: nil)
        }
        if let ai { return make("form_yes_ai", .substitution, ai) }
        if let askedAI, answer.lowerBound - askedAI.upperBound <= 1, answer.lowerBound >= askedAI.upperBound, machine == nil,
            !asksAutomation || askedAI.lowerBound > question.upperBound - 1
        {
            return make("form_yes_to_ai", .substitution, askedAI.lowerBound..<answer.upperBound)
        }
        if askedAI != nil, !asksAutomation, machine == nil {
            return make("form_yes_to_ai", .substitution, question.lowerBound..<answer.upperBound)
        }
        return make("form_yes_automation", .automationNonAI, machine ?? answer)
    }

    private static func spans(of symbol: Int, in reading: TextReading) -> [Range<Int>] {
        reading.tables.flatMap { table in
            table.spans(of: symbol).map { $0.lowerBound + table.range.lowerBound..<$0.upperBound + table.range.lowerBound }
        }
    }

    /// Labels of boxes that are not ticked, up to the next box or the end of the sentence, or before them where the answers stand so.
    private static func unticked(in window: Range<Int>, of tokens: [Token]) -> [Range<Int>] {
        let boxes = window.filter { tokens[$0].kind == .checked || tokens[$0].kind == .unchecked }
        let around = (max(0, window.lowerBound - 4)..<window.upperBound).filter {
            tokens[$0].kind == .checked || tokens[$0].kind == .unchecked
        }
        if UntickedOptions.standBefore(around, in: tokens) {
            return boxes.filter { tokens[$0].kind == .unchecked }.map { UntickedOptions.label(of: $0, standsBefore: true, in: tokens) }
        }
        return boxes.filter { tokens[$0].kind == .unchecked }.map { box in
            let end = (box + 1..<window.upperBound).first {
                tokens[$0].kind != .word && tokens[$0].kind != .number && tokens[$0].kind != .mark
            }
            return box..<(end ?? window.upperBound)
        }
    }

    /// The mention and what is said of it, a few words to the end of its sentence.
    private static func extended(_ span: Range<Int>, in reading: TextReading) -> Range<Int> {
        guard let sentence = reading.tables.first(where: { $0.range.contains(span.lowerBound) })?.range else { return span }
        var end = span.upperBound
        while end < sentence.upperBound, end - span.upperBound < 6,
            reading.text.tokens[end].kind == .word || reading.text.tokens[end].text == "-"
        { end += 1 }
        while end > span.upperBound, reading.text.tokens[end - 1].kind == .mark { end -= 1 }
        return span.lowerBound..<end
    }
}
