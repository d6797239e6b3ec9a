import Register

/// One disclosure whole: what it says now, every filing of it, where each came from, and what it says of AI.
struct DisclosureRecord {
    let id: DisclosureID
    let notices: Summary
    let versions: Summary
    let provenance: Summary
    let attributions: Summary
    let claims: Summary
    /// What was repaired, left out or found odd in the row as it stands.
    let warnings: Summary
    /// Rows of the same page that say a later letter revised it.
    let revisions: Summary
    /// How many of the workers are full-time, part-time, contracted or remote.
    let groups: Summary

    /// The reports asked, in the order of ``init(id:answers:)``.
    static let reports = ["notices", "versions", "provenance", "attributions", "claims", "warnings", "revisions", "worker_groups"]

    /// - Returns: nil where there is no such disclosure at the moment.
    init?(id: DisclosureID, answers: [Summary]) {
        guard answers.count == Self.reports.count, !answers[1].rows.isEmpty else { return nil }
        self.id = id
        (notices, versions, provenance, attributions) = (answers[0], answers[1], answers[2], answers[3])
        (claims, warnings, revisions, groups) = (answers[4], answers[5], answers[6], answers[7])
    }

    /// One value that two neighboring filings state differently; nil where one states none.
    struct Change: Equatable {
        let field: String
        let before: String?
        let after: String?
    }

    /// What each filing changed, by accession number; nothing for the first.
    var changes: [String: [Change]] {
        var changes: [String: [Change]] = [:]
        for (earlier, later) in zip(versions.rows, versions.rows.dropFirst()) {
            changes[later.text("accession_no") ?? ""] = Self.changes(from: earlier["payload"], to: later["payload"])
        }
        return changes
    }

    /// Differing leaves of two records by dotted path, in the order of the paths.
    ///
    /// A confidential record shows none: each would say what it does not show.
    static func changes(from earlier: JSONValue, to later: JSONValue) -> [Change] {
        if earlier == .null || later == .null { return [] }
        let (before, after) = (leaves(of: earlier), leaves(of: later))
        return Set(before.keys).union(after.keys).sorted().compactMap { field in
            before[field] == after[field] ? nil : Change(field: field, before: before[field], after: after[field])
        }
    }

    private static func leaves(of value: JSONValue, under path: String = "") -> [String: String] {
        func below(_ pairs: [(String, JSONValue)]) -> [String: String] {
            pairs.reduce(into: [:]) { all, pair in
                all.merge(leaves(of: pair.1, under: path.isEmpty ? pair.0 : path + "." + pair.0)) { first, _ in first }
            }
        }
        return switch value {
        case .object(let members): below(members.map { ($0.key, $0.value) })
        case .array(let values): below(values.enumerated().map { (String($0.offset + 1), $0.element) })
        case .null: [:]
        case .string(let text): [path: text]
        default: [path: value.canonicalText]
        }
    }

    /// The same as JSON: filings with payload, changes, provenance and attributions.
    var json: String {
        let changes = changes
        let filings = versions.rows.map { row -> JSONValue in
            let number = row.text("accession_no") ?? ""
            var members = Self.object(versions, row)
            members["changes"] = .array(
                (changes[number] ?? []).map { change in
                    .object([
                        "field": .string(change.field), "before": change.before.map(JSONValue.string) ?? .null,
                        "after": change.after.map(JSONValue.string) ?? .null,
                    ])
                })
            members["provenance"] = Self.array(provenance, of: number)
            members["attributions"] = Self.array(attributions, of: number)
            return .object(members)
        }
        let whole: [String: JSONValue] = [
            "disclosure_id": .string(id.rawValue), "as_of_position": .integer(versions.asOfPosition), "filings": .array(filings),
            "claims": Self.array(claims), "warnings": Self.array(warnings), "revisions": Self.array(revisions),
            "worker_groups": Self.array(groups),
            "head": notices.rows.first.map { .object(Self.object(notices, $0)) } ?? .null,
        ]
        return JSONValue.object(whole).canonicalText + "\n"
    }

    private static func array(_ summary: Summary) -> JSONValue { .array(summary.rows.map { .object(object(summary, $0)) }) }

    private static func array(_ summary: Summary, of number: String) -> JSONValue {
        .array(summary.rows.filter { $0.text("accession_no") == number }.map { .object(object(summary, $0)) })
    }

    private static func object(_ summary: Summary, _ row: Summary.Row) -> [String: JSONValue] {
        Dictionary(zip(summary.report.columns.map(\.name), row.values), uniquingKeysWith: { first, _ in first })
    }
}
