import Register

/// Weighs what the sentences and the form of a text say, in the order of the labelling rules.
struct Verdict {
    let reading: TextReading
    let phrasebook: Phrasebook
    private let form: FormReading?
    private let candidates: [Candidate]

    /// The rule of a text in which nothing decides.
    static let noMatch = "no_match"

    init(reading: TextReading, phrasebook: Phrasebook) {
        let form = FormReading(reading)
        let reading = reading.resolvingAnaphors()
        self.reading = reading
        self.phrasebook = phrasebook
        self.form = form
        let unticked = UntickedOptions(in: reading.text.tokens)
        let sentences = reading.tables.indices.map { index in
            let table = reading.tables[index]
            return SentenceExamination(
                table: table, index: index, phrasebook: phrasebook, followsMention: Self.mentions(before: index, in: reading),
                followsQuestion: Self.asks(before: index, in: reading),
                inert: (form?.inert(in: table.range) ?? []) + unticked.inert(in: table.range))
        }
        let text = Circumstances(
            otherCauses: sentences.filter { $0.statesOtherCause(isField: reading.isField) && !$0.concludes() }.map(\.index),
            events: sentences.filter { $0.tellsOfEvent() }.map(\.index),
            circumstances: sentences.filter { $0.tellsOfCircumstance() }.map(\.index),
            cuts: sentences.filter { $0.tells(phrasebook.cut) }.map(\.index),
            losses: sentences.filter { $0.tellsOfLoss() }.map(\.index), isSilent: sentences.contains { $0.tellsOfSilence() },
            isField: reading.isField, cut: phrasebook.cut)
        let quotations = Quotations(reading.text.quotes)
        candidates = sentences.flatMap { sentence in
            let next = sentences[(sentence.index + 1)...].prefix(Self.consequenceReach)
            let isRejected = next.contains { $0.rejectsSentenceBefore() }
            return sentence.candidates(quoted: quotations.speaker(of: sentence, among: sentences)).map { candidate in
                if isRejected, candidate.label != .denied, candidate.dropped == nil {
                    return candidate.dropping("rejected by what follows")
                }
                var weighed = Self.weighed(candidate, in: sentence, before: next, of: text)
                weighed.isOfTheCut = sentence.tells(phrasebook.cut)
                return weighed
            }
        }
    }

    /// Sentences to either side of a statement that may tell of the demand lost.
    private static let lossReach = 2
    /// Sentences behind a statement that may tell what follows from it.
    private static let consequenceReach = 2

    private static func asks(before index: Int, in reading: TextReading) -> Bool {
        guard index > 0, reading.tables[index - 1].tokens.last?.text == "?" else { return false }
        return names(in: reading.tables[index - 1], of: reading)
    }

    /// Sentences before a denial in which what it denies may be named.
    private static let mentionReach = 2

    private static func mentions(before index: Int, in reading: TextReading) -> Bool {
        reading.tables[max(0, index - mentionReach)..<index].contains { names(in: $0, of: reading) }
    }

    /// The sentence names AI or a machine.
    private static func names(in table: SentenceTable, of reading: TextReading) -> Bool {
        table.contains(reading.phrasebook.ai) || table.contains(reading.phrasebook.machine)
    }

    /// What the whole text says beside a statement.
    private struct Circumstances {
        /// Sentences that tell another reason.
        let otherCauses: [Int]
        /// Sentences that tell of an event that may be one.
        let events: [Int]
        /// Sentences that tell what closes shops.
        let circumstances: [Int]
        /// Sentences that speak of the cut.
        let cuts: [Int]
        /// Sentences that tell of demand lost.
        let losses: [Int]
        /// The employer gives no reason.
        let isSilent: Bool
        let isField: Bool
        let cut: Int
    }

    private static func weighed(
        _ candidate: Candidate, in sentence: SentenceExamination, before next: ArraySlice<SentenceExamination>, of text: Circumstances
    ) -> Candidate {
        guard candidate.dropped == nil else { return candidate }
        if text.isSilent, candidate.label.isAttributed, candidate.force != .certain {
            return candidate.dropping("the employer gives no reason")
        }
        let isTied = sentence.ties() || next.first?.concludes() ?? false
        switch candidate.force {
        case .certain:
            guard candidate.label.isAttributed, candidate.label != .marketDisruption,
                text.otherCauses.contains(where: { $0 != sentence.index }), !sentence.tells(text.cut), !isTied
            else { return candidate }
            return candidate.dropping("another reason is given")
        case .backed: return text.losses.isEmpty ? candidate.dropping("no demand is lost") : candidate
        case .near:
            let isNear = text.losses.contains { abs($0 - sentence.index) <= Self.lossReach }
            return isNear ? candidate : candidate.dropping("no demand is lost beside it")
        case .field where !text.isField: return candidate.dropping("no reason field")
        case .field:
            // A list of reasons in one line is one answer; a reason told in a sentence of its own is another.
            let isOther = !isTied && (text.otherCauses + text.events).contains { $0 != sentence.index }
            return isOther ? candidate.dropping("another reason is given") : candidate
        case .mention where text.circumstances.contains { $0 != sentence.index } && !isTied:
            return candidate.dropping("another circumstance is told")
        case .plain, .loose, .mention:
            let told = candidate.force == .plain ? text.otherCauses : text.otherCauses + text.events
            // Whoever tells a reason first and then says whose work AI does has come to the cut's own.
            let isAnswer = candidate.force != .mention && sentence.links()
            let isRelative = candidate.force != .mention && sentence.isRelative(candidate.tokens)
            let causes = told.filter { $0 > sentence.index || $0 == sentence.index && !isRelative || $0 < sentence.index && !isAnswer }
            guard causes.isEmpty || isTied else { return candidate.dropping("another reason is given") }
            let isJoined =
                candidate.force == .plain || text.isField || sentence.links() || next.contains { $0.tellsConsequence() }
                || text.cuts.contains { abs($0 - sentence.index) == 1 }
            return isJoined || !candidate.label.isAttributed ? candidate : candidate.dropping("nothing joins it to the cut")
        }
    }

    func examination(of text: String, tier: EvidenceTier) -> Examination {
        let ruled = decision()
        let traits = Traits(of: reading, candidates: candidates, decided: ruled)
        let leaning = phrasebook.weights?.leaning(of: traits.names)
        let decided = leaning.map { weighed(ruled, against: $0) } ?? ruled
        let considered = candidates.map { candidate in
            Examination.Consideration(
                rule: candidate.rule, label: candidate.label, quote: quote(candidate.tokens, of: text), dropped: candidate.dropped)
        }
        let attribution = Attribution(
            label: decided?.label ?? .none, technology: decided.flatMap { technology(of: $0, in: text) },
            evidence: decided.flatMap {
                $0.label == .none ? nil : quote(form?.candidate.tokens == $0.tokens ? $0.tokens : extended($0), of: text)
            },
            rule: decided?.rule ?? Self.noMatch, phrasebook: phrasebook.version, tier: tier)
        return Examination(attribution: attribution, considered: considered, traitNames: traits.names, leaning: leaning)
    }

    /// Where what the words lean to is another label than the rules', that is the label: what they say is one of the words' traits.
    private func weighed(_ ruled: Candidate?, against leaning: Weights.Leaning) -> Candidate? {
        // What is asked and which box is ticked is a form's grammar, and the rules' to read.
        let hasBoxes = reading.text.tokens.contains { $0.kind == .checked || $0.kind == .unchecked }
        guard form == nil, !hasBoxes else { return ruled }
        let namesAI = reading.tables.contains { $0.contains(phrasebook.ai) }
        let namesMachine = reading.tables.contains { $0.contains(phrasebook.machine) }
        guard namesAI || namesMachine else { return ruled }
        let leaning = leaning.counting(ruled?.label ?? .none, times: ruled?.force == .certain ? Self.sureRule : Self.anyRule)
        let isAttributed = namesAI && leaning.attributed > Self.leastShare
        let others: [AttributionLabel] = namesMachine ? [.automationNonAI, .denied, .none] : [.denied, .none]
        let label = leaning.best(among: isAttributed ? Weights.labels.filter(\.isAttributed) : others)
        if label == ruled?.label ?? .none { return ruled }
        return label == .none ? nil : passage(for: label)
    }

    /// How many times as much the label counts that the rules decide on: what the words say must be surer to overrule them, and surer still
    /// where the rules' words join AI to the cut by themselves.
    private static let anyRule = 1.65, sureRule = 7.4

    /// The rule of what the words lean to and no rule says.
    static let weighedWords = "weighed_words"

    /// Of texts alike, at least so many attribute the cut to AI where this one does: a wrong attribution costs more than a missed one.
    private static let leastShare = 0.65

    /// The words that a label which no rule says is read from: what a rule found and dropped, else the mention of what the label is about.
    private func passage(for label: AttributionLabel) -> Candidate? {
        let found = candidates.filter { $0.label == label }
        if let best = found.filter({ $0.dropped == nil }).min(by: { rank($0) < rank($1) }) ?? found.min(by: { rank($0) < rank($1) }) {
            return Candidate(rule: Self.weighedWords, label: label, force: .plain, sentence: best.sentence, tokens: best.tokens)
        }
        let symbols = label == .automationNonAI ? [phrasebook.machine] : [phrasebook.ai, phrasebook.machine]
        for symbol in symbols {
            for index in reading.tables.indices {
                guard let span = reading.tables[index].spans(of: symbol).first else { continue }
                let start = reading.tables[index].range.lowerBound
                return Candidate(
                    rule: Self.weighedWords, label: label, force: .plain, sentence: index,
                    tokens: span.lowerBound + start..<span.upperBound + start)
            }
        }
        return nil
    }

    /// Decision order of the labelling rules: an affirmed role of AI, then a denial, then machines.
    private func decision() -> Candidate? {
        let kept = candidates.filter { $0.dropped == nil }
        let affirmed = kept.filter(\.label.isAttributed)
        if let form, form.candidate.label.isAttributed { return form.candidate }
        let denial = kept.first { $0.label == .denied }
        if let denial, !affirmed.contains(where: { outweighs($0, denial: denial) }) { return denial }
        let machines = kept.filter { $0.label == .automationNonAI }
        if let best = best(affirmed + (denial == nil && form == nil ? machines.filter { isApart($0, from: affirmed) } : [])) { return best }
        if let form { return form.candidate }
        return negated ?? machines.first
    }

    /// An affirmed role wins over a denied one: `nobody was replaced; the money goes to AI`.
    private func outweighs(_ affirmed: Candidate, denial: Candidate) -> Bool {
        affirmed.force == .certain || affirmed.force == .plain && affirmed.isOfTheCut && affirmed.sentence > denial.sentence
    }

    /// A machine beside which its sentence says nothing of AI: `AI and automation` are AI.
    private func isApart(_ machine: Candidate, from affirmed: [Candidate]) -> Bool {
        guard machine.force == .certain || machine.force == .plain else { return affirmed.isEmpty }
        return !affirmed.contains { $0.sentence == machine.sentence && ($0.force != .mention || $0.tokens.overlaps(machine.tokens)) }
    }

    /// What would attribute the cut to AI, but stands behind a negation: where nothing else decides, the text denies it.
    private var negated: Candidate? {
        let behind = candidates.first { candidate in
            candidate.label == .substitution && candidate.force != .mention && Self.negations.contains(candidate.dropped ?? "")
        }
        guard let candidate = behind else { return nil }
        return Candidate(
            rule: candidate.rule + "_negated", label: .denied, force: .plain, sentence: candidate.sentence, tokens: candidate.tokens)
    }

    private static let negations: Set<String> = ["negated", "denied"]

    /// The label of the weightiest statement; where two weigh the same, customers' AI before work done by AI, and that before means
    /// moved to AI. Within the label as ``rank(_:)`` has it.
    private func best(_ candidates: [Candidate]) -> Candidate? {
        let weight = candidates.map(\.weight).max()
        let weightiest = candidates.filter { $0.weight == weight }
        let label = Self.order.first { label in weightiest.contains { $0.label == label } }
        return candidates.filter { $0.label == label }.min { rank($0) < rank($1) }
    }

    private static let order: [AttributionLabel] = [.marketDisruption, .substitution, .restructuring, .automationNonAI]

    /// The weightiest first, then the first sentence, then the passage of the best length.
    private func rank(_ candidate: Candidate) -> (Int, Int, Int) {
        (-candidate.weight, candidate.sentence, distance(candidate))
    }

    /// How far the passage is from the length people quote: in a field a phrase, in a sentence a clause.
    private func distance(_ candidate: Candidate) -> Int {
        abs(candidate.tokens.count - (reading.isField ? Self.wordsOfField : Self.wordsOfSentence).most)
    }

    /// The passage with the rest of its clause: to the right until the clause ends, to the left where the passage is bare.
    private func extended(_ candidate: Candidate) -> Range<Int> {
        let tokens = reading.text.tokens
        let sentence = reading.tables[candidate.sentence].range
        var range = candidate.tokens.clamped(to: sentence)
        let words = { (range: Range<Int>) in tokens[range].count(where: \.isWord) }
        let (fewest, most) = reading.isField ? Self.wordsOfField : Self.wordsOfSentence
        while sentence.contains(range.upperBound), continuesClause(range.upperBound, words: words(range), fewest: fewest, most: most) {
            range = range.lowerBound..<range.upperBound + 1
        }
        let isInside = { (index: Int) in sentence.contains(index) && (tokens[index].isWord || tokens[index].text == ",") }
        while isInside(range.lowerBound - 1), words(range) < fewest || tokens[range.lowerBound].isJoined {
            range = range.lowerBound - 1..<range.upperBound
        }
        return trimmed(range)
    }

    /// Words of a quote, at least where the sentence has them, and at most unless its rule read on.
    private static let wordsOfSentence = (fewest: 8, most: 13)
    private static let wordsOfField = (fewest: 4, most: 4)

    private func continuesClause(_ index: Int, words: Int, fewest: Int, most: Int) -> Bool {
        let token = reading.text.tokens[index]
        if token.isJoined { return true }
        if token.kind == .mark { return words < most && (Self.innerMarks.contains(token.text) || token.text == "," && words < fewest) }
        return token.isWord && words < most && (token.text == "and" || words < fewest || !SentenceTable.clauseWords.contains(token.text))
    }

    private static let innerMarks: Set<String> = ["&", "/", "(", ")"]

    /// Without the marks at its ends, and the little words at its end that begin what follows.
    private func trimmed(_ passage: Range<Int>) -> Range<Int> {
        let tokens = reading.text.tokens
        var range = passage
        while range.count > 1, tokens[range.lowerBound].kind == .mark { range = range.lowerBound + 1..<range.upperBound }
        let isLoose = { (index: Int) in
            tokens[index].kind == .mark || !tokens[index].isJoined && self.phrasebook.breaks.contains(tokens[index].text)
        }
        while range.count > 1, range.upperBound > passage.lowerBound + 2, isLoose(range.upperBound - 1) {
            range = range.lowerBound..<range.upperBound - 1
        }
        return range
    }

    private func quote(_ tokens: Range<Int>, of text: String) -> Quote {
        let start = reading.text.tokens[tokens.lowerBound].start
        let end = reading.text.tokens[tokens.upperBound - 1].end
        return Quote(text: String(decoding: Array(text.utf8.dropFirst(start).prefix(end - start)), as: UTF8.self), start: start, end: end)
    }

    /// The AI or machine named in the deciding passage, else in its sentence, else in the one before.
    private func technology(of candidate: Candidate, in text: String) -> String? {
        guard candidate.label != .denied else { return nil }
        let symbol = candidate.label == .automationNonAI ? phrasebook.machine : phrasebook.ai
        let named = names(of: symbol, in: candidate.sentence)
        let name = named.first { $0.overlaps(candidate.tokens) } ?? named.first ?? names(of: symbol, in: candidate.sentence - 1).last
        return name.map { quote($0, of: text).text }
    }

    /// Where a sentence names the AI or machine itself, not by a word that stands for it.
    private func names(of symbol: Int, in sentence: Int) -> [Range<Int>] {
        guard reading.tables.indices.contains(sentence) else { return [] }
        let table = reading.tables[sentence]
        let anaphors = phrasebook.anaphor.map(table.spans) ?? []
        return table.spans(of: symbol).filter { span in !anaphors.contains { $0.overlaps(span) } }
            .map { $0.lowerBound + table.range.lowerBound..<$0.upperBound + table.range.lowerBound }
    }
}
