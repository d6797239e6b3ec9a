/// Rows below a heading whose columns are known and that no lines part.
struct UnruledReading {
    let edges: [Double]

    /// A row where `cells` is given, else a line beside the table.
    struct Row {
        var height: Double
        var cells: [Grid.Cell]?
        var text: String
    }

    private struct Line {
        var line: TextLine
        /// Words by column; nil where the line does not keep to the columns.
        var cells: [[PDFWord]]?
        var filled: [Int] { cells.map { cells in cells.indices.filter { !cells[$0].isEmpty } } ?? [] }
        /// The row's line that this one goes on.
        var anchor: Int?
    }

    /// A line that fills most columns is a row. One that fills a few of the same columns right above or below it is the rest of a cell
    /// that was too long; numbers are not too long.
    func rows(of lines: [TextLine]) -> [Row] {
        var lines = lines.map { Line(line: $0, cells: cells(of: $0)) }
        let anchors = lines.indices.filter { isRow(lines[$0]) }
        for index in lines.indices where !anchors.contains(index) { lines[index].anchor = anchor(of: lines[index], among: anchors, in: lines) }
        return lines.indices.filter { lines[$0].anchor == nil }.map { index in
            let own = lines[index]
            guard anchors.contains(index) else { return Row(height: own.line.top, cells: nil, text: own.line.text) }
            let parts = lines.indices.filter { $0 == index || lines[$0].anchor == index }.compactMap { lines[$0].cells }
            let texts = (0..<(edges.count - 1)).map { column in
                let lines = parts.map { $0[column] }.filter { !$0.isEmpty }.flatMap { TextLine.lines(of: $0) }
                return TextLine.cell(of: lines, breaks: lines.dropFirst().map { _ in " " })
            }
            return Row(height: own.line.top, cells: texts, text: own.line.text)
        }
    }

    /// The words by column, or nil where one stands outside of the table or on an edge, as prose does.
    private func cells(of line: TextLine) -> [[PDFWord]]? {
        guard let left = edges.first, let right = edges.last, line.left >= left - 3, line.right <= right + 3 else { return nil }
        var cells = Array(repeating: [PDFWord](), count: edges.count - 1)
        for word in line.words.flatMap({ WordSplit.split($0, at: edges) }) {
            guard !edges.dropFirst().dropLast().contains(where: { word.box.left < $0 - 2.5 && word.box.right > $0 + 2.5 }) else { return nil }
            cells[Lattice.interval(of: word.box.middle, among: edges)].append(word)
        }
        return cells
    }

    private func isRow(_ line: Line) -> Bool { line.filled.count >= 3 && line.filled.count * 5 >= (edges.count - 1) * 3 }

    private func anchor(of line: Line, among anchors: [Int], in lines: [Line]) -> Int? {
        let isNumeric = line.line.words.allSatisfy { !$0.text.contains(where: \.isLetter) }
        guard !line.filled.isEmpty, !isNumeric else { return nil }
        let near = anchors.filter { anchor in
            abs(lines[anchor].line.center - line.line.center) <= 1.8 * line.line.height
                && Set(line.filled).isSubset(of: lines[anchor].filled)
        }
        return near.min { abs(lines[$0].line.center - line.line.center) < abs(lines[$1].line.center - line.line.center) }
    }
}
