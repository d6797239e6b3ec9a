import Register

/// A record as YAML to edit: fields in their usual order, with the meaning of each; read back, it is the same record.
enum RecordYAML {
    static func text(of record: FilingRecord) -> String {
        lines(of: record.content, at: "", indent: "").joined(separator: "\n") + "\n"
    }

    private static let rank = Dictionary(
        FilingField.all.enumerated().map { ($0.element.path, $0.offset) }, uniquingKeysWith: { first, _ in first })

    private static func lines(of value: JSONValue, at path: String, indent: String) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.keys.sorted { key($0, path) < key($1, path) }.flatMap { name -> [String] in
            let inner = PlacedYAML.join(path, name)
            let member = members[name] ?? .null
            switch member {
            case .object(let parts) where !parts.isEmpty:
                return ["\(indent)\(name):"] + lines(of: member, at: inner, indent: indent + "  ")
            case .array(let items) where !items.isEmpty && items.allSatisfy({ !($0.members ?? [:]).isEmpty }):
                return ["\(indent)\(name):"]
                    + items.enumerated().flatMap { index, item in
                        let body = lines(of: item, at: PlacedYAML.join(inner, String(index)), indent: indent + "    ")
                        return body.enumerated().map { $0 == 0 ? indent + "  - " + $1.dropFirst(indent.count + 4) : $1 }
                    }
            default: return ["\(indent)\(name): \(scalar(member, at: inner))"]
            }
        }
    }

    /// Where its first field stands in the list of fields; then its name.
    private static func key(_ name: String, _ path: String) -> (Int, String) {
        let pattern = FilingField.pattern(of: PlacedYAML.join(path, name))
        let own = rank[pattern] ?? FilingField.all.firstIndex { $0.path.hasPrefix(pattern + ".") || $0.path.hasPrefix(pattern + "[") }
        return (own ?? FilingField.all.count, name)
    }

    /// Without quotes only where it is read back as the same text.
    private static func scalar(_ value: JSONValue, at path: String) -> String {
        guard let text = value.text else { return value.canonicalText }
        let isPlain =
            text.first?.isLetter == true && text.last != " "
            && text.utf8.allSatisfy { (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || [32, 95].contains($0) }
        return isPlain && PlainScalar.value(text, at: path) == value ? text : value.canonicalText
    }
}
