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
        guard text.utf8.count > LongText.longestPiece else { return attribution(ofPiece: text, employer: employer, tier: tier) }
        return LongText(text).attribution { attribution(ofPiece: $0, employer: employer, tier: tier) }
    }

    private func attribution(ofPiece text: String, employer: String, tier: EvidenceTier) -> Attribution {
        switch look(at: text) {
        case .nothing:
            return Attribution(
                label: .none, technology: nil, evidence: nil, rule: Verdict.noMatch, phrasebook: phrasebook.version, tier: tier)
        case .toBeRead: return examination(ofPiece: text, employer: employer, tier: tier).attribution
        case .read(let reading):
            guard let own = reading.of(employer) else { return examination(ofPiece: text, employer: employer, tier: tier).attribution }
            return Verdict(reading: own, phrasebook: phrasebook).examination(of: text, tier: tier).attribution
        }
    }

    /// The text names no AI, no machine and asks no question about them: its label is `none` whoever the employer is.
    func isSilent(_ text: String) -> Bool {
        if case .nothing = look(at: text) { return true }
        let reading = TextReading(text, employer: "", phrasebook: phrasebook)
        return !reading.tables.contains { $0.contains(phrasebook.ai) || $0.contains(phrasebook.machine) } && FormReading(reading) == nil
    }

    /// What a first look finds.
    private enum Look {
        /// By its bytes, and by the passages around words that may be vocabulary, the text has nothing that a rule could start from.
        case nothing
        case toBeRead
        /// The text was short enough to be read at once, as nobody's.
        case read(TextReading)
    }

    private func look(at text: String) -> Look {
        var text = text
        return text.withUTF8 { bytes in
            switch phrasebook.scan.finding(in: bytes) {
            case .nothing: .nothing
            case .anything: .toBeRead
            case .passages(let passages): look(at: passages, of: bytes)
            }
        }
    }

    private func look(at passages: [VocabularyScan.Passage], of text: UnsafeBufferPointer<UInt8>) -> Look {
        for passage in passages {
            let bytes = UnsafeBufferPointer(rebasing: text[passage.range])
            if passage.needsOthers, !phrasebook.phraseScan.mayHold(bytes) { continue }
            guard let reading = TextReading(passage: String(decoding: bytes, as: UTF8.self), phrasebook: phrasebook) else { continue }
            return bytes.count == text.count ? .read(reading) : .toBeRead
        }
        return .nothing
    }

    /// The attribution with everything that was considered, and why it was kept or dropped.
    ///
    /// Of a text longer than any letter it has what the piece read last has.
    public func examination(of text: String, employer: String, tier: EvidenceTier) -> Examination {
        guard text.utf8.count > LongText.longestPiece else { return examination(ofPiece: text, employer: employer, tier: tier) }
        var considered: [Examination.Consideration] = []
        let attribution = LongText(text).attribution { piece in
            let examination = examination(ofPiece: piece, employer: employer, tier: tier)
            considered = examination.considered
            return examination.attribution
        }
        return Examination(attribution: attribution, considered: considered, traitNames: [], leaning: nil)
    }

    private func examination(ofPiece text: String, employer: String, tier: EvidenceTier) -> Examination {
        let reading = TextReading(text, employer: employer, phrasebook: phrasebook)
        return Verdict(reading: reading, phrasebook: phrasebook).examination(of: text, tier: tier)
    }
}

/// An attribution and how it came about.
public struct Examination: Sendable {
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
    let traitNames: Set<String>
    /// What the text is like, by ``Traits``; in order of their names.
    public var traits: [String] { traitNames.sorted() }
    let leaning: Weights.Leaning?
    /// What texts with these traits mostly say, before the rules are counted: `ai_substitution 81 %, none 12 %`; nil without weights.
    public var leaningText: String? { leaning?.description }
}
