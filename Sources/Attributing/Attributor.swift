public import Register

/// Decides from a text alone whether a layoff is attributed to AI, and quotes the words that say so.
///
/// Deterministic and offline: the rules are the phrasebook's; here are sentences, scopes of negation, speakers, forms and what is weighed against what.
public struct Attributor: Sendable {
    public let phrasebook: Phrasebook

    public init(_ phrasebook: Phrasebook) {
        self.phrasebook = phrasebook
    }

    /// The attribution a text states.
    ///
    /// - Parameters:
    ///   - text: a reason field, a letter, a statement; as served, unrepaired. Empty text is `none`.
    ///   - employer: its name is never evidence.
    /// - Complexity: linear in the text.
    public func attribution(of text: String, employer: String, tier: EvidenceTier) -> Attribution {
        examination(of: text, employer: employer, tier: tier).attribution
    }

    /// The text names no AI, no machine and asks no question about them: its label is `none` whoever the employer is.
    func isSilent(_ text: String) -> Bool {
        let reading = TextReading(text, employer: "", phrasebook: phrasebook)
        return !reading.tables.contains { $0.contains(phrasebook.ai) || $0.contains(phrasebook.machine) } && FormReading(reading) == nil
    }

    /// The attribution with everything that was considered, and why it was kept or dropped.
    public func examination(of text: String, employer: String, tier: EvidenceTier) -> Examination {
        let reading = TextReading(text, employer: employer, phrasebook: phrasebook)
        return Verdict(reading: reading, phrasebook: phrasebook).examination(of: text, tier: tier)
    }
}

/// An attribution and how it came about.
public struct Examination: Sendable, Equatable {
    /// A passage that could have decided.
    public struct Consideration: Sendable, Equatable {
        public let rule: String
        public let label: AttributionLabel
        public let quote: Quote
        /// Why it did not count; nil when it did.
        public let dropped: String?
    }

    public let attribution: Attribution
    public let considered: [Consideration]
}
