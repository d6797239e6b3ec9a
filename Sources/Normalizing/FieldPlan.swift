internal import Patterns
import Register

/// A field's rule made ready for many rows: what every row would work out again is worked out once.
final class FieldPlan {
    let rule: FieldRule
    /// Of the rule, what every row asks: a copy of the whole rule for a look at one member costs a dozen reference counts.
    let part: FieldRule.Part
    let join: String?
    let hasOneColumn: Bool
    /// The field is the text of one column's cell, as it stands.
    let isPlain: Bool
    let formats: [DateFormat]
    let pattern: TextPattern?
    let section: Glob?
    /// The rule's words for `not stated`, as they are compared.
    private let blank: Set<String>
    /// What a word means, by the word as the manifest writes it and as it is compared.
    private let meanings: [String: String]

    init(_ rule: FieldRule, pattern: TextPattern?) {
        self.rule = rule
        (part, join, hasOneColumn) = (rule.part, rule.join, rule.columns.count == 1)
        self.pattern = pattern
        section = rule.section.map { Glob($0) }
        blank = Set(rule.blank.map(\.comparable))
        isPlain = hasOneColumn && rule.part == .whole && pattern == nil && rule.section == nil && rule.blank.isEmpty
        formats = rule.formats.map(DateFormat.init)
        var meanings: [String: String] = [:]
        for (word, meaning) in rule.values.sorted(by: { $0.key < $1.key }) {
            meanings[word] = meaning
            meanings[word.comparable] = meanings[word.comparable] ?? meaning
        }
        self.meanings = meanings
    }

    /// The header whose columns were looked up last, and where they stand: rows of one table share it.
    private var columns: Columns?
    private var places: [Int] = []
    private var firstPlace: Int?

    /// The cells of the rule's columns that the row has, in the rule's order.
    func cells(of row: SourceRow) -> some Sequence<Cell> { places(in: row.cells.columns).lazy.compactMap { row.cells[$0] } }

    /// The cell of the rule's first column; nil where the row has none.
    func firstCell(of row: SourceRow) -> Cell? {
        if columns !== row.cells.columns { _ = places(in: row.cells.columns) }
        return firstPlace.flatMap { row.cells[$0] }
    }

    /// The text of the rule's first column; empty where the row has none.
    func firstText(of row: SourceRow) -> String {
        if columns !== row.cells.columns { _ = places(in: row.cells.columns) }
        return firstPlace.map { row.cells.text(at: $0) } ?? ""
    }

    private func places(in header: Columns) -> [Int] {
        if columns !== header {
            columns = header
            places = rule.columns.compactMap(header.place)
            firstPlace = places.first
        }
        return places
    }

    func isBlank(_ text: String) -> Bool { !blank.isEmpty && blank.contains(text.comparable) }

    func meaning(of word: String) -> String? { meanings[word] ?? meanings[word.comparable] }
}

/// The plans of a source's fields, found without hashing.
struct FieldPlans {
    private var plans = [FieldPlan?](repeating: nil, count: FieldRules.Field.allCases.count)

    init(_ rules: FieldRules, patterns: [FieldRules.Field: TextPattern]) {
        for (field, rule) in rules.rules { plans[field.ordinal] = FieldPlan(rule, pattern: patterns[field]) }
    }

    subscript(field: FieldRules.Field) -> FieldPlan? { plans[field.ordinal] }
}

extension FieldRules.Field {
    /// Its place in any order that stays the same.
    fileprivate var ordinal: Int {
        switch self {
        case .employer: 0
        case .dba: 1
        case .city: 2
        case .county: 3
        case .zip: 4
        case .location: 5
        case .workers: 6
        case .temporary: 7
        case .amendment: 8
        case .rescinded: 9
        case .conditional: 10
        case .act: 11
        case .naics: 12
        case .industry: 13
        case .union: 14
        case .reason: 15
        case .letter: 16
        case .number: 17
        case .effective: 18
        case .noticeDate: 19
        case .receivedDate: 20
        case .postedDate: 21
        case .effectiveEnd: 22
        case .eventType: 23
        case .siteWorkers: 24
        }
    }
}

/// What was made of a text, so that a text that comes again costs a look-up: cities and reasons repeat by the thousand.
final class Memo<Value> {
    private var values: [String: Value] = [:]
    /// The text seen last of each length and last byte, found without hashing.
    private var recent = [(text: String, value: Value)?](repeating: nil, count: 64)
    /// A page of texts that never repeat must not grow it without end.
    private static var most: Int { 20_000 }

    func value(of text: String, make: () -> Value) -> Value {
        let place = (text.utf8.count &* 7 &+ Int(text.utf8.last ?? 0)) & 63
        if let last = recent[place], last.text == text { return last.value }
        let value = values[text] ?? made(of: text, make)
        recent[place] = (text, value)
        return value
    }

    private func made(of text: String, _ make: () -> Value) -> Value {
        let value = make()
        if values.count < Self.most { values[text] = value }
        return value
    }
}
