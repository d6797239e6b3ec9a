import Register

/// What the first page asks the register, all at one moment.
struct DashboardQuestions: Sendable {
    let search: String

    var queries: [ReportQuery] {
        [
            ReportQuery("totals"),
            ReportQuery("ai_ladder"),
            ReportQuery("section_2102e_elements"),
            ReportQuery(
                "section_2102e", filters: [.init("elements_stated", .from, "1")],
                order: ["elements_stated", "applies", "notice_date"].map { .init($0, isDescending: true) }, limit: 8, isCounted: false),
            ReportQuery("state_tiles"),
            ReportQuery("workers_by_month"),
            ReportQuery("ai_workers_by_month"),
            ReportQuery(
                "notices", filters: search.isEmpty ? [] : [.init("employer", .has, search)],
                order: [.init("notice_date", isDescending: true)], limit: 25, isCounted: !search.isEmpty),
            ReportQuery("newest", order: [.init("position", isDescending: true)], limit: 8, isCounted: false),
            ReportQuery("freshness"),
            ReportQuery(
                "workers_by_four_weeks", filters: [.init("state", .equals, "US")], order: [.init("week_ending", isDescending: true)],
                limit: 104),
            ReportQuery("upcoming_90_days", order: [.init("workers", isDescending: true)], limit: 10),
            ReportQuery("industries", order: [.init("workers", isDescending: true)]),
        ]
    }

    /// The answers by the report's name.
    func named(_ answers: [Summary]) -> [String: Summary] {
        Dictionary(answers.map { ($0.report.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
