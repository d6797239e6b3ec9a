/// Two disclosures related: scored, with its rule; a dated, refusable entry of the log, never a merge.
public struct Link: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case sameNotice = "same_notice"
        case amendmentOf = "amendment_of"
        case supplements
        case sameEvent = "same_event"
        case distinctSite = "distinct_site"
        case distinct
    }

    public var kind: Kind
    /// The later, or amending, one.
    public var from: DisclosureID
    public var to: DisclosureID
    /// 0 to 1; 1 is certain.
    public var score: Double
    /// The rule that decided.
    public var rule: String

    public init(kind: Kind, from: DisclosureID, to: DisclosureID, score: Double, rule: String) {
        self.kind = kind
        self.from = from
        self.to = to
        self.score = score
        self.rule = rule
    }
}
