public import Register

extension Reader {
    /// Every column of a table: how often it is filled, and with what.
    public static func columns(of table: SourceTable) -> [ColumnFill] {
        let sections = Dictionary(grouping: table.rows, by: \.section)
        return table.columns.sorted { $0.key < $1.key }.flatMap { section, columns in
            let rows = sections[section] ?? []
            return columns.map { fill(of: $0, in: rows, section: section) }
        }
    }

    /// Cells that are enough to tell a column's kind.
    private static let enough = 300

    private static func fill(of column: String, in rows: [SourceRow], section: String) -> ColumnFill {
        var fill = ColumnFill(section: section, column: column, filled: 0, rows: rows.count)
        for row in rows {
            guard let cell = row.cells[column], !cell.text.isEmpty else { continue }
            fill.filled += 1
            guard fill.examined < enough else { continue }
            fill.examined += 1
            switch cell.kind {
            case .dates: fill.dates += 1
            case .counts: fill.counts += 1
            case .texts: break
            }
        }
        return fill
    }
}

extension Cell {
    /// What the cell holds at a glance: enough to see that two columns changed places, not enough to read it.
    var kind: ColumnFill.Kind {
        if date != nil { return .dates }
        var (digits, letters, groups, dividers) = (0, 0, 0, 0)
        var isInDigits = false
        for byte in text.utf8.prefix(80) {
            let isDigit = (0x30...0x39).contains(byte)
            if isDigit, !isInDigits { groups += 1 }
            isInDigits = isDigit
            let isLetter = (0x61...0x7A).contains(byte | 0x20)
            digits += isDigit ? 1 : 0
            letters += isLetter ? 1 : 0
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") { dividers += 1 }
        }
        guard digits > 0 else { return .texts }
        if letters == 0, groups == 1 || groups == 2 && text.utf8.contains(UInt8(ascii: ",")) && dividers == 0 { return .counts }
        if letters == 0, dividers >= 2, digits >= 3 { return .dates }
        return letters > 0 && Self.namesMonth(text) && digits >= 3 ? .dates : .texts
    }

    /// Whether one of its first words is a month's name.
    private static func namesMonth(_ text: String) -> Bool {
        text.lowercased().split { !$0.isLetter }.prefix(3).contains { months.contains(String($0)) }
    }

    private static let months: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan",
        "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ]
}
