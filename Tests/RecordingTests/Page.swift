import Recording
import Register

/// A page of a made-up source, and what it says: enough of a state to record from.
struct Page {
    var source: Source
    var notices: [Notice]
    var rejections: [Rejection] = []
    var rejectedEmployers: [String] = []
    var startedAt = Page.noon("2026-09-01")
    var readingVersion = "1"
    /// Tells two pages with equal rows apart.
    var footer = ""
    var bytes: [UInt8]?

    init(_ notices: [Notice], source: Source = Page.source()) {
        self.source = source
        self.notices = notices
    }

    /// The batch that a reading of this page would give. Rows are numbered in order.
    var batch: ImportBatch {
        let text = notices.map { "\($0.employerRaw)|\($0.noticeDate.map(\.description) ?? "")|\($0.workers)|\($0.reason ?? "")" }.joined(
            separator: "\n")
        let snapshot = Snapshot(
            bytes: bytes ?? Array((text + footer).utf8), url: "https://example.gov/warn", fetchedAt: startedAt + 1,
            headers: [.init(name: "content-type", value: "text/csv")], status: 200)
        let observed = notices.enumerated().map { place, notice in
            var notice = notice
            notice.row = place
            notice.locator = "line \(place + 2)"
            return ObservedNotice(notice, on: snapshot.digest, attribution: nil)
        }
        return ImportBatch(
            source: source, startedAt: startedAt, snapshots: [snapshot], notices: observed, rejections: rejections,
            rejectedEmployers: rejectedEmployers, columns: [.init(section: "", column: "Employer", filled: notices.count)],
            readingVersion: readingVersion)
    }

    static func source(_ id: String = "ny", window: Window = .all, expect: Expectation = .init()) -> Source {
        Source(
            id: SourceID(rawValue: id)!, state: StateCode(rawValue: String(id.prefix(2)).uppercased())!, publisher: "Department of Labor",
            publication: .published, page: "https://example.gov/warn", window: window, fetch: [], read: ReadRule(format: .csv),
            fields: FieldRules([:]), expect: expect)
    }

    static func notice(
        _ employer: String, workers: Int? = 64, date: String = "2026-08-03", effective: String = "2026-11-02", city: String = "Albany",
        number: String? = nil, reason: String? = nil
    ) -> Notice {
        var notice = Notice(
            source: SourceID(rawValue: "ny")!, state: StateCode(rawValue: "NY")!, row: 0, locator: "", employer: employer,
            employerRaw: employer)
        notice.noticeDate = CalendarDate(date)
        notice.noticeDateKind = .noticeLetter
        notice.effective = DateSpan(start: CalendarDate(effective))
        notice.workers = workers.map { WorkerCount(exact: $0, scope: .site) } ?? .notStated
        notice.city = city
        notice.eventType = .layoff
        notice.number = number
        notice.reason = reason
        return notice
    }

    /// Ten notices that stay the same, so that a change of one is no shrunken page.
    static let others = (1...10).map { notice("Employer \($0)", workers: 10 + $0, city: "Town \($0)") }

    static func noon(_ day: String) -> Double { Double(CalendarDate(day)!.daysSinceEpoch * 86_400 + 43_200) }
}
