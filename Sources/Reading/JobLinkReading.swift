internal import Documents
internal import Register

/// Reads a list (a table, as a JobLink site's search results) and pages of one record each (a definition list, or a table of
/// names and values).
///
/// They are told apart by content and joined by the number that ends a record's address. Either kind alone is readable too.
struct JobLinkReading {
    private let known: KnownColumns
    private var search: [Grids] = []
    private var details: [(page: Page, number: String?, cells: RowCells)] = []
    private var saysEmpty = false

    /// What such a site says when a search finds nothing, besides the manifest's own words.
    private static let empty = "There were no matches"

    init(_ pages: [Page], known: KnownColumns) throws(ReadingError) {
        self.known = known
        for page in pages { try sort(page) }
    }

    var isPartial: Bool { search.isEmpty || details.isEmpty }

    private mutating func sort(_ page: Page) throws(ReadingError) {
        let grids = try Grids(page, known: known)
        if grids.hasHeader {
            search.append(grids)
        } else if let cells = try Self.definitions(of: page, grids.document, known: known) {
            let number = Self.number(in: page.snapshot.url)
            guard number == nil || !details.contains(where: { $0.number == number }) else { return }
            details.append((page, number, cells))
        } else if try grids.saysEmpty(orSays: Self.empty) {
            saysEmpty = true
        } else {
            throw grids.headerMissing()
        }
    }

    /// The record's cells; nil where the page has fewer than two of its labels.
    private static func definitions(of page: Page, _ document: HTMLDocument?, known: KnownColumns) throws(ReadingError) -> RowCells? {
        guard let document else { return nil }
        var cells = RowCells(known: known)
        do {
            let definitions = try document.definitions()
            guard definitions.count(where: { known.isUsed($0.term) }) >= 2 else { return nil }
            for definition in definitions { cells.add(definition.cell, to: definition.term) }
        } catch {
            throw .unreadable(page.place(), reason: error.description)
        }
        if let unknown = cells.names.first(where: { !known.isUsed($0) }) {
            let absent = known.source.fields.columns.filter { cells.cells[$0] == nil }
            throw .unknownColumn(page.place("definition list"), column: unknown, nearest: ColumnName(unknown).nearest(of: absent))
        }
        return cells
    }

    /// `2300` of `/search/warn_lookups/2300`, `41068` of `/entry/41068/`.
    private static func number(in address: String) -> String? {
        let path = address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        guard path.count >= 2, let last = path.last, last.allSatisfy(\.isNumber) else { return nil }
        return String(last)
    }

    func read(into table: inout TableBuilder) throws(ReadingError) {
        for grids in search { try grids.read(into: &table) }
        let byNumber = Dictionary(
            details.compactMap { detail in detail.number.map { ($0, detail) } }, uniquingKeysWith: { first, _ in first })
        var joined: Set<String> = []
        table.update { row in
            let links = row.cells.names.sorted().flatMap { row.cells[$0]?.links ?? [] }
            guard let number = links.lazy.compactMap(Self.number).first else { return }
            row.cells[LabelColumn.number] = Cell(number)
            guard let detail = byNumber[number] else { return }
            joined.insert(number)
            row.locator += ", record \(number)"
            Self.join(detail.cells.cells, to: &row)
        }
        for detail in details where !(detail.number.map(joined.contains) ?? false) {
            var cells = detail.cells.cells
            if let number = detail.number { cells[LabelColumn.number] = Cell(number) }
            table.add(cells, locator: detail.number.map { "record \($0)" } ?? "definition list", page: detail.page)
        }
        for detail in details { table.note(detail.cells.names, in: "") }
        table.note([LabelColumn.number], in: "")
        table.saysEmpty = saysEmpty && table.isEmpty
    }

    /// A value both pages have stands once; where they differ the record's is `NAME (2)`.
    private static func join(_ cells: [String: Cell], to row: inout SourceRow) {
        for (name, cell) in cells {
            guard let present = row.cells[name], !present.text.isEmpty, present.text != cell.text else {
                row.cells[name] = cell
                continue
            }
            row.cells["\(name) (2)"] = cell
        }
    }
}
