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
        try beginCopy(into: table, columns)
        var text = CopyText()
        for row in rows {
            for cell in row { text.append(cell?.databaseText) }
            text.endLine()
            guard text.bytes.count > 1 << 16 else { continue }
            try send(text.bytes)
            text = CopyText()
        }
        try send(text.bytes)
        return try endCopy()
    }

    /// Sends lines that are written already.
    @discardableResult
    public func copy(into table: String, columns: [String], text: CopyText) throws(PostgresError) -> Int {
        guard !text.isEmpty else { return 0 }
        try beginCopy(into: table, columns)
        try send(text.bytes)
        return try endCopy()
    }

    private func beginCopy(into table: String, _ columns: [String]) throws(PostgresError) {
        let result = PQexec(handle.pointer, "copy \(table) (\(columns.joined(separator: ", "))) from stdin")
        defer { PQclear(result) }
        try check(result)
    }

    private func send(_ buffer: [UInt8]) throws(PostgresError) {
        let sent = buffer.withUnsafeBytes { bytes in
            // libpq counts in Int32; one cell may be larger than a buffer, never than a piece.
            stride(from: 0, to: bytes.count, by: 1 << 28).allSatisfy { start in
                let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 1 << 28)])
                return PQputCopyData(handle.pointer, piece.bindMemory(to: CChar.self).baseAddress, Int32(piece.count)) == 1
            }
        }
        guard sent else { throw .disconnected(text: handle.errorText) }
    }

    private func endCopy() throws(PostgresError) -> Int {
        guard PQputCopyEnd(handle.pointer, nil) == 1 else { throw .disconnected(text: handle.errorText) }
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
}
