internal import FoundationEssentials
public import Postgres
public import Register

/// The register's values as PostgreSQL writes them.
extension Digest: DatabaseValue {
    public init?(databaseText: String) {
        guard let binary = Binary(databaseText: databaseText) else { return nil }
        self.init(bytes: binary.bytes)
    }

    public var databaseText: String { "\\x\(self)" }
}

extension CalendarDate: DatabaseValue {
    public init?(databaseText: String) { self.init(databaseText) }
    public var databaseText: String { description }
}

extension JSONValue {
    init(parsing text: String) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    /// The members that are whole numbers.
    var counts: [String: Int] {
        guard case .object(let members) = self else { return [:] }
        return members.compactMapValues { if case .integer(let count) = $0 { count } else { nil } }
    }
}

extension Snapshot {
    init(_ row: Row) throws {
        let headers = try JSONValue(parsing: row.value("headers"))
        var list: [Header] = []
        if case .array(let pairs) = headers {
            for case .array(let pair) in pairs where pair.count == 2 {
                list.append(Header(name: pair[0].text ?? "", value: pair[1].text ?? ""))
            }
        }
        self.init(
            bytes: try row.value("body", as: Binary.self).bytes, url: try row.value("url"), fetchedAt: try row.value("fetched_at"),
            headers: list, status: try row.value("status"), role: Role(rawValue: try row.value("role")) ?? .rows)
    }
}
