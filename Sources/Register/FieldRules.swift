/// How a source's columns become the values of a notice.
public struct FieldRules: Sendable, Equatable {
    /// A value of a notice that a manifest can map.
    public enum Field: String, Sendable, Codable, CaseIterable, Comparable {
        case employer, dba, city, county, zip, location, workers, temporary, amendment, rescinded, conditional, act
        case naics, industry, union, reason, letter, number, effective
        case noticeDate = "notice_date"
        case receivedDate = "received_date"
        case postedDate = "posted_date"
        case effectiveEnd = "effective_end"
        case eventType = "event_type"
        case siteWorkers = "site_workers"

        public static func < (left: Field, right: Field) -> Bool { left.rawValue < right.rawValue }
    }

    public var rules: [Field: FieldRule]

    public init(_ rules: [Field: FieldRule]) { self.rules = rules }
    public subscript(field: Field) -> FieldRule? { rules[field] }
    /// Every column some field is mapped from.
    public var columns: Set<String> { Set(rules.values.flatMap(\.columns)) }
}

/// How one value is taken from a row. In a manifest: a column's name, or a map of these keys.
public struct FieldRule: Sendable, Equatable {
    /// Which part of the cell holds the value.
    public enum Part: String, Sendable, Codable, CaseIterable {
        case whole
        /// The bold or linked part.
        case emphasized
        case firstLine = "first_line"
        case lastLine = "last_line"
        /// Every line, each matched with the pattern by itself.
        case eachLine = "each_line"
        /// Everything after the bold or linked part.
        case rest
        /// The first linked address.
        case link
    }

    /// The first of these that is not blank in the row; with ``join`` every one.
    public var columns: [String]
    /// Every filled column counts, joined by this text (`"; "`): dates, counts or places that stand in several columns.
    public var join: String?
    public var part: Part
    /// Date formats, tried in order: `yyyy-MM-dd`, `M/d/yyyy`, `MMM d, yyyy`, …
    public var formats: [String]
    /// The source's words and what they mean; compared without case. A word that is not listed is refused.
    public var values: [String: String]
    /// A regular expression (PCRE2); the value is its first group. Where it does not match there is no value.
    public var pattern: String?
    /// The parts a multiple-choice text consists of, split by longest match (the separators vary).
    public var vocabulary: [String]
    /// Texts that mean `not stated`.
    public var blank: [String]
    /// Only rows of sections that match this glob have the value; a rule with a section and no column is true there.
    public var section: String?
    /// A column whose date settles the year of dates written without one (`April` of a list by month); it is no value itself.
    public var anchor: String?
    /// `unknown` where the source writes 0 for what it does not know.
    public var zero: Zero
    /// For `notice_date`: what kind of date stands there.
    public var kind: NoticeDateKind?
    /// Written `optional: true`: the columns may be blank in every row (a second name, a union). Else a page whose rows
    /// all leave them blank stops the source, because a column that moved looks just like that.
    public var optional: Bool

    public enum Zero: String, Sendable, Codable, CaseIterable {
        case stated, unknown
    }

    public init(
        columns: [String], part: Part = .whole, formats: [String] = [], values: [String: String] = [:], pattern: String? = nil,
        vocabulary: [String] = [], blank: [String] = [], section: String? = nil, zero: Zero = .stated, kind: NoticeDateKind? = nil,
        optional: Bool = false, join: String? = nil, anchor: String? = nil
    ) {
        self.columns = columns
        self.part = part
        self.formats = formats
        self.values = values
        self.pattern = pattern
        self.vocabulary = vocabulary
        self.blank = blank
        self.section = section
        self.zero = zero
        self.optional = optional
        self.join = join
        self.kind = kind
        self.anchor = anchor
    }
}
