internal import Documents
public import Register

extension Reader {
    /// What is different about the names of a page's columns, for a person who asks why it could not be read. Best effort: a page
    /// without anything like the header gives nothing.
    ///
    /// - Parameter before: the columns of the last page that was read; empty: the manifest's own.
    public static func headerChanges(of snapshots: [Snapshot], for source: Source, since before: [String]) -> [PageChange] {
        let known = KnownColumns(source)
        let found = headings(of: snapshots.filter { $0.role != .index }.map { Page($0, source: source) }, known: known)
        guard !found.isEmpty else { return [] }
        let present = Set(found.map(ColumnName.init))
        let wanted = before.isEmpty ? source.read.header + required(source) : before
        let missing = Set(wanted).sorted().filter { !present.contains(ColumnName(withoutNumber($0))) }
        let added = found.filter { !known.knows($0) }
        let alike = added.compactMap { name in ColumnName(name).nearest(of: missing).map { PageChange(.columnAlike, was: $0, now: name) } }
        return alike + added.map { PageChange(.columnAdded, column: $0) } + missing.map { PageChange(.columnMissing, column: $0) }
    }

    /// A second column of one name is numbered by us, not by the state.
    private static func withoutNumber(_ name: String) -> String { name.replacing(#/ \(\d\)$/#, with: "") }

    private static func required(_ source: Source) -> [String] {
        source.fields.rules.sorted { $0.key < $1.key }.filter { !$0.value.optional }.flatMap { $0.value.columns.prefix(1) }
    }

    /// The names in the rows most like a header; of JSON the members of the first element.
    private static func headings(of pages: [Page], known: KnownColumns) -> [String] {
        var names: [String] = []
        for page in pages {
            for name in headings(of: page, known: known) where !names.contains(name) { names.append(name) }
        }
        return names
    }

    private static func headings(of page: Page, known: KnownColumns) -> [String] {
        switch page.source.read.format {
        case .json: (try? JSONReading(page, known: known))?.memberNames ?? []
        case .csv, .table, .workbook, .joblink: (try? Grids(page, known: known))?.likelyHeader ?? []
        }
    }
}
