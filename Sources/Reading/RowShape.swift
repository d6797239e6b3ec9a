internal import Documents
internal import Register

/// Where each cell of the rows below one header comes from.
struct RowShape {
    /// What a column without a name is called.
    static let blankName = "(blank)"
    /// The column that holds the sheet's name.
    static let sheetName = "(sheet)"

    private enum Origin {
        case sheet(Cell)
        case place(Int)
        case span(HeaderRow.Column)
    }

    private let columns: Columns
    private let origins: [Origin]
    private let width: Int
    /// Places below a blank heading, in order; a sheet can have thousands.
    private let unnamed: [Int]

    init(_ header: HeaderRow, of grid: Grid, known: KnownColumns) {
        var names: [String] = []
        var origins: [Origin] = []
        if !grid.name.isEmpty, known.isUsed(Self.sheetName) {
            names.append(Self.sheetName)
            origins.append(.sheet(Cell(FoldedText.foldToOneLine(grid.name))))
        }
        for column in header.columns where !known.isPrivate(column.name) {
            names.append(column.name)
            origins.append(column.positions.count == 1 ? .place(column.positions[0]) : .span(column))
        }
        columns = Columns(names + header.unnamed.indices.map(Self.blankName))
        self.origins = origins
        width = header.width
        unnamed = header.unnamed
    }

    private static func blankName(_ number: Int) -> String { number == 0 ? blankName : "\(blankName) (\(number + 1))" }

    /// - Throws: where a cell stands in a column that has no name and that the manifest does not know.
    func cells(of row: Grid.Row, in grid: GridReading, locator: String) throws(ReadingError) -> Cells {
        let known = grid.known
        var values: [Cell?] = []
        values.reserveCapacity(origins.count)
        for origin in origins {
            switch origin {
            case .sheet(let cell): values.append(cell)
            case .place(let place): values.append(place < row.cells.count ? known.decoded(row.cells[place].registered) : Cell(""))
            case .span(let column): values.append(known.decoded(column.joined(of: row)))
            }
        }
        for (number, place) in unnamed.enumerated() {
            guard place < row.cells.count else { break }
            guard let cell = try beyond(place, of: row, in: grid, locator: locator) else { continue }
            while values.count < origins.count + number { values.append(nil) }
            values.append(cell)
        }
        var cells = Cells(columns, values)
        guard row.cells.count > width else { return cells }
        for (number, place) in (width..<row.cells.count).enumerated() {
            if let cell = try beyond(place, of: row, in: grid, locator: locator) { cells[Self.blankName(unnamed.count + number)] = cell }
        }
        return cells
    }

    /// A cell below no heading; nil where it is blank or private.
    private func beyond(_ place: Int, of row: Grid.Row, in grid: GridReading, locator: String) throws(ReadingError) -> Cell? {
        let cell = row.cell(place)
        guard !cell.isBlank else { return nil }
        guard grid.known.isUsed(Self.blankName) else {
            let value = cell.text.isEmpty ? cell.links.joined(separator: " ") : cell.text
            throw .unnamedColumn(grid.page.place(locator), position: place + 1, value: grid.known.mayQuote ? value : "…")
        }
        return grid.known.isPrivate(Self.blankName) ? nil : grid.known.decoded(cell.registered)
    }
}

extension HeaderRow.Column {
    /// What stands under a heading; the filled cells under one that spans several are one text.
    func joined(of row: Grid.Row) -> Cell {
        if positions.count == 1 { return positions[0] < row.cells.count ? row.cells[positions[0]].registered : Cell("") }
        let filled = positions.map { row.cell($0) }.filter { !$0.isBlank }
        guard let first = filled.first else { return Cell("") }
        guard filled.count > 1 else { return first.registered }
        var cell = first.registered
        cell.text = filled.map(\.text).joined(separator: " ")
        cell.raw = nil
        cell.links = filled.flatMap(\.links)
        return cell
    }
}
