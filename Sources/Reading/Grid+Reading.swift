internal import Documents
internal import Register

extension Grid.Row {
    var isBlank: Bool { cells.allSatisfy(\.isBlank) }
    var firstFilled: String { cells.first { !$0.isBlank }?.text ?? "" }

    /// The cell there; blank beyond the row's end.
    func cell(_ position: Int) -> Grid.Cell { position < cells.count ? cells[position] : .blank }

    /// One filled cell of page numbers and arrows.
    var isPager: Bool {
        guard cells.count > 1, cells.count(where: { !$0.isBlank }) == 1 else { return false }
        let filled = cells.filter { !$0.isBlank }
        guard filled.count == 1, cells.count > 1, let text = filled.first?.text, text.utf8.count <= 1000 else { return false }
        let tokens = text.split { $0.isWhitespace || $0 == "|" }
        guard tokens.contains(where: { Int($0) != nil }) else { return false }
        return tokens.allSatisfy { Int($0) != nil || Self.arrows.contains($0.lowercased()) }
    }

    private static let arrows: Set<String> = [
        "...", "…", "<", ">", "<<", ">>", "«", "»", "‹", "›", "←", "→", "first", "last", "next", "previous", "prev", "page", "pages", "of",
        "|<", ">|",
    ]
}

extension Grid.Cell {
    /// The cell as the register has it.
    var registered: Cell {
        guard !isPlain else { return Cell(text) }
        return Cell(text, raw: raw, emphasized: emphasized, links: links, date: day.flatMap { CalendarDate(daysSinceEpoch: $0) })
    }
}
