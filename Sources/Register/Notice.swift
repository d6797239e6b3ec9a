/// One row of a source in the register's words. Every value is the source's own; nothing is guessed, and what is repaired has a warning.
public struct Notice: Sendable, Equatable, Codable {
    public var source: SourceID
    /// The publishing jurisdiction; never another state's, even when the address is a head office elsewhere.
    public var state: StateCode
    /// 0-based data row in page order, and its place in words.
    public var row: Int
    public var locator: String

    /// Cleaned of markers (`Updated`, `Rescinded`), of `dba` and of white space; otherwise as filed.
    public var employer: String
    /// The cell as the state wrote it.
    public var employerRaw: String
    public var dba: String?

    public var noticeDate: CalendarDate?
    public var receivedDate: CalendarDate?
    public var postedDate: CalendarDate?
    /// What `noticeDate` is.
    public var noticeDateKind: NoticeDateKind?
    public var effective: DateSpan?
    /// Every step of a staged layoff, in order; empty for a single date.
    public var phases: [Phase]

    public var workers: WorkerCount
    public var sites: [Site]
    public var city: String?
    public var county: String?
    public var zip: String?
    /// The address or location as written.
    public var locationRaw: String?
    /// Its county and place by the rosters; nil where none was asked. No part of what the state says: a new roster changes no filing.
    public var placement: Placement?

    public var eventType: EventType?
    public var temporary: Bool
    public var amendment: Bool
    public var rescinded: Bool
    public var conditional: Bool
    public var act: Act

    /// As filed, digits only.
    public var naics: String?
    public var industry: String?
    /// What the tables make of `naics` and `industry`; nil where they make nothing of it, or none were asked. No part of what the state says.
    public var industryRead: Industry?
    public var union: String?
    /// Verbatim; the parts it consists of are `reasons`.
    public var reason: String?
    /// Split by the source's vocabulary; empty when no reason is stated.
    public var reasons: [String]
    /// Verbatim, relative as the page has it.
    public var letterURL: String?
    /// What the page says below the row became of the notice later, in page order.
    public var revisions: [Revision]
    /// The state's own number for the notice; nil where it has none.
    public var number: String?
    /// Stable codes of what was repaired or left out, such as `date_repaired`.
    public var warnings: [String]
    /// What the row says there, one for each of `warnings`: field, colon, cell as written; several parted by semicolons; empty where the
    /// cells are blank. No part of what the state says.
    public var warnedOf: [String]

    public init(source: SourceID, state: StateCode, row: Int, locator: String, employer: String, employerRaw: String) {
        self.source = source
        self.state = state
        self.row = row
        self.locator = locator
        self.employer = employer
        self.employerRaw = employerRaw
        self.phases = []
        self.workers = .notStated
        self.sites = []
        self.temporary = false
        self.amendment = false
        self.rescinded = false
        self.conditional = false
        self.act = .warn
        self.reasons = []
        self.revisions = []
        self.warnings = []
        self.warnedOf = []
    }

    enum CodingKeys: String, CodingKey {
        case source, state, row, locator, employer, dba, effective, phases, workers, sites, city, county, zip, placement
        case temporary, amendment, rescinded, conditional, act, naics, industry, union, reason, reasons, revisions, number, warnings
        case employerRaw = "employer_raw"
        case noticeDate = "notice_date"
        case receivedDate = "received_date"
        case postedDate = "posted_date"
        case noticeDateKind = "notice_date_kind"
        case locationRaw = "location_raw"
        case eventType = "event_type"
        case letterURL = "letter_url"
        case industryRead = "industry_read"
        case warnedOf = "warned_of"
    }
}

/// A later letter that the page names in a row of its own, which says nothing else: `United Airlines, Inc.-Revised (7/31/20)`.
public struct Revision: Sendable, Hashable, Codable {
    /// The day written beside the word; nil where none is.
    public var date: CalendarDate?
    /// The row's employer cell as the state wrote it.
    public var stated: String
    /// The later letter, verbatim; nil where the row links none.
    public var letterURL: String?

    public init(date: CalendarDate? = nil, stated: String, letterURL: String? = nil) {
        self.date = date
        self.stated = stated
        self.letterURL = letterURL
    }

    enum CodingKeys: String, CodingKey {
        case date, stated
        case letterURL = "letter_url"
    }
}

/// One place where workers go: as named by the source.
public struct Site: Sendable, Hashable, Codable {
    public var city: String?
    public var county: String?
    /// nil: not stated for this site.
    public var workers: Int?

    public init(city: String? = nil, county: String? = nil, workers: Int? = nil) {
        self.city = city
        self.county = county
        self.workers = workers
    }
}

/// What happens to the workplace. A filing's statutory types are folded to these in reports.
public enum EventType: String, Sendable, Hashable, Codable, CaseIterable {
    case closure, layoff, relocation, other
    case reductionInHours = "reduction_in_hours"

    /// `closure`, `layoff` or `other`: what `warn-import parse` prints.
    public var folded: EventType { self == .closure || self == .layoff ? self : .other }
}

/// Whether the row is a notice under the WARN Act (29 U.S.C. § 2101 ff.) or a state's own act, or below or outside them.
public enum Act: String, Sendable, Hashable, Codable, CaseIterable {
    case warn, unknown
    case nonWarn = "non_warn"
}

/// What kind of date stands as the notice date.
public enum NoticeDateKind: String, Sendable, Hashable, Codable, CaseIterable {
    case noticeLetter = "notice_letter"
    case receivedByState = "received_by_state"
    case posted, inferred
}
