/// The words of one drawn table, cell by cell.
struct CellReading {
    let lattice: Lattice
    /// Edges of the columns; those of the table that goes on here, if it does.
    let edges: [Double]

    private var columns: Range<Int> { 0..<(edges.count - 1) }

    func rows(of words: [PDFWord]) -> [[Grid.Cell]] {
        var cells = Array(repeating: Array(repeating: [PDFWord](), count: edges.count - 1), count: lattice.rows.count - 1)
        let words = words.flatMap { WordSplit.split($0, at: edges) }
        let overrun = Overrun.columns(of: words, edges: edges)
        for (index, word) in words.enumerated() {
            let row = lattice.row(at: word.box.center)
            let column = overrun[index] ?? self.column(of: word, among: words)
            cells[top(of: row, column)][column].append(word)
        }
        var lines = cells.map { $0.map { TextLine.lines(of: $0) } }
        for row in lines.indices.dropFirst() { Self.returnOverprints(from: row, in: &lines) }
        let margin = self.margin(of: lines)
        return lines.indices.map { self.cells(of: lines[$0], inRow: $0, margin: margin) }
    }

    /// The column a word stands in. One that stands on an edge goes with the word right before it: the text is too long for its cell.
    private func column(of word: PDFWord, among words: [PDFWord]) -> Int {
        let column = Lattice.interval(of: word.box.middle, among: edges)
        guard column > 0, word.box.left < edges[column] - 1.5 else { return column }
        let follows = words.contains { other in
            abs(other.box.center - word.box.center) < 1 && other.box.right <= word.box.left + 0.5
                && word.box.left - other.box.right < 0.5 * word.box.height && other.box.middle >= edges[column - 1]
        }
        return follows ? column - 1 : column
    }

    /// What is left free before a text at least; nothing is closer to its cell's edge.
    private func margin(of lines: [[[TextLine]]]) -> Double {
        let free = lines.flatMap { row in columns.flatMap { column in row[column].map { $0.left - edges[column] } } }
        return min(TextLine.margins / 2, max(1, free.min() ?? 1))
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

    private func cells(of lines: [[TextLine]], inRow row: Int, margin: Double) -> [Grid.Cell] {
        var cells = lines
        for column in columns.dropFirst().reversed()
        where !lattice.isParted(at: edges[column], inRow: row) && reaches(across: edges[column], cells[column - 1] + cells[column]) {
            cells[column - 1] = TextLine.lines(of: (cells[column - 1] + cells[column]).flatMap(\.words))
            cells[column] = []
        }
        var breaks = columns.map { TextLine.breaks(of: cells[$0], room: edges[$0 + 1] - edges[$0] - 2 * margin - 1.5) }
        // Where two cells of a row have one value a line, a third of as many lines has so too.
        let lists = breaks.filter { !$0.isEmpty && $0.allSatisfy { $0 == "\n" } }.map(\.count)
        for column in columns where lists.count(where: { $0 == breaks[column].count }) >= 2 {
            breaks[column] = breaks[column].map { $0.isEmpty ? $0 : "\n" }
        }
        return columns.map { TextLine.cell(of: cells[$0], breaks: breaks[$0]) }
    }

    /// Whether a word stands on the edge.
    private func reaches(across edge: Double, _ lines: [TextLine]) -> Bool {
        lines.contains { $0.words.contains { $0.box.left < edge - 1.5 && $0.box.right > edge + 1.5 } }
    }
}
