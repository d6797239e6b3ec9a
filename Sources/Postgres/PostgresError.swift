/// What went wrong between us and PostgreSQL; the server's or libpq's own words are kept.
public enum PostgresError: Error, Sendable, Equatable {
    /// No connection. `target` is the connection string without a password.
    case unreachable(target: String, text: String)
    /// The server refused a statement. `state` is the SQLSTATE, such as `23505`.
    case refused(state: String, message: String, detail: String?, hint: String?)
    /// The connection broke while it was in use.
    case disconnected(text: String)
    /// A column that the result does not have, or a value that is not of the type asked for.
    case unreadable(column: String, text: String?, type: String)

    /// SQLSTATE of a refusal; nil for the others.
    public var state: String? {
        guard case .refused(let state, _, _, _) = self else { return nil }
        return state
    }
}

extension PostgresError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreachable(let target, let text): "cannot connect to PostgreSQL (\(target)): \(text)"
        case .refused(let state, let message, let detail, let hint):
            "\(message) [\(state)]" + (detail.map { "; \($0)" } ?? "") + (hint.map { "; \($0)" } ?? "")
        case .disconnected(let text): "the connection to PostgreSQL broke: \(text)"
        case .unreadable(let column, let text, let type):
            "column \(column) holds \(text.map { "\"\($0)\"" } ?? "null"), which is no \(type)"
        }
    }
}
