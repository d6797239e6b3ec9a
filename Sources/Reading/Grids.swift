internal import Documents
internal import Register

/// The grids of one page, and what is read from them.
struct Grids {
    let page: Page
    let known: KnownColumns
    /// The markup they stand in, if it is a page.
    let document: HTMLDocument?
    private let readings: [GridReading]
    /// Sheets that are hidden, or that the manifest does not ask for.
    private let others: [String]

    init(_ page: Page, known: KnownColumns) throws(ReadingError) {
        self.page = page
        self.known = known
        do {
            let bytes = page.snapshot.bytes
            switch page.source.read.format {
            case .csv, .json, .labels, .links:
                document = nil
                others = []
                let grid = try page.contents.grid(declared: page.charset)
                readings = [GridReading(grid, label: "line", page: page, known: known)]
            case .table, .joblink:
                let html = try HTMLDocument(bytes, declared: page.charset)
                document = html
                others = []
                readings = try html.tables().enumerated().map { GridReading($1, label: "table \($0 + 1) row", page: page, known: known) }
            case .pdf:
                document = nil
                others = []
                let grids = try PDFDocument(bytes).grids
                readings = grids.enumerated().map { GridReading($1, label: "table \($0 + 1) row", page: page, known: known) }
            case .workbook:
                document = nil
                let wanted = page.source.read.sheet.map { Glob($0) }
                let isWanted = { (name: String) in wanted?.matches(FoldedText.foldToOneLine(name), ignoringCase: true) ?? true }
                let workbook = try Workbook(bytes, wanted: isWanted)
                others = workbook.sheets.map(\.name).filter { !isWanted($0) } + workbook.hiddenSheets
                readings = workbook.sheets.filter { isWanted($0.name) }.map { sheet in
                    GridReading(sheet, label: "sheet \"\(sheet.name)\" row", page: page, known: known)
                }
            }
        } catch {
            throw .unreadable(page.place(), reason: error.description)
        }
    }

    var hasHeader: Bool { readings.contains { $0.hasHeader && !$0.isExcepted } }

    /// The names in the row that has most of the manifest's; empty where no row has two.
    var likelyHeader: [String] {
        let rows = readings.flatMap { $0.grid.rows.prefix(200) }.map { row in
            row.cells.map { FoldedText.foldToOneLine($0.text) }.filter { !$0.isEmpty && $0.count <= 80 }
        }
        let scored = rows.map { names in (names: names, known: names.count(where: known.knows)) }
        guard let best = scored.max(by: { $0.known < $1.known }), best.known >= min(2, known.spelling.count) else { return [] }
        return best.names
    }

    func read(into table: inout TableBuilder) throws(ReadingError) {
        guard hasHeader else {
            guard try saysEmpty() else { throw headerMissing() }
            table.saysEmpty = true
            return
        }
        let before = table.count
        for reading in readings {
            if reading.isExcepted {
                table.skip(reading.part, rule: .otherTable)
            } else if reading.hasHeader {
                try reading.read(into: &table)
            } else if let miss = reading.nearMiss(), miss.isConvincing {
                throw headerMissing(in: [reading])
            } else if reading.grid.rows.contains(where: { !$0.isBlank }) {
                table.skip(reading.part, rule: page.source.read.format == .workbook ? .otherSheet : .otherTable)
            }
        }
        for name in others { table.skip("sheet \"\(name)\"", rule: .otherSheet) }
        if table.count == before, try saysEmpty() { table.saysEmpty = true }
    }

    /// Whether the page says in the manifest's words, or in these, that it has no notices.
    func saysEmpty(orSays more: String? = nil) throws(ReadingError) -> Bool {
        for words in page.source.read.empty + [more].compactMap({ $0 }) where try says(words) { return true }
        return false
    }

    private func says(_ words: String) throws(ReadingError) -> Bool {
        guard let document else { return readings.contains { $0.says(words) } }
        do {
            return try FoldedText.foldToOneLine(document.text()).lowercased().contains(words.lowercased())
        } catch {
            throw .unreadable(page.place(), reason: error.description)
        }
    }

    func headerMissing() -> ReadingError { headerMissing(in: readings) }

    /// A page that has something of the header is the page, drifted; only one that has nothing of it can be a challenge.
    private func headerMissing(in readings: [GridReading]) -> ReadingError {
        let misses = readings.compactMap { reading in reading.nearMiss().map { (reading: reading, miss: $0) } }
        if let best = misses.max(by: { $0.miss.matched < $1.miss.matched }), best.miss.matched >= min(2, known.required.count) {
            return .headerMissing(page.place(best.reading.part), missing: best.miss.missing, alike: best.miss.alike)
        }
        if page.kind == .html, let marker = Challenge.marker(in: page.snapshot.bytes) { return .challenged(page.place(), marker: marker) }
        return .headerMissing(page.place(), missing: page.source.read.header, alike: [:])
    }
}
