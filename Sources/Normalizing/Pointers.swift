internal import Register

/// Rows that say only that the notice above them was revised, and which of them found it.
///
/// Indiana writes them: below `Nestle USA, Inc. | Fort Wayne | 53 | …` stands `Nestle USA, Inc.-Revised (8/23/19) | Fort Wayne | N/A | …`.
struct Pointers {
    private let rows: [Int: [SourceTable.PointingRow]]
    /// Those that stand below no row, or below one of another name.
    private(set) var unattached: [SourceTable.PointingRow]

    init(_ pointers: [SourceTable.PointingRow]) {
        rows = Dictionary(grouping: pointers.filter { $0.above != nil }) { $0.above ?? 0 }
        unattached = pointers
    }

    /// Gives the notice those that stand below its row and name its employer.
    ///
    /// - Parameter place: of the notice's row among the table's rows.
    mutating func attach(to notice: inout Notice, at place: Int, reader: Normalizer) {
        guard !rows.isEmpty, let below = rows[place] else { return }
        for pointer in below {
            let row = MappedRow(row: pointer.row, plans: reader.plans)
            let stated = row.written(.employer)
            guard Self.isSame(stated, notice.employerRaw) else { continue }
            let day = DateScanner.dates(in: stated.scannable).lazy.filter { $0.day != nil }.compactMap { date in
                date.year(today: reader.today).flatMap { date.days(in: $0)?.first }
            }.first
            notice.revisions.append(Revision(date: day, stated: stated, letterURL: row.optional(.letter) ?? row.cell(.employer)?.links.first))
            unattached.removeAll { $0 == pointer }
        }
    }

    /// One name is the other's beginning: what the state writes behind a name is glued to it on either row
    /// (`Asbury Automotive Group Revised (Doc 1)` below `Asbury Automotive GroupAdditional Documents`).
    private static func isSame(_ pointer: String, _ name: String) -> Bool {
        let (one, other) = (core(pointer), core(name))
        return !one.isEmpty && !other.isEmpty && (one.hasPrefix(other) || other.hasPrefix(one))
    }

    /// The name before a bracket, a dash or a marker word.
    private static func core(_ written: String) -> String {
        var text = EmployerReader.read(written).name.comparable[...]
        for word in ["(", "revised", "amended", "updated", "attachment", "exhibit"] {
            if let range = text.firstRange(of: word), range.lowerBound > text.startIndex { text = text[..<range.lowerBound] }
        }
        return String(text.reversed().drop { !$0.isLetter && !$0.isNumber }.reversed()).comparable
    }
}
