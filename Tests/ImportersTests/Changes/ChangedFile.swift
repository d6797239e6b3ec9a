import Foundation
import Register

/// A page of any format that a test can change as a state would.
struct ChangedFile {
    let source: Source
    private var tables: [ChangedTable]
    private let write: ([ChangedTable]) -> [UInt8]

    /// Nil for a format whose rows are not known here, and for a page without the manifest's header.
    init?(_ bytes: [UInt8], of source: Source) throws {
        self.source = source
        switch source.read.format {
        case .csv: (tables, write) = ([ChangedCSV.table(bytes)], { ChangedCSV.bytes($0[0]) })
        case .table, .joblink:
            let page = ChangedHTML(bytes)
            (tables, write) = ([page.table], { page.bytes($0[0]) })
        case .workbook:
            let workbook = try ChangedWorkbook(bytes)
            (tables, write) = (workbook.tables, { workbook.bytes($0) })
        default: return nil
        }
        guard !columns.isEmpty else { return nil }
    }

    var bytes: [UInt8] { write(tables) }

    /// Mapped columns of the first table that has the header.
    var columns: [String] { tables.lazy.map { $0.mappedColumns(of: source) }.first { !$0.isEmpty } ?? [] }

    func rename(_ column: String, to name: String) -> [UInt8] { changed { $0.rename(column, to: name, source) } }
    func drop(_ column: String) -> [UInt8] { changed { $0.drop(column, source) } }
    func moved() -> [UInt8]? { tables.allSatisfy { $0.isEven(source) } ? changed { $0.moved(source) } : nil }
    func swap(_ left: String, _ right: String) -> [UInt8] { changed { $0.swap(left, right, source) } }
    func first(_ part: Double) -> [UInt8] { changed { $0.first(part, source) } }
    func withoutRow(fromEnd place: Int) -> [UInt8] { changed { $0.withoutRow(fromEnd: place, source) } }

    /// What most of a column's cells are; nil where too few are filled to tell.
    func kind(of column: String) -> Kind? {
        let values = tables.flatMap { $0.values(of: column, source) }
        guard values.count >= 5 else { return nil }
        let dates = values.count { $0.prefixMatch(of: #/\d{1,4}[-\/]\d{1,2}[-\/]\d{1,4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}/#) != nil }
        let numbers = values.count { $0.wholeMatch(of: #/[\d,.]+/#) != nil }
        if dates * 10 >= values.count * 9 { return .dates }
        if numbers * 10 >= values.count * 9 { return .numbers }
        return dates + numbers == 0 ? .words : nil
    }

    enum Kind { case dates, numbers, words }

    private func changed(_ change: (ChangedTable) -> ChangedTable) -> [UInt8] { write(tables.map(change)) }
}

/// Fields in quotes where they need them; whatever the state wrote around them is not kept.
enum ChangedCSV {
    static func table(_ bytes: [UInt8]) -> ChangedTable {
        ChangedTable(
            rows: widened(rows(String(decoding: bytes, as: UTF8.self))).map { .init(opening: "", cells: $0, closing: "\r\n") },
            text: { $0.trimmingCharacters(in: .whitespacesAndNewlines.union(.init(charactersIn: "\u{FEFF}"))) }, renamed: { $1 })
    }

    static func bytes(_ table: ChangedTable) -> [UInt8] {
        Array(table.rows.map { $0.cells.map(quoted).joined(separator: ",") + "\r\n" }.joined().utf8)
    }

    /// A row may leave out the blank fields at its end.
    private static func widened(_ rows: [[String]]) -> [[String]] {
        let width = rows.map(\.count).max() ?? 0
        return rows.map { $0.count > 1 ? $0 + Array(repeating: "", count: width - $0.count) : $0 }
    }

    private static func quoted(_ field: String) -> String { "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }

    private static func rows(_ text: String) -> [[String]] {
        var (rows, row, field, isQuoted) = ([[String]](), [String](), "", false)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(field)
                field = ""
            case "\n" where !isQuoted:
                rows.append(row + [field])
                (row, field) = ([], "")
            case "\r" where !isQuoted: continue
            default: field.unicodeScalars.append(scalar)
            }
        }
        return field.isEmpty && row.isEmpty ? rows : rows + [row + [field]]
    }
}

/// Rows and cells by their tags; everything around them stays as it is.
struct ChangedHTML {
    let table: ChangedTable
    private let tail: String

    init(_ bytes: [UInt8]) {
        let page = String(decoding: bytes, as: UTF8.self)
        var rows: [ChangedTable.Row] = []
        var rest = page[...]
        while let row = rest.firstMatch(of: #/(?is)<tr\b[^>]*>.*?</tr>/#) {
            let before = String(rest[..<row.range.lowerBound])
            let markup = String(rest[row.range])
            let cells = markup.matches(of: #/(?is)<t[dh]\b[^>]*>.*?</t[dh]>/#)
            let opening = cells.first.map { String(markup[..<$0.range.lowerBound]) } ?? markup
            let closing = cells.last.map { String(markup[$0.range.upperBound...]) } ?? ""
            rows.append(
                .init(opening: before + opening, cells: cells.map { String(markup[$0.range]) }, closing: closing, verbatim: before + markup)
            )
            rest = rest[row.range.upperBound...]
        }
        tail = String(rest)
        table = ChangedTable(
            rows: rows, text: Self.text, renamed: { "<\($0.hasPrefix("<th") ? "th" : "td")>\($1)</\($0.hasPrefix("<th") ? "th" : "td")>" })
    }

    /// What stood before a row that is gone goes with it, but for the page's beginning.
    func bytes(_ table: ChangedTable) -> [UInt8] { Array((table.rows.map(\.written).joined() + tail).utf8) }

    private static func text(_ cell: String) -> String {
        var text = cell.replacing(#/<br\s*/?>/#.ignoresCase(), with: " ").replacing(#/<[^>]*>/#, with: "")
        for (entity, character) in [("&nbsp;", " "), ("&amp;", "&"), ("&#39;", "'"), ("&quot;", "\"")] {
            text = text.replacingOccurrences(of: entity, with: character)
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
