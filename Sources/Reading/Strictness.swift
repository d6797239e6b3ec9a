internal import Register

/// What must hold for a table as a whole: every mapped column is there, and none is blank in every row.
struct Strictness {
    let known: KnownColumns
    let place: ReadingError.Place
    /// Only some of the kinds of page the source has were given, so a column may be on the others.
    let isPartial: Bool

    /// Fewer rows than this can all be blank by chance.
    private static let rowsThatTell = 5

    func check(_ table: SourceTable) throws(ReadingError) {
        let rules = known.source.fields.rules.sorted { $0.key < $1.key }.filter { !$0.value.optional && !$0.value.columns.isEmpty }
        let present = Set(table.columns.values.flatMap { $0 })
        let sections = sections(of: table.rows)
        for (field, rule) in rules {
            guard rule.columns.contains(where: present.contains) || isPartial || table.rows.isEmpty else {
                throw .missingColumn(place, field: field, columns: rule.columns)
            }
            for (section, rows) in sections {
                try check(rule, field, section, rows)
            }
        }
    }

    /// Most tables are one section, whose rows need not be sorted apart.
    private func sections(of rows: [SourceRow]) -> [(key: String, value: [SourceRow])] {
        guard let first = rows.first?.section else { return [] }
        if rows.allSatisfy({ $0.section == first }) { return [(first, rows)] }
        return Dictionary(grouping: rows, by: \.section).sorted { $0.key < $1.key }
    }

    private func check(_ rule: FieldRule, _ field: FieldRules.Field, _ section: String, _ rows: [SourceRow]) throws(ReadingError) {
        guard rows.count >= Self.rowsThatTell, rule.section.map({ Glob($0).matches(section, ignoringCase: true) }) ?? true else { return }
        let present = rule.columns.filter { column in rows.contains { $0.cells[column] != nil } }
        guard let first = present.first else { return }
        let isBlank = rows.allSatisfy { row in present.allSatisfy { row.cells[$0].map { $0.text.isEmpty && $0.links.isEmpty } ?? true } }
        if isBlank { throw .emptyColumn(place, column: first, field: field, rows: rows.count) }
    }
}
