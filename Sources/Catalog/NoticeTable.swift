public import Register

/// Notices and rejections as CSV, one line each in page order: the form of a sample's expected notices, made to be read against the page.
public enum NoticeTable {
    public static let columns = [
        "row", "outcome", "employer", "dba", "notice_date", "received_date", "posted_date", "effective_start", "effective_end", "precision",
        "phases",
        "workers", "workers_min", "workers_max", "workers_total", "workers_scope", "sites", "city", "county", "location", "event_type",
        "temporary",
        "amendment", "rescinded", "conditional", "act", "naics", "reasons", "letter_url", "number", "warnings",
    ]

    public static func csv(notices: [Notice], rejections: [Rejection]) -> String {
        let lines = notices.map { ($0.row, values(of: $0)) } + rejections.map { ($0.row, [String($0.row), $0.code]) }
        let sorted = lines.sorted { $0.0 < $1.0 }.map { padded($0.1) }
        return ([columns] + sorted).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
    }

    private static func padded(_ values: [String]) -> [String] { values + [String](repeating: "", count: columns.count - values.count) }

    /// A notice's values, one for each of ``columns``; empty where absent.
    public static func values(of notice: Notice) -> [String] {
        [String(notice.row), "notice", notice.employer, notice.dba ?? ""] + dates(of: notice) + workers(of: notice) + [
            notice.city ?? "", notice.county ?? "", notice.locationRaw ?? "", notice.eventType?.rawValue ?? "", yes(notice.temporary),
            yes(notice.amendment), yes(notice.rescinded), yes(notice.conditional), notice.act.rawValue, notice.naics ?? "",
            notice.reasons.joined(separator: " | "), notice.letterURL ?? "", notice.number ?? "", notice.warnings.joined(separator: " "),
        ]
    }

    private static func dates(of notice: Notice) -> [String] {
        let phases = notice.phases.map { phase in phase.workers.map { "\(phase.date): \($0)" } ?? "\(phase.date)" }
        return [
            text(notice.noticeDate), text(notice.receivedDate), text(notice.postedDate), text(notice.effective?.start),
            text(notice.effective?.end),
            notice.effective?.precision.rawValue ?? "", phases.joined(separator: " | "),
        ]
    }

    private static func workers(of notice: Notice) -> [String] {
        let count = notice.workers
        let sites = notice.sites.map { site in
            [site.city, site.county, site.workers.map(String.init)].compactMap { $0 }.joined(separator: ": ")
        }
        return [
            text(count.exact), text(count.least), text(count.most), text(count.total), count.scope.rawValue, sites.joined(separator: " | "),
        ]
    }

    private static func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
    private static func yes(_ value: Bool) -> String { value ? "yes" : "" }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
