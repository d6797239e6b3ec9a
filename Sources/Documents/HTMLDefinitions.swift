extension HTMLDocument {
    /// Terms and what is said of them: `dt` and `dd`, any elements whose classes end in `__title` and `__definition`, or the
    /// `th` and `td` of one table row.
    public func definitions() throws(DocumentError) -> [(term: String, cell: Grid.Cell)] {
        var visitor = DefinitionVisitor()
        try walk(&visitor)
        return visitor.definitions
    }
}

private struct DefinitionVisitor: HTMLVisitor {
    var definitions: [(term: String, cell: Grid.Cell)] = []
    private var term: String?
    private var part: (content: CellText, isTerm: Bool, depth: Int)?
    private var depth = 0

    private static func isTerm(_ element: HTMLDocument.Element) -> Bool? {
        if element.name == "dt" || element.classes.contains("definition-list__title") { return true }
        if element.name == "th" { return true }
        if element.name == "td" { return false }
        if element.name == "dd" || element.classes.contains("definition-list__definition") { return false }
        return nil
    }

    mutating func open(_ element: HTMLDocument.Element) {
        depth += 1
        if part == nil, element.name == "tr" { term = nil }
        if part == nil, let isTerm = Self.isTerm(element) {
            part = (CellText(), isTerm, depth)
        } else {
            part?.content.open(element)
        }
    }

    mutating func text(_ text: String) { part?.content.append(text) }

    mutating func close(_ name: String) {
        defer { depth -= 1 }
        guard let open = part else { return }
        guard open.depth == depth else {
            part?.content.close(name)
            return
        }
        part = nil
        let cell = open.content.cell
        if open.isTerm {
            term = FoldedText.foldToOneLine(cell.text)
        } else if let term, !term.isEmpty {
            definitions.append((term, cell))
        }
    }
}
