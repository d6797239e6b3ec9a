/// A rectangle of cells as a document has it: an HTML table, a sheet, a CSV file. What is a heading is for the reader to say.
public struct Grid: Sendable, Equatable {
    /// A sheet's name verbatim; empty where the document names none.
    public var name: String
    public var rows: [Row]

    public struct Row: Sendable, Equatable {
        /// 1-based, as a person counts: the line, the sheet's row, the row of the table.
        public var number: Int
        public var cells: [Cell]
        /// A row of an HTML table's foot.
        public var isFoot: Bool

        public init(number: Int, cells: [Cell], isFoot: Bool = false) {
            self.number = number
            self.cells = cells
            self.isFoot = isFoot
        }
    }

    public init(name: String = "", rows: [Row]) {
        self.name = name
        self.rows = rows
    }
}
