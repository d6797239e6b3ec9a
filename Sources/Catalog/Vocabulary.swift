public import Register
import Yams

/// The keys and words that manifests are written in, and the sources that use each.
///
/// A key that one source alone uses is code for one state in another language, so it needs a reviewed reason in `Importers/vocabulary.yaml`.
/// Keys are named by the map they stand in: `window`, `read.stop`, `step.follow.most`, `field.zero`; a word behind its key: `read.format=csv`.
public enum Vocabulary {
    public struct Entry: Sendable, Equatable {
        public var key: String
        /// By id.
        public var sources: [SourceID]
        /// Why it stands though fewer than two sources use it.
        public var reason: String?

        public var isJustified: Bool { sources.count > 1 || reason != nil }
        /// Reviewed once, and used by enough since, with every key and word below it.
        public var isReasonSpent = false
    }

    /// Every key and word of the schema, in order.
    ///
    /// - Throws: when the reviewed list cannot be read, or names what the schema does not have.
    public static func entries(of catalog: Catalog) throws(CatalogError) -> [Entry] {
        let schema = try Catalog.schema(catalog.home)
        var users: [String: Set<SourceID>] = [:]
        for source in catalog.sources {
            let path = "Importers/\(source.state.rawValue.lowercased())/\(source.id).yaml"
            let node = try Catalog.parse(try Catalog.text(at: catalog.home.path + "/" + path), path: path)
            for key in try VocabularyWalk(schema: schema, path: path).keys(in: node) { users[key, default: []].insert(source.id) }
        }
        let known = try VocabularyWalk(schema: schema, path: "Importers/manifest.schema.json").keys()
        let reasons = try reasons(catalog.home)
        if let stray = reasons.keys.sorted().first(where: { !known.contains($0) }) {
            throw .unknownKey(place: "Importers/vocabulary.yaml", key: stray, nearest: nearest(to: stray, among: known))
        }
        let scarce = known.filter { (users[$0]?.count ?? 0) < 2 }
        return known.sorted().map { key in
            Entry(
                key: key, sources: (users[key] ?? []).sorted { $0.rawValue < $1.rawValue },
                reason: reason(for: key, in: reasons, users[key]?.count ?? 0),
                isReasonSpent: reasons[key] != nil && !scarce.contains { $0 == key || $0.hasPrefix(key + ".") || $0.hasPrefix(key + "=") })
        }
    }

    /// A reviewed step or map is reviewed with all its keys.
    private static func reason(for key: String, in reasons: [String: String], _ users: Int) -> String? {
        if let reason = reasons[key] { return reason }
        guard users < 2 else { return nil }
        var name = key[...]
        while let end = name.lastIndex(where: { $0 == "." || $0 == "=" }) {
            name = name[..<end]
            if let reason = reasons[String(name)] { return reason }
        }
        return nil
    }

    private static func reasons(_ home: Home) throws(CatalogError) -> [String: String] {
        let path = "Importers/vocabulary.yaml"
        let text = try Catalog.text(at: home.path + "/" + path)
        do {
            return try YAMLDecoder().decode([String: String].self, from: text)
        } catch {
            throw .notYAML(place: path, reason: "\(error)")
        }
    }
}

/// Names every key on the way through the schema, alone or along a manifest.
private struct VocabularyWalk {
    let schema: Schema
    let path: String

    /// Every key and word of the schema.
    func keys() throws(CatalogError) -> Set<String> {
        var found: Set<String> = []
        try collect(schema.root, under: "", into: &found)
        return found
    }

    /// Those that the manifest uses.
    func keys(in node: Node) throws(CatalogError) -> Set<String> {
        var found: Set<String> = []
        try collect(node, schema.root, under: "", into: &found)
        return found
    }

    private func collect(_ value: JSONValue, under name: String, into found: inout Set<String>) throws(CatalogError) {
        var (value, name) = (value, name)
        if let reference = value["$ref"]?.text { (value, name) = try target(of: reference) }
        // The default is what every manifest means that does not write the key.
        for word in Schema.texts(value["enum"]) where value["default"]?.text != word { found.insert("\(name)=\(word)") }
        if case .array(let choices)? = value["oneOf"] { for choice in choices { try collect(choice, under: name, into: &found) } }
        if let items = value["items"] { try collect(items, under: name, into: &found) }
        guard case .object(let properties)? = value["properties"] else { return }
        for (key, property) in properties where found.insert(Self.joined(name, key)).inserted {
            try collect(property, under: Self.joined(name, key), into: &found)
        }
    }

    private func collect(_ node: Node, _ value: JSONValue, under name: String, into found: inout Set<String>) throws(CatalogError) {
        var (value, name) = (value, name)
        if case .array(let choices)? = value["oneOf"] { value = try schema.choice(for: node, among: choices, key: name, path: path) }
        if let reference = value["$ref"]?.text { (value, name) = try target(of: reference) }
        if case .array(let choices)? = value["oneOf"] { value = try schema.choice(for: node, among: choices, key: name, path: path) }
        if let word = node.scalar?.string, Schema.texts(value["enum"]).contains(word), value["default"]?.text != word {
            found.insert("\(name)=\(word)")
        }
        if let items = value["items"] { for item in node.sequence ?? [] { try collect(item, items, under: name, into: &found) } }
        guard case .object(let properties)? = value["properties"], let mapping = node.mapping else { return }
        for (key, child) in mapping {
            guard let key = key.scalar?.string, let property = properties[key] else { continue }
            found.insert(Self.joined(name, key))
            try collect(child, property, under: Self.joined(name, key), into: &found)
        }
    }

    /// What a reference leads to, and the name of its map: a field's keys are the same in every field.
    private func target(of reference: String) throws(CatalogError) -> (JSONValue, String) {
        (try schema.definition(reference, path: path), String(reference.split(separator: "/").last ?? ""))
    }

    private static func joined(_ name: String, _ key: String) -> String { name.isEmpty ? key : name + "." + key }
}
