internal import Documents
public import Register

/// Reads a source's pages into rows. Pure: the same bytes and manifest give the same table.
public enum Reader {
    /// The rows of everything one fetch of a source brought, in page order.
    ///
    /// Every row of the pages is in `rows`, or in `skipped` with the rule that says why it is no notice.
    /// - Throws: ``ReadingError`` when a page is not what the manifest says it is. Then nothing of the source is to be recorded.
    public static func table(of snapshots: [Snapshot], for source: Source) throws(ReadingError) -> SourceTable {
        let known = KnownColumns(source)
        var table = TableBuilder()
        let pages = distinct(snapshots.filter { $0.role != .index }.map { Page($0, source: source) }, &table)
        guard let first = pages.first else { throw .noPages(source.id) }
        for page in pages { try page.check() }
        var isPartial = false
        switch source.read.format {
        case .csv, .table, .workbook, .pdf:
            for page in pages { try Grids(page, known: known).read(into: &table) }
        case .json:
            for page in pages { try JSONReading(page, known: known).read(into: &table) }
        case .joblink:
            let reading = try JobLinkReading(pages, known: known)
            isPartial = reading.isPartial
            try reading.read(into: &table)
        }
        let result = table.table
        // A header alone is a page where the manifest says that a day without a notice is an ordinary one.
        let mayBeEmpty = source.expect.least == 0 && !result.columns.isEmpty
        guard !result.rows.isEmpty || result.saysEmpty || mayBeEmpty else { throw .noRows(first.place()) }
        try Strictness(known: known, place: first.place(), isPartial: isPartial).check(result)
        return result
    }

    /// Whether this file is one of the source's pages, by its content: its format, and the header or labels the manifest names.
    public static func fits(_ snapshot: Snapshot, _ source: Source) -> Bool {
        let page = Page(snapshot, source: source)
        guard (try? page.check()) != nil else { return false }
        let known = KnownColumns(source)
        return switch source.read.format {
        case .csv, .table, .workbook, .pdf: (try? Grids(page, known: known))?.hasHeader ?? false
        case .json: (try? JSONReading(page, known: known))?.fits ?? false
        case .joblink: (try? JobLinkReading([page], known: known)) != nil
        }
    }

    /// Of a state's sources the one whose page this is; where none fits, the first whose format it has, so that reading it says
    /// what drifted; else the first.
    public static func source(for snapshot: Snapshot, among sources: [Source]) -> Source? {
        let fitting = sources.filter { fits(snapshot, $0) }
        // Two layouts of one list can share the header's names; the one whose every column is known is meant.
        let readable = fitting.count > 1 ? fitting.first { (try? table(of: [snapshot], for: $0)) != nil } : nil
        return readable ?? fitting.first ?? sources.first { (try? Page(snapshot, source: $0).check()) != nil } ?? sources.first
    }

    /// A server that ignores the page's number serves the same page again and again; its rows count once.
    private static func distinct(_ pages: [Page], _ table: inout TableBuilder) -> [Page] {
        var seen: Set<Digest> = []
        return pages.filter { page in
            guard page.source.read.format != .joblink || page.snapshot.role == .rows else { return true }
            let isNew = seen.insert(page.snapshot.digest).inserted
            if !isNew { table.skip(page.snapshot.url, rule: .samePage) }
            return isNew
        }
    }
}
