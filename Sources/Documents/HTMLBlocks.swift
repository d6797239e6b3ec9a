/// One line of a page as a person sees it.
public struct PageLine: Sendable, Equatable {
    public let cell: Grid.Cell
    /// The texts of the line's links, one for each of `cell.links`.
    public let linkTexts: [String]
    public let isHeading: Bool
    /// A paragraph begins here, not only a line.
    public let beginsParagraph: Bool

    public init(_ cell: Grid.Cell, linkTexts: [String] = [], isHeading: Bool = false, beginsParagraph: Bool = false) {
        self.cell = cell
        self.linkTexts = linkTexts
        self.isHeading = isHeading
        self.beginsParagraph = beginsParagraph
    }
}

/// The lines of one block, and what stands above it.
public struct PageBlock: Sendable, Equatable {
    public let lines: [PageLine]
    /// The last heading outside all blocks, then the first line of each block around this one: `2026`, `May`.
    public let headings: [String]

    public init(_ lines: [PageLine], headings: [String] = []) {
        self.lines = lines
        self.headings = headings
    }
}

extension HTMLDocument {
    /// Each element of this class that holds no other of it; without a class, the whole page.
    public func blocks(ofClass name: String? = nil) throws(DocumentError) -> [PageBlock] {
        var visitor = BlockVisitor(name: name)
        try walk(&visitor)
        return visitor.finish()
    }
}

private struct BlockVisitor: HTMLVisitor {
    private struct OpenBlock {
        let depth: Int
        var lines: [PageLine] = []
        /// It holds another block; its own lines are headings of those.
        var isContainer = false
    }

    let name: String?
    private var finished: [PageBlock] = []
    private var heading = ""
    private var blocks: [OpenBlock] = []
    private var depth = 0
    private var headingDepth = 0
    private var content = CellText()
    private var linkTexts: [String] = []
    private var isInLink = false
    private var isAtParagraph = true

    init(name: String?) {
        self.name = name
        if name == nil { blocks = [OpenBlock(depth: 0)] }
    }

    mutating func open(_ element: HTMLDocument.Element) {
        depth += 1
        if Self.breaksLine(element.name) { endLine() }
        if Self.paragraphs.contains(element.name) { isAtParagraph = true }
        if let name, element.classes.split(whereSeparator: \.isWhitespace).contains(Substring(name)) {
            endLine(isLast: true)
            if let around = blocks.indices.last { blocks[around].isContainer = true }
            blocks.append(OpenBlock(depth: depth))
        }
        if Self.headings.contains(element.name) { headingDepth += 1 }
        content.open(element)
        if let href = element.href, !href.isEmpty {
            linkTexts.append("")
            isInLink = true
        }
    }

    mutating func text(_ text: String) {
        guard !blocks.isEmpty || headingDepth > 0 else { return }
        content.append(text)
        if isInLink, let last = linkTexts.indices.last { linkTexts[last] += text }
    }

    mutating func close(_ name: String) {
        defer { depth -= 1 }
        content.close(name)
        if name == "a" { isInLink = false }
        if name != "br", Self.breaksLine(name) { endLine() }
        if Self.headings.contains(name) { headingDepth = max(0, headingDepth - 1) }
        guard self.name != nil, blocks.last?.depth == depth else { return }
        endLine(isLast: true)
        let block = blocks.removeLast()
        if !block.isContainer { finished.append(PageBlock(block.lines, headings: headings)) }
    }

    private var headings: [String] {
        ([heading] + blocks.map { FoldedText.foldToOneLine($0.lines.first?.cell.text ?? "") }).filter { !$0.isEmpty }
    }

    private static let paragraphs: Set<String> = ["p", "div", "section", "article", "table", "h1", "h2", "h3", "h4", "h5", "h6"]
    private static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6", "summary"]

    private static func breaksLine(_ name: String) -> Bool {
        name == "br" || name == "td" || name == "th" || name == "summary" || CellText.blocks.contains(name)
    }

    /// A link whose text has not come yet (`<a><div>…`) stays with what follows, unless the block ends here.
    private mutating func endLine(isLast: Bool = false) {
        let cell = content.cell
        guard isLast || !cell.text.isEmpty else { return }
        if blocks.isEmpty {
            if headingDepth > 0, !cell.text.isEmpty { heading = FoldedText.foldToOneLine(cell.text) }
        } else if !cell.isBlank {
            blocks[blocks.count - 1].lines.append(
                PageLine(
                    cell, linkTexts: linkTexts.map(FoldedText.foldToOneLine), isHeading: headingDepth > 0, beginsParagraph: isAtParagraph))
            isAtParagraph = false
        }
        (content, linkTexts, isInLink) = (CellText(), [], false)
    }

    mutating func finish() -> [PageBlock] {
        endLine(isLast: true)
        return finished + blocks.filter { !$0.isContainer }.map { PageBlock($0.lines) }
    }
}
