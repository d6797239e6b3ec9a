internal import Patterns
import Register

/// A row seen through its source's field rules.
struct MappedRow {
    let row: SourceRow
    let plans: FieldPlans

    /// The cell a field is taken from; nil when the field is not mapped, its section is another, or every column is blank.
    func cell(_ field: FieldRules.Field) -> Cell? {
        guard let plan = plans[field] else { return nil }
        return cell(plan)
    }

    private func cell(_ plan: FieldPlan) -> Cell? {
        guard applies(plan) else { return nil }
        if plan.hasOneColumn {
            guard let cell = plan.firstCell(of: row), !cell.isBlank else { return nil }
            return cell
        }
        let filled = plan.cells(of: row).filter { !$0.isBlank }
        guard let joint = plan.join, filled.count > 1 else { return filled.first { Self.says($0) } ?? filled.first }
        let saying = filled.filter(Self.says)
        guard saying.count > 1 else { return saying.first ?? filled.first }
        return Cell(saying.map(\.text).joined(separator: joint), links: saying.flatMap(\.links))
    }

    /// Filled with more than a word for nothing: `N/A` in one column leaves the word to the next.
    private static func says(_ cell: Cell) -> Bool { !cell.links.isEmpty || !Blank.isBlank(cell.text) }

    /// The part of the cell that the rule names, before its pattern; empty when absent.
    func part(_ field: FieldRules.Field) -> String {
        guard let plan = plans[field] else { return "" }
        return part(plan)
    }

    private func part(_ plan: FieldPlan) -> String {
        if plan.isPlain { return plan.firstText(of: row) }
        guard let cell = cell(plan) else { return "" }
        if plan.part == .whole { return cell.text }
        let lines = cell.text.foldedLines
        switch plan.part {
        case .whole: return cell.text
        case .emphasized: return cell.emphasized ?? lines.first ?? ""
        case .firstLine: return lines.first ?? ""
        case .lastLine: return lines.last ?? ""
        case .eachLine: return lines.joined(separator: "\n")
        case .rest: return Self.rest(of: cell, lines: lines)
        case .link: return cell.links.first ?? ""
        }
    }

    /// The field's value: part, pattern and blanks applied; empty when absent.
    func text(_ field: FieldRules.Field) -> String {
        guard let plan = plans[field] else { return "" }
        let part = part(plan)
        guard !part.isEmpty, !plan.isBlank(part) else { return "" }
        guard let pattern = plan.pattern else { return part }
        if plan.part == .eachLine {
            return part.split(separator: "\n").compactMap { pattern.value(in: String($0))?.folded }.joined(separator: "\n")
        }
        // White space can mean something (two spaces between street and city) and is folded in `text`.
        let raw = plan.part == .whole ? cell(plan)?.raw : nil
        return (pattern.value(in: part) ?? raw.flatMap { pattern.value(in: $0) })?.folded ?? ""
    }

    /// As `text`, with nil for absent and for the words that mean so.
    func optional(_ field: FieldRules.Field) -> String? {
        let text = text(field).folded
        return Blank.isBlank(text) ? nil : text
    }

    /// The cell's part as the state wrote it, on one line.
    func written(_ field: FieldRules.Field) -> String { part(field).folded }

    /// True where the row is in the section the rule names, or the rule names none.
    func applies(_ plan: FieldPlan) -> Bool { plan.section?.matches(row.section, ignoringCase: true) ?? true }

    private static func rest(of cell: Cell, lines: [String]) -> String {
        if let emphasized = cell.emphasized, cell.text.hasPrefix(emphasized) {
            return String(cell.text.dropFirst(emphasized.count)).split(separator: "\n").map(\.folded).filter { !$0.isEmpty }.joined(
                separator: ", ")
        }
        return lines.dropFirst().joined(separator: ", ")
    }
}
