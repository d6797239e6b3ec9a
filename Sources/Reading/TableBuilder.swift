internal import Register

/// The rule by which a row is no notice. Its text is stored with the run.
enum SkipName {
    case blank, title, pager, stop, foot, header, total, remark
    case repeatedHeader, aboveHeader, otherTable, otherSheet, samePage, unlabeled
    case named(String)
    /// Named, and the row speaks of the one above it.
    case pointing(String)

    var text: String {
        switch self {
        case .blank: "blank"
        case .title: "title"
        case .pager: "pager"
        case .stop: "stop"
        case .foot: "foot"
        case .header: "header"
        case .total: "total"
        case .remark: "remark"
        case .repeatedHeader: "repeated_header"
        case .aboveHeader: "above_header"
        case .otherTable: "other_table"
        case .otherSheet: "other_sheet"
        case .samePage: "same_page"
        case .unlabeled: "unlabeled"
        case .named(let name), .pointing(let name): name
        }
    }
}

/// Gathers what is read from all pages of a source.
struct TableBuilder {
    private(set) var rows: [SourceRow] = []
    private(set) var columns: [String: [String]] = [:]
    private(set) var skipped: [SourceTable.SkippedRow] = []
    private(set) var pointers: [SourceTable.PointingRow] = []
    private(set) var unknownColumns: [String] = []
    var saysEmpty = false

    /// Data rows passed over: with those added they number the lines of a file.
    private var passed = 0

    mutating func add(_ cells: Cells, locator: String, section: String = "", page: Page) {
        rows.append(SourceRow(index: rows.count + passed, locator: locator, snapshot: page.snapshot.digest, section: section, cells: cells))
    }

    mutating func add(_ cells: [String: Cell], locator: String, page: Page) { add(Cells(cells), locator: locator, page: page) }

    mutating func skip(_ locator: String, rule: SkipName) {
        skipped.append(SourceTable.SkippedRow(locator: locator, rule: rule.text))
    }

    /// A data row of a file that is no notice: it keeps its number, so that every other row's is its place in the file.
    mutating func pass(_ locator: String, rule: SkipName) {
        skip(locator, rule: rule)
        switch rule {
        case .named, .pointing, .total, .remark: passed += 1
        default: break
        }
    }

    /// A skipped row that speaks of the row read last.
    ///
    /// - Parameter first: place of its own table's first row: a row of another table is not above it.
    mutating func point(_ cells: Cells, locator: String, section: String, first: Int, rule: SkipName, page: Page) {
        let row = SourceRow(index: rows.count + passed, locator: locator, snapshot: page.snapshot.digest, section: section, cells: cells)
        pointers.append(SourceTable.PointingRow(above: rows.count > first ? rows.count - 1 : nil, rule: rule.text, row: row))
    }

    var count: Int { rows.count }
    var isEmpty: Bool { rows.isEmpty }

    mutating func update(_ change: (inout SourceRow) -> Void) {
        for index in rows.indices { change(&rows[index]) }
        for index in pointers.indices { change(&pointers[index].row) }
    }

    mutating func note(_ names: [String], in section: String) {
        let present = Set(columns[section, default: []])
        columns[section, default: []] += names.filter { !present.contains($0) }
    }

    mutating func noteUnknown(_ names: [String]) {
        unknownColumns += names.filter { !unknownColumns.contains($0) }
    }

    var table: SourceTable {
        SourceTable(rows: rows, columns: columns, skipped: skipped, pointers: pointers, saysEmpty: saysEmpty, unknownColumns: unknownColumns)
    }
}
