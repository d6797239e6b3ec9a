internal import Documents
internal import Register

/// A page without a header: the manifest names its columns in their order, and they are told by what stands in them.
///
/// A column that moved puts a name where a date or a word of a list belongs; such a page is not this source's.
struct PositionalColumns {
    let header: HeaderRow
    /// The first row that is one of the page's; what stands above it is a banner or a heading. Nil where most rows are not.
    let begin: Int?

    /// Nil where the manifest names no columns by their order.
    init?(of grid: Grid, known: KnownColumns) {
        let columns = known.source.read.columns
        guard !columns.isEmpty else { return nil }
        header = HeaderRow(columns: columns)
        let kinds = columns.map { ExpectedKind(of: $0, in: known.source.fields) }
        let rows = grid.rows.indices.lazy.filter { index in grid.rows[index].cells.count { !$0.isBlank } * 2 > columns.count }
        let looked = Array(rows.prefix(Self.rowsThatTell))
        let fitting = looked.filter { index in
            let row = grid.rows[index]
            return row.cells.dropFirst(columns.count).allSatisfy(\.isBlank)
                && kinds.enumerated().allSatisfy { position, kind in kind.fits(row.cell(position)) }
        }
        begin = fitting.count * 2 > looked.count ? fitting.first : nil
    }

    /// Rows looked at; a few may hold slips of the pen.
    private static let rowsThatTell = 20
}
