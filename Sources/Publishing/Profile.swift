import Register

/// Whom or what a page of its own is about: a state, a county, an employer or an industry.
struct Profile: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case state, county, employer, industry

        /// `/states/NY`.
        var folder: String {
            switch self {
            case .state: "states"
            case .county: "counties"
            case .employer: "employers"
            case .industry: "industries"
            }
        }
    }

    let kind: Kind
    let key: String

    var path: String { "/\(kind.folder)/\(Query.encoded(key))" }

    /// The views asked, each at the same moment: first the line about the subject itself, then its months, then what else is shown.
    var queries: [ReportQuery] {
        let newest = ReportQuery.Order("notice_date", isDescending: true)
        func events(_ column: String) -> ReportQuery {
            ReportQuery("event_facts", filters: [.init(column, .equals, key)], order: [newest], limit: 50)
        }
        func upcoming(_ column: String) -> ReportQuery {
            ReportQuery("upcoming_90_days", filters: [.init(column, .equals, key)], order: [.init("separation_date")])
        }
        switch kind {
        case .state:
            let isState = ReportQuery.Filter("state", .equals, key)
            return [
                ReportQuery("coverage", filters: [isState]),
                ReportQuery("workers_noticed", filters: [isState], order: [.init("notice_month")]),
                ReportQuery("workers_by_four_weeks", filters: [isState], order: [.init("week_ending", isDescending: true)], limit: 12),
                upcoming("state"),
                ReportQuery("counties", filters: [isState], order: [.init("workers", isDescending: true)], limit: 20),
                ReportQuery("notice_periods_met", filters: [isState], order: [.init("notice_year", isDescending: true)], limit: 6),
                events("state"), ReportQuery("workers_by_state", filters: [isState]),
            ]
        case .county:
            let isCounty = ReportQuery.Filter("county_fips", .equals, key)
            return [
                ReportQuery("counties", filters: [isCounty]),
                ReportQuery("workers_by_county", filters: [isCounty], order: [.init("notice_month")]),
                upcoming("county_fips"), events("county_fips"),
            ]
        case .employer:
            return [
                ReportQuery("employers", filters: [.init("employer_key", .equals, key)]),
                ReportQuery("repeat_filers", filters: [.init("employer_key", .equals, key)]),
                ReportQuery("silence_gap", filters: [.init("employer_key", .equals, key)]), events("employer_key"),
            ]
        case .industry:
            let isSector = ReportQuery.Filter("sector", .equals, key)
            return [
                ReportQuery("industries", filters: [isSector]),
                ReportQuery("workers_by_industry", filters: [isSector], order: [.init("notice_month")]),
                events("sector"),
            ]
        }
    }

    /// The subject's feed, where it has one.
    var feed: String? {
        switch kind {
        case .state: "/feeds/states/\(key).atom"
        case .employer: "/feeds/employers/\(Query.encoded(key)).atom"
        case .county, .industry: nil
        }
    }

    /// Whether the key can be one: nothing else is asked of the database.
    var isPlausible: Bool {
        let isUpper = key.utf8.allSatisfy { (65...90).contains($0) }
        let isDigits = key.utf8.allSatisfy { (48...57).contains($0) }
        switch kind {
        case .state: return key.utf8.count == 2 && isUpper
        case .county: return key.utf8.count == 5 && isDigits
        case .employer: return !key.isEmpty && key.utf8.count <= 300
        case .industry: return key.utf8.count == 2 && isDigits || ["31-33", "44-45", "48-49"].contains(key)
        }
    }
}

extension ReportQuery {
    /// The address that asks the same of every row.
    func path(_ ending: String = "") -> String {
        let parts =
            filters.map { Query.encoded($0.column + ($0.test == .equals ? "" : "." + $0.test.rawValue)) + "=" + Query.encoded($0.value) }
            + (order.isEmpty
                ? [] : ["sort=" + Query.encoded(order.map { ($0.isDescending ? "-" : "") + $0.column }.joined(separator: ","))])
        return "/reports/" + report + ending + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }
}
