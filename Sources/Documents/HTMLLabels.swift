/// One line of a block of labels.
public struct LabelLine: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// `Label: value`, without the colon.
        case label(String)
        /// A line that is nothing but a link.
        case link
        case heading
        case text
    }

    public let kind: Kind
    public let cell: Grid.Cell
}

extension HTMLDocument {
    /// The page as lines of `Label: value`.
    ///
    /// A label is bold, or known, or a few words with a colon at the start of a line. A line without one goes on with
    /// the label of its own block, else it stands for itself. A table's headings are labels, its columns their values.
    /// - Parameter isKnown: whether these words are a label, given without the colon.
    public func labelLines(isKnown: @escaping (String) -> Bool) throws(DocumentError) -> [LabelLine] {
        var visitor = LabelVisitor(isKnown: isKnown, limits: limits)
        try walk(&visitor)
        return visitor.finish()
    }
}

private struct LabelVisitor: HTMLVisitor {
    let isKnown: (String) -> Bool
    private var tables: TableVisitor
    private var tableDepth = 0
    private var lines: [LabelLine] = []
    private var line = Line()
    /// The blocks that are open, each with a number of its own.
    private var blocks = [0]
    private var blockCount = 0
    private var headingDepth = 0
    /// The label whose block is still open, and its line.
    private var openLabel: (block: Int, line: Int)?

    /// A line as it is gathered.
    private struct Line {
        var content = CellText()
        var bold = ""
        var boldDepth = 0
        /// Text outside bold and outside links, and text in links.
        var plain = ""
        var linked = ""
        var linkDepth = 0
    }

    init(isKnown: @escaping (String) -> Bool, limits: DocumentLimits) {
        self.isKnown = isKnown
        tables = TableVisitor(limits: limits)
    }

    mutating func open(_ element: HTMLDocument.Element) {
        if element.name == "table" {
            endLine()
            tableDepth += 1
        }
        guard tableDepth == 0 else { return tables.open(element) }
        switch element.name {
        case "br": endLine()
        case "b", "strong":
            splitBeforeBold()
            line.boldDepth += 1
        case "a":
            line.linkDepth += 1
            if let href = element.href, !href.isEmpty { line.content.link(href) }
        default:
            guard CellText.blocks.contains(element.name) else { return }
            endLine()
            blockCount += 1
            blocks.append(blockCount)
            if Self.headings.contains(element.name) { headingDepth += 1 }
        }
    }

    mutating func text(_ text: String) {
        guard tableDepth == 0 else { return tables.text(text) }
        line.content.append(text)
        if line.boldDepth > 0, FoldedText.fold(line.plain).isEmpty { line.bold += text }
        if line.linkDepth > 0 { line.linked += text } else if line.boldDepth == 0 { line.plain += text }
    }

    mutating func close(_ name: String) throws(DocumentError) {
        guard tableDepth == 0 else { return try closeInTable(name) }
        switch name {
        case "br": return
        case "b", "strong": line.boldDepth = max(0, line.boldDepth - 1)
        case "a": line.linkDepth = max(0, line.linkDepth - 1)
        default:
            guard CellText.blocks.contains(name), blocks.count > 1 else { return }
            endLine()
            let block = blocks.removeLast()
            if Self.headings.contains(name) { headingDepth = max(0, headingDepth - 1) }
            if openLabel?.block == block { openLabel = nil }
        }
    }

    private static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

    /// A second bold part on one line begins another label where the line has one already.
    private mutating func splitBeforeBold() {
        guard line.boldDepth == 0, label(of: line) != nil, !FoldedText.fold(line.plain).isEmpty else { return }
        let links = line.linkDepth
        endLine()
        line.linkDepth = links
    }

    private mutating func endLine() {
        defer {
            let (bold, link) = (line.boldDepth, line.linkDepth)
            line = Line()
            (line.boldDepth, line.linkDepth) = (bold, link)
        }
        var cell = line.content.cell
        guard !cell.isBlank else { return }
        if let label = label(of: line) {
            cell.raw = nil
            cell.text = Self.value(of: cell.text, label: label)
            lines.append(LabelLine(kind: .label(label), cell: cell))
            openLabel = (blocks.last ?? 0, lines.count - 1)
        } else if let open = openLabel, blocks.contains(open.block), open.block != 0, !isLink {
            lines[open.line] = Self.joined(lines[open.line], cell)
        } else {
            lines.append(LabelLine(kind: isLink ? .link : headingDepth > 0 ? .heading : .text, cell: cell))
        }
    }

    /// Nothing but a link, perhaps with brackets or dashes around it.
    private var isLink: Bool { !FoldedText.fold(line.linked).isEmpty && !line.plain.contains { $0.isLetter || $0.isNumber } }

    private func label(of line: Line) -> String? {
        let text = line.content.cell.text
        let bold = FoldedText.foldToOneLine(line.bold)
        if !bold.isEmpty, text.hasPrefix(bold) {
            let rest = text.dropFirst(bold.count).drop { $0 == " " }
            // `City: Novi` can be bold as a whole.
            if let colon = bold.firstIndex(of: ":"), line.linked.isEmpty || colon != bold.startIndex { return Self.name(bold[..<colon]) }
            if rest.first == ":" || isKnown(bold) { return bold }
        }
        guard let colon = text.firstIndex(of: ":"), line.linkDepth == 0,
            !text.hasPrefix(FoldedText.fold(line.linked)) || line.linked.isEmpty
        else { return nil }
        let words = text[..<colon]
        guard !isKnown(String(words)) else { return Self.name(words) }
        let isPhrase =
            words.utf8.count <= 40 && words.first?.isUppercase == true && !words.contains { $0.isNumber || $0 == "," || $0 == "." }
        return isPhrase && words.split(separator: " ").count <= 5 && !text[colon...].hasPrefix("://") ? Self.name(words) : nil
    }

    private static func name(_ words: Substring) -> String? {
        let name = FoldedText.foldToOneLine(String(words))
        return name.isEmpty ? nil : name
    }

    private static func value(of text: String, label: String) -> String {
        FoldedText.fold(String(text.dropFirst(label.count).drop { $0 == " " || $0 == ":" }))
    }

    private static func joined(_ line: LabelLine, _ more: Grid.Cell) -> LabelLine {
        var cell = line.cell
        cell.text = cell.text.isEmpty ? more.text : cell.text + "\n" + more.text
        cell.links += more.links
        return LabelLine(kind: line.kind, cell: cell)
    }

    // MARK: Tables

    private mutating func closeInTable(_ name: String) throws(DocumentError) {
        try tables.close(name)
        guard name == "table" else { return }
        tableDepth -= 1
        guard tableDepth == 0, let grid = tables.finished.last?.grid else { return }
        tables.finished = []
        openLabel = nil
        add(grid)
    }

    /// The first row names the columns; each column's cells are one value of several lines.
    private mutating func add(_ grid: Grid) {
        guard let headings = grid.rows.first?.cells else { return }
        let width = grid.rows.map(\.cells.count).max() ?? 0
        for column in 0..<width {
            let heading = column < headings.count ? FoldedText.foldToOneLine(headings[column].text) : ""
            let cells = grid.rows.dropFirst().compactMap { column < $0.cells.count ? $0.cells[column] : nil }
            guard cells.contains(where: { !$0.isBlank }) else { continue }
            let text = cells.map(\.text).joined(separator: "\n")
            let name = heading.hasSuffix(":") ? String(heading.dropLast()) : heading
            lines.append(LabelLine(kind: name.isEmpty ? .text : .label(name), cell: Grid.Cell(text, links: cells.flatMap(\.links))))
        }
    }

    mutating func finish() -> [LabelLine] {
        endLine()
        return lines
    }
}
