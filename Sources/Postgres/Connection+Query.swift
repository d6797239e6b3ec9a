internal import CLibpq

extension Connection {
    /// Runs one statement with bound values and gives its rows.
    ///
    /// - Parameter parameters: `$1`, `$2`, …; nil is null.
    /// - Throws: ``PostgresError/refused(state:message:detail:hint:)`` with the server's words.
    @discardableResult
    public func query(_ sql: String, _ parameters: [(any DatabaseValue)?] = []) throws(PostgresError) -> Rows {
        let result = withCStrings(parameters.map { $0?.databaseText }) { texts in
            PQexecParams(handle.pointer, sql, Int32(parameters.count), nil, texts, nil, nil, 0)
        }
        defer { PQclear(result) }
        try check(result)
        return Self.rows(of: result)
    }

    /// The same, parsed once a session and planned once the server sees fit: for a statement that is run again and again.
    ///
    /// A session keeps no more than ``mostPrepared`` of them: then all are prepared anew.
    @discardableResult
    public func queryPrepared(_ sql: String, _ parameters: [(any DatabaseValue)?] = []) throws(PostgresError) -> Rows {
        if prepared[sql] == nil, prepared.count == Self.mostPrepared {
            try execute("deallocate all")
            prepared = [:]
        }
        let name = prepared[sql] ?? "statement_\(prepared.count + 1)"
        if prepared[sql] == nil {
            let result = PQprepare(handle.pointer, name, sql, Int32(parameters.count), nil)
            defer { PQclear(result) }
            try check(result)
            prepared[sql] = name
        }
        let result = withCStrings(parameters.map { $0?.databaseText }) { texts in
            PQexecPrepared(handle.pointer, name, Int32(parameters.count), texts, nil, nil, 0)
        }
        defer { PQclear(result) }
        try check(result)
        return Self.rows(of: result)
    }

    /// Runs one statement with bound values and makes something of each row as it arrives: of a long answer no more than one row is kept.
    ///
    /// - Throws: as ``query(_:_:)``, and what `make` throws.
    public func rows<Value: Sendable>(
        _ sql: String, _ parameters: [(any DatabaseValue)?] = [], make: @Sendable (Row) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try eachRow(sql, parameters) { values.append(try make($0)) }
        return values
    }

    /// Runs one statement with bound values and lends each row as it arrives.
    ///
    /// - Parameter body: when it throws, the server is told to stop, and what it sent already is dropped.
    /// - Throws: as ``query(_:_:)``, and what `body` throws.
    public func eachRow(_ sql: String, _ parameters: [(any DatabaseValue)?] = [], _ body: (Row) throws -> Void) throws {
        let isSent = withCStrings(parameters.map { $0?.databaseText }) { texts in
            PQsendQueryParams(handle.pointer, sql, Int32(parameters.count), nil, texts, nil, nil, 0) == 1
        }
        guard isSent, PQsetSingleRowMode(handle.pointer) == 1 else { throw PostgresError.disconnected(text: handle.errorText) }
        var names: Rows?
        var failure: (any Error)?
        while let result = PQgetResult(handle.pointer) {
            defer { PQclear(result) }
            guard failure == nil else { continue }
            do {
                if PQresultStatus(result) != PGRES_SINGLE_TUPLE { try check(result) }
                let header = names ?? Rows(columns: Self.columns(of: result), affected: 0, cells: [])
                names = header
                for row in 0..<PQntuples(result) { try body(Row(rows: header, cells: Self.cells(of: result, row))) }
            } catch {
                failure = error
                stop()
            }
        }
        if let failure { throw failure }
    }

    /// Asks the server to give up what it is at. Whether it does shows in what it answers.
    private func stop() {
        guard let cancel = PQgetCancel(handle.pointer) else { return }
        defer { PQfreeCancel(cancel) }
        var text = [CChar](repeating: 0, count: 256)
        PQcancel(cancel, &text, Int32(text.count))
    }

    /// Runs statements without values, such as the text of a file; the last one's rows are dropped.
    public func execute(_ sql: String) throws(PostgresError) {
        let result = PQexec(handle.pointer, sql)
        defer { PQclear(result) }
        try check(result)
    }

    /// Throws what a result says went wrong.
    func check(_ result: OpaquePointer?) throws(PostgresError) {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN, PGRES_COPY_OUT: return
        default: break
        }
        guard let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))), PQstatus(handle.pointer) == CONNECTION_OK else {
            throw .disconnected(text: handle.errorText)
        }
        throw .refused(
            state: String(cString: state), message: Self.field("M", of: result) ?? handle.errorText,
            detail: Self.field("D", of: result), hint: Self.field("H", of: result))
    }

    private static func field(_ letter: Unicode.Scalar, of result: OpaquePointer?) -> String? {
        PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
    }

    private static func rows(of result: OpaquePointer?) -> Rows {
        let cells = (0..<PQntuples(result)).map { Self.cells(of: result, $0) }
        return Rows(columns: columns(of: result), affected: Int(String(cString: PQcmdTuples(result))) ?? 0, cells: cells)
    }

    private static func columns(of result: OpaquePointer?) -> [Rows.Column] {
        (0..<PQnfields(result)).map { Rows.Column(name: String(cString: PQfname(result, $0)), typeOID: PQftype(result, $0)) }
    }

    private static func cells(of result: OpaquePointer?, _ row: Int32) -> [String?] {
        (0..<PQnfields(result)).map { column -> String? in
            guard PQgetisnull(result, row, column) == 0, let text = PQgetvalue(result, row, column) else { return nil }
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(PQgetlength(result, row, column)))
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
