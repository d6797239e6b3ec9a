internal import Documents
internal import Register

/// Reads a JSON page: each element of one array is a row, or the rows are arrays themselves and one of them is the header. A member that holds HTML is read as a block of labels.
struct JSONReading {
    private let page: Page
    private let known: KnownColumns
    private let elements: [JSONDocument]
    /// An array of arrays is a table, with its header among the rows.
    private let grid: GridReading?

    init(_ page: Page, known: KnownColumns) throws(ReadingError) {
        self.page = page
        self.known = known
        let document: JSONDocument
        do {
            document = try JSONDocument(page.snapshot.bytes)
        } catch {
            throw .unreadable(page.place(), reason: error.description)
        }
        let path = page.source.read.array ?? ""
        var found = document
        for name in path.split(separator: ".") {
            // Where the whole page is an array, it is the list, without the envelope that the service puts around it.
            if found == document, case .array = found { break }
            guard let member = found.member(String(name)) else {
                throw .arrayMissing(page.place(), path: path, members: Self.names(of: found))
            }
            found = member
        }
        guard case .array(let elements) = found else { throw .arrayMissing(page.place(), path: path, members: Self.names(of: found)) }
        self.elements = elements
        let rows = elements.compactMap(\.cells)
        guard !rows.isEmpty, rows.count == elements.count else { grid = nil; return }
        let table = Grid(rows: rows.enumerated().map { Grid.Row(number: $0 + 1, cells: $1) })
        grid = GridReading(table, label: path.isEmpty ? "row" : "\(path) row", page: page, known: known)
    }

    private static func names(of value: JSONDocument) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.map(\.name)
    }

    /// Whether the rows have what the manifest names.
    var fits: Bool {
        if let grid { return grid.hasHeader }
        // A single element may lack what the others have.
        return elements.isEmpty
            || elements.prefix(20).contains { element in
                if let fragment = page.source.read.fragment { return element[fragment] != nil }
                return known.areHeader(Self.flattened(element).map { ColumnName($0.name) })
            }
    }

    /// Names of the members, and of the labels of the first few elements.
    var memberNames: [String] {
        elements.prefix(50).reduce(into: []) { names, element in
            var found = Self.flattened(element).map(\.name).filter { $0 != page.source.read.fragment }
            if let fragment = page.source.read.fragment, case .string(let html)? = element[fragment] {
                var row = RowCells(known: known)
                try? addLabels(of: html, to: &row, locator: "")
                found += row.names.filter { !LabelColumn.all.contains($0) }
            }
            for name in found where !names.contains(name) { names.append(name) }
        }
    }

    func read(into table: inout TableBuilder) throws(ReadingError) {
        if let grid {
            guard grid.hasHeader else {
                let miss = grid.nearMiss()
                throw .headerMissing(page.place(grid.part), missing: miss?.missing ?? page.source.read.header, alike: miss?.alike ?? [:])
            }
            return try grid.read(into: &table)
        }
        for (index, element) in elements.enumerated() {
            let locator = "\(page.source.read.array ?? "")[\(index)]"
            var row = RowCells(known: known)
            for member in Self.flattened(element) where member.name != page.source.read.fragment {
                guard known.isUsed(member.name) else { throw unknown(member.name, in: element) }
                row.add(Grid.Cell(folding: member.text), to: member.name)
            }
            if let fragment = page.source.read.fragment {
                guard case .string(let html)? = element[fragment] else {
                    throw .missingColumn(page.place(locator), field: .employer, columns: [fragment])
                }
                try addLabels(of: html, to: &row, locator: locator)
            }
            table.note(row.names, in: "")
            if let rule = known.skip({ name in row.cells.first { ColumnName($0.key) == name }?.value.text }) {
                table.skip(locator, rule: rule)
                continue
            }
            table.noteUnknown(row.names.filter { !known.isUsed($0) && !LabelColumn.all.contains($0) })
            table.add(row.cells, locator: locator, page: page)
        }
    }

    private func unknown(_ name: String, in element: JSONDocument) -> ReadingError {
        let present = Set(Self.flattened(element).map { ColumnName($0.name) })
        let absent = known.source.fields.columns.union(known.source.ignore).filter { !present.contains(ColumnName($0)) }
        return .unknownColumn(page.place(), column: name, nearest: ColumnName(name).nearest(of: absent))
    }

    // MARK: Labels

    private func addLabels(of html: String, to row: inout RowCells, locator: String) throws(ReadingError) {
        let lines: [LabelLine]
        do {
            lines = try HTMLDocument(Array(html.utf8)).labelLines { known.column(ofLabel: $0) != nil }
        } catch {
            throw .unreadable(page.place(locator), reason: error.description)
        }
        var isAtTop = true
        for line in lines {
            row.add(line.cell, to: column(of: line, isAtTop: isAtTop))
            if line.kind != .text { isAtTop = false }
        }
    }

    /// The first link or heading is the title, where it stands above every label.
    private func column(of line: LabelLine, isAtTop: Bool) -> String {
        switch line.kind {
        case .label(let label): known.column(ofLabel: label) ?? label
        case .link, .heading: isAtTop ? LabelColumn.title : line.kind == .link ? LabelColumn.links : LabelColumn.heading
        case .text: LabelColumn.text
        }
    }

    // MARK: Members

    /// An object's members by their dotted path, in order. Lists of plain values are lines.
    private static func flattened(_ value: JSONDocument, under path: String = "") -> [(name: String, text: String)] {
        switch value {
        case .object(let members):
            members.flatMap { flattened($0.value, under: path.isEmpty ? $0.name : "\(path).\($0.name)") }
        case .array(let elements): [(path, elements.map(plain).joined(separator: "\n"))]
        default: [(path, plain(value))]
        }
    }

    private static func plain(_ value: JSONDocument) -> String {
        switch value {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .number(let text), .string(let text): text
        case .array(let elements): elements.map(plain).joined(separator: ", ")
        case .object(let members): members.map { "\($0.name): \(plain($0.value))" }.joined(separator: ", ")
        }
    }
}

/// Columns for what a block of labels holds besides labels.
enum LabelColumn {
    /// The line above the labels that is nothing but a link, or else a heading.
    static let title = "Title"
    /// Further lines that are nothing but a link.
    static let links = "Links"
    /// Further headings.
    static let heading = "Heading"
    /// Lines that belong to no label.
    static let text = "Text"
    /// The headings above the block, the nearest first: `May, 2026`.
    static let section = "Section"
    /// A record's number, from its address.
    static let number = "Number"
    static let all: Set<String> = [title, links, heading, text, section, number]
}

/// The cells of one row as they come; a second cell for a column is a further line of the first.
struct RowCells {
    let known: KnownColumns
    private(set) var cells: [String: Cell] = [:]
    private(set) var names: [String] = []

    init(known: KnownColumns) { self.known = known }

    mutating func add(_ cell: Grid.Cell, to name: String) {
        guard !known.isPrivate(name) else { return }
        let name = known.spelling[ColumnName(name)] ?? FoldedText.foldToOneLine(name)
        guard var present = cells[name] else {
            cells[name] = known.decoded(cell.registered)
            names.append(name)
            return
        }
        let more = known.decoded(cell.registered)
        present.text = [present.text, more.text].filter { !$0.isEmpty }.joined(separator: "\n")
        present.raw = nil
        present.links += more.links
        cells[name] = present
    }
}

extension JSONDocument {
    /// A member by its name, or an element by its number.
    fileprivate func member(_ name: String) -> JSONDocument? {
        guard case .array(let elements) = self else { return self[name] }
        return Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    }

    /// The elements of an array of plain values as cells; nil for anything else.
    fileprivate var cells: [Grid.Cell]? {
        guard case .array(let elements) = self else { return nil }
        var cells: [Grid.Cell] = []
        for element in elements {
            switch element {
            case .null: cells.append(.blank)
            case .bool(let value): cells.append(Grid.Cell(value ? "TRUE" : "FALSE"))
            case .number(let text), .string(let text): cells.append(Grid.Cell(folding: text))
            case .array, .object: return nil
            }
        }
        return cells
    }
}
