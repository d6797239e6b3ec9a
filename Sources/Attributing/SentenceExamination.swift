import Register

/// What one sentence says: its statements and denials, each with what speaks against it.
struct SentenceExamination {
    let table: SentenceTable
    let index: Int
    let phrasebook: Phrasebook
    /// The sentence before it, if any, names AI or a machine: `it was not the reason` then speaks of that.
    let followsMention: Bool
    /// The sentence before it asks about AI or a machine.
    let followsQuestion: Bool
    /// Tokens that belong to a form's question, in positions of the sentence; nothing there is a statement.
    let inert: [Range<Int>]
    private let mentions: [Range<Int>]
    /// AI or a machine is spoken of: the sentence may say something of them. Most of a text's sentences only may tell another reason.
    let isRelevant: Bool
    private let affirmations: [Range<Int>]
    private let contrasts: [Range<Int>]
    private let negations: [Range<Int>]
    private let reversals: [Range<Int>]
    private let contexts: [(range: Range<Int>, rule: String)]

    init(table: SentenceTable, index: Int, phrasebook: Phrasebook, followsMention: Bool, followsQuestion: Bool, inert: [Range<Int>]) {
        self.table = table
        self.index = index
        self.phrasebook = phrasebook
        self.followsMention = followsMention
        self.followsQuestion = followsQuestion
        self.inert = inert
        mentions = table.spans(of: phrasebook.ai) + table.spans(of: phrasebook.machine)
        isRelevant = followsMention || !mentions.isEmpty || phrasebook.speaksUnnamed(in: table)
        negations = phrasebook.ranges(.negations, in: table).map(\.range)
        let ranges = { [isRelevant] (section: Phrasebook.Section) in isRelevant ? phrasebook.ranges(section, in: table) : [] }
        affirmations = ranges(.affirmations).map(\.range)
        contrasts = ranges(.contrasts).map(\.range)
        reversals = ranges(.reversals).map(\.range)
        contexts = ranges(.contexts)
    }

    /// Words between a negation and what it negates, at most.
    private static let negationReach = 9
    /// Words between a word of cause and the AI or machine it speaks of, at most.
    private static let causeReach = 12

    /// - Parameter quoted: who else than the employer says the sentence by what stands in another one of the same quotation.
    func candidates(quoted: @autoclosure () -> String?) -> [Candidate] {
        guard isRelevant else { return [] }
        let speaker = speaker() ?? quoted()
        let denials = deniedRanges()
        let scopes = scopes(of: contexts)
        let backgrounds = self.scopes(of: isRelevant ? phrasebook.ranges(.backgrounds, in: table) : [])
        var candidates = denials.map { denial(in: $0.range, rule: $0.rule) }
        let denied = denials.map(\.range)
        for (statement, pattern, range) in phrasebook.statements(in: table) {
            candidates.append(candidate(statement, in: range, denied: denied, isReadWithNegation: pattern.namesNegation))
        }
        return yielded(
            candidates.map { candidate in
                guard candidate.dropped == nil else { return candidate }
                // Whoever rejects a theory reports it first: a denial stands beside questions and a third party's words.
                guard candidate.label != .denied || candidate.isNegation else { return candidate }
                if isQuestion, !candidate.isNegation { return candidate.dropping("a question") }
                if let context = scopes.first(where: { $0.range.map { $0.overlaps(candidate.tokens) } ?? true }) {
                    return candidate.dropping("context " + context.rule)
                }
                if candidate.force != .certain,
                    let background = backgrounds.first(where: { $0.range.map { $0.overlaps(candidate.tokens) } ?? true })
                {
                    return candidate.dropping("background " + background.rule)
                }
                guard let speaker else { return candidate }
                return candidate.dropping("speaker " + speaker)
            })
    }

    /// Who else than the employer says the sentence.
    func speaker() -> String? {
        let listeners = phrasebook.ranges(.listeners, in: table).map(\.range)
        return phrasebook.ranges(.speakers, in: table).first { speaker in !listeners.contains { $0.overlaps(speaker.range) } }?.rule
    }

    /// What is asked is not said; the answer is another sentence.
    private var isQuestion: Bool { table.tokens.last?.text == "?" }

    /// A loose statement gives way to a sure one of the label it yields to, where both speak of the same mention.
    private func yielded(_ candidates: [Candidate]) -> [Candidate] {
        let mentions = self.mentions.map(absolute)
        return candidates.map { candidate in
            guard candidate.dropped == nil, let label = candidate.yields else { return candidate }
            let own = mentions.filter { $0.overlaps(candidate.tokens) }
            let givesWay = candidates.contains { other in
                other.dropped == nil && other.force != .field && other.label == label && own.contains { $0.overlaps(other.tokens) }
            }
            return givesWay ? candidate.dropping("gives way to \(label.rawValue)") : candidate
        }
    }

    /// A context that names AI or a machine concerns what it overlaps; any other (nil) concerns the whole sentence.
    private func scopes(of contexts: [(range: Range<Int>, rule: String)]) -> [(range: Range<Int>?, rule: String)] {
        contexts.map { context in
            let named = mentions.filter { $0.overlaps(context.range) }
            guard let first = named.map(\.lowerBound).min(), let last = named.map(\.upperBound).max() else { return (nil, context.rule) }
            return (absolute(min(first, context.range.lowerBound)..<max(last, context.range.upperBound)), context.rule)
        }
    }

    // MARK: Denials

    private func deniedRanges() -> [(range: Range<Int>, rule: String)] {
        let denials = phrasebook.ranges(.denials, in: table).filter { _ in followsMention || !mentions.isEmpty }
        let rejections = phrasebook.ranges(.rejections, in: table).filter { rejection in
            followsMention || mentions.contains { $0.upperBound <= rejection.range.lowerBound }
        }
        let replies = followsQuestion ? phrasebook.ranges(.replies, in: table) : []
        return (denials + rejections + replies).filter { denial in
            !isInert(denial.range) && !affirmations.contains { $0.overlaps(denial.range) }
        }
    }

    /// A denial that is itself denied affirms.
    private func denial(in range: Range<Int>, rule: String) -> Candidate {
        let isReversed = reversals.contains { $0.lowerBound < range.lowerBound }
        let label: AttributionLabel = isReversed ? .substitution : .denied
        return Candidate(
            rule: isReversed ? rule + "_reversed" : rule, label: label, force: .certain, sentence: index, tokens: absolute(range),
            dropped: nil)
    }

    // MARK: Statements

    /// - Parameter isReadWithNegation: a negation inside the passage is part of what it says.
    private func candidate(
        _ statement: Phrasebook.Statement, in range: Range<Int>, denied: [Range<Int>], isReadWithNegation: Bool
    ) -> Candidate {
        let candidate = Candidate(
            rule: statement.rule.name, label: statement.label, force: statement.force, sentence: index, tokens: absolute(range),
            dropped: nil,
            yields: statement.yields)
        if isInert(range) { return candidate.dropping("question of a form") }
        if statement.unless.contains(where: table.has) { return candidate.dropping("exception of the rule") }
        if denied.contains(where: { $0.overlaps(range) }) { return candidate.dropping("denied") }
        guard isNegated(range, acrossClauses: statement.force == .certain, isReadWithNegation: isReadWithNegation) else { return candidate }
        guard statement.label == .substitution, statement.denies else { return candidate.dropping("negated") }
        var negation = denial(in: range, rule: statement.rule.name + "_negated")
        negation.isNegation = true
        return negation
    }

    /// The sentence rejects what the one before it says.
    func rejectsSentenceBefore() -> Bool {
        guard followsMention else { return false }
        let replies = followsQuestion ? phrasebook.ranges(.replies, in: table) : []
        return (phrasebook.ranges(.rejections, in: table) + replies).contains { rejection in
            !isInert(rejection.range) && !affirmations.contains { $0.overlaps(rejection.range) }
        }
    }

    /// An odd number of negations stands before the mention of AI or machine, one inside the other.
    ///
    /// - Parameter acrossClauses: a negation reaches over a comma.
    private func isNegated(_ range: Range<Int>, acrossClauses: Bool, isReadWithNegation: Bool) -> Bool {
        let mention = mentions.filter { $0.overlaps(range) }.map(\.lowerBound).max()
        let target = mention ?? range.lowerBound
        let negations = self.negations.filter { negation in
            negation.upperBound <= max(target, range.upperBound)
                && !(isReadWithNegation && range.contains(negation.lowerBound))
                && !isAside(negation, behind: target) && !hasDash(negation.upperBound, target)
                && wordsBetween(negation.upperBound, max(range.lowerBound, negation.upperBound)) <= Self.negationReach
                && (acrossClauses || !hasComma(negation.upperBound, target))
                && !affirmations.contains { $0.overlaps(negation) }
                && !contrasts.contains { $0.lowerBound >= negation.upperBound && $0.upperBound <= target }
        }
        return nested(negations).count % 2 == 1
    }

    /// `It did not arise from, and was not hastened by`: what stands beside a negation, not inside it, says the same once more.
    private func nested(_ negations: [Range<Int>]) -> [Range<Int>] {
        var nested: [Range<Int>] = []
        for negation in negations.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            // `Not one`: two patterns that see the same word are one negation.
            if let last = nested.last, last.overlaps(negation) { continue }
            if let last = nested.last, last.upperBound <= negation.lowerBound,
                table.tokens[last.upperBound..<negation.lowerBound].contains(where: { Self.coordination.contains($0.text) })
            {
                nested.removeLast()
            }
            nested.append(negation)
        }
        return nested
    }

    private static let coordination: Set<String> = ["and", "or", "nor", ",", "y", "ni", "o"]

    private func wordsBetween(_ lower: Int, _ upper: Int) -> Int {
        guard lower < upper else { return 0 }
        return table.tokens[lower..<upper].count(where: \.isWord)
    }

    /// `It is a model, not another office, that answers`: what a comma or an `and` opens behind the AI negates something else.
    private func isAside(_ negation: Range<Int>, behind mention: Int) -> Bool {
        negation.lowerBound > mention && negation.lowerBound > 0 && Self.asides.contains(table.tokens[negation.lowerBound - 1].text)
    }

    private static let asides: Set<String> = [",", "and", "y"]

    private func hasDash(_ lower: Int, _ upper: Int) -> Bool {
        lower < upper && table.tokens[lower..<upper].contains { $0.text == "-" && $0.kind == .mark && !$0.isJoined }
    }

    private func hasComma(_ lower: Int, _ upper: Int) -> Bool { lower < upper && table.tokens[lower..<upper].contains { $0.text == "," } }

    private func isInert(_ range: Range<Int>) -> Bool { inert.contains { $0.overlaps(range) } }

    private func absolute(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound + table.range.lowerBound..<range.upperBound + table.range.lowerBound
    }

    // MARK: Other reasons

    /// The sentence explains the cut by something that is neither AI nor a machine.
    ///
    /// - Parameter isField: the text is a reason field, where whatever has a cause is the cut.
    func statesOtherCause(isField: Bool) -> Bool {
        let ofTheCut = tells(phrasebook.cut) || isField ? phrasebook.ranges(.cutCauses, in: table) : []
        return tellsApart(phrasebook.ranges(.otherCauses, in: table) + ofTheCut)
    }

    /// The sentence tells, without a word of cause, what may explain the cut.
    func tellsOfEvent() -> Bool { tellsApart(phrasebook.ranges(.events, in: table)) }

    /// One of these is said by the employer, not ruled out, and not of AI or a machine.
    private func tellsApart(_ causes: [(range: Range<Int>, rule: String)]) -> Bool {
        let tells = causes.map(\.range).contains { cause in
            !isInert(cause) && !isRuledOut(cause)
                && !mentions.contains {
                    $0.lowerBound >= cause.lowerBound && wordsBetween(cause.upperBound, $0.lowerBound) <= Self.causeReach
                }
        }
        // What a third party takes for the reason is none of the employer's.
        return tells && phrasebook.ranges(.contexts, in: table).isEmpty && speaker() == nil
    }

    /// The sentence speaks of what closes shops: a lease, a storm, a price.
    func tellsOfCircumstance() -> Bool {
        phrasebook.ranges(.circumstances, in: table).contains { !isInert($0.range) && !isRuledOut($0.range) }
    }

    /// `Not due to tariffs`, `neither offshoring nor`: a reason that is no reason.
    private func isRuledOut(_ cause: Range<Int>) -> Bool {
        negations.contains { negation in
            if negation.lowerBound >= cause.upperBound {
                return wordsBetween(cause.upperBound, negation.lowerBound) <= Self.rulingOutReach && isOfPart(behind: negation)
            }
            let words = wordsBetween(negation.upperBound, cause.lowerBound)
            return negation.upperBound <= cause.lowerBound
                && (words <= 1 || words <= 5 && mentionsCause(from: negation.upperBound, to: cause.upperBound))
        }
    }

    /// Words between a reason and a negation behind it that rules it out.
    private static let rulingOutReach = 4

    /// `Volumes are not a factor`, `that had nothing to do with it`.
    private func isOfPart(behind negation: Range<Int>) -> Bool {
        let end = min(negation.upperBound + Self.rulingOutReach, table.tokens.count)
        return table.tokens[negation.upperBound..<end].contains { Self.causes.contains($0.text) }
    }

    /// `Not a casualty of`, `not the result of`: what is negated is that it is a cause.
    private func mentionsCause(from lower: Int, to upper: Int) -> Bool {
        table.tokens[lower..<upper].contains { Self.causes.contains($0.text) }
    }

    private static let causes: Set<String> = [
        "casualty", "result", "consequence", "cause", "reason", "because", "due", "victim", "product", "response", "factor", "part", "role",
        "account", "outcome", "matter", "question", "behind", "attributable", "owing", "driven", "fault", "effect", "blame", "reflect",
        "explanation", "issue", "do", "obedece", "obedecen", "debe", "deben", "responde", "responden", "causa", "motivo", "razon",
    ]

    /// The sentence tells of demand, customers or a contract lost.
    func tellsOfLoss() -> Bool { phrasebook.ranges(.losses, in: table).contains { !isInert($0.range) } }

    /// The sentence has such a word.
    func tells(_ symbol: Int) -> Bool { table.contains(symbol) }

    /// The sentence joins what it says to the cut or to people's work.
    func links() -> Bool { !phrasebook.ranges(.links, in: table).isEmpty }

    /// The sentence tells what follows from the one before it.
    func tellsConsequence() -> Bool { !phrasebook.ranges(.consequences, in: table).isEmpty }

    /// The sentence says of the one before it that it tells the reason.
    func concludes() -> Bool { followsMention && !phrasebook.ranges(.conclusions, in: table).isEmpty }

    /// The sentence says that the employer gives no reason.
    func tellsOfSilence() -> Bool { !phrasebook.ranges(.silences, in: table).isEmpty }

    /// `The decrease reflects the departure of clerks whose letters an AI now writes`: what a relative clause tells of the cut belongs
    /// to the cause before it.
    func isRelative(_ tokens: Range<Int>) -> Bool {
        let start = max(0, tokens.lowerBound - table.range.lowerBound)
        guard let relative = table.tokens[..<start].firstIndex(where: { Self.relatives.contains($0.text) }) else { return false }
        return table.spans(of: phrasebook.cut).contains { $0.upperBound <= relative }
    }

    private static let relatives: Set<String> = ["whose", "which", "whom", "whereby", "wherein", "cuyo", "cuya", "cuyos", "cuyas"]

    /// The sentence ties what it says to the cut.
    func ties() -> Bool { !phrasebook.ranges(.ties, in: table).isEmpty }
}
