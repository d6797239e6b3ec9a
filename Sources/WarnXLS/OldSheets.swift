import CFreexl
import SheetRecords

/// The workbook on standard input, as freexl reads it.
struct OldSheets {
    private let handle: UnsafeRawPointer

    init() throws(Refusal) {
        var handle: UnsafeRawPointer?
        let code = freexl_open("/dev/stdin", &handle)
        guard code == FREEXL_OK, let handle else { throw Refusal(text: "freexl's error \(code)") }
        self.handle = handle
        guard try info(FREEXL_BIFF_PASSWORD) == UInt32(FREEXL_BIFF_PLAIN) else { throw Refusal(text: "it asks for a password") }
    }

    private func info(_ what: Int32) throws(Refusal) -> UInt32 {
        var value: UInt32 = 0
        let code = freexl_get_info(handle, UInt16(what), &value)
        guard code == FREEXL_OK else { throw Refusal(text: "freexl's error \(code)") }
        return value
    }

    func print(to output: inout Output) throws(Refusal) {
        for sheet in 0..<UInt16(clamping: try info(FREEXL_BIFF_SHEET_COUNT)) {
            var name: UnsafePointer<CChar>?
            guard freexl_get_worksheet_name(handle, sheet, &name) == FREEXL_OK, let name else { continue }
            output.add(.init(.sheet, number: UInt32(sheet), bytes: Self.bytes(name)))
            try printRows(of: sheet, to: &output)
        }
    }

    private func printRows(of sheet: UInt16, to output: inout Output) throws(Refusal) {
        var (height, width): (UInt32, UInt16) = (0, 0)
        guard freexl_select_active_worksheet(handle, sheet) == FREEXL_OK,
            freexl_worksheet_dimensions(handle, &height, &width) == FREEXL_OK
        else { throw Refusal(text: "sheet \(sheet + 1) cannot be read") }
        for row in 0..<height {
            var isBegun = false
            for column in 0..<width {
                guard let cell = cell(row, column) else { continue }
                if !isBegun { output.add(.init(.row, number: row + 1)) }
                isBegun = true
                output.add(cell)
            }
        }
    }

    /// Nil where nothing stands there.
    private func cell(_ row: UInt32, _ column: UInt16) -> SheetRecord? {
        var found = FreeXL_CellValue()
        guard freexl_get_cell_value(handle, row, column, &found) == FREEXL_OK else { return nil }
        func record(_ kind: SheetRecord.Kind, _ bytes: ArraySlice<UInt8>) -> SheetRecord {
            SheetRecord(kind, number: UInt32(column), bytes: bytes)
        }
        switch Int32(found.type) {
        case FREEXL_CELL_INT: return record(.integer, ArraySlice(String(found.value.int_value).utf8))
        case FREEXL_CELL_DOUBLE:
            return record(.real, withUnsafeBytes(of: found.value.double_value.bitPattern.littleEndian) { ArraySlice($0) })
        case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT, FREEXL_CELL_TIME:
            return found.value.text_value.map { record(.text, Self.bytes($0)) }
        case FREEXL_CELL_DATE, FREEXL_CELL_DATETIME:
            return found.value.text_value.map { record(.day, Self.bytes($0)) }
        default: return nil
        }
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> ArraySlice<UInt8> {
        text.withMemoryRebound(to: UInt8.self, capacity: 1) { start in
            var count = 0
            while start[count] != 0 { count += 1 }
            return ArraySlice(UnsafeBufferPointer(start: start, count: count))
        }
    }
}
