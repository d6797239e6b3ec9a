/// The two forms a summary leaves the register in. The same rows give the same bytes.
extension Summary {
    /// UTF-8 JSON: what was asked, the position, the columns with their comments, and one row a line in column order.
    public var json: String {
        let columns = report.columns.map {
            JSONValue.object(["name": .string($0.name), "type": .string($0.type), "comment": .string($0.comment)]).canonicalText
        }
        let names = report.columns.map { JSONValue.string($0.name).canonicalText }
        let lines = rows.map { row in
            "{" + zip(names, row.values).map { $0 + ":" + $1.canonicalText }.joined(separator: ",") + "}"
        }
        return """
            {"report":\(JSONValue.string(report.name).canonicalText),
            "question":\(JSONValue.string(report.question).canonicalText),
            "definition_sha256":"\(report.definition)",
            "as_of_position":\(asOfPosition),
            "total":\(total),
            "columns":[\(columns.joined(separator: ",\n"))],
            "rows":[\(lines.isEmpty ? "" : "\n" + lines.joined(separator: ",\n") + "\n")]}

            """
    }

    /// One row a line as a JSON object, and nothing else: for programs that read as they go.
    public var ndjson: String {
        let names = report.columns.map { JSONValue.string($0.name).canonicalText }
        return rows.map { row in "{" + zip(names, row.values).map { $0 + ":" + $1.canonicalText }.joined(separator: ",") + "}\n" }.joined()
    }

    /// RFC 4180 with a header and `\n` line ends; not stated is an empty field, an empty text is `""`.
    public var csv: String {
        var text = report.columns.map { Self.field(.string($0.name)) }.joined(separator: ",") + "\n"
        for row in rows { text += row.values.map(Self.field).joined(separator: ",") + "\n" }
        return text
    }

    private static func field(_ value: JSONValue) -> String {
        switch value {
        case .null: return ""
        case .string(let text): return quoted(harmless(text))
        case .array(let values) where values.allSatisfy({ $0.text != nil }):
            return quoted(harmless(values.compactMap(\.text).joined(separator: "; ")))
        case .array, .object: return quoted(value.canonicalText)
        case .bool, .integer, .number: return value.canonicalText
        }
    }

    /// A spreadsheet runs a cell that begins like a formula; an apostrophe keeps it text. A plain number stays a number.
    private static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
        let isNumber = Double(text) != nil && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 || $0 == 43 || $0 == 46 }
        return isNumber ? text : "'" + text
    }

    private static func quoted(_ text: String) -> String {
        guard text.isEmpty || text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
