internal import Documents
internal import Register

/// The column names a manifest knows, and what it expects of them.
struct KnownColumns {
    /// The manifest's spelling by the folded name.
    let spelling: [ColumnName: String]
    let required: [ColumnName]
    let source: Source
    private let used: Set<ColumnName>
    private let beginning: [UInt8]?
    private let labels: [ColumnName: String]
    private let concealed: Set<ColumnName>

    init(_ source: Source) {
        self.source = source
        var spelling: [ColumnName: String] = [:]
        let skipped = source.read.skip.map(\.column)
        let named = source.read.header + source.read.columns + source.privateColumns
        for name in named + source.fields.columns.sorted() + source.ignore + skipped + source.read.labels.keys.sorted() {
            spelling[ColumnName(name)] = spelling[ColumnName(name)] ?? name
        }
        // What the fields say outranks the header: normalizing looks cells up by that spelling.
        for name in source.fields.columns.sorted() { spelling[ColumnName(name)] = name }
        self.spelling = spelling
        var labels: [ColumnName: String] = [:]
        for (column, words) in source.read.labels { for label in words { labels[ColumnName(label)] = column } }
        self.labels = labels
        required = source.read.header.map(ColumnName.init)
        beginning = required.first.map { Array($0.folded.utf8.prefix(3)) }
        used = Set((source.fields.columns + source.ignore + skipped + source.privateColumns).map(ColumnName.init))
        concealed = Set(source.privateColumns.map(ColumnName.init))
    }

    func knows(_ name: String) -> Bool { spelling[ColumnName(name)] != nil }

    /// Mapped or ignored; a name of the header alone is neither.
    func isUsed(_ name: String) -> Bool { used.contains(ColumnName(name)) }

    /// A column of private persons: it is known, and no row has it.
    func isPrivate(_ name: String) -> Bool { concealed.contains(ColumnName(name)) }
    /// Nothing of such a page is quoted, because a private value can stand in any column once columns move.
    var mayQuote: Bool { concealed.isEmpty }

    /// The manifest's rule by which a row is no notice.
    ///
    /// - Parameter text: the row's text in a column; nil where it has no such column.
    func skip(_ text: (ColumnName) -> String?) -> SkipName? {
        for rule in source.read.skip {
            guard let text = text(ColumnName(rule.column)) else { continue }
            if rule.matches.contains(where: { Glob($0).matches(text, ignoringCase: true) }) { return .named(rule.name) }
        }
        return nil
    }

    /// A quick look before names are folded: some cell begins with the first letters of a name every header has.
    func mayBeHeader(_ row: Grid.Row) -> Bool {
        guard let beginning else { return true }
        return row.cells.contains {
            $0.text.utf8.lazy.filter { $0 > 0x20 }.map { (65...90).contains($0) ? $0 | 0x20 : $0 }.starts(with: beginning)
        }
    }

    /// How a row matches the manifest's words for the end of a table.
    enum Stop { case wholeCell, beginning }

    /// Looks at the row's first filled cell; nil where it does not begin with any of the words.
    func stop(_ row: Grid.Row) -> Stop? {
        let text = FoldedText.foldToOneLine(row.firstFilled).lowercased()
        let words = source.read.stop.map { $0.lowercased() }.filter { text.hasPrefix($0) }
        return words.isEmpty ? nil : words.contains(text) ? .wholeCell : .beginning
    }

    /// The column a label stands for: one of `read.labels`, or a column of that name.
    func column(ofLabel label: String) -> String? { labels[ColumnName(label)] ?? spelling[ColumnName(label)] }

    /// The cell, its entities decoded once more where the manifest says that cells hold them.
    func decoded(_ cell: Cell) -> Cell {
        guard source.read.entities, cell.text.contains("&") else { return cell }
        var cell = cell
        cell.text = FoldedText.fold(Entities.decode(cell.text))
        cell.raw = cell.raw.map(Entities.decode)
        cell.emphasized = cell.emphasized.map { FoldedText.fold(Entities.decode($0)) }
        return cell
    }

    /// Whether these names are those of a header row.
    func areHeader(_ names: [ColumnName]) -> Bool {
        guard required.isEmpty else { return Set(required).isSubset(of: names) }
        return names.count { spelling[$0] != nil } >= min(2, spelling.count)
    }
}
