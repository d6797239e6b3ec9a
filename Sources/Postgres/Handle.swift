internal import CLibpq

/// One libpq connection, closed when nothing refers to it.
///
/// Sendable because every use is from the executor of the one actor that holds it, and its end is after the last use.
final class Handle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Connects; libpq blocks meanwhile.
    ///
    /// - Parameter conninfo: keywords or an address (`postgresql://…`); empty: what the environment says (`PGHOST`, `PGSERVICE`, …).
    init(conninfo: String) throws(PostgresError) {
        // `dbname` comes first and is expanded; what it says of the others is overridden by ours after it.
        let settings = [("dbname", conninfo), ("fallback_application_name", "warn-register"), ("client_encoding", "UTF8")]
            .filter { !$0.1.isEmpty }
        let opened = withCStrings(settings.map(\.0)) { names in
            withCStrings(settings.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
        }
        guard let pointer = opened else {
            throw .unreachable(target: Self.redacted(conninfo), text: "libpq is out of memory")
        }
        self.pointer = pointer
        guard PQstatus(pointer) == CONNECTION_OK else {
            throw .unreachable(target: Self.redacted(conninfo), text: Self.trimmed(PQerrorMessage(pointer)))
        }
    }

    deinit { PQfinish(pointer) }

    var errorText: String { Self.trimmed(PQerrorMessage(pointer)) }

    /// A C text without line ends at either side.
    static func trimmed(_ text: UnsafePointer<CChar>?) -> String {
        guard let text else { return "" }
        let trimmed = String(cString: text).drop(while: \.isWhitespace)
        return String(trimmed.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// The connection string without what could be a password.
    static func redacted(_ conninfo: String) -> String {
        if conninfo.isEmpty { return "environment" }
        if let at = conninfo.lastIndex(of: "@"), let scheme = conninfo.firstIndex(of: "/") {
            return conninfo[...scheme] + "/…" + conninfo[at...]
        }
        return conninfo.split(separator: " ").filter { !$0.lowercased().hasPrefix("password") }.joined(separator: " ")
    }
}
