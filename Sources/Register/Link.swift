/// Two disclosures related: scored, with its rule; a dated, refusable entry of the log, never a merge.
public struct Link: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case sameNotice = "same_notice"
        case amendmentOf = "amendment_of"
        case supplements
        case sameEvent = "same_event"
        case distinctSite = "distinct_site"
        case distinct

        /// The two are one notice: one of them stands, the other's workers are not added.
        public var isOneNotice: Bool { self == .sameNotice || self == .amendmentOf }

        /// The two are one event; the other kinds are an explicit no.
        public var isFolded: Bool { self != .distinctSite && self != .distinct }
    }

    /// From this score on a link folds without a reviewer.
    public static let acceptedScore = 0.9

    public var isAccepted: Bool { score >= Self.acceptedScore }

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
