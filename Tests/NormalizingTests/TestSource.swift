import Register
import Testing

/// A source and a row made by hand.
enum TestSource {
    static func make(_ fields: [String: FieldRule], state: String = "NY") throws -> Source {
        let rules = fields.compactMap { name, rule in FieldRules.Field(rawValue: name).map { ($0, rule) } }
        return Source(
            id: try #require(SourceID(rawValue: state.lowercased())), state: try #require(StateCode(rawValue: state)),
            publisher: "Department of Labor",
            publication: .published, page: "https://example.org/warn", fetch: [], read: ReadRule(format: .csv),
            fields: FieldRules(Dictionary(uniqueKeysWithValues: rules)))
    }

    static func row(_ cells: [String: String], section: String = "") throws -> SourceRow {
        SourceRow(index: 0, locator: "line 2", snapshot: Digest(of: []), section: section, cells: Cells(cells.mapValues { Cell($0) }))
    }
}
