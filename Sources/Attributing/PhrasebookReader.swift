import Register
import Yams

/// Turns the lists of the phrasebook into compiled patterns.
struct PhrasebookReader {
    let path: String
    var lexicon = Lexicon()
    private var names: Set<String> = []

    init(path: String) {
        self.path = path
    }

    mutating func readVocabulary(_ node: Node) throws(AttributingError) {
        let table = try StrictMapping(node: node, path: path, name: "vocabulary", allowed: [])
        for name in table.keys {
            let symbol = lexicon.define(class: name)
            for (text, line) in try table.texts(name) {
                let pattern = try lexicon.pattern(text, path: path, line: line)
                guard lexicon.add(phrase: pattern.elements, to: symbol) else {
                    throw .wrongPattern(path: path, line: line, pattern: text, reason: "does not begin with a word")
                }
            }
        }
    }

    func symbol(of name: String, in file: StrictMapping) throws(AttributingError) -> Int {
        guard let symbol = lexicon.classes[name] else {
            throw .missingKey(path: path, line: file.line(of: "vocabulary"), key: "vocabulary." + name)
        }
        return symbol
    }

    mutating func rules(_ mappings: [StrictMapping]) throws(AttributingError) -> [Phrasebook.Rule] {
        var rules: [Phrasebook.Rule] = []
        for mapping in mappings { rules.append(try rule(mapping)) }
        return rules
    }

    mutating func statements(_ mappings: [StrictMapping]) throws(AttributingError) -> [Phrasebook.Statement] {
        var statements: [Phrasebook.Statement] = []
        for mapping in mappings {
            let force = try choice("force", of: Phrasebook.Statement.Force.self, in: mapping)
            statements.append(
                Phrasebook.Statement(
                    rule: try rule(mapping), label: try choice("label", of: AttributionLabel.self, in: mapping), force: force,
                    denies: try flag("denies", in: mapping) || force == .certain,
                    yields: mapping.node("yields") == nil ? nil : try choice("yields", of: AttributionLabel.self, in: mapping),
                    unless: try patterns("unless", in: mapping)))
        }
        return statements
    }

    private mutating func rule(_ mapping: StrictMapping) throws(AttributingError) -> Phrasebook.Rule {
        let name = try mapping.text("name")
        guard names.insert(name).inserted else {
            throw .wrongValue(path: path, line: mapping.line(of: "name"), key: "name", expected: "used once; \"\(name)\" is there already")
        }
        return Phrasebook.Rule(name: name, patterns: try patterns("patterns", in: mapping))
    }

    private mutating func patterns(_ key: String, in mapping: StrictMapping) throws(AttributingError) -> [Pattern] {
        var patterns: [Pattern] = []
        for (text, line) in try mapping.texts(key) { patterns.append(try lexicon.pattern(text, path: path, line: line)) }
        return patterns
    }

    /// A key that is `true` or not there.
    private func flag(_ key: String, in mapping: StrictMapping) throws(AttributingError) -> Bool {
        guard mapping.node(key) != nil else { return false }
        guard try mapping.text(key) == "true" else {
            throw .wrongValue(path: path, line: mapping.line(of: key), key: key, expected: "true, or left out")
        }
        return true
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type, in mapping: StrictMapping
    ) throws(AttributingError) -> Choice where Choice.RawValue == String {
        let text = try mapping.text(key)
        guard let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw .wrongValue(path: path, line: mapping.line(of: key), key: key, expected: "one of \(all)")
        }
        return choice
    }
}
