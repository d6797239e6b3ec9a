import Register

/// What one sentence says: its statements and denials, each with what speaks against it.
struct SentenceExamination {
    let table: SentenceTable
    let index: Int
    let phrasebook: Phrasebook
    /// The sentence before it, if any, names AI or a machine: `it was not the reason` then speaks of that.
    let followsMention: Bool
    /// Tokens that belong to a form's question, in positions of the sentence; nothing there is a statement.
    let inert: [Range<Int>]

    /// Words between a negation and what it negates, at most.
    private static let negationReach = 9

    func candidates() -> [Candidate] {
        let denials = deniedRanges()
        let speaker = firstRule(.speakers)
        let contexts = contextRanges()
        var candidates = denials.map { denial(in: $0.range, rule: $0.rule) }
        for statement in phrasebook.statements {
            for range in statement.rule.patterns.flatMap({ table.matches(of: $0) }) {
                candidates.append(candidate(statement, in: range, denied: denials.map(\.range)))
            }
        }
        return candidates.map { candidate in
            guard candidate.dropped == nil else { return candidate }
            if let context = contexts.first(where: { $0.range.map { $0.overlaps(candidate.tokens) } ?? true }) { return candidate.dropping("context " + context.rule) }
            // Whoever rejects a theory reports it first: a denial stands beside a third party's words.
            guard let speaker, candidate.label != .denied else { return candidate }
            return candidate.dropping("speaker " + speaker)
        }
    }

    /// A context that names AI or a machine concerns what it overlaps; any other (nil) concerns the whole sentence.
    private func contextRanges() -> [(range: Range<Int>?, rule: String)] {
        return phrasebook.rules(.contexts).flatMap { rule in
            rule.patterns.flatMap { table.matches(of: $0) }.map { range in
                (mentions.contains { $0.overlaps(range) } ? absolute(range) : nil, rule.name)
            }
        }
    }

    private func firstRule(_ section: Phrasebook.Section) -> String? {
        phrasebook.rules(section).first { $0.patterns.contains { !table.matches(of: $0).isEmpty } }?.name
    }

    private var mentions: [Range<Int>] { table.spans(of: phrasebook.ai) + table.spans(of: phrasebook.machine) }

    private func ranges(_ section: Phrasebook.Section) -> [Range<Int>] {
        phrasebook.rules(section).flatMap(\.patterns).flatMap { table.matches(of: $0) }
    }

    // MARK: Denials

    private func deniedRanges() -> [(range: Range<Int>, rule: String)] {
        phrasebook.rules(.denials).flatMap { rule in
            rule.patterns.flatMap { table.matches(of: $0) }.map { ($0, rule.name) }
        }.filter { denial in !isInert(denial.range) && (followsMention || mentions.contains { $0.overlaps(denial.range) || $0.upperBound <= denial.range.lowerBound }) && !ranges(.affirmations).contains { $0.overlaps(denial.range) } }
    }

    /// A denial that is itself denied affirms.
    private func denial(in range: Range<Int>, rule: String) -> Candidate {
        let isReversed = ranges(.reversals).contains { $0.lowerBound < range.upperBound && $0.upperBound <= range.upperBound && $0 != range }
        let label: AttributionLabel = isReversed ? .substitution : .denied
        return Candidate(rule: isReversed ? rule + "_reversed" : rule, label: label, force: .certain, sentence: index, tokens: absolute(range), dropped: nil)
    }

    // MARK: Statements

    private func candidate(_ statement: Phrasebook.Statement, in range: Range<Int>, denied: [Range<Int>]) -> Candidate {
        let candidate = Candidate(
            rule: statement.rule.name, label: statement.label, force: statement.force, sentence: index, tokens: absolute(range), dropped: nil)
        if isInert(range) { return candidate.dropping("question of a form") }
        if statement.unless.contains(where: { !table.matches(of: $0).isEmpty }) { return candidate.dropping("exception of the rule") }
        if denied.contains(where: { $0.overlaps(range) }) { return candidate.dropping("denied") }
        guard isNegated(range) else { return candidate }
        guard statement.label.isAttributed, statement.force == .certain else { return candidate.dropping("negated") }
        return denial(in: range, rule: statement.rule.name + "_negated")
    }

    /// An odd number of negations stands before the mention of AI or machine, in the same scope.
    private func isNegated(_ range: Range<Int>) -> Bool {
        let mention = mentions.filter { $0.overlaps(range) }.map(\.lowerBound).max()
        let target = mention ?? range.lowerBound
        let affirmed = ranges(.affirmations)
        let contrasts = ranges(.contrasts)
        let negations = ranges(.negations).filter { negation in
            negation.lowerBound < target && wordsBetween(negation.upperBound, max(range.lowerBound, negation.upperBound)) <= Self.negationReach
                && !affirmed.contains { $0.overlaps(negation) }
                && !contrasts.contains { $0.lowerBound >= negation.upperBound && $0.upperBound <= target }
        }
        return negations.count % 2 == 1
    }

    private func wordsBetween(_ lower: Int, _ upper: Int) -> Int {
        guard lower < upper else { return 0 }
        return table.tokens[lower..<upper].count(where: \.isWord)
    }

    private func isInert(_ range: Range<Int>) -> Bool { inert.contains { $0.overlaps(range) } }

    private func absolute(_ range: Range<Int>) -> Range<Int> { range.lowerBound + table.range.lowerBound..<range.upperBound + table.range.lowerBound }

    // MARK: Other reasons

    /// The sentence explains the cut by something that is neither AI nor a machine.
    func statesOtherCause() -> Bool {
        guard firstRule(.contexts) == nil else { return false }
        return ranges(.otherCauses).contains { cause in
            !isInert(cause) && !mentions.contains { $0.lowerBound >= cause.lowerBound && wordsBetween(cause.upperBound, $0.lowerBound) <= 8 }
        }
    }

    /// The sentence has such a word.
    func tells(_ symbol: Int) -> Bool { table.contains(symbol) }

    /// The sentence ties what it says to the cut.
    func ties() -> Bool { firstRule(.ties) != nil }
}
