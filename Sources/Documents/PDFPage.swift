/// One page: its words, and the tables drawn on it.
struct PDFPage {
    let words: [PDFWord]
    let lattices: [Lattice]

    /// What a page consists of, from top to bottom.
    enum Piece {
        /// Rows of a table with these columns.
        case rows([[Grid.Cell]], of: Columns)
        /// A line outside of tables.
        case aside(String)
    }

    /// The columns of a table.
    struct Columns: Equatable {
        var edges: [Double]
        /// Rows can follow that nothing parts.
        var isOpen: Bool
    }

    /// - Parameter known: the columns of the table before this page, which goes on here where its columns are the same.
    func pieces(continuing known: Columns?) -> [Piece] {
        var rest: [PDFWord] = []
        var held = Array(repeating: [PDFWord](), count: lattices.count)
        for word in words {
            if let index = holder(of: word.box) { held[index].append(word) } else { rest.append(word) }
        }
        var placed: [(height: Double, piece: Piece)] = []
        var columns = known
        // Below this height rows can follow; above it is what stands over the table.
        var start = lattices.isEmpty ? -Double.infinity : nil
        for (lattice, words) in zip(lattices, held) {
            let same = columns.flatMap { Self.same(lattice.columns, as: $0.edges) }
            if same == nil { start = nil }
            let now = Columns(edges: same ?? lattice.columns, isOpen: lattice.isOpen || same != nil && columns?.isOpen == true)
            let rows = CellReading(lattice: lattice, edges: now.edges).rows(of: words)
            placed += zip(lattice.rows, rows).map { ($0, .rows([$1], of: now)) }
            start = start ?? lattice.top
            columns = now
        }
        placed += loose(TextLine.lines(of: rest), below: start ?? -.infinity, columns)
        return placed.sorted { $0.height < $1.height }.map(\.piece)
    }

    /// The table a word belongs to: the one it stands in, else the one it stands out of by little.
    private func holder(of box: PDFBox) -> Int? {
        lattices.firstIndex { $0.holds(box, slack: 0) } ?? lattices.firstIndex { $0.holds(box, slack: 4) }
    }

    /// The known edges, where these are the same or some of them: a page can leave a line out where all its cells reach across.
    private static func same(_ edges: [Double], as known: [Double]) -> [Double]? {
        let near = 6.0
        let isPart = edges.allSatisfy { edge in known.contains { abs($0 - edge) <= near } }
        guard isPart, let first = edges.first, let last = edges.last, let knownFirst = known.first, let knownLast = known.last else { return nil }
        return abs(first - knownFirst) <= near && abs(last - knownLast) <= near ? known : nil
    }

    /// Lines outside of lattices: rows that nothing rules, or what stands beside the table.
    private func loose(_ lines: [TextLine], below start: Double, _ columns: Columns?) -> [(height: Double, piece: Piece)] {
        guard let columns, columns.isOpen else { return lines.map { ($0.top, .aside($0.text)) } }
        let above = lines.filter { $0.top < start }.map { (height: $0.top, piece: Piece.aside($0.text)) }
        let rows = UnruledReading(edges: columns.edges).rows(of: lines.filter { $0.top >= start })
        return above + rows.map { row in (row.height, row.cells.map { .rows([$0], of: columns) } ?? .aside(row.text)) }
    }
}

/// The words of one drawn table, cell by cell.
struct CellReading {
    let lattice: Lattice
    /// Edges of the columns; those of the table that goes on here, if it does.
    let edges: [Double]

    private var columns: Range<Int> { 0..<(edges.count - 1) }

    func rows(of words: [PDFWord]) -> [[Grid.Cell]] {
        var cells = Array(repeating: Array(repeating: [PDFWord](), count: edges.count - 1), count: lattice.rows.count - 1)
        for word in words.flatMap({ WordSplit.split($0, at: edges) }) {
            let row = lattice.row(at: word.box.center)
            let column = Lattice.interval(of: word.box.middle, among: edges)
            cells[top(of: row, column)][column].append(word)
        }
        var lines = cells.map { $0.map { TextLine.lines(of: $0) } }
        for row in lines.indices.dropFirst() { Self.returnOverprints(from: row, in: &lines) }
        let widest = columns.map { column in lines.flatMap { $0[column] }.map { $0.right - $0.left }.max() ?? 0 }
        return lines.indices.map { self.cells(of: lines[$0], inRow: $0, widest: widest) }
    }

    /// The first row of a cell that reaches down over several: what it says counts once.
    private func top(of row: Int, _ column: Int) -> Int {
        var row = row
        while !lattice.isParted(above: row, from: edges[column], to: edges[column + 1]) { row -= 1 }
        return row
    }

    /// A text too long for its cell is printed on over the cell below: such a line belongs to the row above.
    /// The row's own line is the one that stands level with the other cells.
    private static func returnOverprints(from row: Int, in lines: inout [[[TextLine]]]) {
        for column in lines[row].indices where lines[row][column].count > 1 {
            let others = lines[row].indices.filter { $0 != column }.flatMap { lines[row][$0] }.map(\.center)
            let own = lines[row][column].filter { line in others.contains { abs($0 - line.center) < 1 } }
            let strange = lines[row][column].filter { line in
                !others.contains { abs($0 - line.center) < 1 } && own.contains { $0.overprints(line) }
            }
            guard !own.isEmpty, !strange.isEmpty, !lines[row - 1][column].isEmpty else { continue }
            lines[row - 1][column] += strange
            lines[row][column].removeAll { line in strange.contains { $0.words == line.words } }
        }
    }

    private func cells(of lines: [[TextLine]], inRow row: Int, widest: [Double]) -> [Grid.Cell] {
        var cells = lines
        for column in columns.dropFirst().reversed()
        where !lattice.isParted(at: edges[column], inRow: row) && reaches(across: edges[column], cells[column - 1] + cells[column]) {
            cells[column - 1] = TextLine.lines(of: (cells[column - 1] + cells[column]).flatMap(\.words))
            cells[column] = []
        }
        return columns.map { TextLine.cell(of: cells[$0], room: max(widest[$0], edges[$0 + 1] - edges[$0] - TextLine.margins)) }
    }

    /// Whether a word stands on the edge.
    private func reaches(across edge: Double, _ lines: [TextLine]) -> Bool {
        lines.contains { $0.words.contains { $0.box.left < edge - 1.5 && $0.box.right > edge + 1.5 } }
    }
}
