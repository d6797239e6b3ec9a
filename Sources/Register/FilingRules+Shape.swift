extension FilingCheck {
    /// FIL-102, FIL-301, FIL-804: the record is closed, its values have their types, its days exist, and no worker is named.
    mutating func shape() {
        visit(record.content, at: "", pattern: "")
        guard let family = record.form?.family else { return }
        for name in (family == .quarter ? FilingField.layoffOnly : FilingField.quarterOnly).sorted() where record[name] != nil {
            refuse(name, "is not a field of form \(form)", hint: "Leave it out.")
        }
    }

    private mutating func visit(_ value: JSONValue, at path: String, pattern: String) {
        if let field = FilingField.byPath[pattern] { return checkValue(value, of: field, at: path) }
        if FilingField.isList(pattern) {
            guard let items = value.items else {
                return refuse(path, "is not a list", hint: "Write one item for each, even for a single one.")
            }
            for (index, item) in items.enumerated() { visit(item, at: path + "." + String(index), pattern: pattern + "[]") }
            return
        }
        guard FilingField.isObject(pattern), let members = value.members else {
            return refuse(path, "is not a map of fields", hint: "Its fields are \(Self.list(FilingField.names[pattern] ?? [])).")
        }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            let child = path.isEmpty ? name : path + "." + name
            guard FilingField.names[pattern]?.contains(name) == true else {
                refuseUnknown(name, at: child, pattern: pattern)
                continue
            }
            visit(member, at: child, pattern: pattern.isEmpty ? name : pattern + "." + name)
        }
    }

    private mutating func refuseUnknown(_ name: String, at path: String, pattern: String) {
        let words = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
        let people: Set = ["worker", "workers", "employee", "employees", "people", "persons", "staff"]
        let lists: Set = ["name", "list", "ids"]
        if !words.isDisjoint(with: ["holders", "holder", "names", "roster", "rosters"])
            || !words.isDisjoint(with: people) && !words.isDisjoint(with: lists)
        {
            return report(
                .workerNames, path, "\(path) would hold names of affected workers",
                hint: "Leave it out: the register never takes workers' names.",
                refuses: true)
        }
        let nearest = Nearest.word(to: name, among: FilingField.names[pattern] ?? [])
        refuse(path, "is not a field of the record", hint: nearest.map { "Did you mean \"\($0)\"?" } ?? "Leave it out.")
    }

    private mutating func checkValue(_ value: JSONValue, of field: FilingField, at path: String) {
        // A blank is judged by the rule that requires the field, not by its list.
        if let text = value.text, text.trimmed.isEmpty, field.kind != .text, field.kind != .texts { return }
        switch field.kind {
        case .text, .moment:
            if value.text == nil { refuse(path, "is not a text", hint: "Put it in quotes.") }
        case .number:
            if value.amount == nil { refuse(path, "is not a number", hint: "Write digits, without quotes.") }
        case .flag:
            if value.flag == nil { refuse(path, "is neither true nor false", hint: "Write true or false, without quotes.") }
        case .count:
            if value.count == nil { refuse(path, "is not a count", hint: "Write a whole number, 0 or more, without quotes.") }
        case .date: checkDay(value, at: path)
        case .choice(let words):
            if !words.contains(value.text ?? "") { refuseWord(value, among: words, at: path) }
        case .choices(let words): checkList(value, at: path) { words.contains($0) ? nil : Self.hint(for: .string($0), among: words) }
        case .texts: checkList(value, at: path) { _ in nil }
        case .countsByState: checkCountsByState(value, at: path)
        }
    }

    private mutating func checkDay(_ value: JSONValue, at path: String) {
        guard let text = value.text else { return refuse(path, "is not a day", hint: "Write it yyyy-MM-dd, in quotes.") }
        guard CalendarDate(text) == nil else { return }
        report(
            .noSuchDay, path, "\(path) is no day of the calendar written yyyy-MM-dd: \(text.quoted)", hint: "Write the day as 2026-09-01.",
            refuses: true)
    }

    private mutating func checkList(_ value: JSONValue, at path: String, _ fault: (String) -> String?) {
        guard let items = value.items else { return refuse(path, "is not a list", hint: "Write a list, even for a single value.") }
        for (index, item) in items.enumerated() {
            let place = path + "." + String(index)
            guard let text = item.text else { return refuse(place, "is not a text", hint: "Put it in quotes.") }
            if let hint = fault(text) { return refuse(place, "is not a word of its list", hint: hint) }
        }
    }

    private mutating func checkCountsByState(_ value: JSONValue, at path: String) {
        let counts = value.members ?? [:]
        for (state, count) in counts where context.law.fips[state] == nil || (count.wholeNumber ?? -1) < 0 {
            refuse(path + "." + state, "is not a state's code and a count", hint: "Write two capital letters and a whole number.")
        }
        if value.members == nil {
            refuse(path, "is not a map of counts by state", hint: "Write a map of two-letter codes to whole numbers.")
        }
    }

    private mutating func refuseWord(_ value: JSONValue, among words: [String], at path: String) {
        refuse(path, "is not a word of its list", hint: Self.hint(for: value, among: words))
    }

    private static func hint(for value: JSONValue, among words: [String]) -> String {
        let all = "It is one of: " + words.joined(separator: ", ") + "."
        guard let nearest = value.text.flatMap({ Nearest.word(to: $0, among: words) }) else { return all }
        return "Did you mean \"\(nearest)\"? " + all
    }

    private static func list(_ names: Set<String>) -> String { names.sorted().joined(separator: ", ") }

    private mutating func refuse(_ path: String, _ what: String, hint: String) {
        let isSecret = FilingField.at(path)?.isPrivate == true
        let shown = isSecret ? nil : record[path].map { ": " + $0.canonicalText.shortened(to: 80) }
        report(.closedRecord, path, (path.isEmpty ? "the record" : path) + " " + what + (shown ?? ""), hint: hint, refuses: true)
    }
}

extension String {
    /// In quotes, short enough for one line of a message.
    var quoted: String { "\"" + shortened(to: 80) + "\"" }

    func shortened(to count: Int) -> String { self.count <= count ? self : String(prefix(count)) + "…" }
}

/// The word a person most likely meant.
public enum Nearest {
    /// The nearest by edits, when it is near enough to be a slip: at most a third of the letters, and at least one.
    public static func word(to text: String, among words: some Sequence<String>) -> String? {
        guard text.utf8.count <= 100 else { return nil }
        let typed = Array(text.lowercased().unicodeScalars)
        let scored = words.map { ($0, distance(typed, Array($0.lowercased().unicodeScalars))) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let (word, edits) = scored, edits <= max(1, max(typed.count, word.count) / 3) else { return nil }
        return word
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (letter == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
