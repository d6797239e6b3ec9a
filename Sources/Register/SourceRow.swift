/// One row as the state wrote it: column to cell, and its place in the snapshot.
public struct SourceRow: Sendable, Equatable {
    /// 0-based among the data rows of one reading, in page order; in a CSV file the rows that a named rule skips are counted.
    public var index: Int
    /// Where a person finds it: `sheet "Detailed WARN Report " row 42`, `table 1 row 12`, `line 12`.
    public var locator: String
    /// The snapshot it was read from.
    public var snapshot: Digest
    /// The title above a stacked table (`SUPPLEMENTAL NOTICES`); empty for the first or only one.
    public var section: String
    /// Cells by the column's name as the state writes it, white space folded; as the manifest spells it where the two differ
    /// only by case, white space or a final colon. A second column of the same name is `NAME (2)`; one without a name is `(blank)`.
    public var cells: Cells

    public init(index: Int, locator: String, snapshot: Digest, section: String = "", cells: Cells) {
        self.index = index
        self.locator = locator
        self.snapshot = snapshot
        self.section = section
        self.cells = cells
    }

    /// The cell's text, trimmed; empty when the column is absent.
    public func text(_ column: String) -> String { cells[column]?.text ?? "" }
}

/// Everything read from one fetch of a source.
public struct SourceTable: Sendable, Equatable {
    public var rows: [SourceRow]
    /// Column names by section, in page order.
    public var columns: [String: [String]]
    /// Rows that are no notices, by the named rule that says so. Counted in the tally.
    public var skipped: [SkippedRow]
    /// Those among the skipped that only say that the notice above them was revised.
    public var pointers: [PointingRow]
    /// The page says itself that it has no notices (`There were no matches`).
    public var saysEmpty: Bool
    /// Columns of a label block that are neither mapped nor ignored. Their cells are kept in the rows.
    public var unknownColumns: [String]

    /// A row without data of its own that speaks of the row above it.
    public struct PointingRow: Sendable, Equatable {
        /// Place in ``SourceTable/rows`` of the row above; nil: there is none.
        public var above: Int?
        /// The named rule that skips it.
        public var rule: String
        public var row: SourceRow

        public init(above: Int?, rule: String, row: SourceRow) {
            self.above = above
            self.rule = rule
            self.row = row
        }
    }

    public struct SkippedRow: Sendable, Hashable {
        public var locator: String
        public var rule: String

        public init(locator: String, rule: String) {
            self.locator = locator
            self.rule = rule
        }
    }

    public init(
        rows: [SourceRow], columns: [String: [String]], skipped: [SkippedRow] = [], pointers: [PointingRow] = [],
        saysEmpty: Bool = false, unknownColumns: [String] = []
    ) {
        self.rows = rows
        self.columns = columns
        self.skipped = skipped
        self.pointers = pointers
        self.saysEmpty = saysEmpty
        self.unknownColumns = unknownColumns
    }

    /// The table in parts of so many rows, in order; one of no rows where there are none. A row that points at the one above it is in that
    /// one's part, among the skipped, too; whatever else was skipped is the first part's.
    public consuming func slices(of size: Int) -> [SourceTable] {
        let pointers = Dictionary(grouping: pointers) { ($0.above ?? 0) / size }
        var moved: [SkippedRow: Int] = [:]
        for (part, pointers) in pointers where part > 0 { for pointer in pointers { moved[pointer.skipped, default: 0] += 1 } }
        let staying = skipped.filter { row in
            guard let count = moved[row], count > 0 else { return true }
            moved[row] = count - 1
            return false
        }
        return stride(from: 0, to: max(rows.count, 1), by: size).map { start in
            let own = pointers[start / size] ?? []
            return SourceTable(
                rows: Array(rows[start..<min(start + size, rows.count)]), columns: columns,
                skipped: start == 0 ? staying : own.map(\.skipped),
                pointers: own.map { PointingRow(above: $0.above.map { $0 - start }, rule: $0.rule, row: $0.row) }, saysEmpty: saysEmpty,
                unknownColumns: unknownColumns)
        }
    }
}

extension SourceTable.PointingRow {
    fileprivate var skipped: SourceTable.SkippedRow { SourceTable.SkippedRow(locator: row.locator, rule: rule) }
}
