internal import Documents
internal import Register

/// Reads the rows of one grid: finds its headers by content, names every row it skips, and puts the rest into a ``TableBuilder``.
///
/// A grid can hold several tables stacked on each other, each with its own header and the title above it.
struct GridReading {
    let grid: Grid
    /// What stands before a row's number in its locator: `line`, `table 1 row`.
    let label: String
    let page: Page
    let known: KnownColumns
    private let headers: [Int: HeaderRow]
    private let titles: Set<Int>

    init(_ grid: Grid, label: String, page: Page, known: KnownColumns) {
        self.grid = grid
        self.label = label
        self.page = page
        self.known = known
        var headers: [Int: HeaderRow] = [:]
        for (index, row) in grid.rows.enumerated() where !row.isFoot && known.mayBeHeader(row) {
            headers[index] = HeaderRow(row, known: known, follows: !headers.isEmpty)
        }
        self.headers = headers
        titles = Set(headers.keys.sorted().dropFirst().flatMap { Self.titles(above: $0, in: grid, known: known) })
    }

    var hasHeader: Bool { !headers.isEmpty }
    /// The grid in words: `table 1`; empty where it is the whole file.
    var part: String { label.hasSuffix(" row") ? String(label.dropLast(4)) : "" }

    /// The filled rows right above a header that have one filled cell only: a title, perhaps of two or three lines.
    private static func titles(above index: Int, in grid: Grid, known: KnownColumns) -> [Int] {
        let filled = grid.rows[..<index].indices.reversed().lazy.filter { !grid.rows[$0].isBlank }
        return filled.prefix(3).prefix { above in
            grid.rows[above].cells.count { !$0.isBlank } == 1 && known.stop(grid.rows[above]) == nil
        }
    }

    // MARK: Rows

    /// Which table of the grid the rows belong to now.
    private struct Position {
        var header: HeaderRow?
        var section = ""
        var title: String?
        var isStopped = false
    }

    func read(into table: inout TableBuilder) throws(ReadingError) {
        var position = Position()
        for (index, row) in grid.rows.enumerated() {
            let locator = "\(label) \(row.number)"
            if let header = headers[index] {
                if let rule = open(header, at: &position) { table.skip(locator, rule: rule) }
                try check(header)
                table.note(header.columns.map(\.name) + (known.isUsed(Self.blankName) ? [Self.blankName] : []), in: position.section)
            } else if let rule = skipRule(for: row, at: index, &position) {
                if page.source.read.format == .csv { table.pass(locator, rule: rule) } else { table.skip(locator, rule: rule) }
            } else if let header = position.header {
                try checkIsNoHeader(row, locator: locator)
                table.add(try cells(of: row, under: header, locator: locator), locator: locator, section: position.section, page: page)
            }
        }
    }

    /// Begins or goes on with a table. Returns the rule by which the header row itself is skipped; nil for the grid's first.
    private func open(_ header: HeaderRow, at position: inout Position) -> SkipName? {
        defer { (position.header, position.isStopped, position.title) = (header, false, nil) }
        guard let current = position.header else { return nil }
        if current.signature == header.signature, position.title == nil { return .repeatedHeader }
        position.section = position.title ?? "table \(headers.count)"
        return .header
    }

    private func skipRule(for row: Grid.Row, at index: Int, _ position: inout Position) -> SkipName? {
        if row.isBlank { return .blank }
        if titles.contains(index) {
            position.title = [position.title, FoldedText.foldToOneLine(row.firstFilled)].compactMap { $0 }.joined(separator: " ")
            return .title
        }
        if row.isPager { return .pager }
        if row.isFoot { return .foot }
        guard let header = position.header else { return row.cells.count { !$0.isBlank } == 1 ? .title : .aboveHeader }
        if position.isStopped { return .stop }
        if stops(row, header) {
            position.isStopped = true
            return .stop
        }
        return named(row, header)
    }

    /// A row that fills nearly every column is a row, whatever its first words are: an employer may be called Total Wine.
    private func stops(_ row: Grid.Row, _ header: HeaderRow) -> Bool {
        guard let stop = known.stop(row) else { return false }
        return stop == .wholeCell || row.cells.count { !$0.isBlank } * 4 < header.columns.count * 3
    }

    private func named(_ row: Grid.Row, _ header: HeaderRow) -> SkipName? {
        for rule in known.source.read.skip {
            guard let column = header.columns.first(where: { known.isSame($0.name, rule.column) }) else { continue }
            let text = FoldedText.foldToOneLine(Self.joined(column, of: row).text)
            if rule.matches.contains(where: { Glob($0).matches(text, ignoringCase: true) }) { return .named(rule.name) }
        }
        return nil
    }

    // MARK: Cells

    /// What a column without a name is called.
    private static let blankName = "(blank)"

    private func cells(of row: Grid.Row, under header: HeaderRow, locator: String) throws(ReadingError) -> [String: Cell] {
        var cells = [String: Cell](minimumCapacity: header.columns.count)
        for column in header.columns { cells[column.name] = known.decoded(Self.joined(column, of: row)) }
        // In order; a row that is shorter than its header has none of the last ones.
        let extra = header.unnamed.prefix { $0 < row.cells.count }
        guard !extra.isEmpty || row.cells.count > header.width else { return cells }
        for (number, position) in (extra + Array(row.cells.indices.dropFirst(header.width))).enumerated()
        where !row.cells[position].isBlank {
            let name = number == 0 ? Self.blankName : "\(Self.blankName) (\(number + 1))"
            guard known.isUsed(Self.blankName) else {
                let cell = row.cell(position)
                throw .unnamedColumn(
                    page.place(locator), position: position + 1, value: cell.text.isEmpty ? cell.links.joined(separator: " ") : cell.text)
            }
            cells[name] = known.decoded(row.cell(position).registered)
        }
        return cells
    }

    /// What stands under a heading; the filled cells under one that spans several are one text.
    private static func joined(_ column: HeaderRow.Column, of row: Grid.Row) -> Cell {
        if column.positions.count == 1 {
            let position = column.positions[0]
            return position < row.cells.count ? row.cells[position].registered : Cell("")
        }
        let filled = column.positions.map { row.cell($0) }.filter { !$0.isBlank }
        guard let first = filled.first else { return Cell("") }
        guard filled.count > 1 else { return first.registered }
        var cell = first.registered
        cell.text = filled.map(\.text).joined(separator: " ")
        cell.raw = nil
        cell.links = filled.flatMap(\.links)
        return cell
    }

    // MARK: Strictness

    /// A row that looks like a header and is none would begin a table whose rows were read under the wrong names.
    private func checkIsNoHeader(_ row: Grid.Row, locator: String) throws(ReadingError) {
        guard known.mayBeHeader(row), let miss = NearMiss(row, known: known), miss.isConvincing, miss.matched >= 3 else { return }
        throw .headerMissing(page.place(locator), missing: miss.missing, alike: miss.alike)
    }

    private func check(_ header: HeaderRow) throws(ReadingError) {
        guard let unknown = header.columns.first(where: { !known.isUsed($0.name) }) else { return }
        let absent = known.source.fields.columns.union(known.source.ignore).filter { name in
            !header.columns.contains { ColumnName($0.name) == ColumnName(name) }
        }
        throw .unknownColumn(page.place(part), column: unknown.name, nearest: ColumnName(unknown.name).nearest(of: absent))
    }

    func says(_ words: String) -> Bool {
        grid.rows.contains { row in row.cells.contains { FoldedText.foldToOneLine($0.text).lowercased().contains(words.lowercased()) } }
    }

    /// The row that comes nearest to a header without being one: which names are missing, and what stands there instead.
    func nearMiss() -> NearMiss? {
        grid.rows.prefix(50).compactMap { NearMiss($0, known: known) }.max { $0.matched < $1.matched }
    }
}
