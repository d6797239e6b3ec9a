import Foundation
import Register

/// A JSON page whose array a test can change: members, and the labels in the member that holds HTML.
struct ChangedJSON {
    let source: Source
    private let page: JSONValue

    /// Nil for a page that is no JSON, or whose array is elsewhere.
    init?(_ bytes: [UInt8], of source: Source) {
        guard source.read.format == .json, let page = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { return nil }
        self.source = source
        self.page = page
        guard !rows.isEmpty else { return nil }
    }

    private var path: [String] { (source.read.array ?? "").split(separator: ".").map(String.init) }

    private var rows: [JSONValue] {
        guard case .array(let rows)? = path.reduce(Optional(page), { $0?[$1] }) else { return [] }
        return rows
    }

    /// Members and labels that a mapped column is, and that half of the rows have: of one that few have nobody can tell that it is gone.
    var columns: [String] {
        let mapped = source.fields.columns.sorted()
        let words = mapped.flatMap { column in source.read.labels[column] ?? [column] }
        return words.filter { word in rows.count { has(word, $0) } * 2 > rows.count }
    }

    private func has(_ word: String, _ row: JSONValue) -> Bool {
        if let fragment = source.read.fragment, let html = row[fragment]?.text { return html.contains("\(word):") }
        guard let value = row[word] else { return false }
        return value != .null && value != .string("")
    }

    func rename(_ word: String, to name: String) -> [UInt8] {
        changed { rows in
            rows.map { row in
                change(row, word) { _, value in
                    (name, value)
                } label: {
                    $0.replacingOccurrences(of: "\(word):", with: "\(name):")
                }
            }
        }
    }

    func drop(_ word: String) -> [UInt8] {
        changed { rows in
            rows.map { row in
                change(row, word) { _, _ in
                    nil
                } label: { html in
                    let label = NSRegularExpression.escapedPattern(for: word)
                    return html.replacingOccurrences(of: "\(label):[^<]*(</[a-z]+>[^<]*)?", with: "", options: .regularExpression)
                }
            }
        }
    }

    func first(_ part: Double) -> [UInt8] { changed { Array($0.prefix(Int(Double($0.count) * part))) } }
    func withoutLastRow() -> [UInt8] { changed { Array($0.dropLast()) } }

    private func change(
        _ row: JSONValue, _ word: String, member: (String, JSONValue) -> (String, JSONValue)?, label: (String) -> String
    ) -> JSONValue {
        guard case .object(var members) = row else { return row }
        if let fragment = source.read.fragment, let html = members[fragment]?.text {
            members[fragment] = .string(label(html))
        } else if let value = members.removeValue(forKey: word), let (name, value) = member(word, value) {
            members[name] = value
        }
        return .object(members)
    }

    private func changed(_ change: ([JSONValue]) -> [JSONValue]) -> [UInt8] {
        replacing(page, path[...], .array(change(rows))).canonicalBytes
    }

    private func replacing(_ value: JSONValue, _ path: ArraySlice<String>, _ new: JSONValue) -> JSONValue {
        guard let name = path.first else { return new }
        guard case .object(var members) = value, let inner = members[name] else { return value }
        members[name] = replacing(inner, path.dropFirst(), new)
        return .object(members)
    }
}
