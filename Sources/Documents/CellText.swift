/// The text of a cell as it is gathered from markup: line breaks where the markup has them, links, the first emphasized part.
struct CellText {
    private(set) var raw = ""
    private(set) var links: [String] = []
    private var emphasis = Emphasis.none
    private var emphasisDepth = 0

    private enum Emphasis {
        case none
        case open(String)
        case done(String)
    }

    mutating func append(_ text: String) {
        // A line end in the source is white space; only the markup breaks lines.
        let text = text.utf8.contains(where: { $0 < 0x20 }) ? String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }) : text
        add(text)
    }

    mutating func breakLine() { add("\n") }

    mutating func link(_ address: String) { links.append(address) }

    private mutating func add(_ text: String) {
        raw += text
        if case .open(let part) = emphasis { emphasis = .open(part + text) }
    }

    /// A bold or linked part begins; parts inside it belong to it.
    mutating func beginEmphasis() {
        if case .none = emphasis { emphasis = .open("") }
        emphasisDepth += 1
    }

    mutating func endEmphasis() {
        emphasisDepth = max(0, emphasisDepth - 1)
        guard emphasisDepth == 0, case .open(let part) = emphasis else { return }
        let text = FoldedText.fold(part)
        emphasis = text.isEmpty ? .none : .done(text)
    }

    var cell: Grid.Cell {
        var cell = Grid.Cell(folding: raw)
        cell.links = links
        switch emphasis {
        case .done(let text): cell.emphasized = text
        case .open(let part) where !FoldedText.fold(part).isEmpty: cell.emphasized = FoldedText.fold(part)
        default: break
        }
        return cell
    }

    static let emphasizing: Set<String> = ["b", "strong", "a"]
    static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
        "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
    ]

    /// What every visitor does with an element inside a cell.
    mutating func open(_ element: HTMLDocument.Element) {
        if element.name == "br" || Self.blocks.contains(element.name) { breakLine() }
        if Self.emphasizing.contains(element.name) { beginEmphasis() }
        if let href = element.href, !href.isEmpty { link(href) }
    }

    mutating func close(_ name: String) {
        if Self.emphasizing.contains(name) { endEmphasis() }
        if name != "br", Self.blocks.contains(name) { breakLine() }
    }
}
