/// A column of a page: in how many rows it is filled, and with what kind of values. The values themselves are not in it.
public struct ColumnFill: Sendable, Hashable {
    /// What most of a column's values are.
    public enum Kind: String, Sendable, Hashable {
        case dates, counts, texts
    }

    public var section: String
    public var column: String
    public var filled: Int
    /// Rows of the section.
    public var rows: Int
    /// Filled cells whose kind was looked at, and how many of them are dates and whole numbers.
    public var examined: Int
    public var dates: Int
    public var counts: Int

    public init(section: String, column: String, filled: Int, rows: Int = 0, examined: Int = 0, dates: Int = 0, counts: Int = 0) {
        self.section = section
        self.column = column
        self.filled = filled
        self.rows = max(rows, filled)
        self.examined = examined
        self.dates = dates
        self.counts = counts
    }

    /// Nil where too few cells were looked at, or no kind has four fifths of them.
    public var kind: Kind? { kind(of: 2) }

    /// - Parameter least: cells that must have been looked at.
    public func kind(of least: Int) -> Kind? {
        guard examined >= least else { return nil }
        let texts = examined - dates - counts
        return [(Kind.dates, dates), (.counts, counts), (.texts, texts)].first { $0.1 * 5 >= examined * 4 }?.0
    }
}
