/// Whether a layoff is attributed to AI, by whom it is said, and the words that say it.
public struct Attribution: Sendable, Equatable, Codable {
    public var label: AttributionLabel
    /// The technology named, as written; nil when none is.
    public var technology: String?
    /// The deciding words; nil only for `none`.
    public var evidence: Quote?
    /// The rule that fired, by its name in the phrasebook; `no_match` when none did.
    public var rule: String
    /// Version and digest of the phrasebook, so that the answer can be replayed.
    public var phrasebook: String
    public var tier: EvidenceTier
    /// What a state's form was answered; nil for texts, and where nobody was asked.
    public var answer: StatedAnswer?

    public init(
        label: AttributionLabel, technology: String? = nil, evidence: Quote? = nil, rule: String, phrasebook: String, tier: EvidenceTier,
        answer: StatedAnswer? = nil
    ) {
        self.label = label
        self.technology = technology
        self.evidence = evidence
        self.rule = rule
        self.phrasebook = phrasebook
        self.tier = tier
        self.answer = answer
    }

    /// True for the first three labels only.
    public var isAttributed: Bool { label.isAttributed }
}

/// The answer to a form's question about AI, under one law. A blank box is not a no.
public struct StatedAnswer: Sendable, Hashable, Codable {
    public enum Word: String, Sendable, Hashable, Codable, CaseIterable {
        case yes, no
        /// The box is there, others are ticked, and this is not.
        case unchecked
        /// The form asks, and the source has nothing of the employer's answers.
        case notAnswered = "not_answered"
        case notAsked = "not_asked"
    }

    /// The law under which it is asked, such as `US-NY`.
    public var regime: String
    /// That law's standard of causation.
    public var standard: String
    public var word: Word

    public init(regime: String, standard: String, word: Word) {
        self.regime = regime
        self.standard = standard
        self.word = word
    }
}

/// The six labels.
public enum AttributionLabel: String, Sendable, Hashable, Codable, CaseIterable {
    case substitution = "ai_substitution"
    case restructuring = "ai_restructuring"
    case marketDisruption = "ai_market_disruption"
    case automationNonAI = "automation_non_ai"
    case denied = "ai_denied"
    case none

    public var isAttributed: Bool { self == .substitution || self == .restructuring || self == .marketDisruption }
}

/// Who said it and where. Only tiers 1 and 2 enter statutory columns.
public enum EvidenceTier: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Signed answer in this register.
    case filing = 1
    /// A state's form field, equal to a listed answer of that source.
    case stateForm = 2
    /// The employer's notice letter.
    case noticeLetter = 3
    /// The employer's public statement.
    case issuerStatement = 4
    /// Press, union, tracker.
    case thirdParty = 5

    public static func < (left: EvidenceTier, right: EvidenceTier) -> Bool { left.rawValue < right.rawValue }
}

/// An unrepaired substring of a text, with UTF-8 byte offsets into it; `end` is exclusive.
public struct Quote: Sendable, Hashable, Codable {
    public var text: String
    public var start: Int
    public var end: Int

    public init(text: String, start: Int, end: Int) {
        self.text = text
        self.start = start
        self.end = end
    }
}
