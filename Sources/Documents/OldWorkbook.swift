internal import CFreexl
internal import Foundation

/// A workbook of the years before XLSX (BIFF, `.xls`): its sheets as grids, with dates as days.
///
/// freexl reads from a file only, so the bytes stand in one that this process alone can open, for as long as they are read.
struct OldWorkbook {
    let sheets: [Grid]

    init(
        _ bytes: [UInt8], wanted: (String) -> Bool, limits: DocumentLimits, folder: String = NSTemporaryDirectory()
    ) throws(DocumentError) {
        try limits.check(bytes: bytes.count)
        let path = try Self.file(of: bytes, in: folder)
        defer { unlink(path) }
        var handle: UnsafeRawPointer?
        let code = freexl_open(path, &handle)
        defer { freexl_close(handle) }
        guard code == FREEXL_OK, let handle else { throw .oldWorkbook("freexl's error \(code)") }
        try Self.checkIsOpen(handle)
        var cells = 0
        var sheets: [Grid] = []
        for index in 0..<min(try Self.info(FREEXL_BIFF_SHEET_COUNT, of: handle), 1_000) {
            var name: UnsafePointer<CChar>?
            guard freexl_get_worksheet_name(handle, UInt16(index), &name) == FREEXL_OK, let name else { continue }
            let title = String(cString: name)
            let rows = wanted(title) ? try Self.rows(of: handle, sheet: UInt16(index), limits: limits, cells: &cells) : []
            sheets.append(Grid(name: title, rows: rows))
        }
        self.sheets = sheets
    }

    private static func file(of bytes: [UInt8], in folder: String) throws(DocumentError) -> String {
        var template = Array((folder + "/workbook-XXXXXX").utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw .oldWorkbook("no temporary file: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                unlink(path)
                throw .oldWorkbook("no room for a temporary file")
            }
            written += count
        }
        return path
    }

    private static func info(_ what: Int32, of handle: UnsafeRawPointer) throws(DocumentError) -> Int {
        var value: UInt32 = 0
        let code = freexl_get_info(handle, UInt16(what), &value)
        guard code == FREEXL_OK else { throw .oldWorkbook("freexl's error \(code)") }
        return Int(value)
    }

    private static func checkIsOpen(_ handle: UnsafeRawPointer) throws(DocumentError) {
        guard try info(FREEXL_BIFF_PASSWORD, of: handle) == Int(FREEXL_BIFF_PLAIN) else { throw .oldWorkbook("it asks for a password") }
    }

    private static func rows(
        of handle: UnsafeRawPointer, sheet: UInt16, limits: DocumentLimits, cells: inout Int
    ) throws(DocumentError) -> [Grid.Row] {
        var (height, width): (UInt32, UInt16) = (0, 0)
        guard freexl_select_active_worksheet(handle, sheet) == FREEXL_OK,
            freexl_worksheet_dimensions(handle, &height, &width) == FREEXL_OK
        else { throw .oldWorkbook("sheet \(sheet + 1) cannot be read") }
        cells += Int(height) * Int(width)
        guard cells <= limits.cells else { throw .tooLarge(what: "the workbook", limit: "\(limits.cells) cells") }
        var rows: [Grid.Row] = []
        for row in 0..<height {
            var filled: [Grid.Cell] = []
            for column in 0..<width {
                let cell = cell(of: handle, row, column)
                guard !cell.isBlank else { continue }
                while filled.count < Int(column) { filled.append(.blank) }
                filled.append(cell)
            }
            if !filled.isEmpty { rows.append(Grid.Row(number: Int(row) + 1, cells: filled)) }
        }
        return rows
    }

    private static func cell(of handle: UnsafeRawPointer, _ row: UInt32, _ column: UInt16) -> Grid.Cell {
        var found = FreeXL_CellValue()
        guard freexl_get_cell_value(handle, row, column, &found) == FREEXL_OK else { return .blank }
        switch Int32(found.type) {
        case FREEXL_CELL_INT: return Grid.Cell(String(found.value.int_value))
        case FREEXL_CELL_DOUBLE: return CellValues.plain(found.value.double_value)
        case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT, FREEXL_CELL_TIME:
            return found.value.text_value.map { Grid.Cell(folding: String(cString: $0)) } ?? .blank
        case FREEXL_CELL_DATE, FREEXL_CELL_DATETIME:
            let day = found.value.text_value.map { String(String(cString: $0).prefix(10)) } ?? ""
            return Grid.Cell(day, day: CellValues.day(iso: day))
        default: return .blank
        }
    }
}
