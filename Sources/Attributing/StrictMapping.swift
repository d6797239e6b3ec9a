import Register
import Yams

/// One mapping of a strict YAML file: every key is known or an error that names file, line and the nearest key.
struct StrictMapping {
    let path: String
    let line: Int
    private let members: [(key: String, line: Int, value: Node)]

    /// The file's outermost mapping.
    init(yaml: String, path: String, allowed: [String]) throws(AttributingError) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw .notYAML(path: path, line: Self.line(of: error), reason: Self.firstLine(of: error))
        } catch {
            throw .notYAML(path: path, line: 1, reason: "\(error)")
        }
        guard let node else { throw .wrongValue(path: path, line: 1, key: path, expected: "a mapping; the file is empty") }
        try self.init(node: node, path: path, name: path, allowed: allowed)
    }

    /// - Parameter allowed: every key there may be; empty: any key (a table of names).
    init(node: Node, path: String, name: String, allowed: [String]) throws(AttributingError) {
        let line = node.mark?.line ?? 1
        guard case .mapping(let mapping) = node else { throw .wrongValue(path: path, line: line, key: name, expected: "a mapping") }
        var members: [(key: String, line: Int, value: Node)] = []
        for (keyNode, value) in mapping {
            let keyLine = keyNode.mark?.line ?? line
            guard let key = keyNode.string else {
                throw .wrongValue(path: path, line: keyLine, key: name, expected: "a mapping of plain keys")
            }
            guard allowed.isEmpty || allowed.contains(key) else {
                throw .unknownKey(path: path, line: keyLine, key: key, nearest: nearest(to: key, among: allowed))
            }
            members.append((key, keyLine, value))
        }
        self.path = path
        self.line = line
        self.members = members
    }

    /// Keys in the file's order.
    var keys: [String] { members.map(\.key) }

    func line(of key: String) -> Int { members.first { $0.key == key }?.line ?? line }

    func node(_ key: String) -> Node? { members.first { $0.key == key }?.value }

    func required(_ key: String) throws(AttributingError) -> Node {
        guard let node = node(key) else { throw .missingKey(path: path, line: line, key: key) }
        return node
    }

    func text(_ key: String) throws(AttributingError) -> String {
        guard case .scalar(let scalar) = try required(key), !scalar.string.isEmpty else {
            throw .wrongValue(path: path, line: line(of: key), key: key, expected: "a text")
        }
        return scalar.string
    }

    func integer(_ key: String) throws(AttributingError) -> Int {
        guard let number = Int(try text(key)) else {
            throw .wrongValue(path: path, line: line(of: key), key: key, expected: "a whole number")
        }
        return number
    }

    /// A list of texts, each with its line; absent is empty.
    func texts(_ key: String) throws(AttributingError) -> [(text: String, line: Int)] {
        var texts: [(text: String, line: Int)] = []
        for node in try list(key) {
            guard case .scalar(let scalar) = node else {
                throw .wrongValue(path: path, line: node.mark?.line ?? line, key: key, expected: "a list of texts")
            }
            texts.append((scalar.string, node.mark?.line ?? line(of: key)))
        }
        return texts
    }

    /// A list of mappings; absent is empty.
    func mappings(_ key: String, allowed: [String]) throws(AttributingError) -> [StrictMapping] {
        var mappings: [StrictMapping] = []
        for node in try list(key) { mappings.append(try StrictMapping(node: node, path: path, name: key, allowed: allowed)) }
        return mappings
    }

    private func list(_ key: String) throws(AttributingError) -> [Node] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let sequence) = node else { throw .wrongValue(path: path, line: line(of: key), key: key, expected: "a list") }
        return Array(sequence)
    }

    private static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 1
        }
    }

    private static func firstLine(of error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .reader(let problem, _, _, _): problem
        default: "\(error)"
        }
    }
}

/// The candidate that differs in the fewest letters, when that is at most a third of the word.
func nearest(to word: String, among candidates: [String]) -> String? {
    let scored = candidates.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
    guard let best = scored.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }), best.1 <= max(2, word.utf8.count / 3) else { return nil }
    return best.0
}

/// Insertions, deletions and replacements between two words.
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let substitution = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
