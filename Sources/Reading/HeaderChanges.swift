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
        let alike = pairs(of: missing, and: added).map { PageChange(.columnAlike, was: $0.was, now: $0.now) }
        return alike + added.map { PageChange(.columnAdded, column: $0) } + missing.map { PageChange(.columnMissing, column: $0) }
    }

    /// Which new name a missing one may have become: by its letters, by its words, or because there is but one of each.
    private static func pairs(of missing: [String], and added: [String]) -> [(was: String, now: String)] {
        var free = missing
        var pairs: [(was: String, now: String)] = []
        for name in added {
            let alike = ColumnName(name).nearest(of: free) ?? free.first { shareWords($0, name) }
            guard let was = alike ?? (missing.count == 1 && added.count == 1 ? free.first : nil) else { continue }
            pairs.append((was, name))
            free.removeAll { $0 == was }
        }
        return pairs
    }

    /// Half of the words of the longer name, `of` and the like left out.
    private static func shareWords(_ left: String, _ right: String) -> Bool {
        let words = [left, right].map { name in Set(name.lowercased().split { !$0.isLetter }.filter { $0.count > 2 && $0 != "the" }) }
        return words[0].intersection(words[1]).count * 2 > max(words[0].count, words[1].count)
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
        page.source.read.format == .json
            ? (try? JSONReading(page, known: known))?.memberNames ?? [] : (try? Grids(page, known: known))?.likelyHeader ?? []
    }
}
