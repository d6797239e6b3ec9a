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
    /// Rows above the first header that are the table's all the same: a list was sorted, its header with it.
    private let early: Set<Int>
    /// Where the manifest names the columns by their order.
    private let positions: PositionalColumns?

    init(_ grid: Grid, label: String, page: Page, known: KnownColumns) {
        self.grid = grid
        self.label = label
        self.page = page
        self.known = known
        positions = PositionalColumns(of: grid, known: known)
        var headers: [Int: HeaderRow] = [:]
        for (index, row) in grid.rows.enumerated() where positions == nil && !row.isFoot && known.mayBeHeader(row) {
            headers[index] = HeaderRow(row, known: known, follows: !headers.isEmpty)
        }
        self.headers = headers
        early = Self.early(in: grid, headers, page: page, known: known)
        titles = Set(headers.keys.sorted().dropFirst().flatMap { Self.titles(above: $0, in: grid, known: known) })
    }

    var hasHeader: Bool { positions.map { $0.begin != nil } ?? !headers.isEmpty }
    /// One of its first rows has a column name of `read.except`.
    var isExcepted: Bool {
        let names = Set(known.source.read.except.map(ColumnName.init))
        return !names.isEmpty && grid.rows.prefix(10).contains { row in row.cells.contains { names.contains(ColumnName($0.text)) } }
    }
    /// The grid in words: `table 1`; empty where it is the whole file.
    var part: String { label.hasSuffix(" row") ? String(label.dropLast(4)) : "" }

    /// The filled rows right above a header that have one filled cell only: a title, perhaps of two or three lines.
    private static func titles(above index: Int, in grid: Grid, known: KnownColumns) -> [Int] {
        let filled = grid.rows[..<index].indices.reversed().lazy.filter { !grid.rows[$0].isBlank }
        return filled.prefix(3).prefix { above in
            !grid.rows[above].isFoot && grid.rows[above].cells.count { !$0.isBlank } == 1 && known.stop(grid.rows[above]) == nil
        }
    }

    /// Rows of a file or a sheet that fill nearly every column of the header below them, with days where it has days.
    private static func early(in grid: Grid, _ headers: [Int: HeaderRow], page: Page, known: KnownColumns) -> Set<Int> {
        let isSortable = page.source.read.format == .csv || page.source.read.format == .workbook
        guard isSortable, let first = headers.keys.min(), first > 0, let header = headers[first] else { return [] }
        let kinds = header.columns.map { (kind: ExpectedKind(of: $0.name, in: known.source.fields), places: $0.positions) }
        return Set(
            (0..<first).filter { index in
                let row = grid.rows[index]
                let filled = header.columns.count { $0.positions.contains { !row.cell($0).isBlank } }
                return filled * 4 >= header.columns.count * 3
                    && kinds.allSatisfy { kind, places in places.allSatisfy { kind.fits(row.cell($0)) } }
                    && kinds.contains { kind, places in places.contains { kind.isDate(row.cell($0)) } }
            })
    }

    // MARK: Rows

    /// Which table of the grid the rows belong to now.
    private struct Position {
        var header: HeaderRow?
        var shape: RowShape?
        var section = ""
        var title: String?
        var isStopped = false
        /// Place among all rows read of the first one below the header.
        var first = 0
    }

    func read(into table: inout TableBuilder) throws(ReadingError) {
        var position = Position()
        if let header = positions?.header { try begin(header, at: &position, &table) }
        if !early.isEmpty, let header = headers.keys.min().flatMap({ headers[$0] }) { try begin(header, at: &position, &table) }
        for (index, row) in grid.rows.enumerated() {
            let locator = label + " " + String(row.number)
            if let header = headers[index] {
                if let rule = open(header, at: &position) { table.skip(locator, rule: rule) }
                try begin(header, at: &position, &table)
            } else if let rule = skipRule(for: row, at: index, &position) {
                if case .pointing = rule, let shape = position.shape {
                    let cells = try shape.cells(of: row, in: self, locator: locator)
                    table.point(cells, locator: locator, section: position.section, first: position.first, rule: rule, page: page)
                }
                if page.source.read.format == .csv { table.pass(locator, rule: rule) } else { table.skip(locator, rule: rule) }
            } else if let shape = position.shape {
                try checkIsNoHeader(row, locator: locator)
                table.add(try shape.cells(of: row, in: self, locator: locator), locator: locator, section: position.section, page: page)
            }
        }
    }

    private func begin(_ header: HeaderRow, at position: inout Position, _ table: inout TableBuilder) throws(ReadingError) {
        try check(header)
        position.header = header
        position.first = table.count
        position.shape = RowShape(header, of: grid, known: known)
        let more = [RowShape.blankName, RowShape.sheetName].filter { known.isUsed($0) }
        table.note(header.columns.map(\.name) + more, in: position.section)
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
        let filled = row.cells.count { !$0.isBlank }
        if filled == 0 { return .blank }
        if titles.contains(index) {
            position.title = [position.title, FoldedText.foldToOneLine(row.firstFilled)].compactMap { $0 }.joined(separator: " ")
            return .title
        }
        if filled == 1, row.isPager { return .pager }
        if row.isFoot { return .foot }
        guard let header = position.header, index >= positions?.begin ?? 0, !isAboveHeader(index) else {
            return filled == 1 ? .title : .aboveHeader
        }
        if position.isStopped { return .stop }
        if stops(row, header, filled: filled) {
            position.isStopped = true
            return .stop
        }
        if let rule = named(row, header) { return rule }
        if isTotal(row, header, filled: filled) { return .total }
        return isRemark(row, header) ? .remark : nil
    }

    /// A sum below the list, which every manifest would have to name: a word for it first, and few cells besides.
    private func isTotal(_ row: Grid.Row, _ header: HeaderRow, filled: Int) -> Bool {
        guard filled * 2 <= header.columns.count, row.firstFilled.utf8.count <= 24 else { return false }
        let words = FoldedText.foldToOneLine(row.firstFilled).lowercased()
        return Self.totals.contains(words.last == ":" ? String(words.dropLast()) : words)
    }

    private static let totals: Set<String> = ["total", "totals", "grand total", "subtotal", "sub total", "sub-total", "total workers", "total notices"]

    /// One cell alone in a table of many columns says something about the list: a footnote, a month, that there are no notices yet. What may
    /// be an employer's name in the employer's column is a notice all the same, that lacks the rest.
    private func isRemark(_ row: Grid.Row, _ header: HeaderRow) -> Bool {
        guard header.columns.count >= 4, row.cells.count(where: { !$0.isBlank && !$0.continues }) == 1,
            let place = row.cells.firstIndex(where: { !$0.isBlank })
        else { return false }
        let employer = known.source.fields[.employer]?.columns ?? []
        guard row.cells.count(where: \.continues) == 0, header.columns.contains(where: { employer.contains($0.name) && $0.positions.contains(place) })
        else { return true }
        let text = FoldedText.foldToOneLine(row.cells[place].text)
        return !(text.first?.isLetter ?? false) || text.utf8.count > 60 || text.last == "." || text.last == ":" || text.lowercased().hasPrefix("no ")
    }

    /// Only asked where rows of the table stand above its header.
    private func isAboveHeader(_ index: Int) -> Bool {
        !early.isEmpty && !early.contains(index) && index < headers.keys.min() ?? 0
    }

    /// A row that fills nearly every column is a row, whatever its first words are: an employer may be called Total Wine.
    private func stops(_ row: Grid.Row, _ header: HeaderRow, filled: Int) -> Bool {
        guard let stop = known.stop(row) else { return false }
        return stop == .wholeCell || filled * 4 < header.columns.count * 3
    }

    private func named(_ row: Grid.Row, _ header: HeaderRow) -> SkipName? {
        known.skip { name in
            header.keys.firstIndex(of: name).map { FoldedText.foldToOneLine(header.columns[$0].joined(of: row).text) }
        }
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
