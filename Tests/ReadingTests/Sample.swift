import Foundation
import Register
import Testing

/// What the tests are made of: pages written in place, the real pages where they are present, and small manifests.
enum Sample {
    static func snapshot(_ text: String, url: String = "file:/pages/page", role: Snapshot.Role = .rows, headers: [Snapshot.Header] = [])
        -> Snapshot
    {
        snapshot(Array(text.utf8), url: url, role: role, headers: headers)
    }

    static func snapshot(_ bytes: [UInt8], url: String = "file:/pages/page", role: Snapshot.Role = .rows, headers: [Snapshot.Header] = [])
        -> Snapshot
    {
        Snapshot(bytes: bytes, url: url, fetchedAt: 0, headers: headers, role: role)
    }

    /// A source whose fields are mapped from these columns.
    static func source(
        _ read: ReadRule, _ fields: [FieldRules.Field: FieldRule], ignore: [String] = [], privateColumns: [String] = [], least: Int? = nil
    ) throws -> Source {
        let id = try #require(SourceID(rawValue: "zz"))
        let state = try #require(StateCode(rawValue: "ZZ"))
        return Source(
            id: id, state: state, publisher: "A department", publication: .published, page: "https://example.org/", fetch: [], read: read,
            fields: FieldRules(fields), ignore: ignore, expect: Expectation(least: least), privateColumns: privateColumns)
    }

    /// A sample page of the project itself.
    static func importersPage(_ path: String) throws -> Snapshot {
        let importers = URL(filePath: #filePath).appending(path: "../../../Importers").standardized
        return snapshot(Array(try Data(contentsOf: importers.appending(path: path))))
    }

    static let pages = URL(filePath: #filePath).appending(path: "../../../../shared/data/pages").standardized

    static func realPage(_ path: String, role: Snapshot.Role = .rows) throws -> Snapshot {
        let bytes = try Data(contentsOf: pages.appending(path: path))
        return snapshot(Array(bytes), url: "file:/pages/\(path)", role: role)
    }

    /// Whether the real pages are here; says so when not.
    static let hasRealPages: Bool = {
        let isThere = FileManager.default.fileExists(atPath: pages.path)
        if !isThere { print("Skipped: the real pages are not at ../shared/data/pages.") }
        return isThere
    }()
}

extension FieldRule {
    init(_ columns: String..., optional: Bool = false) { self.init(columns: columns, optional: optional) }
}
