internal import Synchronization

/// A PDF's tables as grids.
///
/// A PDF has no tables, only words and lines at places. A table is where drawn lines cross, or where shaded cells stand side by side;
/// its columns hold for the unruled rows below it and on the pages that follow. Whatever stands outside of tables (titles, page numbers,
/// side bars, footnotes) is a row of the foot.
public struct PDFDocument: Sendable {
    public let grids: [Grid]

    public init(_ bytes: [UInt8], limits: PDFLimits = .standard) throws(DocumentError) {
        try DocumentLimits.standard.check(bytes: bytes.count)
        if let known = Self.latest.withLock({ $0 }), known.limits == limits, known.bytes == bytes {
            self = known.document
            return
        }
        let (words, drawing) = try Poppler(limits: limits).read(bytes)
        try self.init(words: words, drawing: drawing, limits: limits)
        let document = self
        Self.latest.withLock { $0 = (bytes, limits, document) }
    }

    /// - Parameters:
    ///   - words: what `pdftotext -bbox` printed.
    ///   - drawing: what `pdftocairo -svg` printed.
    package init(words: [UInt8], drawing: [UInt8], limits: PDFLimits = .standard) throws(DocumentError) {
        let pages = try PDFWord.pages(words, limits: limits)
        let drawings = try PDFDrawing.pages(drawing, limits: limits)
        var tables = PDFTables()
        var cells = 0
        for (index, words) in pages.enumerated() {
            let lattices = Lattice.tables(of: index < drawings.count ? drawings[index] : PDFDrawing())
            cells += lattices.reduce(0) { $0 + $1.columns.count * $1.rows.count }
            guard cells <= limits.cells else { throw .tooLarge(what: "the tables", limit: "\(limits.cells) cells") }
            tables.read(PDFPage(words: words, lattices: lattices))
        }
        grids = tables.grids
    }

    /// The document read last: a file is tried with each source of its state, and reading it takes seconds.
    private static let latest = Mutex<(bytes: [UInt8], limits: PDFLimits, document: PDFDocument)?>(nil)
}

/// Gathers the tables of all pages: one of the same columns goes on with the one before it.
struct PDFTables {
    private struct Table {
        var columns: PDFPage.Columns
        var rows: [Grid.Row] = []
        /// Of its first row, to know it again at the top of a page.
        var heading: [String] = []
    }

    private var tables: [Table] = []
    /// What stands before the first table.
    private var preface: [String] = []

    mutating func read(_ page: PDFPage) {
        let before = tables.map(\.columns.edges)
        var isFirst = true
        for piece in page.pieces(continuing: tables.last?.columns) {
            switch piece {
            case .aside(let text): addAside(text)
            case .rows(let rows, let columns):
                open(columns)
                for row in rows { add(row, mayContinue: isFirst && before.contains(columns.edges)) { isFirst = false } }
            }
        }
    }

    var grids: [Grid] {
        tables.enumerated().map { index, table in
            let before = index == 0 ? preface.map(Self.aside) : []
            let rows = (before + table.rows).enumerated().map { Grid.Row(number: $0 + 1, cells: $1.cells, isFoot: $1.isFoot) }
            return Grid(rows: rows)
        }
    }

    /// Makes the table of these columns the last, where rows go.
    private mutating func open(_ columns: PDFPage.Columns) {
        let known = tables.lastIndex { $0.columns.edges == columns.edges }
        tables.append(known.map { tables.remove(at: $0) } ?? Table(columns: columns))
    }

    private mutating func addAside(_ text: String) {
        guard !tables.isEmpty else { return preface.append(text) }
        tables[tables.count - 1].rows.append(Self.aside(text))
    }

    private static func aside(_ text: String) -> Grid.Row { Grid.Row(number: 0, cells: [.init(folding: text)], isFoot: true) }

    /// The first row of a page that has no first cell and few others is the rest of the row that the page's end cut.
    private mutating func add(_ cells: [Grid.Cell], mayContinue: Bool, settled: () -> Void) {
        let table = tables.count - 1
        let texts = cells.map(\.text)
        let filled = cells.count { !$0.isBlank }
        if tables[table].heading.isEmpty, filled > 0 { tables[table].heading = texts }
        let isHeading = texts == tables[table].heading
        if !isHeading, filled > 0 { settled() }
        let heading = tables[table].heading
        if mayContinue, !isHeading, filled > 0, filled * 2 <= cells.count, cells.first?.isBlank == true,
            let last = tables[table].rows.lastIndex(where: { row in
                !row.isFoot && row.cells.contains { !$0.isBlank } && row.cells.map(\.text) != heading
            })
        {
            for (position, cell) in cells.enumerated() where !cell.isBlank {
                let before = tables[table].rows[last].cells[position]
                tables[table].rows[last].cells[position] = before.isBlank ? cell : Grid.Cell(folding: before.text + " " + cell.text)
            }
            return
        }
        tables[table].rows.append(Grid.Row(number: 0, cells: cells))
    }
}
