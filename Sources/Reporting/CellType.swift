internal import FoundationEssentials
import Postgres
import Register

/// How PostgreSQL's text of a column becomes a value of JSON.
enum CellType {
    case integer, number, boolean, list, json, instant, text

    /// - Parameter type: as PostgreSQL writes it, such as `timestamp with time zone`.
    init(_ type: String) {
        self =
            switch type {
            case "smallint", "integer", "bigint": .integer
            case "boolean": .boolean
            case "json", "jsonb": .json
            case "timestamp with time zone": .instant
            case _ where type.hasPrefix("numeric") || type == "real" || type == "double precision": .number
            case _ where type.hasSuffix("[]"): .list
            default: .text
            }
    }

    func value(of text: String?) -> JSONValue {
        guard let text else { return .null }
        switch self {
        case .integer: return Int(text).map(JSONValue.integer) ?? .string(text)
        case .number: return Double(text).map(JSONValue.number) ?? .string(text)
        case .boolean: return .bool(text == "t")
        case .list: return [String](databaseText: text).map { .array($0.map(JSONValue.string)) } ?? .string(text)
        case .json: return (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))) ?? .string(text)
        case .instant: return .string(Self.instant(text))
        case .text: return .string(text)
        }
    }

    /// `2026-11-23T18:59:03.12Z` of `2026-11-23 18:59:03.12+00`: sessions speak UTC.
    private static func instant(_ text: String) -> String {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[1].hasSuffix("+00") else { return text }
        return "\(parts[0])T\(parts[1].dropLast(3))Z"
    }
}
