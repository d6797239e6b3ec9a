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
        var written: [String: String] = [:]
        for mapping in mappings { rules.append(try rule(mapping, written: &written)) }
        return rules
    }

    mutating func statements(_ mappings: [StrictMapping]) throws(AttributingError) -> [Phrasebook.Statement] {
        var statements: [Phrasebook.Statement] = []
        var written: [String: String] = [:]
        for mapping in mappings {
            let rule = try rule(mapping, written: &written)
            let label = try choice("label", of: AttributionLabel.self, in: mapping)
            let force = try choice("force", of: Phrasebook.Statement.Force.self, in: mapping)
            let cases =
                try cases("for", of: rule.name, label: label, in: mapping) + cases("against", of: rule.name, label: label, in: mapping)
            statements.append(
                Phrasebook.Statement(
                    rule: rule, label: label, force: force, denies: try flag("denies", in: mapping) || force == .certain,
                    yields: mapping.node("yields") == nil ? nil : try choice("yields", of: AttributionLabel.self, in: mapping),
                    unless: try patterns("unless", in: mapping).map(\.pattern), cases: cases))
        }
        return statements
    }

    /// At least one: what nobody could show a text for is no rule.
    private func cases(
        _ key: String, of rule: String, label: AttributionLabel, in mapping: StrictMapping
    ) throws(AttributingError) -> [Phrasebook.Case] {
        let texts = try mapping.texts(key)
        guard !texts.isEmpty else { throw .missingKey(path: path, line: mapping.line, key: key) }
        return texts.map { Phrasebook.Case(rule: rule, label: label, text: $0.text, isFor: key == "for") }
    }

    /// - Parameter written: the patterns of the list so far, by the rule that has each.
    private mutating func rule(_ mapping: StrictMapping, written: inout [String: String]) throws(AttributingError) -> Phrasebook.Rule {
        let name = try mapping.text("name")
        guard names.insert(name).inserted else {
            throw .wrongValue(path: path, line: mapping.line(of: "name"), key: "name", expected: "used once; \"\(name)\" is there already")
        }
        let patterns = try patterns("patterns", in: mapping)
        for (text, line, _) in patterns {
            if let other = written.updateValue(name, forKey: text) {
                throw .wrongPattern(path: path, line: line, pattern: text, reason: "stands in \"\(other)\" already")
            }
        }
        return Phrasebook.Rule(name: name, patterns: patterns.map(\.pattern))
    }

    private mutating func patterns(
        _ key: String, in mapping: StrictMapping
    ) throws(AttributingError) -> [(text: String, line: Int, pattern: Pattern)] {
        var patterns: [(text: String, line: Int, pattern: Pattern)] = []
        for (text, line) in try mapping.texts(key) { patterns.append((text, line, try lexicon.pattern(text, path: path, line: line))) }
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
