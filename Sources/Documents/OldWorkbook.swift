internal import SheetRecords

/// A workbook of the years before XLSX (BIFF, `.xls`): its sheets as grids, with dates as days.
///
/// The library that reads such files is not safe from bytes made to harm, so `warn-xls`, which stands beside this program, reads them in a
/// process of its own, and says the cells as records. Nothing in them is believed: rows and columns go forward, or it is refused.
struct OldWorkbook {
    private(set) var sheets: [Grid] = []
    private let limits: DocumentLimits
    private var cells = 0

    /// Of the program, and what it may hold; an honest workbook takes a hundredth of it.
    static let toolLimits = ToolLimits(seconds: 20, outputBytes: 128 << 20, memoryBytes: 512 << 20)

    init(
        _ bytes: [UInt8], wanted: (String) -> Bool, limits: DocumentLimits, tool: ToolLimits = OldWorkbook.toolLimits,
        folder: String? = ToolRun.ownFolder
    ) throws(DocumentError) {
        try limits.check(bytes: bytes.count)
        let input = try PrivateFile()
        try input.write(bytes)
        let run = try ToolRun("warn-xls", on: input, limits: tool, folder: folder)
        try self.init(records: try run.output(run.status()), wanted: wanted, limits: limits)
    }

    /// - Parameter records: what `warn-xls` printed.
    init(records: [UInt8], wanted: (String) -> Bool, limits: DocumentLimits) throws(DocumentError) {
        self.limits = limits
        var rest = records[...]
        // Whether the sheet at hand is read, and there is one.
        var isWanted: Bool?
        while let record = SheetRecord(takenFrom: &rest) {
            switch record.kind {
            case .end:
                guard rest.isEmpty else { throw Self.senseless }
                return
            case .failure: throw .oldWorkbook(FoldedText.foldToOneLine(String(decoding: record.bytes.prefix(200), as: UTF8.self)))
            case .sheet:
                guard sheets.count < 1_000 else { throw .tooLarge(what: "the workbook", limit: "1000 sheets") }
                let name = String(decoding: record.bytes, as: UTF8.self)
                isWanted = wanted(name)
                sheets.append(Grid(name: name, rows: []))
            case .row, .integer, .real, .text, .day:
                guard let isWanted else { throw Self.senseless }
                if isWanted { try add(record) }
            }
        }
        throw Self.senseless
    }

    private static let senseless = DocumentError.oldWorkbook("warn-xls says what makes no sense")

    /// A row, or a cell of the last one.
    private mutating func add(_ record: SheetRecord) throws(DocumentError) {
        let sheet = sheets.count - 1
        let last = sheets[sheet].rows.count - 1
        if record.kind == .row {
            guard (1...1_048_576).contains(record.number), last < 0 || sheets[sheet].rows[last].number < Int(record.number) else {
                throw Self.senseless
            }
            cells += 1
            sheets[sheet].rows.append(Grid.Row(number: Int(record.number), cells: []))
        } else {
            guard last >= 0, record.number < 16_384, let cell = Self.cell(record) else { throw Self.senseless }
            let grown = Int(record.number) + 1 - sheets[sheet].rows[last].cells.count
            guard grown > 0 else { throw Self.senseless }
            guard !cell.isBlank else { return }
            cells += grown
            guard cells <= limits.cells else { throw tooManyCells }
            for _ in 1..<grown { sheets[sheet].rows[last].cells.append(.blank) }
            sheets[sheet].rows[last].cells.append(cell)
        }
        guard cells <= limits.cells else { throw tooManyCells }
    }

    private var tooManyCells: DocumentError { .tooLarge(what: "the workbook", limit: "\(limits.cells) cells") }

    /// Nil where the bytes are none of such a cell.
    private static func cell(_ record: SheetRecord) -> Grid.Cell? {
        let text = String(decoding: record.bytes, as: UTF8.self)
        switch record.kind {
        case .integer: return Int32(text).map { Grid.Cell(String($0)) }
        case .real:
            guard record.bytes.count == 8 else { return nil }
            let bits = record.bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return CellValues.plain(Double(bitPattern: bits))
        case .text: return Grid.Cell(folding: text)
        case .day:
            let day = String(text.prefix(10))
            return Grid.Cell(day, day: CellValues.day(iso: day))
        case .sheet, .row, .failure, .end: return nil
        }
    }
}
