import Register
import Yams

/// Checks YAML against the subset of JSON Schema that `manifest.schema.json` uses, so that an error names its line.
struct Schema {
    let root: JSONValue
    private let patterns = Patterns()

    init(root: JSONValue) { self.root = root }

    /// Patterns of the schema, compiled once for all manifests; nil where one is none.
    private final class Patterns {
        private var compiled: [String: Regex<AnyRegexOutput>?] = [:]

        func expression(_ pattern: String) -> Regex<AnyRegexOutput>? {
            if let known = compiled[pattern] { return known }
            let expression = try? Regex(pattern)
            compiled[pattern] = .some(expression)
            return expression
        }
    }

    /// - Parameters:
    ///   - node: the value to check.
    ///   - path: the file as errors name it; the line is added.
    func check(_ node: Node, path: String) throws(CatalogError) {
        try check(node, key: "manifest", schema: root, path: path)
    }

    private func check(_ node: Node, key: String, schema: JSONValue, path: String) throws(CatalogError) {
        if let reference = schema["$ref"]?.text {
            return try check(node, key: key, schema: try definition(reference, path: path), path: path)
        }
        if case .array(let choices)? = schema["oneOf"] {
            return try check(node, key: key, schema: try choice(for: node, among: choices, key: key, path: path), path: path)
        }
        let place = Self.place(of: node, path: path)
        let allowed = Self.texts(schema["enum"])
        if !allowed.isEmpty {
            guard let word = node.scalar?.string else {
                throw .wrongType(place: place, key: key, expected: "a word", found: Self.type(of: node))
            }
            guard allowed.contains(word) else {
                throw .unknownWord(place: place, key: key, word: word, nearest: nearest(to: word, among: allowed), allowed: allowed)
            }
            return
        }
        try checkType(node, key: key, schema: schema, place: place)
        try checkBounds(node, key: key, schema: schema, place: place)
        if let mapping = node.mapping {
            try check(mapping, node: node, key: key, schema: schema, path: path)
            try checkCondition(on: mapping, node: node, key: key, schema: schema, path: path)
        }
        if let items = schema["items"], let sequence = node.sequence {
            for item in sequence { try check(item, key: key, schema: items, path: path) }
        }
    }

    private func check(_ mapping: Node.Mapping, node: Node, key: String, schema: JSONValue, path: String) throws(CatalogError) {
        var properties: [String: JSONValue] = [:]
        if case .object(let members)? = schema["properties"] { properties = members }
        for (name, value) in mapping {
            let word = name.scalar?.string ?? ""
            if let property = properties[word] {
                try check(value, key: word, schema: property, path: path)
            } else if let others = schema["additionalProperties"], others != .bool(false) {
                try check(value, key: word, schema: others, path: path)
            } else {
                let near = nearest(to: word, among: properties.keys)
                throw .unknownKey(place: Self.place(of: name, path: path), key: word, nearest: near)
            }
        }
        for name in Self.texts(schema["required"]) where mapping.value(of: name) == nil {
            throw .missingKey(place: Self.place(of: node, path: path), key: name)
        }
    }

    /// `if` with `then` or `else`: which keys are needed and which (`"key": false`) may not stand beside what the map says.
    private func checkCondition(
        on mapping: Node.Mapping, node: Node, key: String, schema: JSONValue, path: String
    ) throws(CatalogError) {
        guard case .object(let condition)? = schema["if"]?["properties"] else { return }
        let holds = condition.allSatisfy { name, wanted in
            mapping.value(of: name).map { (try? check($0, key: name, schema: wanted, path: path)) != nil } ?? true
        }
        guard let branch = schema[holds ? "then" : "else"] else { return }
        for name in Self.texts(branch["required"]) where mapping.value(of: name) == nil {
            throw .missingKey(place: Self.place(of: node, path: path), key: name)
        }
        for (name, _) in mapping where branch["properties"]?[name.scalar?.string ?? ""] == .bool(false) {
            throw .uselessKey(place: Self.place(of: name, path: path), key: name.scalar?.string ?? "")
        }
    }

    private func checkType(_ node: Node, key: String, schema: JSONValue, place: String) throws(CatalogError) {
        let types = schema["type"]?.text.map { [$0] } ?? Self.texts(schema["type"])
        let found = Self.type(of: node)
        guard types.isEmpty || types.contains(found) || (found == "integer" && types.contains("number")) else {
            throw .wrongType(
                place: place, key: key, expected: types.map(Self.article).joined(separator: " or "), found: Self.article(found))
        }
    }

    private func checkBounds(_ node: Node, key: String, schema: JSONValue, place: String) throws(CatalogError) {
        func fail(_ value: String, _ rule: String) -> CatalogError { .outOfBounds(place: place, key: key, value: value, rule: rule) }
        if let text = node.scalar?.string, let pattern = schema["pattern"]?.text {
            guard let expression = patterns.expression(pattern) else { throw .badPattern(place: place, key: key, pattern: pattern) }
            if text.firstMatch(of: expression) == nil { throw fail("\"\(text)\"", "matches \(pattern)") }
        }
        if let text = node.scalar?.string, let least = Self.number(schema["minLength"]), Double(text.count) < least {
            throw fail("\"\(text)\"", "not empty")
        }
        let (least, most) = (Self.number(schema["minimum"]), Self.number(schema["maximum"]))
        if least != nil || most != nil, let number = node.float ?? node.int.map(Double.init) {
            if let least, number < least { throw fail("\(number)", "at least \(least)") }
            if let most, number > most { throw fail("\(number)", "at most \(most)") }
        }
        if let count = node.sequence?.count, let least = Self.number(schema["minItems"]), Double(count) < least {
            throw fail("a list of \(count)", "at least \(Int(least))")
        }
        if let count = node.mapping?.count {
            if let least = Self.number(schema["minProperties"]), Double(count) < least {
                throw fail("a map of \(count)", "at least \(Int(least)) key")
            }
            if let most = Self.number(schema["maxProperties"]), Double(count) > most {
                throw fail("a map of \(count)", "at most \(Int(most)) key")
            }
        }
    }

    /// The one alternative whose type is the node's, so that the error speaks of what was meant.
    func choice(for node: Node, among choices: [JSONValue], key: String, path: String) throws(CatalogError) -> JSONValue {
        let found = Self.type(of: node)
        var expected: [String] = []
        for choice in choices {
            var resolved = choice
            if let reference = choice["$ref"]?.text { resolved = try definition(reference, path: path) }
            guard let type = resolved["type"]?.text else { continue }
            if type == found { return resolved }
            expected.append(Self.article(type))
        }
        throw .wrongType(
            place: Self.place(of: node, path: path), key: key, expected: expected.joined(separator: " or "), found: Self.article(found))
    }

    func definition(_ reference: String, path: String) throws(CatalogError) -> JSONValue {
        let name = String(reference.split(separator: "/").last ?? "")
        guard reference.hasPrefix("#/$defs/"), let found = root["$defs"]?[name] else {
            throw .badSchema(path: path, reason: "no definition \(reference)")
        }
        return found
    }

    static func place(of node: Node, path: String) -> String { node.mark.map { "\(path):\($0.line)" } ?? path }

    private static func type(of node: Node) -> String {
        switch node {
        case .mapping: "object"
        case .sequence: "array"
        case .alias: "alias"
        case .scalar(let scalar) where scalar.style != .plain && scalar.style != .any: "string"
        case .scalar(let scalar) where mustBeText(scalar.string): "string"
        case .scalar:
            if node.null != nil {
                "null"
            } else if node.bool != nil {
                "boolean"
            } else if node.int != nil {
                "integer"
            } else if node.float != nil {
                "number"
            } else {
                "string"
            }
        }
    }

    /// A plain word that begins with a letter is a text, unless YAML has a meaning for it. A look that is enough for most.
    private static func mustBeText(_ text: String) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first | 0x20) else { return false }
        return text.utf8.count > 5 || !special.contains(text.lowercased())
    }

    private static let special: Set = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"]

    private static func article(_ type: String) -> String {
        switch type {
        case "object": "a map"
        case "array": "a list"
        case "string": "a text"
        case "integer": "a whole number"
        case "number": "a number"
        case "boolean": "true or false"
        case "null": "nothing"
        default: type
        }
    }

    static func texts(_ value: JSONValue?) -> [String] {
        guard case .array(let values)? = value else { return [] }
        return values.compactMap(\.text)
    }

    private static func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }
}
