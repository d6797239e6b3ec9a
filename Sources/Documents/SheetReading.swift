/// Reads one sheet forward into rows: cells at their columns, merged cells, linked addresses.
struct SheetReading {
    private let xml: XMLPart
    private let values: CellValues
    private let links: Relations
    private let limits: DocumentLimits
    private let cellsSoFar: Int

    init(_ xml: XMLPart, values: CellValues, links: Relations, limits: DocumentLimits, cellsSoFar: Int) {
        self.xml = xml
        self.values = values
        self.links = links
        self.limits = limits
        self.cellsSoFar = cellsSoFar
    }

    private struct OpenCell {
        var column: Int
        var type: String
        var style: Int
        var stored = ""
        var isInValue = false
        var inline = RichText()
    }

    /// Rows up to the last that is filled; a row the sheet does not have is not invented.
    func rows() throws(DocumentError) -> [Grid.Row] {
        var rows: [Grid.Row] = []
        var merges: [CellRange] = []
        var linked: [(CellRange, String)] = []
        var number = 0
        var open: OpenCell?
        var count = cellsSoFar
        var textBytes = 0
        while let node = try xml.next() {
            switch node {
            case .open("row", _):
                number = xml.attributes["r"].flatMap { Int($0) } ?? number + 1
                guard (1...1_048_576).contains(number) else { throw .part(xml.name, "no row \(number)") }
                rows.append(Grid.Row(number: number, cells: []))
                count += 1
                guard count <= limits.cells else { throw .tooLarge(what: xml.name, limit: "\(limits.cells) cells") }
            case .open("c", let isEmpty):
                let attributes = xml.attributes
                let column =
                    try attributes["r"].map { text throws(DocumentError) in try self.column(of: text) } ?? rows.last?.cells.count ?? 0
                open =
                    isEmpty ? nil : OpenCell(column: column, type: attributes["t"] ?? "", style: attributes["s"].flatMap { Int($0) } ?? 0)
            case .close("c"):
                if let finished = open, !rows.isEmpty {
                    count += try add(finished, to: &rows[rows.count - 1])
                    textBytes += rows[rows.count - 1].cells.last?.text.utf8.count ?? 0
                }
                guard count <= limits.cells else { throw .tooLarge(what: xml.name, limit: "\(limits.cells) cells") }
                // A text that is shared is written once and read in every cell.
                guard textBytes <= limits.bytes else { throw .tooLarge(what: "the text of \(xml.name)", limit: "\(limits.bytes) bytes") }
                open = nil
            case .open("v", let isEmpty): open?.isInValue = !isEmpty
            case .close("v"): open?.isInValue = false
            case .open("mergeCell", _):
                if let range = xml.attributes["ref"].flatMap(CellRange.init) { merges.append(range) }
            case .open("hyperlink", _):
                let attributes = xml.attributes
                guard let range = attributes["ref"].flatMap(CellRange.init), let target = attributes["id"].flatMap({ links.target($0) })
                else { continue }
                linked.append((range, target))
            case .text(let text) where open?.isInValue == true: open?.stored += text
            default: open?.inline.take(node)
            }
        }
        if let last = rows.lastIndex(where: { $0.cells.contains { !$0.isBlank } }) { rows.removeSubrange((last + 1)...) } else { rows = [] }
        guard SheetRanges(rows: rows).apply(merges: merges, links: linked, to: &rows, most: limits.cells) else {
            throw .tooLarge(what: "what is merged in \(xml.name)", limit: "\(limits.cells) cells")
        }
        return rows
    }

    /// Returns how many cells the row grew by, blanks before this one included.
    private func add(_ open: OpenCell, to row: inout Grid.Row) throws(DocumentError) -> Int {
        let stored = open.type == "inlineStr" ? open.inline.value : open.stored
        guard !stored.isEmpty, open.column >= row.cells.count else { return 0 }
        let cell = try values.cell(stored, type: open.type, style: open.style, part: xml.name)
        guard !cell.isBlank else { return 0 }
        let grown = open.column + 1 - row.cells.count
        while row.cells.count < open.column { row.cells.append(.blank) }
        row.cells.append(cell)
        return grown
    }

    private func column(of reference: String) throws(DocumentError) -> Int {
        guard let range = CellRange(reference) else { throw .part(xml.name, "no cell \(reference.prefix(20))") }
        return range.columns.lowerBound
    }
}

/// `B2` or `B2:D5`: 0-based columns, 1-based rows.
struct CellRange {
    let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>

    init?(_ text: String) {
        let corners = text.split(separator: ":", maxSplits: 1).map(Self.corner)
        guard let first = corners.first ?? nil, let last = corners.last ?? nil, first.column <= last.column, first.row <= last.row else {
            return nil
        }
        columns = first.column...last.column
        rows = first.row...last.row
    }

    private static func corner(_ text: Substring) -> (column: Int, row: Int)? {
        let letters = text.filter { $0 != "$" }.utf8.prefix { (65...90).contains($0 & 0xDF) }
        guard (1...3).contains(letters.count), let row = Int(text.filter(\.isNumber)), (1...1_048_576).contains(row) else { return nil }
        let column = letters.reduce(0) { $0 * 26 + Int($1 & 0xDF) - 64 } - 1
        return column < 16_384 ? (column, row) : nil
    }
}

/// Puts merged cells and links where they belong.
struct SheetRanges {
    private let indexByNumber: [Int: Int]
    private let width: Int

    init(rows: [Grid.Row]) {
        indexByNumber = Dictionary(rows.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
        width = rows.map(\.cells.count).max() ?? 0
    }

    /// - Returns: false where the merged cells together are more than `most`: those of an honest sheet do not overlap.
    func apply(merges: [CellRange], links: [(CellRange, String)], to rows: inout [Grid.Row], most: Int) -> Bool {
        var work = 0
        for merge in merges where merge.columns.lowerBound < width {
            // Merges can cover a whole sheet, of which only what is filled counts.
            let reached = merge.rows.clamped(to: 1...(rows.last?.number ?? 1))
            let columns = merge.columns.clamped(to: 0...(width - 1))
            work += reached.count * columns.count
            guard work <= most else { return false }
            spread(merge, over: reached, columns, in: &rows)
        }
        for (range, target) in links {
            guard let index = indexByNumber[range.rows.lowerBound], range.columns.lowerBound < rows[index].cells.count else { continue }
            rows[index].cells[range.columns.lowerBound].links.append(target)
        }
        return true
    }

    /// A cell merged over rows stands in each of them; over columns, the others continue it.
    private func spread(_ merge: CellRange, over numbers: ClosedRange<Int>, _ columns: ClosedRange<Int>, in rows: inout [Grid.Row]) {
        guard let first = indexByNumber[merge.rows.lowerBound], merge.columns.lowerBound < rows[first].cells.count else { return }
        let value = rows[first].cells[merge.columns.lowerBound]
        guard !value.isBlank else { return }
        for number in numbers {
            guard let index = indexByNumber[number] else { continue }
            for column in columns {
                while rows[index].cells.count <= column { rows[index].cells.append(.blank) }
                guard rows[index].cells[column].isBlank else { continue }
                rows[index].cells[column] = column == merge.columns.lowerBound ? value : Grid.Cell("", continues: true)
            }
        }
    }
}
