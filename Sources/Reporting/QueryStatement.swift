import Postgres
import Register

/// A query as SQL: identifiers from the catalog, values bound.
struct QueryStatement {
    private let query: ReportQuery
    private let report: Report
    private let condition: String
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
        condition = conditions.isEmpty ? "" : " where " + conditions.joined(separator: " and ")
        self.values = values
    }

    func summary(_ connection: isolated Connection, at position: Int) throws -> Summary {
        let columns = report.columns.map { Self.quoted($0.name) }.joined(separator: ", ")
        let limit = query.limit.map { " limit \($0)" } ?? ""
        let rows = try connection.query(
            "select \(columns), count(*) over () from \(view)\(condition) order by \(order)\(limit) offset \(query.offset)", values)
        let total =
            try rows.first?.cells.last.flatMap { $0.flatMap { Int($0) } } ?? (query.offset == 0 && query.limit != 0 ? 0 : count(connection))
        let types = report.columns.map { CellType($0.type) }
        return Summary(
            report: report, asOfPosition: position, rows: rows.map { row in zip(row.cells, types).map { $1.value(of: $0) } }, total: total)
    }

    /// Asked for only when no row can carry the count.
    private func count(_ connection: isolated Connection) throws -> Int {
        try connection.query("select count(*) as total from \(view)\(condition)", values).first?.value("total") ?? 0
    }

    private var view: String { "report." + Self.quoted(report.name) }

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
