import Foundation
internal import Patterns
public import Register
import Yams

/// Every source the register knows, read from the manifests in `Importers/`, and the roster of jurisdictions.
///
/// A manifest's vocabulary is closed: a key, a type or a word that `Importers/manifest.schema.json` does not list is an error with its line.
public struct Catalog: Sendable {
    public let home: Home
    /// By code.
    public let jurisdictions: [Jurisdiction]
    /// By id.
    public let sources: [Source]
    /// Manifests that are not in order, by path: each costs its own source and no other.
    public let broken: [(path: String, error: CatalogError)]
    let shelf = Shelf()

    /// Reads every manifest `Importers/SS/SS.yaml` and `Importers/SS/SS-NAME.yaml`; those that are not in order are ``broken``.
    ///
    /// - Parameter states: only the manifests of these states, for a program that reads their pages alone; nil: all.
    /// - Throws: when there is no home, or its vocabulary or roster is damaged.
    public static func load(_ home: Home, only states: Set<StateCode>? = nil) throws(CatalogError) -> Catalog {
        let roster = try jurisdictions(home)
        let schema = try schema(home)
        var sources: [Source] = []
        var broken: [(path: String, error: CatalogError)] = []
        for path in try manifests(home, only: states) {
            do throws(CatalogError) {
                sources.append(try source(at: path, home: home, schema: schema, roster: roster))
            } catch {
                broken.append((path, error))
            }
        }
        return Catalog(home: home, jurisdictions: roster, sources: sources.sorted { $0.id < $1.id }, broken: broken)
    }

    /// - Throws: what is wrong with the manifest of that id, or that there is none.
    public func source(_ id: String) throws(CatalogError) -> Source {
        if let manifest = broken.first(where: { $0.path.hasSuffix("/\(id).yaml") }) { throw manifest.error }
        guard let source = sources.first(where: { $0.id.rawValue == id }) else {
            throw .unknownSource(id: id, nearest: nearest(to: id, among: sources.map(\.id.rawValue)))
        }
        return source
    }

    /// The sources of a state that have pages.
    public func sources(of state: StateCode) -> [Source] { sources.filter { $0.state == state && $0.publication == .published } }

    /// The entry of a state that publishes nothing; nil where one has pages or nothing is known.
    public func silence(of state: StateCode) -> Source? { sources.first { $0.state == state && $0.silence != nil } }

    /// The source a manifest's text means.
    ///
    /// - Parameters:
    ///   - path: the manifest's path below the home, as errors name it.
    static func source(
        from text: String, path: String, schema: Schema, roster: [Jurisdiction]
    ) throws(CatalogError) -> Source {
        let node = try parse(text, path: path)
        try schema.check(node, path: path)
        let written = node.value(of: "id")?.scalar?.string ?? ""
        let place = Schema.place(of: node.value(of: "id") ?? node, path: path)
        let parts = path.split(separator: "/")
        let folder = parts.dropLast().last.map(String.init) ?? ""
        let stem = String((parts.last ?? "").dropLast(".yaml".count))
        guard written == stem else { throw .wrongID(place: place, id: written, expected: stem) }
        guard let id = SourceID(rawValue: written), let state = id.state, state.rawValue.lowercased() == folder else {
            throw .wrongID(place: place, id: written, expected: "\(folder) or \(folder)-NAME")
        }
        guard roster.contains(where: { $0.code == state }) else {
            throw .unknownState(
                place: place, code: state.rawValue, nearest: nearest(to: state.rawValue, among: roster.map(\.code.rawValue)))
        }
        let source = try decoded(node, id: id, state: state, path: path)
        try checkPatterns(of: source, node: node, path: path)
        return source
    }

    private static func decoded(_ node: Node, id: SourceID, state: StateCode, path: String) throws(CatalogError) -> Source {
        do {
            guard node.value(of: "fetch") != nil else {
                return try NodeDecoder.decode(SilentManifest.self, from: node).source(id: id, state: state)
            }
            let manifest = try NodeDecoder.decode(Manifest.self, from: node)
            var source = manifest.source(id: id, state: state)
            source.fromFacts = manifest.fromFacts ?? false
            source.every = manifest.interval
            source.privatePages = manifest.privatePages.map { Set($0) }
            return source
        } catch {
            throw .notYAML(place: path, reason: "\(error)")
        }
    }

    private static func source(at path: String, home: Home, schema: Schema, roster: [Jurisdiction]) throws(CatalogError) -> Source {
        try source(from: try text(at: home.path + "/" + path), path: path, schema: schema, roster: roster)
    }

    static func parse(_ text: String, path: String) throws(CatalogError) -> Node {
        do {
            // Without rules for what a word may be: the schema says what it must be.
            guard let node = try Yams.compose(yaml: text, .basic) else { throw CatalogError.notYAML(place: path, reason: "the file is empty") }
            return node
        } catch let error as CatalogError {
            throw error
        } catch {
            let (line, reason) = explain(error)
            throw .notYAML(place: line.map { "\(path):\($0)" } ?? path, reason: reason)
        }
    }

    private static func explain(_ error: any Error) -> (line: Int?, reason: String) {
        guard let error = error as? YamlError else { return (nil, "\(error)") }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            return (mark.line, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "\"\($0.description)\"" }.joined(separator: ", ")
            return (context.mark.line, "\(names) stands twice in one map")
        default:
            return (nil, "\(error)")
        }
    }

    private static func checkPatterns(of source: Source, node: Node, path: String) throws(CatalogError) {
        let fields = node.value(of: "fields")
        for (field, rule) in source.fields.rules.sorted(by: { $0.key < $1.key }) {
            guard let pattern = rule.pattern, TextPattern(pattern) == nil else { continue }
            let place = Schema.place(of: fields?.value(of: field.rawValue) ?? node, path: path)
            throw .badPattern(place: place, key: "pattern", pattern: pattern)
        }
        for (index, step) in source.fetch.enumerated() {
            let place = Schema.place(of: node.value(of: "fetch")?.sequence?[index] ?? node, path: path)
            try check(step, place: place)
        }
    }

    /// Who asks is the program's to say, and the connection's headers are libcurl's.
    private static let reserved: Set = ["user-agent", "from", "host", "cookie", "connection", "content-length", "transfer-encoding"]

    private static func check(_ step: FetchStep, place: String) throws(CatalogError) {
        if case .token(_, let pattern) = step, (try? Regex(pattern)) == nil {
            throw .badPattern(place: place, key: "pattern", pattern: pattern)
        }
        guard case .header(let headers) = step else { return }
        for name in headers.keys.sorted()
        where reserved.contains(name.lowercased()) || name.contains(where: { $0.isWhitespace || $0 == ":" }) {
            throw .outOfBounds(place: place, key: "header", value: "\"\(name)\"", rule: "a header that a manifest may set")
        }
    }

    static func schema(_ home: Home) throws(CatalogError) -> Schema {
        let path = home.importers + "/manifest.schema.json"
        do {
            return Schema(root: try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: path))))
        } catch {
            throw .badSchema(path: path, reason: "\(error)")
        }
    }

    /// The manifests' paths below the home, in order.
    private static func manifests(_ home: Home, only states: Set<StateCode>?) throws(CatalogError) -> [String] {
        var paths: [String] = []
        for folder in try contents(of: home.importers) where folder.count == 2 {
            if let states, !(StateCode(rawValue: folder.uppercased()).map(states.contains) ?? false) { continue }
            let files = try contents(of: home.importers + "/" + folder)
            paths += files.filter { $0.hasSuffix(".yaml") }.map { "Importers/\(folder)/\($0)" }
        }
        return paths
    }

    static func contents(of folder: String) throws(CatalogError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw .unreadable(path: folder, reason: error.localizedDescription)
        }
    }

    static func text(at path: String) throws(CatalogError) -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }
}
