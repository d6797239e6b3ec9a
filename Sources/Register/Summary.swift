/// Counted answers with their moment: what a report says to one query.
public struct Summary: Sendable, Equatable {
    public let report: Report
    /// The log's position the rows speak of.
    public let asOfPosition: Int
    public let rows: [Row]
    /// Rows that fit the query before its limit; where it asks for no count, those up to the last one given.
    public let total: Int

    public init(report: Report, asOfPosition: Int, rows: [[JSONValue]], total: Int) {
        self.report = report
        self.asOfPosition = asOfPosition
        self.total = total
        let places = Dictionary(report.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.rows = rows.map { Row(places: places, values: $0) }
    }

    /// One line; values in the order of the report's columns.
    public struct Row: Sendable, Equatable {
        let places: [String: Int]
        public let values: [JSONValue]

        /// The value of that column; `null` when the report has no such column.
        public subscript(column: String) -> JSONValue {
            guard let place = places[column], place < values.count else { return .null }
            return values[place]
        }

        public func text(_ column: String) -> String? { self[column].text }

        public func integer(_ column: String) -> Int? {
            guard case .integer(let value) = self[column] else { return nil }
            return value
        }

        public func isTrue(_ column: String) -> Bool { self[column] == .bool(true) }
    }
}
