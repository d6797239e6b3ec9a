/// What a statement gave: its rows, in order, and what it did.
public struct Rows: Sendable {
    public struct Column: Sendable, Hashable {
        public let name: String
        /// The type's number in `pg_type`.
        public let typeOID: UInt32
    }

    public let columns: [Column]
    /// Rows that an insert, update or delete touched; 0 for a query.
    public let affected: Int
    let places: [String: Int]
    let cells: [[String?]]

    init(columns: [Column], affected: Int, cells: [[String?]]) {
        self.columns = columns
        self.affected = affected
        self.cells = cells
        self.places = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Rows: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { cells.count }
    public subscript(position: Int) -> Row { Row(rows: self, cells: cells[position]) }
}

/// One row; values are read by column name as the type the reader wants.
public struct Row: Sendable {
    let rows: Rows
    /// PostgreSQL's text of each cell, in the order of the columns; nil is null.
    public let cells: [String?]

    /// The value, which must not be null.
    public func value<Value: DatabaseValue>(_ column: String, as type: Value.Type = Value.self) throws(PostgresError) -> Value {
        guard let value = try optional(column, as: type) else { throw .unreadable(column: column, text: nil, type: "\(type)") }
        return value
    }

    /// The value, or nil for null.
    public func optional<Value: DatabaseValue>(_ column: String, as type: Value.Type = Value.self) throws(PostgresError) -> Value? {
        guard let place = rows.places[column] else { throw .unreadable(column: column, text: "(no such column)", type: "\(type)") }
        guard let text = cells[place] else { return nil }
        guard let value = Value(databaseText: text) else { throw .unreadable(column: column, text: text, type: "\(type)") }
        return value
    }
}
