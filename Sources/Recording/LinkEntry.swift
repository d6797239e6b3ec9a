internal import Postgres
public import Register

/// An entry of the log about two disclosures, with what both say.
public struct LinkEntry: Sendable, Equatable {
    /// One of the two disclosures as it stands.
    public struct Side: Sendable, Equatable {
        public var disclosure: DisclosureID
        public var state: String
        public var employer: String
        public var noticeDate: String?
        public var effectiveStart: String?
        public var workers: Int?
        /// City, else county, else location as written.
        public var place: String?
        /// nil: the employer's own.
        public var source: String?
    }

    public var kind: Link.Kind
    /// accepted, proposed, refused or withdrawn.
    public var status: String
    public var score: Double
    public var rule: String
    /// Version of the linker; nil where a person decided.
    public var linker: String?
    public var reviewer: String?
    public var reason: String?
    /// nil: not entered yet.
    public var position: Int?
    public var decidedAt: String?
    /// The later, or amending, one.
    public var from: Side
    public var to: Side
}

extension LinkEntry {
    init(_ row: Row) throws {
        self.init(
            kind: try row.parsed("kind", Link.Kind.init(rawValue:)), status: try row.value("status"), score: try row.value("score"),
            rule: try row.value("rule"), linker: try row.optional("linker"), reviewer: try row.optional("reviewer"),
            reason: try row.optional("reason"), position: try row.optional("position"), decidedAt: try row.optional("decided_at"),
            from: try Side(row, "a_"), to: try Side(row, "b_"))
    }
}

extension LinkEntry.Side {
    init(_ row: Row, _ prefix: String) throws {
        self.init(
            disclosure: try row.parsed(prefix + "disclosure_id", DisclosureID.init(rawValue:)), state: try row.value(prefix + "state"),
            employer: try row.value(prefix + "employer"), noticeDate: try row.optional(prefix + "notice_date"),
            effectiveStart: try row.optional(prefix + "effective_start"), workers: try row.optional(prefix + "workers"),
            place: try row.optional(prefix + "place"), source: try row.optional(prefix + "source_id"))
    }
}
