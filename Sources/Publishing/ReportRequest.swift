import Register

/// What an address asks of a report: filters by column, order, and how much of it.
struct ReportRequest: Sendable {
    static let pageRows = 100
    /// A page is for reading; more rows are what files are for.
    static let mostPageRows = 150
    let query: ReportQuery
    let search: String

    private static let reserved: Set<String> = ["as_of", "sort", "limit", "offset", "q", "format"]

    init(name: String, query: Query, report: Report?, isPage: Bool) throws(PublishingError) {
        guard let report else { throw .unknownPath("/reports/\(name)") }
        var filters: [ReportQuery.Filter] = []
        for (name, value) in query.pairs where !Self.reserved.contains(name) { filters.append(try Self.filter(name, value, in: report)) }
        search = query["q"] ?? ""
        if !search.isEmpty {
            guard report.column("employer") != nil else {
                throw .badParameter(name: "q", value: search, expected: "no search: this report names no employer")
            }
            filters.append(.init("employer", .has, search))
        }
        self.query = ReportQuery(
            name, filters: filters, order: try Self.order(query["sort"] ?? "", in: report),
            limit: isPage
                ? try query.count("limit", most: Self.mostPageRows, beyond: "a file (.csv, .json, .ndjson) has every row") ?? Self.pageRows
                : try query.count("limit", most: 1_000_000),
            offset: try query.count("offset", most: 100_000_000) ?? 0)
    }

    /// `state=NY`, `workers.from=100`, `notice_date.null=`.
    private static func filter(_ name: String, _ value: String, in report: Report) throws(PublishingError) -> ReportQuery.Filter {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        let tests = ReportQuery.Filter.Test.allCases.map(\.rawValue).filter { !$0.isEmpty }
        guard let column = parts.first, report.column(column) != nil else {
            throw .unknownParameter(name: name, known: report.columns.map(\.name) + reserved.sorted())
        }
        guard let test = ReportQuery.Filter.Test(rawValue: parts.count > 1 ? parts[1] : "") else {
            throw .badParameter(
                name: name, value: value, expected: "one of \(column), " + tests.map { "\(column).\($0)" }.joined(separator: ", "))
        }
        return .init(column, test, value)
    }

    /// `-workers,state`: descending by workers, then by state.
    private static func order(_ text: String, in report: Report) throws(PublishingError) -> [ReportQuery.Order] {
        var order: [ReportQuery.Order] = []
        for part in text.split(separator: ",") {
            let column = String(part.drop { $0 == "-" })
            guard report.column(column) != nil else {
                throw .badParameter(name: "sort", value: text, expected: "columns of this report, a - before one for descending")
            }
            order.append(.init(column, isDescending: part.hasPrefix("-")))
        }
        return order
    }
}
