internal import CLibpq

extension Connection {
    /// Streams rows into `copy TABLE (COLUMNS) from stdin`; all or none of them arrive.
    ///
    /// - Parameters:
    ///   - table: a name out of our own SQL, never out of data.
    ///   - rows: cells in the order of `columns`; nil is null.
    /// - Returns: rows copied.
    @discardableResult
    public func copy(into table: String, columns: [String], rows: some Sequence<[(any DatabaseValue)?]>) throws(PostgresError) -> Int {
        let result = PQexec(handle.pointer, "copy \(table) (\(columns.joined(separator: ", "))) from stdin")
        defer { PQclear(result) }
        try check(result)
        var buffer: [UInt8] = []
        for row in rows {
            Self.append(row, to: &buffer)
            if buffer.count > 1 << 16 { try send(&buffer) }
        }
        try send(&buffer)
        guard PQputCopyEnd(handle.pointer, nil) == 1 else { throw .disconnected(text: handle.errorText) }
        return try finishCopy()
    }

    private func send(_ buffer: inout [UInt8]) throws(PostgresError) {
        let sent = buffer.withUnsafeBytes { bytes in
            // libpq counts in Int32; one cell may be larger than a buffer, never than a piece.
            stride(from: 0, to: bytes.count, by: 1 << 28).allSatisfy { start in
                let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 1 << 28)])
                return PQputCopyData(handle.pointer, piece.bindMemory(to: CChar.self).baseAddress, Int32(piece.count)) == 1
            }
        }
        guard sent else { throw .disconnected(text: handle.errorText) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func finishCopy() throws(PostgresError) -> Int {
        var copied = 0
        while let result = PQgetResult(handle.pointer) {
            defer { PQclear(result) }
            do { try check(result) } catch {
                // Drain, so that the connection can be used for the rollback.
                while let rest = PQgetResult(handle.pointer) { PQclear(rest) }
                throw error
            }
            copied = Int(String(cString: PQcmdTuples(result))) ?? copied
        }
        return copied
    }

    /// One line of COPY's text format: cells by tabs, `\N` for null, four characters escaped.
    private static func append(_ row: [(any DatabaseValue)?], to buffer: inout [UInt8]) {
        for (place, cell) in row.enumerated() {
            if place > 0 { buffer.append(UInt8(ascii: "\t")) }
            guard let cell else {
                buffer.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "N")])
                continue
            }
            for byte in cell.databaseText.utf8 {
                switch byte {
                case UInt8(ascii: "\\"): buffer.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "\\")])
                case UInt8(ascii: "\t"): buffer.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
                case UInt8(ascii: "\n"): buffer.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
                case UInt8(ascii: "\r"): buffer.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
                default: buffer.append(byte)
                }
            }
        }
        buffer.append(UInt8(ascii: "\n"))
    }
}
