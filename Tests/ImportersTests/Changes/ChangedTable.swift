import Foundation
import Register

/// A page's table as its own bytes have it, so that a test can change it as a state would: rename a column, drop it, move it.
///
/// Cells are kept as they are written in their format; only `text` knows what a person reads there.
struct ChangedTable {
    struct Row {
        /// What stands before and after the cells, and between this row and the one before.
        var opening: String
        var cells: [String]
        var closing: String
        /// The row verbatim, where its cells were not touched.
        var verbatim: String?

        var written: String { verbatim ?? opening + cells.joined() + closing }

        mutating func change(_ cells: [String]) {
            guard cells != self.cells else { return }
            self.cells = cells
            verbatim = nil
        }
    }

    var rows: [Row]
    /// What a person reads in a cell.
    let text: @Sendable (String) -> String
    /// The cell with another text: a column's new name.
    let renamed: @Sendable (_ cell: String, _ name: String) -> String

    // MARK: Columns

    /// A name as names are compared: without case, white space and a final colon.
    static func folded(_ name: String) -> String {
        var folded = name.lowercased().filter { !$0.isWhitespace }
        while folded.last == ":" { folded.removeLast() }
        return folded
    }

    private func names(_ row: Row) -> [String] { row.cells.map { Self.folded(text($0)) } }

    private func isHeader(_ row: Row, _ source: Source) -> Bool {
        let names = Set(names(row))
        let wanted = source.read.header.map(Self.folded)
        guard wanted.isEmpty else { return Set(wanted).isSubset(of: names) }
        return Set(source.fields.columns.map(Self.folded)).intersection(names).count >= 2
    }

    /// The mapped columns that the first header has, in page order.
    func mappedColumns(of source: Source) -> [String] {
        guard let header = rows.first(where: { isHeader($0, source) }) else { return [] }
        let mapped = Set(source.fields.columns.map(Self.folded))
        var seen: Set<String> = []
        return header.cells.map(text).filter { mapped.contains(Self.folded($0)) && seen.insert(Self.folded($0)).inserted }
    }

    func rename(_ column: String, to name: String, _ source: Source) -> ChangedTable {
        changed(source) { row, header, isHeader in
            guard isHeader, let place = header.firstIndex(of: Self.folded(column)) else { return }
            var cells = row.cells
            cells[place] = renamed(cells[place], name)
            row.change(cells)
        }
    }

    func drop(_ column: String, _ source: Source) -> ChangedTable {
        changed(source) { row, header, _ in
            guard let place = header.firstIndex(of: Self.folded(column)) else { return }
            var cells = row.cells
            cells.remove(at: place)
            row.change(cells)
        }
    }

    /// The first column becomes the last.
    func moved(_ source: Source) -> ChangedTable {
        changed(source) { row, _, _ in row.change(Array(row.cells.dropFirst() + row.cells.prefix(1))) }
    }

    /// The contents of two columns change places; their names stay.
    func swap(_ left: String, _ right: String, _ source: Source) -> ChangedTable {
        changed(source) { row, header, isHeader in
            guard !isHeader, let one = header.firstIndex(of: Self.folded(left)), let other = header.firstIndex(of: Self.folded(right))
            else { return }
            var cells = row.cells
            cells.swapAt(one, other)
            row.change(cells)
        }
    }

    /// The first rows of data, as many as this part of them.
    func first(_ part: Double, _ source: Source) -> ChangedTable {
        let places = dataRows(source)
        let kept = Set(places.prefix(Int(Double(places.count) * part)))
        return removing(Set(places).subtracting(kept))
    }

    /// Without the data row that stands so many rows above the last.
    func withoutRow(fromEnd place: Int, _ source: Source) -> ChangedTable { removing(Set(dataRows(source).dropLast(place).suffix(1))) }

    /// Every row below a header is as wide as it, so that its columns can be moved.
    func isEven(_ source: Source) -> Bool {
        var width: Int?
        return rows.allSatisfy { row in
            if isHeader(row, source) { width = row.cells.count }
            return width == nil || row.cells.count < 2 || row.cells.count == width
        }
    }

    /// What a person reads in a column, without blanks.
    func values(of column: String, _ source: Source) -> [String] {
        var place: Int?
        return rows.compactMap { row in
            if isHeader(row, source) {
                place = names(row).firstIndex(of: Self.folded(column))
                return nil
            }
            guard let place, place < row.cells.count else { return nil }
            let value = text(row.cells[place])
            return value.isEmpty ? nil : value
        }
    }

    private func removing(_ places: Set<Int>) -> ChangedTable {
        var changed = self
        changed.rows = rows.enumerated().filter { !places.contains($0.offset) }.map(\.element)
        return changed
    }

    private func dataRows(_ source: Source) -> [Int] {
        var width: Int?
        return rows.indices.filter { place in
            if isHeader(rows[place], source) {
                width = rows[place].cells.count
                return false
            }
            // A row of sums fills few columns.
            return width == rows[place].cells.count && rows[place].cells.count { !text($0).isEmpty } * 2 >= min(8, rows[place].cells.count)
        }
    }

    /// Rows as wide as the header above them, each with that header's names.
    private func changed(_ source: Source, _ change: (inout Row, _ header: [String], _ isHeader: Bool) -> Void) -> ChangedTable {
        var table = self
        var header: [String]?
        for place in rows.indices {
            let isHeader = isHeader(rows[place], source)
            if isHeader { header = names(rows[place]) }
            guard let header, rows[place].cells.count == header.count else { continue }
            change(&table.rows[place], header, isHeader)
        }
        return table
    }
}
