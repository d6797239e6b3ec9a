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
    private let labelBeginnings: Set<Character>
    private let skips: [SkipRule]
    /// The words for the end of a table, in lower case, and the bytes they begin with.
    private let stops: [String]
    private let stopBeginnings: Set<UInt8>

    /// A manifest's rule by which a row is no notice, made ready for many rows.
    private struct SkipRule {
        let name: String
        let columns: [ColumnName]
        let globs: [Glob]
        let revisesRowAbove: Bool

        var skipName: SkipName { revisesRowAbove ? .pointing(name) : .named(name) }
    }

    init(_ source: Source) {
        self.source = source
        var spelling: [ColumnName: String] = [:]
        let skipped = source.read.skip.flatMap(\.columns)
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
        let beginnings = (used.map(\.folded) + labels.keys.map(\.folded)).compactMap(\.first)
        labelBeginnings = Set(beginnings.flatMap { [$0, Character($0.uppercased())] })
        skips = source.read.skip.map { rule in
            SkipRule(
                name: rule.name, columns: rule.columns.map(ColumnName.init), globs: rule.matches.map { Glob($0) },
                revisesRowAbove: rule.revisesRowAbove)
        }
        stops = source.read.stop.map { $0.lowercased() }
        stopBeginnings = Set(stops.compactMap(\.utf8.first))
    }

    /// Two spellings of one column; mostly the very same.
    func isSame(_ name: String, _ other: String) -> Bool { name == other || ColumnName(name) == ColumnName(other) }

    func knows(_ name: String) -> Bool { spelling[ColumnName(name)] != nil }

    /// Mapped or ignored; a name of the header alone is neither.
    func isUsed(_ name: String) -> Bool { used.contains(ColumnName(name)) }

    /// A column of private persons: it is known, and no row has it.
    func isPrivate(_ name: String) -> Bool { !concealed.isEmpty && concealed.contains(ColumnName(name)) }
    /// Nothing of such a page is quoted, because a private value can stand in any column once columns move.
    var mayQuote: Bool { concealed.isEmpty }

    /// The manifest's rule by which a row is no notice: every column of the rule that the row has matches.
    ///
    /// - Parameter text: the row's text in a column; nil where it has no such column.
    func skip(_ text: (ColumnName) -> String?) -> SkipName? {
        for rule in skips {
            let texts = rule.columns.compactMap(text)
            let isMatch = texts.allSatisfy { text in rule.globs.contains { $0.matches(text, ignoringCase: true) } }
            if isMatch, !texts.isEmpty { return rule.skipName }
        }
        return nil
    }

    /// A quick look before names are folded: some cell begins with the first letters of a name every header has.
    func mayBeHeader(_ row: Grid.Row) -> Bool {
        guard let beginning, let start = beginning.first else { return true }
        return row.cells.contains {
            // Most cells differ in the first byte.
            guard let first = $0.text.utf8.first, first <= 0x20 || first >= 0x7F || first | 0x20 == start | 0x20 else { return false }
            return $0.text.utf8.lazy.filter { $0 > 0x20 }.map { (65...90).contains($0) ? $0 | 0x20 : $0 }.starts(with: beginning)
        }
    }

    /// How a row matches the manifest's words for the end of a table.
    enum Stop { case wholeCell, beginning }

    /// Looks at the row's first filled cell; nil where it does not begin with any of the words. In a row of few cells any of them may
    /// be the word itself: a column that moved takes the word with it.
    func stop(_ row: Grid.Row) -> Stop? {
        guard !stops.isEmpty else { return nil }
        let first = row.firstFilled
        if mayBeginStop(first) {
            let text = FoldedText.foldToOneLine(first).lowercased()
            let words = stops.filter { text.hasPrefix($0) }
            if !words.isEmpty { return words.contains(text) ? .wholeCell : .beginning }
        }
        guard row.cells.count(where: { !$0.isBlank }) <= 3 else { return nil }
        let isWord = row.cells.contains { !$0.isBlank && stops.contains(FoldedText.foldToOneLine($0.text).lowercased()) }
        return isWord ? .wholeCell : nil
    }

    /// A look at the first byte, before anything is folded: most rows begin with another one.
    private func mayBeginStop(_ text: String) -> Bool {
        guard let byte = text.utf8.first, byte > 0x20, byte < 0x7F else { return true }
        return stopBeginnings.contains((65...90).contains(byte) ? byte | 0x20 : byte)
    }

    /// The column a label stands for: one of `read.labels`, or a column of that name.
    func column(ofLabel label: String) -> String? { labels[ColumnName(label)] ?? spelling[ColumnName(label)] }

    /// One of `read.labels`, or a column that is mapped or ignored.
    func isLabel(_ words: Substring) -> Bool {
        let name = ColumnName(String(words))
        return labels[name] != nil || used.contains(name)
    }

    /// A quick look before a label is looked for: some label begins with this letter, in either case.
    func mayBeginLabel(_ letter: Character) -> Bool { labelBeginnings.contains(letter) }

    /// The rule by which a row of labels or of a link is no notice.
    func skipRule(for cells: [String: Cell]) -> SkipName? {
        let rule = source.read.skip.first { rule in
            rule.columns.allSatisfy { column in
                let text = FoldedText.foldToOneLine(cells[spelling[ColumnName(column)] ?? column]?.text ?? "")
                return rule.matches.contains { Glob($0).matches(text, ignoringCase: true) }
            }
        }
        return rule.map { .named($0.name) }
    }

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
