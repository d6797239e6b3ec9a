internal import Documents
internal import Register

/// A row that has many of a header's names but not all: a renamed column, most likely.
struct NearMiss {
    let matched: Int
    let missing: [String]
    /// What stands there, by the expected name it may mean.
    let alike: [String: String]

    /// Nil where the row has nothing of a header.
    init?(_ row: Grid.Row, known: KnownColumns) {
        // A cell can have megabytes: no more of it is looked at than a name can have.
        let texts = row.cells.lazy.map(\.text).filter { $0.prefix(81).count <= 80 }
        let names: [String] = texts.map(FoldedText.foldToOneLine).filter { !$0.isEmpty }
        let folded = Set(names.map(ColumnName.init))
        matched = folded.count { known.spelling[$0] != nil }
        missing = known.source.read.header.filter { !folded.contains(ColumnName($0)) }
        guard matched >= 1 else { return nil }
        var alike: [String: String] = [:]
        // One name in common is chance, unless the header has only one.
        for name in names where (matched >= 2 || known.required.count < 2) && !known.knows(name) {
            alike[name] = ColumnName(name).nearest(of: missing)
        }
        self.alike = alike
        columns = names.count
        let absent = missing.count - known.required.count
        isOther = absent == 0 || columns < known.required.count && absent == -1
    }

    private let columns: Int
    /// It has none of the names that every header has, or one in fewer columns: `County | Impacted` below the list that it sums up.
    private let isOther: Bool
    /// So like a header that a table without it cannot be another table.
    var isConvincing: Bool { matched >= 2 && matched * 2 >= columns && !isOther }
}
