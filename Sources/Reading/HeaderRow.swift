internal import Documents
internal import Register

/// A row found to be a header: which columns of the grid belong to which name.
struct HeaderRow: Equatable {
    struct Column: Equatable {
        var name: String
        /// Positions in the grid's rows: one, or more where the heading spans several or is split over two cells.
        var positions: [Int]
        /// The heading spans its positions by the document's own word, so a value can stand in any of them.
        var isSpan: Bool
    }

    let columns: [Column]
    /// The columns' names as they are compared, in their order.
    let keys: [ColumnName]
    /// Positions whose heading is blank and belongs to no other.
    let unnamed: [Int]
    /// The names as written, folded, to recognize the same header further down.
    let signature: [ColumnName]
    /// Cells of the header row.
    let width: Int

    /// Nil where the row is no header.
    ///
    /// - Parameter follows: a header stands above it; then four known columns and no other make one, whatever they are.
    init?(_ row: Grid.Row, known: KnownColumns, follows: Bool = false) {
        var headings = Self.headings(of: row)
        Self.joinSplit(&headings, known: known)
        let names = headings.map { ColumnName($0.name) }
        let isOfKnown = follows && headings.count >= 4 && headings.allSatisfy { known.isUsed($0.name) }
        guard known.areHeader(names) || isOfKnown else { return nil }
        signature = names
        width = row.cells.count
        columns = Self.numbered(headings, known: known)
        keys = columns.map { ColumnName($0.name) }
        let taken = Set(columns.flatMap(\.positions))
        unnamed = row.cells.indices.filter { !taken.contains($0) }
    }

    /// The columns of a page that has no header, in their order.
    init(columns names: [String]) {
        columns = names.enumerated().map { Column(name: $1, positions: [$0], isSpan: false) }
        unnamed = []
        signature = names.map(ColumnName.init)
        keys = signature
        width = names.count
    }

    private static func headings(of row: Grid.Row) -> [Column] {
        var headings: [Column] = []
        for (position, cell) in row.cells.enumerated() {
            let name = FoldedText.foldToOneLine(cell.text)
            if cell.continues, let last = headings.last, last.positions.last == position - 1 {
                headings[headings.count - 1].positions.append(position)
                headings[headings.count - 1].isSpan = true
            } else if !name.isEmpty {
                headings.append(Column(name: name, positions: [position], isSpan: false))
            }
        }
        return headings
    }

    /// A heading broken over two neighbors (`Layoff/`, `Closure`) is one, where only the two together are known.
    private static func joinSplit(_ headings: inout [Column], known: KnownColumns) {
        var index = 0
        while index + 1 < headings.count {
            let (left, right) = (headings[index], headings[index + 1])
            let joined = left.name + " " + right.name
            if !known.knows(left.name), !known.knows(right.name), known.knows(joined) {
                headings[index] = Column(name: joined, positions: left.positions + right.positions, isSpan: true)
                headings.remove(at: index + 1)
            }
            index += 1
        }
    }

    /// The manifest's spelling where it has one; the second of a name is `NAME (2)`.
    private static func numbered(_ headings: [Column], known: KnownColumns) -> [Column] {
        var seen: [ColumnName: Int] = [:]
        return headings.map { heading in
            let name = ColumnName(heading.name)
            seen[name, default: 0] += 1
            let count = seen[name, default: 1]
            let spelled = known.spelling[name] ?? heading.name
            return Column(name: count == 1 ? spelled : "\(spelled) (\(count))", positions: heading.positions, isSpan: heading.isSpan)
        }
    }
}
