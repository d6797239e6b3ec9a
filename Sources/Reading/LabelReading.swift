internal import Documents
internal import Register

/// Reads records of `Label: value` lines: blocks of an HTML page, or one page of plain text.
///
/// Only a label that the manifest knows is one: an address may hold a colon. A label in the middle of a line ends the value
/// before it, because pages lose their line breaks. A line without a label goes on with the value above it; a paragraph without
/// one only where that value is empty yet.
struct LabelReading {
    private let page: Page
    private let known: KnownColumns
    private let blocks: [PageBlock]

    init(_ page: Page, known: KnownColumns) throws(ReadingError) {
        self.page = page
        self.known = known
        guard let name = page.source.read.block else {
            blocks = [PageBlock(Self.lines(of: page.snapshot.bytes, declared: page.charset))]
            return
        }
        do {
            blocks = try HTMLDocument(page.snapshot.bytes, declared: page.charset).blocks(ofClass: name)
        } catch {
            throw .unreadable(page.place(), reason: error.description)
        }
    }

    private static func lines(of bytes: [UInt8], declared: String?) -> [PageLine] {
        let text = String(decoding: TextEncoding.utf8(bytes, declared: declared), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).map { PageLine(Grid.Cell(folding: String($0))) }.filter { !$0.cell.isBlank }
    }

    /// Some block has every label of the header.
    var fits: Bool { blocks.contains { block in missing(from: record(of: block).names).isEmpty } }

    private func missing(from names: [String]) -> [String] {
        let names = Set(names.map(ColumnName.init))
        return page.source.read.header.filter { !names.contains(ColumnName($0)) }
    }

    func read(into table: inout TableBuilder) throws(ReadingError) {
        guard fits else {
            if let marker = Challenge.marker(in: page.snapshot.bytes) { throw .challenged(page.place(), marker: marker) }
            throw .headerMissing(page.place(), missing: page.source.read.header, alike: [:])
        }
        for (index, block) in blocks.enumerated() {
            let locator = page.source.read.block == nil ? "page" : "block \(index + 1)"
            let record = record(of: block)
            if let rule = known.skipRule(for: record.cells) {
                table.skip(locator, rule: rule)
            } else if Set(record.names).isSubset(of: LabelColumn.all) {
                // A month without notices says so in words of its own.
                table.skip(locator, rule: .unlabeled)
            } else {
                table.add(record.cells, locator: locator, page: page)
                table.note(record.names, in: "")
                table.noteUnknown(record.names.filter { !known.isUsed($0) && !LabelColumn.all.contains($0) })
            }
        }
    }

    /// The cells of one block. A label that stands twice has a line for each.
    private func record(of block: PageBlock) -> RowCells {
        var row = RowCells(known: known)
        var column: String?
        for line in block.lines {
            if line.isHeading, row.names.isEmpty {
                row.add(line.cell, to: LabelColumn.title)
                continue
            }
            if line.beginsParagraph, let name = column, row.cells[name].map({ !$0.text.isEmpty }) ?? false { column = nil }
            for piece in LabelPieces(line.cell.text, known: known).pieces {
                if piece.label == nil, piece.isFirst, let unknown = Self.shouted(piece.text) {
                    column = unknown.label
                    row.add(Grid.Cell(unknown.value), to: unknown.label)
                    continue
                }
                column = piece.label.map { known.column(ofLabel: $0) ?? $0 } ?? column
                row.add(Grid.Cell(piece.text, links: piece.isFirst ? line.cell.links : []), to: column ?? LabelColumn.text)
            }
        }
        if !block.headings.isEmpty, !row.cells.isEmpty {
            row.add(Grid.Cell(block.headings.reversed().joined(separator: ", ")), to: LabelColumn.section)
        }
        return row
    }
}

extension LabelReading {
    /// `# IMPACTED: 75`: words in capitals before a colon are a label, though none the manifest knows; it is kept and reported.
    /// One word alone (`(*NOTE: …`) is none.
    private static func shouted(_ line: String) -> (label: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let words = line[..<colon]
        guard (5...40).contains(words.utf8.count), words.contains(" "), words.first.map({ $0.isLetter || $0 == "#" }) ?? false,
            !words.contains(where: { $0.isLowercase || $0.isNumber })
        else { return nil }
        return (String(words), FoldedText.fold(String(line[line.index(after: colon)...])))
    }
}

/// A line cut at the labels in it.
struct LabelPieces {
    struct Piece: Equatable {
        var label: String?
        var text: String
        var isFirst: Bool
    }

    private(set) var pieces: [Piece] = []

    /// - Parameter line: one line, folded.
    init(_ line: String, known: KnownColumns) {
        var label: String?
        var start = line.startIndex
        var position = line.startIndex
        while position < line.endIndex {
            guard let found = Self.label(at: position, in: line, known: known) else {
                position = Self.nextWord(after: position, in: line)
                continue
            }
            add(label, line[start..<position])
            (label, start, position) = (String(line[position..<found.name]), found.value, found.value)
        }
        add(label, line[start...])
    }

    private mutating func add(_ label: String?, _ text: Substring) {
        let text = FoldedText.fold(String(text))
        if label != nil || !text.isEmpty { pieces.append(Piece(label: label, text: text, isFirst: pieces.isEmpty)) }
    }

    /// Longer words are no label, and a label holds at most one colon of its own.
    private static let (longest, colons) = (80, 2)

    /// The longest known label that begins here and has its colon: where its name ends and its value begins.
    private static func label(at start: String.Index, in line: String, known: KnownColumns) -> (name: String.Index, value: String.Index)? {
        guard known.mayBeginLabel(line[start]) else { return nil }
        var found: (name: String.Index, value: String.Index)?
        for end in line[start...].prefix(longest).indices.lazy.filter({ line[$0] == ":" }).prefix(colons)
        where known.isLabel(line[start..<end]) {
            found = (end, line.index(after: end))
        }
        return found
    }

    private static func nextWord(after position: String.Index, in line: String) -> String.Index {
        let rest = line[position...].drop { $0.isLetter || $0.isNumber || $0 == "#" }
        guard rest.startIndex == position else { return rest.startIndex }
        return line.index(after: position)
    }
}
