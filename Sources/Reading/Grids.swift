internal import Documents
internal import Register

/// The grids of one page, and what is read from them.
struct Grids {
    let page: Page
    let known: KnownColumns
    private let readings: [GridReading]
    /// Sheets the manifest does not ask for.
    private let others: [String]

    init(_ page: Page, known: KnownColumns) throws(ReadingError) {
        self.page = page
        self.known = known
        do {
            switch page.source.read.format {
            case .csv:
                let grid = try CSVDocument(page.snapshot.bytes, declared: page.charset).grid
                readings = [GridReading(grid, label: "line", page: page, known: known)]
                others = []
            default:
                readings = []
                others = []
            }
        } catch {
            throw .unreadable(page.place(), reason: error.description)
        }
    }

    var hasHeader: Bool { readings.contains(where: \.hasHeader) }

    func read(into table: inout TableBuilder) throws(ReadingError) {
        guard hasHeader else { throw headerMissing(in: readings) }
        for reading in readings {
            if reading.hasHeader {
                try reading.read(into: &table)
            } else if let miss = reading.nearMiss(), miss.isConvincing {
                throw headerMissing(in: [reading])
            } else if reading.grid.rows.contains(where: { !$0.isBlank }) {
                table.skip(reading.label, rule: page.source.read.format == .workbook ? .otherSheet : .otherTable)
            }
        }
        for name in others { table.skip("sheet \"\(name)\"", rule: .otherSheet) }
    }

    private func headerMissing(in readings: [GridReading]) -> ReadingError {
        if page.kind == .html, let marker = Challenge.marker(in: page.snapshot.bytes) { return .challenged(page.place(), marker: marker) }
        let misses = readings.map { (reading: $0, miss: $0.nearMiss()) }
        guard let best = misses.max(by: { ($0.miss?.matched ?? 0) < ($1.miss?.matched ?? 0) }), let miss = best.miss else {
            return .headerMissing(page.place(), missing: page.source.read.header, alike: [:])
        }
        return .headerMissing(page.place(best.reading.part), missing: miss.missing, alike: miss.alike)
    }
}
