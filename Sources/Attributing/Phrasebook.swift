import Foundation
public import Register

/// The rules of attribution, read from `Importers/answers/phrasebook.yaml`: vocabulary, traps, contexts and statements, in English and Spanish.
///
/// The same text and the same ``version`` give the same answer.
public struct Phrasebook: Sendable {
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
    let sections: [Section: [Rule]]
    /// The patterns of each section, of all its rules.
    private let patterns: [Section: [Pattern]]
    let statements: [Statement]
    /// What the words of a text weigh beside the rules; nil where there are no weights, and the rules alone decide.
    let weights: Weights?
    let ai: Int
    let machine: Int
    let cut: Int
    /// Words that may stand for the AI or machine of the sentence before; nil where the file has none.
    let anaphor: Int?
    /// Classes of persons and businesses: a noun of them behind `AI` is not the AI.
    let persons: [Int]
    /// Questions and statements that need no word for AI or a machine.
    let unnamed: [Pattern]
    /// Tells by a text's bytes that nothing of all this is in it.
    let scan: VocabularyScan

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
    public init(home: String) throws(AttributingError) {
        let folder = home + "/Importers/answers/"
        let path = folder + "phrasebook.yaml", weights = folder + "weights.csv"
        let hasWeights = FileManager.default.fileExists(atPath: weights)
        try self.init(bytes: try readFile(path), path: path, weights: hasWeights ? (try readFile(weights), weights) : nil)
    }

    /// The rules alone.
    public init(path: String) throws(AttributingError) {
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
        var sections: [Section: [Rule]] = [:]
        for section in Section.allCases {
            sections[section] = try reader.rules(try file.mappings(section.rawValue, allowed: ["name", "patterns"]))
        }
        self.sections = sections
        patterns = sections.mapValues { $0.flatMap(\.patterns) }
        statements = try reader.statements(
            try file.mappings(
                "statements", allowed: ["name", "label", "force", "denies", "yields", "for", "against", "patterns", "unless"]))
        ai = try reader.symbol(of: "ai", in: file)
        machine = try reader.symbol(of: "machine", in: file)
        cut = try reader.symbol(of: "cut", in: file)
        anaphor = reader.lexicon.classes["anaphor"]
        persons = ["people", "title", "business", "skilled", "cut"].compactMap { reader.lexicon.classes[$0] }
        lexicon = reader.lexicon
        let named = [ai, machine]
        unnamed = (sections[.questions, default: []] + statements.map(\.rule)).flatMap(\.patterns).filter { pattern in
            !pattern.needed.contains { $0.allSatisfy(named.contains) }
        }
        let frequent = ["cut", "people", "be", "by", "perform", "customer", "means"].compactMap { reader.lexicon.classes[$0] }
        let needed = NeededWords(
            lexicon: reader.lexicon, named: Set(named), patterns: unnamed, common: breaks.union(spanish), classes: frequent)
        scan = VocabularyScan(words: needed.words.union([.word("ia")]), sure: needed.sure, repairs: repairs)
    }

    func patterns(_ section: Section) -> [Pattern] { patterns[section] ?? [] }

    /// Where a sentence has a section's patterns, with the rule that found each.
    func ranges(_ section: Section, in table: SentenceTable) -> [(range: Range<Int>, rule: String)] {
        var ranges: [(range: Range<Int>, rule: String)] = []
        for rule in sections[section] ?? [] {
            for pattern in rule.patterns { for range in table.matches(of: pattern) { ranges.append((range, rule.name)) } }
        }
        return ranges
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
