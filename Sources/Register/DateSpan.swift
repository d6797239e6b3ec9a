/// When a layoff takes effect: an interval of days, as precise as the source was.
///
/// `April-June 2020` is 2020-04-01 to 2020-06-30 with precision `month`; no day is invented. One date gives `start` alone.
public struct DateSpan: Sendable, Hashable, Codable {
    public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
        case day, month, quarter, half, year
    }

    /// First day; nil when the source gives only an end.
    public var start: CalendarDate?
    /// Last day; nil when the source gives one date.
    public var end: CalendarDate?
    public var precision: Precision
    /// True for `on or about`, `approximately`.
    public var isApproximate: Bool

    public init(start: CalendarDate?, end: CalendarDate? = nil, precision: Precision = .day, isApproximate: Bool = false) {
        self.start = start
        self.end = end
        self.precision = precision
        self.isApproximate = isApproximate
    }

    enum CodingKeys: String, CodingKey {
        case start, end, precision
        case isApproximate = "approximate"
    }
}

/// One step of a staged layoff: a day and how many workers go on it (nil: not said).
public struct Phase: Sendable, Hashable, Codable {
    public var date: CalendarDate
    public var workers: Int?

    public init(date: CalendarDate, workers: Int? = nil) {
        self.date = date
        self.workers = workers
    }
}
