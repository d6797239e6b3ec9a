internal import Documents
internal import Register

/// Reads a list of links to letters: every line with a link to one is a row, and all its facts stand in its words.
struct LinkReading {
    private let page: Page
    private let known: KnownColumns
    private var rows: [(number: Int, cells: [String: Cell])] = []
    private let text: String

    /// Columns of such a row.
    private static let (line, link, section) = ("Line", "Link", "Section")

    init(_ page: Page, known: KnownColumns) throws(ReadingError) {
        self.page = page
        self.known = known
        let lines: [PageLine]
        do {
            lines = try HTMLDocument(page.snapshot.bytes, declared: page.charset).blocks().flatMap(\.lines)
        } catch {
            throw .unreadable(page.place(), reason: error.description)
        }
        text = lines.map(\.cell.text).joined(separator: "\n").lowercased()
        let glob = Glob(page.source.read.links ?? "*")
        var heading = ""
        for (number, line) in lines.enumerated() {
            if let cells = Self.cells(of: line, below: heading, glob) {
                rows.append((number + 1, cells))
            } else if line.isHeading {
                heading = FoldedText.foldToOneLine(line.cell.text)
            }
        }
    }

    private static func cells(of line: PageLine, below heading: String, _ glob: Glob) -> [String: Cell]? {
        let matches = line.cell.links.indices.filter { glob.matches(line.cell.links[$0], ignoringCase: true) }
        guard let first = matches.first, !line.cell.text.isEmpty else { return nil }
        let title = first < line.linkTexts.count ? line.linkTexts[first] : ""
        return [
            Self.line: Cell(words(of: FoldedText.foldToOneLine(line.cell.text)), links: matches.map { line.cell.links[$0] }),
            Self.link: Cell(words(of: title), links: [line.cell.links[first]]), section: Cell(heading),
        ]
    }

    /// A file's name in the place of words has underscores for spaces.
    private static func words(of text: String) -> String {
        text.contains("_") && !text.contains(" ") ? FoldedText.fold(String(text.map { $0 == "_" ? " " : $0 })) : text
    }

    /// The page has such links and every name that the header asks for.
    var fits: Bool { !rows.isEmpty && page.source.read.header.allSatisfy { text.contains($0.lowercased()) } }

    func read(into table: inout TableBuilder) throws(ReadingError) {
        if rows.isEmpty, !page.source.read.empty.contains(where: { text.contains($0.lowercased()) }) {
            if let marker = Challenge.marker(in: page.snapshot.bytes) { throw .challenged(page.place(), marker: marker) }
            throw .noRows(page.place())
        }
        if let missing = page.source.read.header.first(where: { !text.contains($0.lowercased()) }) {
            throw .headerMissing(page.place(), missing: [missing], alike: [:])
        }
        for (number, cells) in rows {
            let locator = "line \(number)"
            if let rule = known.skipRule(for: cells) {
                table.skip(locator, rule: rule)
            } else {
                table.add(cells, locator: locator, page: page)
            }
        }
        if rows.isEmpty { table.saysEmpty = true }
        table.note([Self.line, Self.link, Self.section], in: "")
    }
}
