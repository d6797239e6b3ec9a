import Register

/// A row seen through its source's field rules.
struct MappedRow {
    let row: SourceRow
    let rules: FieldRules
    let patterns: [FieldRules.Field: Regex<AnyRegexOutput>]

    /// The cell a field is taken from; nil when the field is not mapped, its section is another, or every column is blank.
    func cell(_ field: FieldRules.Field) -> Cell? {
        guard let rule = rules[field], applies(rule) else { return nil }
        if rule.columns.count == 1 { return row.cells[rule.columns[0]].flatMap { Self.isFilled($0) ? $0 : nil } }
        let filled = rule.columns.compactMap { row.cells[$0] }.filter(Self.isFilled)
        guard let joint = rule.join, filled.count > 1 else { return filled.first { Self.says($0) } ?? filled.first }
        let saying = filled.filter(Self.says)
        guard saying.count > 1 else { return saying.first ?? filled.first }
        return Cell(saying.map(\.text).joined(separator: joint), links: saying.flatMap(\.links))
    }

    private static func isFilled(_ cell: Cell) -> Bool { !cell.text.isEmpty || !cell.links.isEmpty }

    /// Filled with more than a word for nothing: `N/A` in one column leaves the word to the next.
    private static func says(_ cell: Cell) -> Bool { !cell.links.isEmpty || !Blank.isBlank(cell.text) }

    /// The part of the cell that the rule names, before its pattern; empty when absent.
    func part(_ field: FieldRules.Field) -> String {
        guard let rule = rules[field], let cell = cell(field) else { return "" }
        let lines = cell.text.split(separator: "\n").map(\.folded).filter { !$0.isEmpty }
        switch rule.part {
        case .whole: return cell.text
        case .emphasized: return cell.emphasized ?? lines.first ?? ""
        case .firstLine: return lines.first ?? ""
        case .lastLine: return lines.last ?? ""
        case .rest: return Self.rest(of: cell, lines: lines)
        case .link: return cell.links.first ?? ""
        }
    }

    /// The field's value: part, pattern and blanks applied; empty when absent.
    func text(_ field: FieldRules.Field) -> String {
        let part = part(field)
        guard let rule = rules[field], !part.isEmpty, !rule.blank.contains(where: { $0.comparable == part.comparable }) else { return "" }
        guard let pattern = patterns[field] else { return part }
        // White space can mean something (two spaces between street and city) and is folded in `text`.
        let raw = rule.part == .whole ? cell(field)?.raw : nil
        return Self.value(of: pattern, in: part) ?? raw.flatMap { Self.value(of: pattern, in: $0) } ?? ""
    }

    /// As `text`, with nil for absent and for the words that mean so.
    func optional(_ field: FieldRules.Field) -> String? {
        let text = text(field).folded
        return Blank.isBlank(text) ? nil : text
    }

    /// The cell's part as the state wrote it, on one line.
    func written(_ field: FieldRules.Field) -> String { part(field).folded }

    /// True where the row is in the section the rule names, or the rule names none.
    func applies(_ rule: FieldRule) -> Bool { rule.section.map { Glob($0).matches(row.section, ignoringCase: true) } ?? true }

    private static func value(of pattern: Regex<AnyRegexOutput>, in text: String) -> String? {
        guard let match = text.firstMatch(of: pattern) else { return nil }
        let groups = match.output.map(\.substring)
        let value = groups.count > 1 ? groups.dropFirst().lazy.compactMap { $0 }.first : groups.first ?? nil
        return value.map(\.folded)
    }

    private static func rest(of cell: Cell, lines: [String]) -> String {
        if let emphasized = cell.emphasized, cell.text.hasPrefix(emphasized) {
            return String(cell.text.dropFirst(emphasized.count)).split(separator: "\n").map(\.folded).filter { !$0.isEmpty }.joined(
                separator: ", ")
        }
        return lines.dropFirst().joined(separator: ", ")
    }
}
