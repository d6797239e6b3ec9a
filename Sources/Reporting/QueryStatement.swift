import Postgres
import Register

/// A query as SQL: identifiers from the catalog, values bound.
struct QueryStatement {
    private let query: ReportQuery
    private let report: Report
    private let conditions: [String]
    private let values: [String]

    init(_ query: ReportQuery, of report: Report) throws(ReportingError) {
        self.query = query
        self.report = report
        var conditions: [String] = []
        var values: [String] = []
        for filter in query.filters {
            guard let column = report.column(filter.column) else { throw Self.unknown(filter.column, report) }
            if filter.test != .null { values.append(filter.value) }
            conditions.append(Self.condition(filter.test, on: column, value: "$\(values.count)"))
        }
        for order in query.order where report.column(order.column) == nil { throw Self.unknown(order.column, report) }
        self.conditions = conditions
        self.values = values
    }

    func summary(_ connection: isolated Connection, at position: Int) throws -> Summary {
        let rows: [Row]
        var total: Int?
        if let limit = query.limit, isOnFirstPages(limit) {
            rows = try page(connection, limit)
        } else {
            let isCounted = query.limit != nil && query.isCounted && !Self.lists.contains(report.name)
            rows = try select(
                connection, extra: isCounted ? ", count(*) over ()" : "", order: order, limit: query.limit, offset: query.offset)
            if isCounted { total = rows.first?.cells.last.flatMap { $0.flatMap { Int($0) } } }
        }
        // A page that is not full is the last one.
        let isLast = query.limit.map { rows.count < $0 } ?? true
        if !query.isCounted || isLast && (query.offset == 0 || !rows.isEmpty) { total = total ?? query.offset + rows.count }
        let types = report.columns.map { CellType($0.type) }
        return Summary(
            report: report, asOfPosition: position, rows: rows.map { row in zip(row.cells, types).map { $1.value(of: $0) } },
            total: try total ?? count(connection))
    }

    /// Lends each row as it arrives, so that of all rows no more than one is in memory; but of a list's few first rows all, for they come from an
    /// index as those of a page do.
    ///
    /// - Returns: rows that fit the query before its limit.
    func eachRow(_ connection: isolated Connection, _ take: ([JSONValue]) throws -> Void) throws -> Int {
        let types = report.columns.map { CellType($0.type) }
        var rows = 0
        func hand(_ row: Row) throws {
            rows += 1
            try take(zip(row.cells, types).map { $1.value(of: $0) })
        }
        if let limit = query.limit, isOnFirstPages(limit) {
            for row in try page(connection, limit) { try hand(row) }
        } else {
            try connection.eachRow(selection(order: order, limit: query.limit, offset: query.offset), values, hand)
        }
        // What is shorter than its limit is the end.
        let isLast = query.limit.map { rows < $0 } ?? true
        return isLast && (query.offset == 0 || rows > 0) ? query.offset + rows : try count(connection)
    }

    /// Reports with a line for each filing or event: an index has them in the order of a page, which reads its own lines and no others, and is
    /// counted apart. Of any other report a page takes what all of it takes, and brings the count along.
    private static let lists: Set = ["event_facts", "events", "feed", "lead_times", "newest", "notices", "provenance", "versions", "warnings"]

    /// What lies deeper than a few thousand lines is sorted whole sooner than looked up line by line.
    private func isOnFirstPages(_ limit: Int) -> Bool { Self.lists.contains(report.name) && query.offset + limit <= 2_000 }

    /// Backward, an index gives first what is not stated: that is asked for when nothing else is left.
    private func page(_ connection: isolated Connection, _ limit: Int) throws -> [Row] {
        // The tables have statistics, and a page has few lines: here loops are right.
        try connection.execute("set local enable_nestloop to on")
        defer { try? connection.execute("set local enable_nestloop to off") }
        guard let first = query.order.first, first.isDescending else {
            return try select(connection, order: order, limit: limit, offset: query.offset)
        }
        let name = Self.quoted(first.column)
        let stated = try select(
            connection, where: "\(name) is not null", order: "\(name) desc, \(order)", limit: limit, offset: query.offset)
        if stated.count == limit { return stated }
        let count = stated.isEmpty && query.offset > 0 ? try count(connection, where: "\(name) is not null") : query.offset + stated.count
        return try stated
            + select(
                connection, where: "\(name) is null", order: order, limit: limit - stated.count, offset: max(0, query.offset - count))
    }

    private func select(
        _ connection: isolated Connection, extra: String = "", where further: String? = nil, order: String, limit: Int?, offset: Int
    ) throws -> [Row] {
        Array(try connection.queryPrepared(selection(extra: extra, where: further, order: order, limit: limit, offset: offset), values))
    }

    private func selection(extra: String = "", where further: String? = nil, order: String, limit: Int?, offset: Int) -> String {
        let columns = report.columns.map { Self.quoted($0.name) }.joined(separator: ", ")
        return
            "select \(columns)\(extra) from \(view)\(condition(and: further)) order by \(order)\(limit.map { " limit \($0)" } ?? "") offset \(offset)"
    }

    /// Cells that have counted a list's lines already, and by which columns these may be filtered. A notice may be of another jurisdiction than its
    /// event, which the cells know.
    private static let counted: [String: [(cells: String, column: String, filters: Set<String>)]] = [
        "event_facts": [
            ("state_cells", "events", ["state"]), ("county_cells", "events", ["state", "county_fips"]),
            ("event_cells", "events", ["state", "event_type", "sector"]),
        ],
        "events": [("state_cells", "events_any", ["state"])],
        "lead_times": [("state_cells", "events", ["state"]), ("event_cells", "events", ["state", "event_type"])],
        "notices": [("state_cells", "disclosures", [])],
    ]

    private func count(_ connection: isolated Connection, where further: String? = nil) throws -> Int {
        let columns = query.filters.map(\.column)
        if further == nil, let known = Self.counted[report.name]?.first(where: { $0.filters.isSuperset(of: columns) }) {
            let sum = "select coalesce(sum(\(known.column)), 0)::bigint as total from report.\(known.cells)\(condition(and: nil))"
            return try connection.queryPrepared(sum, values).first?.value("total") ?? 0
        }
        return try connection.queryPrepared("select count(*) as total from \(view)\(condition(and: further))", values).first?.value("total") ?? 0
    }

    private var view: String { "report." + Self.quoted(report.name) }

    private func condition(and further: String?) -> String {
        let all = conditions + (further.map { [$0] } ?? [])
        return all.isEmpty ? "" : " where " + all.joined(separator: " and ")
    }

    /// What was asked for, then every column from left to right, so that equal questions have equal bytes.
    private var order: String {
        let asked = query.order.map { Self.quoted($0.column) + ($0.isDescending ? " desc nulls last" : " nulls last") }
        return (asked + report.columns.map { Self.quoted($0.name) + " nulls last" }).joined(separator: ", ")
    }

    private static func condition(_ test: ReportQuery.Filter.Test, on column: Report.Column, value: String) -> String {
        let name = quoted(column.name)
        let isList = column.type.hasSuffix("[]")
        return switch test {
        case .equals: isList ? "\(value) = any(\(name))" : "\(name) = \(value)::\(column.type)"
        case .not: isList ? "\(value) <> all(\(name))" : "\(name) is distinct from \(value)::\(column.type)"
        case .from: "\(name) >= \(value)::\(column.type)"
        case .to: "\(name) <= \(value)::\(column.type)"
        case .has: "position(lower(\(value)::text) in lower(\(name)::text)) > 0"
        case .words:
            "to_tsvector('english'::regconfig, \(isList ? "array_to_string(\(name), ' ')" : column.type == "text" ? name : name + "::text")) @@ websearch_to_tsquery('english'::regconfig, \(value))"
        case .null: "\(name) is null"
        }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func unknown(_ column: String, _ report: Report) -> ReportingError {
        .unknownColumn(report: report.name, column: column, known: report.columns.map(\.name))
    }
}
