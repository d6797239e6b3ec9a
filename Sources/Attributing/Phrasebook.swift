import Foundation
public import Register

/// The rules of attribution, read from `Importers/answers/phrasebook.yaml`: vocabulary, traps, contexts and statements, in English and Spanish.
///
/// The same text and the same ``version`` give the same answer. A class, because every sentence of a text holds it and it never changes.
public final class Phrasebook: Sendable {
    /// The file's version and the first twelve digits of the digest over it and its weights: `3-9f2c41d08a1b`.
    public let version: String
    /// Over the file's bytes and its weights'.
    public let digest: Digest

    let lexicon: Lexicon
    /// Words that OCR breaks and that are read through, with their letters that a scanner takes for one another as one.
    let repairs: [(word: String, shape: [UInt8])]
    let abbreviations: Set<String>
    /// Words that together make a text Spanish, where `IA` is AI and not Iowa.
    let spanish: Set<String>
    /// Words that no phrase goes on over; a quote ends before them.
    let breaks: Set<String>
    /// The patterns of all sections and statements, in one row.
    private let patterns: [Pattern]
    /// By pattern: the rule that has it.
    private let rules: [String]
    /// Where each section's patterns are.
    private let sections: [Section: Range<Int>]
    let statements: [Statement]
    /// Where the patterns of statements are, and of each its statement.
    private let stated: Range<Int>
    private let statementOf: [Int]
    /// Tells which of the patterns may stand in a sentence.
    let index: PatternIndex
    /// What the words of a text weigh beside the rules; nil where there are no weights, and the rules alone decide.
    let weights: Weights?
    let ai: Int
    let machine: Int
    let cut: Int
    /// Words that may stand for the AI or machine of the sentence before; nil where the file has none.
    let anaphor: Int?
    /// Classes of persons and businesses: a noun of them behind `AI` is not the AI.
    let persons: [Int]
    /// Questions and statements that need no word for AI or a machine, by number.
    private let unnamed: [Int]
    /// Tells by a text's bytes that nothing of all this is in it.
    let scan: VocabularyScan
    /// Tells so of what stands around a word of the vocabulary that says nothing alone.
    let phraseScan: PhraseScan

    /// The lists of rules that are not statements.
    enum Section: String, CaseIterable {
        /// A mention inside such a phrase is no AI and no machine.
        case traps
        /// Such words anywhere in the text make a bare `AI` something else.
        case otherMeanings = "other_meanings"
        /// Nothing in such a sentence is a statement.
        case contexts
        /// AI stands in the background of such a sentence: only a statement that is certain counts there.
        case backgrounds
        /// Someone else than the employer says the sentence.
        case speakers
        /// A third party that only listens: `told analysts`.
        case listeners
        /// The sentence says that AI is not the reason.
        case denials
        /// The sentence says that what the one before it says of AI is not so.
        case rejections
        /// No, in answer to the question about AI that the sentence before asks.
        case replies
        /// What turns a denial in the same sentence into its opposite.
        case reversals
        /// What turns a statement that follows into a denial.
        case negations
        /// Words that only look like a negation.
        case affirmations
        /// Where the scope of a negation ends.
        case contrasts
        /// Another reason, where its sentence speaks of the cut.
        case cutCauses = "cut_causes"
        /// Another reason for the cut, told as one.
        case otherCauses = "other_causes"
        /// What closes shops, told as an event without a word of cause.
        case events
        /// What closes shops without being told as a cause; it weakens a mere mention.
        case circumstances
        /// Words that tie a statement to the cut, so that another reason does not weaken it.
        case ties
        /// What joins a plain statement to the cut, in its sentence.
        case links
        /// What does so in one of the next two sentences.
        case consequences
        /// The sentence says of the one before it that it tells the reason.
        case conclusions
        /// The employer gives no reason: what a text then says of AI is the teller's.
        case silences
        /// Demand, customers or a contract lost.
        case losses
        /// The question of a form about AI or automation.
        case questions
        /// Words of a form that say its box is ticked, and that it is not.
        case tickedBoxes = "ticked_boxes"
        case blankBoxes = "blank_boxes"
        /// Answers of a form.
        case yes, no
    }

    /// A named list of patterns.
    struct Rule: Sendable {
        let name: String
        let patterns: [Pattern]
    }

    /// What a text can say, and how surely the words alone say it.
    struct Statement: Sendable {
        enum Force: String, CaseIterable {
            /// The words join AI to the cut by themselves.
            case certain
            /// Counts while nothing else in the text explains the cut.
            case plain
            /// Counts where the text tells of demand lost, too.
            case backed
            /// Counts where its own sentence, or one of the two to either side, tells of demand lost.
            case near
            /// Counts in a reason field of a few words.
            case field
            /// Counts as a plain one does, where its sentence or one of the next two joins it to the cut or to people's work.
            case loose
            /// Counts as a loose one does; any other is quoted before it.
            case mention
        }

        let rule: Rule
        let label: AttributionLabel
        let force: Force
        /// Its negation is a denial.
        let denies: Bool
        /// What this rule finds gives way to a sure statement of that label about the same mention.
        let yields: AttributionLabel?
        let unless: [Pattern]
        let cases: [Case]
    }

    /// A text that shows what a statement reads, or what it must not.
    public struct Case: Sendable {
        public let rule: String
        public let label: AttributionLabel
        public let text: String
        /// The rule decides the text; else the text says something else.
        public let isFor: Bool
    }

    /// The cases for and against every statement. Loading sees that they are there; the tests, that they hold.
    public var cases: [Case] { statements.flatMap(\.cases) }

    /// Reads `Importers/answers/phrasebook.yaml` under a folder, and `weights.csv` where it lies beside it.
    public convenience init(home: String) throws(AttributingError) {
        let folder = home + "/Importers/answers/"
        let path = folder + "phrasebook.yaml", weights = folder + "weights.csv"
        let hasWeights = FileManager.default.fileExists(atPath: weights)
        try self.init(bytes: try readFile(path), path: path, weights: hasWeights ? (try readFile(weights), weights) : nil)
    }

    /// The rules alone.
    public convenience init(path: String) throws(AttributingError) {
        try self.init(bytes: try readFile(path), path: path)
    }

    init(bytes: [UInt8], path: String, weights: (bytes: [UInt8], path: String)? = nil) throws(AttributingError) {
        let keys =
            ["version", "repairs", "abbreviations", "spanish", "breaks", "vocabulary", "statements"] + Section.allCases.map(\.rawValue)
        let file = try StrictMapping(yaml: String(decoding: bytes, as: UTF8.self), path: path, allowed: keys)
        var reader = PhrasebookReader(path: path)
        digest = Digest(of: bytes + (weights?.bytes ?? []))
        self.weights = try weights.map { (weights) throws(AttributingError) in try Weights(bytes: weights.bytes, path: weights.path) }
        version = "\(try file.integer("version"))-\(digest.description.prefix(12))"
        let repairs = try file.texts("repairs").map(\.text)
        self.repairs = repairs.map { ($0, WordRepair.shape($0)) }
        abbreviations = Set(try file.texts("abbreviations").map(\.text))
        spanish = Set(try file.texts("spanish").map(\.text))
        breaks = Set(try file.texts("breaks").map(\.text))
        try reader.readVocabulary(try file.required("vocabulary"))
        var row = PatternRow()
        var sections: [Section: Range<Int>] = [:]
        for section in Section.allCases {
            sections[section] = row.append(try reader.rules(try file.mappings(section.rawValue, allowed: ["name", "patterns"])))
        }
        self.sections = sections
        statements = try reader.statements(
            try file.mappings(
                "statements", allowed: ["name", "label", "force", "denies", "yields", "for", "against", "patterns", "unless"]))
        stated = row.append(statements.map(\.rule))
        statementOf = statements.enumerated().flatMap { index, statement in statement.rule.patterns.map { _ in index } }
        patterns = row.patterns
        rules = row.rules
        ai = try reader.symbol(of: "ai", in: file)
        machine = try reader.symbol(of: "machine", in: file)
        cut = try reader.symbol(of: "cut", in: file)
        anaphor = reader.lexicon.classes["anaphor"]
        persons = ["people", "title", "business", "skilled", "cut"].compactMap { reader.lexicon.classes[$0] }
        lexicon = reader.lexicon
        let classes = Set(reader.lexicon.classes.values)
        let common = Set(breaks.union(spanish).compactMap { reader.lexicon.literals[$0] })
        // A class is met far oftener than any word of a list.
        let cost = { (symbol: Int) in classes.contains(symbol) ? 1000 : common.contains(symbol) ? 50 : 1 }
        index = PatternIndex(row.patterns.map(\.needed), count: reader.lexicon.count, cost: cost)
        let named = [ai, machine]
        unnamed = (Array(sections[.questions] ?? 0..<0) + Array(stated)).filter { number in
            !row.patterns[number].needed.contains { $0.allSatisfy(named.contains) }
        }
        let frequent = ["cut", "people", "be", "by", "perform", "customer", "means"].compactMap { reader.lexicon.classes[$0] }
        let needed = NeededWords(
            lexicon: reader.lexicon, named: Set(named), patterns: unnamed.map { row.patterns[$0] }, common: breaks.union(spanish),
            classes: frequent)
        let spanishAI = Lexicon.Spelling.word("ia")
        scan = VocabularyScan(words: needed.words.union([spanishAI]), sure: needed.sure, alone: [spanishAI], repairs: repairs)
        phraseScan = PhraseScan(needed.phrases, lexicon: reader.lexicon, cost: cost)
    }

    /// Where a sentence has a section's patterns, with the rule that found each.
    func ranges(_ section: Section, in table: SentenceTable) -> [(range: Range<Int>, rule: String)] {
        var ranges: [(range: Range<Int>, rule: String)] = []
        for number in table.possible(among: sections[section] ?? 0..<0) {
            for range in table.matches(of: patterns[number]) { ranges.append((range, rules[number])) }
        }
        return ranges
    }

    /// Where a sentence has the patterns of statements.
    func statements(in table: SentenceTable) -> [(statement: Statement, pattern: Pattern, range: Range<Int>)] {
        table.possible(among: stated).flatMap { number in
            table.matches(of: patterns[number]).map { (statements[statementOf[number - stated.lowerBound]], patterns[number], $0) }
        }
    }

    /// A sentence asks about AI or machines, or tells of them, without a word for either.
    func speaksUnnamed(in table: SentenceTable) -> Bool {
        unnamed.contains { number in
            table.possible(among: number..<number + 1).contains { !table.matches(of: patterns[$0]).isEmpty }
        }
    }
}

/// Patterns in one row, with the rule that has each.
private struct PatternRow {
    private(set) var patterns: [Pattern] = []
    private(set) var rules: [String] = []

    /// Where the rules' patterns are now.
    mutating func append(_ added: [Phrasebook.Rule]) -> Range<Int> {
        let start = patterns.count
        for rule in added {
            patterns += rule.patterns
            rules += rule.patterns.map { _ in rule.name }
        }
        return start..<patterns.count
    }
}

/// A whole file, or the error that names it.
func readFile(_ path: String) throws(AttributingError) -> [UInt8] {
    do {
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
        throw .unreadableFile(path: path, reason: error.localizedDescription)
    }
}
