internal import Documents
internal import Register

/// What the cells of a column look like, as far as the manifest says it.
enum ExpectedKind {
    case any, date
    case words(Set<String>)

    init(of column: String, in fields: FieldRules) {
        let rules = fields.rules.values.filter { $0.columns == [column] }
        if let rule = rules.first(where: { !$0.values.isEmpty && $0.pattern == nil && $0.vocabulary.isEmpty }) {
            self = .words(Set((rule.values.keys + rule.blank).map { $0.lowercased() }))
        } else {
            self = rules.contains { !$0.formats.isEmpty } ? .date : .any
        }
    }

    func fits(_ cell: Grid.Cell) -> Bool {
        switch self {
        case .any: true
        case .date: cell.isBlank || isDate(cell)
        case .words(let words): cell.isBlank || words.contains(FoldedText.foldToOneLine(cell.text).lowercased())
        }
    }

    /// Whether a day stands in a column of days.
    func isDate(_ cell: Grid.Cell) -> Bool {
        guard case .date = self else { return false }
        return cell.day != nil || Self.isLikeDate(cell.text)
    }

    private static func isLikeDate(_ text: String) -> Bool {
        text.contains { $0.isASCII && $0.isNumber } && text.contains { "/-.".contains($0) } && text.count { $0.isLetter } < 12
    }
}
