public import Register

/// An answer to the question whether AI caused a layoff, as the ledger keeps it: an employer's own (tier 1), a state form's, or a text's.
public struct RecordedAttribution: Sendable, Equatable {
    public enum Status: String, Sendable, Codable {
        case accepted, proposed
    }

    public var tier: EvidenceTier
    public var label: AttributionLabel
    /// Law under which it was asked, such as `US-NY`; nil for texts.
    public var regime: String?
    public var standard: String?
    /// `yes`, `no`, `unchecked`, `not_asked`, `not_answered`; nil for texts.
    public var answer: String?
    public var technology: String?
    public var quote: Quote?
    public var textDigest: Digest?
    public var rule: String?
    public var phrasebook: String?
    /// Percentage with two decimals at most, as written.
    public var percentage: String?
    public var count: Int?
    public var usageText: String?
    public var aiTypes: [String]
    public var upskillingText: String?
    public var status: Status

    /// An employer's answer under one regime.
    public init(
        regime: String, standard: String? = nil, answer: String, label: AttributionLabel, technology: String? = nil,
        percentage: String? = nil,
        count: Int? = nil, usageText: String? = nil, aiTypes: [String] = [], upskillingText: String? = nil
    ) {
        self.tier = .filing
        self.label = label
        self.regime = regime
        self.standard = standard
        self.answer = answer
        self.technology = technology
        self.percentage = percentage
        self.count = count
        self.usageText = usageText
        self.aiTypes = aiTypes
        self.upskillingText = upskillingText
        self.status = .accepted
    }

    /// What a text says. Tiers 3 to 5 are proposed until a reviewer settles them.
    public init(_ attribution: Attribution, text: String?) {
        self.tier = attribution.tier
        self.label = attribution.label
        self.regime = attribution.answer?.regime
        self.standard = attribution.answer?.standard
        self.answer = attribution.answer?.word.rawValue
        self.technology = attribution.technology
        self.quote = attribution.evidence
        self.textDigest = text.map { Digest(of: $0.utf8) }
        self.rule = attribution.rule
        self.phrasebook = attribution.phrasebook
        self.aiTypes = []
        self.status = attribution.tier <= .stateForm ? .accepted : .proposed
    }

    var columns: JSONValue {
        .stated(
            texts: [
                "label": label.rawValue, "regime": regime, "standard": standard, "answer": answer, "technology": technology,
                "quote": quote?.text, "text_sha256": textDigest.map { "\\x\($0)" }, "rule": rule, "phrasebook": phrasebook,
                "pct": percentage, "usage_text": usageText, "upskilling_text": upskillingText, "status": status.rawValue,
            ],
            integers: ["tier": tier.rawValue, "quote_start": quote?.start, "quote_end": quote?.end, "count": count],
            lists: ["ai_type": JSONValue.texts(aiTypes)])
    }
}
