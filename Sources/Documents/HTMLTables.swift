extension HTMLDocument {
    /// Every table of the page in the order they open, nested ones too. A cell that spans rows is repeated in each;
    /// one that spans columns is followed by cells that continue it.
    public func tables() throws(DocumentError) -> [Grid] {
        var visitor = TableVisitor(limits: limits)
        try walk(&visitor)
        return visitor.finished.sorted { $0.order < $1.order }.map(\.grid)
    }

    /// Everything the page says, in lines.
    public func text() throws(DocumentError) -> String {
        var visitor = TextVisitor()
        try walk(&visitor)
        return visitor.content.cell.text
    }
}

private struct TextVisitor: HTMLVisitor {
    var content = CellText()

    mutating func open(_ element: HTMLDocument.Element) { content.open(element) }
    mutating func text(_ text: String) { content.append(text) }
    mutating func close(_ name: String) { content.close(name) }
}

struct TableVisitor: HTMLVisitor {
    let limits: DocumentLimits
    var finished: [(order: Int, grid: Grid)] = []
    private var tables: [OpenTable] = []
    private var count = 0
    private var cells = 0

    init(limits: DocumentLimits) { self.limits = limits }

    mutating func open(_ element: HTMLDocument.Element) {
        if element.name == "table" {
            tables.append(OpenTable(order: count))
            count += 1
        } else if !tables.isEmpty {
            tables[tables.count - 1].open(element)
        }
    }

    mutating func text(_ text: String) {
        if !tables.isEmpty { tables[tables.count - 1].cell?.content.append(text) }
    }

    mutating func close(_ name: String) throws(DocumentError) {
        guard !tables.isEmpty else { return }
        guard name == "table" else {
            cells += tables[tables.count - 1].close(name)
            guard cells <= limits.cells else { throw .tooLarge(what: "the tables", limit: "\(limits.cells) cells") }
            return
        }
        var table = tables.removeLast()
        cells += table.endRow()
        finished.append((table.order, Grid(rows: table.rows)))
        // What a small table says, its outer cell says too (a pager is one); a large one is layout.
        if !tables.isEmpty, let inside = table.summary { tables[tables.count - 1].cell?.content.append(inside) }
    }
}

/// A table between its tags.
private struct OpenTable {
    struct OpenCell {
        var content = CellText()
        let colspan: Int
        let rowspan: Int
    }

    let order: Int
    var rows: [Grid.Row] = []
    var cell: OpenCell?
    private var row: [Grid.Cell] = []
    private var isInRow = false
    private var isInFoot = false
    /// Cells that reach down from rows above, by position.
    private var hanging: [Int: (rows: Int, cell: Grid.Cell)] = [:]

    init(order: Int) { self.order = order }

    mutating func open(_ element: HTMLDocument.Element) {
        switch element.name {
        case "tr":
            _ = endRow()
            isInRow = true
        case "td", "th":
            endCell()
            isInRow = true
            cell = OpenCell(colspan: element.colspan, rowspan: element.rowspan)
        case "tfoot": isInFoot = true
        default: cell?.content.open(element)
        }
    }

    /// Returns the cells that were added.
    mutating func close(_ name: String) -> Int {
        switch name {
        case "tr": return endRow()
        case "td", "th": endCell()
        case "tfoot":
            let added = endRow()
            isInFoot = false
            return added
        default: cell?.content.close(name)
        }
        return 0
    }

    private mutating func endCell() {
        guard let open = cell else { return }
        cell = nil
        fillHanging()
        let position = row.count
        let finished = open.content.cell.withoutBrokenTag
        row.append(finished)
        for _ in 1..<max(1, open.colspan) { row.append(Grid.Cell("", continues: true)) }
        guard open.rowspan > 1 else { return }
        for offset in 0..<open.colspan {
            hanging[position + offset] = (open.rowspan - 1, offset == 0 ? finished : Grid.Cell("", continues: true))
        }
    }

    /// Puts in the cells from above that stand at the next positions.
    private mutating func fillHanging() {
        while let above = hanging[row.count] {
            hanging[row.count] = above.rows > 1 ? (above.rows - 1, above.cell) : nil
            row.append(above.cell)
        }
    }

    mutating func endRow() -> Int {
        endCell()
        guard isInRow else { return 0 }
        fillHanging()
        for position in hanging.keys.sorted() where position >= row.count {
            while row.count < position { row.append(.blank) }
            fillHanging()
        }
        rows.append(Grid.Row(number: rows.count + 1, cells: row, isFoot: isInFoot))
        defer { (row, isInRow) = ([], false) }
        return row.count
    }

    /// The table's text, where it is short.
    var summary: String? {
        guard rows.count <= 20 else { return nil }
        let text = rows.map { $0.cells.map(\.text).joined(separator: " ") }.joined(separator: " ")
        return text.utf8.count <= 2000 ? " " + text + " " : nil
    }
}

extension Grid.Cell {
    /// `Tyson Foods/td>`: an end tag of the table that lost its first character ends the cell's text. `Cambridgebr />City`: so does a
    /// line break's, and ends the line.
    fileprivate var withoutBrokenTag: Grid.Cell {
        guard text.contains(">") else { return self }
        if let tag = ["br />", "br/>"].first(where: text.contains), !text.contains("<") {
            var cell = self
            cell.text = FoldedText.fold(text.replacing(tag, with: "\n"))
            cell.raw = nil
            return cell
        }
        guard text.hasSuffix(">"), let tag = ["/td>", "/th>", "/tr>"].first(where: { text.lowercased().hasSuffix($0) }) else { return self }
        var cell = self
        cell.text = FoldedText.fold(String(text.dropLast(tag.count)))
        cell.raw = nil
        if let part = emphasized, part.lowercased().hasSuffix(tag) { cell.emphasized = FoldedText.fold(String(part.dropLast(tag.count))) }
        return cell
    }
}
