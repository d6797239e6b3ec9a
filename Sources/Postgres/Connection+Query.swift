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
    @discardableResult
    public func queryPrepared(_ sql: String, _ parameters: [(any DatabaseValue)?] = []) throws(PostgresError) -> Rows {
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
        let width = PQnfields(result)
        let columns = (0..<width).map { Rows.Column(name: String(cString: PQfname(result, $0)), typeOID: PQftype(result, $0)) }
        let cells = (0..<PQntuples(result)).map { row in
            (0..<width).map { column -> String? in
                guard PQgetisnull(result, row, column) == 0, let text = PQgetvalue(result, row, column) else { return nil }
                let bytes = UnsafeRawBufferPointer(start: text, count: Int(PQgetlength(result, row, column)))
                return String(decoding: bytes, as: UTF8.self)
            }
        }
        return Rows(columns: columns, affected: Int(String(cString: PQcmdTuples(result))) ?? 0, cells: cells)
    }
}
