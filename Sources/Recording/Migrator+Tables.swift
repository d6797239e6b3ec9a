extension Migrator {
    /// A report's SQL with each `( -- reference: NAME.csv` and its closing line `) alias` as the rows of that table: the file in
    /// `Schema/reference` is the one place of such facts, and what is kept of a definition holds them.
    func withTables(_ sql: String, of report: String) throws -> String {
        var lines: [Substring] = []
        var alias: String?
        for line in sql.split(separator: "\n", omittingEmptySubsequences: false) {
            if let marker = line.firstRange(of: "( -- reference: ") {
                let file = String(line[marker.upperBound...])
                let rows = Self.cells(try text(of: "reference/" + file))
                guard let header = rows.first, rows.count > 1, rows.allSatisfy({ $0.count == header.count }) else {
                    throw RecordingError.unreadableFile(
                        path: "reference/" + file, text: "a line has another number of values, for reports/\(report).sql")
                }
                lines.append(line[..<marker.lowerBound] + "(values")
                lines.append(
                    Substring(rows.dropFirst().map { "    (" + $0.map(Self.quoted).joined(separator: ", ") + ")" }.joined(separator: ",\n"))
                )
                alias = "(" + header.joined(separator: ", ") + ")"
            } else if let columns = alias, line.hasPrefix(") ") {
                lines.append(line + " " + columns)
                alias = nil
            } else {
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// Lines of CSV; a quoted cell may hold commas, and two quotes stand for one.
    private static func cells(_ text: String) -> [[String]] {
        text.split(whereSeparator: \.isNewline).map { line in
            var cells = [""]
            var isQuoted = false
            var previous: Character = ","
            for character in line {
                if character == "\"" {
                    if !isQuoted, previous == "\"" { cells[cells.count - 1].append("\"") }
                    isQuoted.toggle()
                } else if character == ",", !isQuoted {
                    cells.append("")
                } else {
                    cells[cells.count - 1].append(character)
                }
                previous = character
            }
            return cells
        }
    }
}
