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

    public struct Cell: Sendable, Equatable {
        /// Folded: see ``FoldedText``.
        public var text: String
        /// The text before white space was folded, where that changed it.
        public var raw: String?
        /// The text of the first bold or linked part.
        public var emphasized: String?
        /// Addresses linked from the cell, verbatim.
        public var links: [String]
        /// A workbook's date, as days since 1970-01-01.
        public var day: Int?
        /// The cell belongs to the one on its left, which spans several columns. It is blank.
        public var continues: Bool

        public init(
            _ text: String, raw: String? = nil, emphasized: String? = nil, links: [String] = [], day: Int? = nil, continues: Bool = false
        ) {
            self.text = text
            self.raw = raw
            self.emphasized = emphasized
            self.links = links
            self.day = day
            self.continues = continues
        }

        /// A cell of this text before folding.
        public init(folding raw: String) {
            let text = FoldedText.fold(raw)
            self.init(text, raw: text == raw ? nil : raw)
        }

        public var isBlank: Bool { text.isEmpty && links.isEmpty }
        public static let blank = Cell("")
    }

    public init(name: String = "", rows: [Row]) {
        self.name = name
        self.rows = rows
    }
}
