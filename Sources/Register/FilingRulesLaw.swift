/// The effective-dated tables that a filing is measured against: facts of `Schema/reference`, loaded by the caller.
public struct FilingLaw: Sendable, Equatable {
    public var periods: [NoticePeriod]
    public var regimes: [AIRegime]
    /// FIPS number (two digits) by state code, of every jurisdiction that can have a site.
    public var fips: [String: String]
    /// NAICS codes by the vintage of their table; a vintage without a table is checked for its form only.
    public var naics: [Int: Set<String>]

    public init(periods: [NoticePeriod], regimes: [AIRegime], fips: [String: String], naics: [Int: Set<String>] = [:]) {
        self.periods = periods
        self.regimes = regimes
        self.fips = fips
        self.naics = naics
    }

    public func regime(_ name: String) -> AIRegime? { regimes.first { $0.name == name } }
}

/// One row of `notice-periods.csv`: under which conditions a jurisdiction asks for how many days of notice.
public struct NoticePeriod: Sendable, Equatable {
    /// `US`, `US-XX` for a state, `US-XX-City` for a city.
    public var jurisdiction: String
    /// Both ends inclusive; nil is open.
    public var validFrom: CalendarDate?
    public var validTo: CalendarDate?
    /// The statute's own words: `plant_closing`, `reduction_in_operations`.
    public var events: Set<String>
    public var leastEmployees: Int?
    public var mostEmployees: Int?
    /// What the size counts: `full_time_or_4000h_week`, `in_state`; empty: the employer's people.
    public var sizeBasis: String
    /// Whether thresholds count all sites of the jurisdiction together, or each site by itself.
    public var countsAllSites: Bool
    public var thresholdCount: Int?
    public var thresholdPercent: Int?
    /// Enough by itself, whatever the percentage.
    public var thresholdAlternative: Int?
    /// Nil: a duty without a day count.
    public var noticeDays: Int?
    public var noticeDaysEmployees: Int?
    public var statute: String

    /// Reads one row by column name; nil when a number or a date is not one.
    public init?(row: [String: String]) {
        func number(_ column: String) -> Int?? {
            guard let text = row[column], !text.isEmpty else { return .some(nil) }
            return Int(text).map { .some($0) }
        }
        func date(_ column: String) -> CalendarDate?? {
            guard let text = row[column], !text.isEmpty else { return .some(nil) }
            return CalendarDate(text).map { .some($0) }
        }
        guard let jurisdiction = row["jurisdiction"], !jurisdiction.isEmpty, let from = date("valid_from"), let to = date("valid_to"),
            let least = number("least_employees"), let most = number("most_employees"), let count = number("threshold_count"),
            let percent = number("threshold_pct"), let alternative = number("threshold_alternative"),
            let days = number("notice_days"), let employees = number("notice_days_employees")
        else { return nil }
        self.jurisdiction = jurisdiction
        validFrom = from
        validTo = to
        events = Set((row["event_types"] ?? "").split(separator: "|").map(String.init))
        leastEmployees = least
        mostEmployees = most
        sizeBasis = row["size_basis"] ?? ""
        countsAllSites = row["counted_over"] == "all_sites"
        thresholdCount = count
        thresholdPercent = percent
        thresholdAlternative = alternative
        noticeDays = days
        noticeDaysEmployees = employees
        statute = row["statute"] ?? ""
    }

    public func isValid(on date: CalendarDate) -> Bool {
        (validFrom.map { $0 <= date } ?? true) && (validTo.map { date <= $0 } ?? true)
    }
}

/// One row of `regimes.csv`: a law that asks whether AI caused a layoff, of which notices, since when, in which words.
public struct AIRegime: Sendable, Equatable {
    public enum Scope: String, Sendable, CaseIterable {
        /// A notice under the jurisdiction's own act.
        case jurisdictionNotice = "jurisdiction_notice"
        /// A federal notice with a site in the jurisdiction.
        case federalNoticeAtSite = "federal_notice_at_site"
        /// A federal notice of a mass layoff, never of a closing.
        case federalMassLayoff = "federal_mass_layoff"
        /// A calendar quarter, not a notice.
        case quarter
    }

    public enum Standing: String, Sendable, CaseIterable {
        case inForce = "in_force"
        case enacted
        /// Answered of one's own will.
        case proposed
    }

    /// `US-2102e`.
    public var name: String
    public var jurisdiction: String
    public var scope: Scope
    public var standard: CausationStandard
    /// Asked of notices dated from this day; nil for a proposed text.
    public var noticeFrom: CalendarDate?
    public var standing: Standing
    /// Whether the question is about automation too, not AI alone.
    public var includesAutomation: Bool
    /// Whether the question is a check box, so that leaving it empty is an answer of its own.
    public var isCheckBox: Bool
    /// Fields that a yes needs: `usage_text`, `attributable_pct`.
    public var required: Set<String>
    public var statute: String

    /// Reads one row by column name; nil when a word or a date is not one.
    public init?(row: [String: String]) {
        guard let name = row["regime"], let jurisdiction = row["jurisdiction"], let scope = row["asks"].flatMap(Scope.init),
            let standard = row["standard"].flatMap(CausationStandard.init), let standing = row["standing"].flatMap(Standing.init)
        else { return nil }
        let from = row["notice_from"] ?? ""
        if !from.isEmpty, CalendarDate(from) == nil { return nil }
        self.name = name
        self.jurisdiction = jurisdiction
        self.scope = scope
        self.standard = standard
        noticeFrom = CalendarDate(from)
        self.standing = standing
        includesAutomation = row["question_about"] == "ai_or_automation"
        isCheckBox = row["answer_form"] == "check_box"
        required = Set((row["yes_needs"] ?? "").split(separator: "|").map(String.init))
        statute = row["statute"] ?? ""
    }
}

/// How strongly AI must have caused the layoff, in the words of the laws. An answer on one standard is never derived from another.
public enum CausationStandard: String, Sendable, Hashable, Codable, CaseIterable {
    case sole, primary
    case substantialFactor = "substantial_factor"
    case substantiallyDue = "substantially_due"
    case inSubstantialPart = "in_substantial_part"
    case inWholeOrPart = "in_whole_or_part"
    case relatedTo = "related_to"
    case resultOrMotivated = "result_or_motivated"

    /// Larger is stronger; equal standards have equal strength.
    public var strength: Int {
        switch self {
        case .sole: 5
        case .primary: 4
        case .substantialFactor, .substantiallyDue, .inSubstantialPart: 3
        case .inWholeOrPart: 2
        case .relatedTo, .resultOrMotivated: 1
        }
    }
}
