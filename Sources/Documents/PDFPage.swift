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
