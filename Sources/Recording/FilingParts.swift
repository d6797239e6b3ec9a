internal import Postgres

/// The rows of one table that belong to filings, as the text that is digested with each filing's row.
struct FilingParts {
    /// A table of parts, as `Schema/LOG.md` lists them.
    struct Kind {
        let name: String
        let table: String
        /// What a filing's rows are ordered by; nil: it has one row, which is no list.
        let order: String?
        var condition = "true"
    }

    static let kinds = [
        Kind(name: "sites", table: "ledger.filing_site", order: "seq"), Kind(name: "phases", table: "ledger.filing_phase", order: "seq"),
        Kind(name: "attributions", table: "ledger.attribution", order: "seq", condition: "x.position = f.position"),
        Kind(name: "private", table: "ledger.private_document", order: "name"),
        Kind(name: "signature", table: "ledger.filing_signature", order: nil), Kind(name: "quarter", table: "ledger.quarter", order: nil),
        Kind(name: "impacts", table: "ledger.quarter_impact", order: "seq"),
    ]

    private let kind: Kind
    private let row: RowText
    private var text: [UInt8] = []
    /// Of each filing that has any, in the order of positions.
    private var places: [(position: Int, text: Range<Int>)] = []
    private var next = 0

    init(_ kind: Kind, _ connection: isolated Connection) throws {
        self.kind = kind
        row = try RowText(of: kind.table, connection)
    }

    /// Reads those of the filings between two positions.
    mutating func read(_ first: Int, _ last: Int, _ connection: isolated Connection) throws {
        text.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        next = 0
        let order = kind.order.map { ", x.\($0)" } ?? ""
        try connection.copyOut(
            """
            select f.position, \(row.selection) from ledger.filing f join \(kind.table) x on x.accession_no = f.accession_no
            where f.position between \(first) and \(last) and \(kind.condition) order by f.position\(order)
            """
        ) { add($0) }
        if kind.order != nil { endList() }
    }

    private mutating func add(_ found: BinaryRow) {
        guard let position = found.integer(0) else { return }
        let isFurther = places.last?.position == position
        if !isFurther, kind.order != nil { endList() }
        let start = isFurther ? places.removeLast().text.lowerBound : text.count
        if kind.order != nil { text.append(contentsOf: (isFurther ? ", " : "[").utf8) }
        row.write(found, from: 1, to: &text)
        places.append((position, start..<text.count))
    }

    private mutating func endList() {
        guard let last = places.indices.last else { return }
        text.append(UInt8(ascii: "]"))
        places[last].text = places[last].text.lowerBound..<text.count
    }

    /// Those of a filing; nil when it has none. Asked in the order of positions.
    mutating func text(at position: Int) -> ArraySlice<UInt8>? {
        while next < places.count, places[next].position < position { next += 1 }
        guard next < places.count, places[next].position == position else { return nil }
        return text[places[next].text]
    }
}
