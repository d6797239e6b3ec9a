public import Register

/// An employer's filing on its way into the ledger.
public struct EmployerSubmission: Sendable {
    /// What is filed, public parts only; stored as canonical bytes. The shape is that of the filing rules.
    public var payload: JSONValue
    /// Parts that are not public, by name (`contact`, `fein`): the ledger holds their salted digests, and their bytes apart.
    public var privateParts: [String: JSONValue]
    /// Salts of private parts whose salted digests the payload names already; a part without one gets a fresh salt.
    public var salts: [String: [UInt8]]
    public var columns: FilingColumns
    /// Seconds since 1970 when it was received.
    public var receivedAt: Double

    public init(
        payload: JSONValue, privateParts: [String: JSONValue] = [:], salts: [String: [UInt8]] = [:], columns: FilingColumns,
        receivedAt: Double
    ) {
        self.payload = payload
        self.privateParts = privateParts
        self.salts = salts
        self.columns = columns
        self.receivedAt = receivedAt
    }
}

/// What reports count of an employer's filing, in the ledger's words.
public struct FilingColumns: Sendable, Equatable {
    /// Legal name; it also tells the filer.
    public var employer: String
    public var dba: String?
    /// Of the first site.
    public var state: StateCode?
    public var noticeDate: CalendarDate?
    public var noticeDateKind: NoticeDateKind?
    public var receivedDate: CalendarDate?
    public var effective: DateSpan?
    public var phases: [Phase]
    public var workers: WorkerCount
    public var eventType: EventType?
    public var temporary: Bool
    public var conditional: Bool
    public var act: Act
    public var sites: [FiledSite]
    public var naics: String?
    public var union: String?
    public var reason: String?
    public var reasons: [String]
    public var warnings: [String]
    public var answers: [RecordedAttribution]

    public init(
        employer: String, dba: String? = nil, state: StateCode? = nil, noticeDate: CalendarDate? = nil,
        noticeDateKind: NoticeDateKind? = nil,
        receivedDate: CalendarDate? = nil, effective: DateSpan? = nil, phases: [Phase] = [], workers: WorkerCount = .notStated,
        eventType: EventType? = nil, temporary: Bool = false, conditional: Bool = false, act: Act = .warn, sites: [FiledSite] = [],
        naics: String? = nil, union: String? = nil, reason: String? = nil, reasons: [String] = [], warnings: [String] = [],
        answers: [RecordedAttribution] = []
    ) {
        self.employer = employer
        self.dba = dba
        self.state = state
        self.noticeDate = noticeDate
        self.noticeDateKind = noticeDateKind
        self.receivedDate = receivedDate
        self.effective = effective
        self.phases = phases
        self.workers = workers
        self.eventType = eventType
        self.temporary = temporary
        self.conditional = conditional
        self.act = act
        self.sites = sites
        self.naics = naics
        self.union = union
        self.reason = reason
        self.reasons = reasons
        self.warnings = warnings
        self.answers = answers
    }
}

/// A site as an employer files it.
public struct FiledSite: Sendable, Hashable {
    public var street: String?
    public var city: String?
    public var county: String?
    /// Five digits.
    public var countyFIPS: String?
    public var state: StateCode?
    public var zip: String?
    public var workers: Int?

    public init(
        street: String? = nil, city: String? = nil, county: String? = nil, countyFIPS: String? = nil, state: StateCode? = nil,
        zip: String? = nil,
        workers: Int? = nil
    ) {
        self.street = street
        self.city = city
        self.county = county
        self.countyFIPS = countyFIPS
        self.state = state
        self.zip = zip
        self.workers = workers
    }
}

extension FilingColumns {
    /// By column name of `ledger.filing` and its parts.
    var columns: JSONValue {
        let site = sites.first
        return .stated(
            texts: [
                "employer": employer, "dba": dba, "state": state?.rawValue, "notice_date_kind": noticeDateKind?.rawValue,
                "effective_precision": effective?.precision.rawValue, "workers_scope": workers.scope.rawValue,
                "event_type": eventType?.rawValue, "act": act.rawValue, "city": site?.city, "county": site?.county, "zip": site?.zip,
                "location": site?.street, "naics": naics, "union": union, "reason": reason,
            ],
            integers: [
                "workers": workers.exact, "workers_least": workers.least, "workers_most": workers.most, "workers_total": workers.total,
            ],
            booleans: [
                "effective_approximate": effective?.isApproximate, "workers_approximate": workers.isApproximate, "temporary": temporary,
                "amendment": false, "rescinded": false, "conditional": conditional,
            ],
            dates: [
                "notice_date": noticeDate, "received_date": receivedDate, "effective_start": effective?.start,
                "effective_end": effective?.end,
            ],
            lists: [
                "reasons": JSONValue.texts(reasons), "warnings": JSONValue.texts(warnings), "sites": sites.map(\.columns),
                "phases": phases.map { .stated(integers: ["workers": $0.workers], dates: ["phase_date": $0.date]) },
                "attributions": answers.map(\.columns),
            ])
    }
}

extension FiledSite {
    fileprivate var columns: JSONValue {
        .stated(
            texts: ["street": street, "city": city, "county": county, "county_fips": countyFIPS, "state": state?.rawValue, "zip": zip],
            integers: ["workers": workers])
    }
}
