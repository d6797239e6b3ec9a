internal import Documents
public import Register

/// Reads a source's pages into rows. Pure: the same bytes and manifest give the same table.
public enum Reader {
    /// The rows of everything one fetch of a source brought, in page order.
    ///
    /// Every row of the pages is in `rows`, or in `skipped` with the rule that says why it is no notice.
    /// - Throws: ``ReadingError`` when a page is not what the manifest says it is. Then nothing of the source is to be recorded.
    public static func table(of snapshots: [Snapshot], for source: Source) throws(ReadingError) -> SourceTable {
        try table(of: snapshots.filter { $0.role != .index }.map { Page($0, source: source) }, for: source)
    }

    private static func table(of all: [Page], for source: Source) throws(ReadingError) -> SourceTable {
        let known = KnownColumns(source)
        var table = TableBuilder()
        let pages = distinct(all, &table)
        guard let first = pages.first else { throw .noPages(source.id) }
        for page in pages { try page.check() }
        var isPartial = false
        switch source.read.format {
        case .csv, .table, .workbook, .pdf:
            for page in pages { try Grids(page, known: known).read(into: &table) }
        case .json:
            for page in pages { try JSONReading(page, known: known).read(into: &table) }
        case .labels:
            for page in pages { try LabelReading(page, known: known).read(into: &table) }
        case .links:
            for page in pages { try LinkReading(page, known: known).read(into: &table) }
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
    public static func fits(_ snapshot: Snapshot, _ source: Source) -> Bool { fits(Page(snapshot, source: source)) }

    private static func fits(_ page: Page) -> Bool {
        guard (try? page.check()) != nil else { return false }
        let known = KnownColumns(page.source)
        return switch page.source.read.format {
        case .csv, .table, .workbook, .pdf: (try? Grids(page, known: known))?.hasHeader ?? false
        case .json: (try? JSONReading(page, known: known))?.fits ?? false
        case .labels: (try? LabelReading(page, known: known))?.fits ?? false
        case .links: (try? LinkReading(page, known: known))?.fits ?? false
        case .joblink: (try? JobLinkReading([page], known: known)) != nil
        }
    }

    /// Of a state's sources the one whose page this is, and what it holds; see ``choose(for:among:)``.
    ///
    /// - Returns: nil without sources.
    /// - Throws: why the file is no page of the source it is most like.
    public static func reading(of snapshot: Snapshot, among sources: [Source]) throws(ReadingError) -> (source: Source, table: SourceTable)? {
        guard let choice = choose(for: snapshot, among: sources) else { return nil }
        if let table = choice.table { return (choice.page.source, table) }
        return (choice.page.source, try table(of: [choice.page], for: choice.page.source))
    }

    /// The source of ``reading(of:among:)``, without reading more of the file than it takes to tell.
    public static func source(for snapshot: Snapshot, among sources: [Source]) -> Source? {
        choose(for: snapshot, among: sources)?.page.source
    }

    /// Of several sources that fit, the one whose header names the most columns, so that an archive of the state's earlier pages is
    /// told from its page of today; a file whose name ends in a source's own name (`2026-11-01-archive.csv`) is that one's. Where none
    /// fits, the first whose format it has, so that reading it says what drifted; else the first.
    private static func choose(for snapshot: Snapshot, among sources: [Source]) -> (page: Page, table: SourceTable?)? {
        let contents = Page.Contents(snapshot)
        let pages = sources.map { Page(contents, source: $0) }
        guard pages.count > 1 else { return pages.first.map { ($0, nil) } }
        let fitting = pages.filter(fits)
        let named = fitting.first { page in
            page.source.id.rawValue.count > 2 && snapshot.url.contains("\(page.source.id.rawValue.dropFirst(2)).")
        }
        if let named { return (named, nil) }
        // Two layouts of one list can share the header's names; the one whose every column is known is meant.
        let readable = (fitting.count > 1 ? fitting : []).compactMap { page in
            (try? table(of: [page], for: page.source)).map { (page: page, table: $0 as SourceTable?) }
        }
        let likely = readable.isEmpty ? fitting.map { (page: $0, table: nil) } : readable
        let most = likely.map(\.page.source.read.header.count).max()
        return likely.first { $0.page.source.read.header.count == most }
            ?? pages.first { (try? $0.check()) != nil }.map { ($0, nil) } ?? pages.first.map { ($0, nil) }
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
