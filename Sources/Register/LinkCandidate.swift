/// One disclosure as linking sees it: who, where, when, how many, and what the row says of itself.
public struct LinkCandidate: Sendable, Equatable {
    public var id: DisclosureID
    public var origin: Origin
    /// nil for an employer's own filing.
    public var source: SourceID?
    public var state: StateCode
    /// As the source wrote it: markers such as `(Updated)` are read from here.
    public var employer: String
    /// The employer's name without markers, trade name and address; nil where the source was not read.
    public var name: String?
    public var tradeName: String?
    public var noticeDate: CalendarDate?
    /// First separation.
    public var effective: CalendarDate?
    public var workers: Int?
    public var city: String?
    public var county: String?
    /// The address or location as written, where there is one.
    public var location: String?
    public var isAmendment: Bool
    public var isRescinded: Bool
    /// The state's own number for the notice.
    public var number: String?
    /// Its place among the lines of its source: the earlier one is first of two that say the same.
    public var ordinal: Int

    public init(
        id: DisclosureID, origin: Origin = .stateImport, source: SourceID? = nil, state: StateCode, employer: String,
        name: String? = nil, tradeName: String? = nil, noticeDate: CalendarDate? = nil,
        effective: CalendarDate? = nil, workers: Int? = nil, city: String? = nil, county: String? = nil, location: String? = nil,
        isAmendment: Bool = false, isRescinded: Bool = false, number: String? = nil, ordinal: Int = 0
    ) {
        self.id = id
        self.origin = origin
        self.source = source
        self.state = state
        self.employer = employer
        self.name = name
        self.tradeName = tradeName
        self.noticeDate = noticeDate
        self.effective = effective
        self.workers = workers
        self.city = city
        self.county = county
        self.location = location
        self.isAmendment = isAmendment
        self.isRescinded = isRescinded
        self.number = number
        self.ordinal = ordinal
    }

    /// A state's row.
    public init(id: DisclosureID, notice: Notice) {
        self.init(
            id: id, source: notice.source, state: notice.state, employer: notice.employerRaw, name: notice.employer,
            tradeName: notice.dba, noticeDate: notice.noticeDate ?? notice.receivedDate,
            effective: notice.effective?.start, workers: notice.workers.exact, city: notice.city ?? Self.cities(of: notice.sites),
            county: notice.county,
            location: notice.locationRaw, isAmendment: notice.amendment, isRescinded: notice.rescinded, number: notice.number,
            ordinal: notice.row)
    }

    /// Every town of a notice of several sites.
    private static func cities(of sites: [Site]) -> String? {
        let cities = sites.compactMap(\.city)
        return cities.isEmpty ? nil : cities.joined(separator: ", ")
    }
}
