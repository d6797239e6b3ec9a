internal import Register

/// How a page differs from the last accepted one in ways that change what its values mean. Pure: two profiles, one answer.
struct Drift {
    let source: Source
    let was: PageProfile
    let now: PageProfile
    let tallyWas: ImportTally
    let tallyNow: ImportTally

    /// Fewer rows than this can look like anything by chance.
    private static let rowsThatTell = 5

    var changes: [PageChange] { missing + kinds + emptied + reversed + shifted + aged + rejected }

    // MARK: Columns

    /// A column of all sections together.
    private struct Total {
        var rows = 0
        var filled = 0

        var share: Double { rows == 0 ? 0 : Double(filled) / Double(rows) }
        var words: String { "\(filled) of \(rows) rows" }
    }

    private static func totals(_ columns: [ColumnFill]) -> [String: Total] {
        columns.reduce(into: [:]) { totals, fill in
            totals[fill.column, default: Total()].rows += fill.rows
            totals[fill.column, default: Total()].filled += fill.filled
        }
    }

    /// Where columns are labels, one that only few rows have is not missed.
    private var missing: [PageChange] {
        let (before, after) = (Self.totals(was.columns), Self.totals(now.columns))
        guard !after.isEmpty, after.values.map(\.rows).max() ?? 0 > 0 else { return [] }
        let known = source.fields.columns.union(source.ignore)
        return before.sorted { $0.key < $1.key }.compactMap { column, total in
            guard after[column] == nil, known.contains(column) else { return nil }
            guard hasHeader || total.rows >= Self.rowsThatTell && total.share >= 0.5 else { return nil }
            return PageChange(.columnMissing, column: column, was: "filled in \(total.words)")
        }
    }

    private var hasHeader: Bool {
        switch source.read.format {
        case .csv, .table, .workbook: true
        default: false
        }
    }

    private var kinds: [PageChange] {
        let before = Dictionary(was.columns.map { (Place($0), $0) }) { first, _ in first }
        return now.columns.compactMap { fill in
            guard source.fields.columns.contains(fill.column), let now = fill.kind, let was = before[Place(fill)] else { return nil }
            let isTurned = was.kind.map { $0 != now } ?? (now == .dates && was.kind(of: 1) != .dates && isOfWords(fill))
            return isTurned ? PageChange(.kindChanged, column: fill.column, was: was.kind(of: 1)?.rawValue, now: now.rawValue) : nil
        }
    }

    /// A column that was too empty to tell, but from which no date is mapped, and in which enough of them stand now.
    private func isOfWords(_ fill: ColumnFill) -> Bool {
        let dates: Set<FieldRules.Field> = [.noticeDate, .receivedDate, .postedDate, .effective, .effectiveEnd]
        let fields = source.fields.rules.filter { $0.value.columns.contains(fill.column) }.keys
        return fill.examined >= 3 && dates.isDisjoint(with: fields)
    }

    private struct Place: Hashable {
        let section: String
        let column: String

        init(_ fill: ColumnFill) { (section, column) = (fill.section, fill.column) }
    }

    /// A column that was filled and now mostly is not: its values moved, or the state stopped giving them.
    private var emptied: [PageChange] {
        let (before, after) = (Self.totals(was.columns), Self.totals(now.columns))
        return after.sorted { $0.key < $1.key }.compactMap { column, total in
            guard let was = before[column], source.fields.columns.contains(column), min(was.rows, total.rows) >= Self.rowsThatTell,
                was.share >= 0.6, total.share < 0.2
            else { return nil }
            return PageChange(.columnEmptied, column: column, was: was.words, now: total.words)
        }
    }

    // MARK: Values

    /// Two columns of dates that changed places: the one that came first comes last in more than a fifth of the rows.
    private var reversed: [PageChange] {
        now.orders.sorted { $0.key < $1.key }.compactMap { name, order in
            guard let before = was.orders[name], min(order.rows, before.rows) >= 3, abs(order.share - before.share) > 0.2 else {
                return nil
            }
            return PageChange(
                .datesReversed, column: name, was: "\(before.reversed) of \(before.rows) rows", now: "\(order.reversed) of \(order.rows)")
        }
    }

    private var shifted: [PageChange] {
        let (before, after) = (was.eventTypes.values.reduce(0, +), now.eventTypes.values.reduce(0, +))
        guard min(before, after) >= 2 * Self.rowsThatTell else { return [] }
        let types = Set(was.eventTypes.keys).union(now.eventTypes.keys)
        let moved = types.reduce(0.0) { sum, type in
            sum + abs(Double(was.eventTypes[type] ?? 0) / Double(before) - Double(now.eventTypes[type] ?? 0) / Double(after))
        }
        return moved > 1 ? [PageChange(.typesShifted, was: Self.words(was.eventTypes), now: Self.words(now.eventTypes))] : []
    }

    private static func words(_ types: [String: Int]) -> String {
        types.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }

    /// Words that no field knows, all of a sudden: the columns of words changed places.
    private var rejected: [PageChange] {
        let shares = [tallyWas, tallyNow].map { Double($0.rejected) / Double(max(1, $0.rejected + $0.notices)) }
        guard tallyNow.rejected >= 3, shares[1] - shares[0] > 0.2 else { return [] }
        let words = [tallyWas, tallyNow].map { "\($0.rejected) of \($0.rejected + $0.notices) rows" }
        return [PageChange(.rowsRejected, was: words[0], now: words[1])]
    }

    /// A month older than the page was already: the state serves a copy from its drawer. Where a list may stand still for long (its
    /// manifest expects no recent notice), one row that goes can take the newest day with it, and tells nothing.
    private var aged: [PageChange] {
        guard source.expect.newestWithinDays != nil, let before = was.newest, let after = now.newest, before.days(since: after) > 31 else {
            return []
        }
        return [PageChange(.newestFell, was: before.description, now: after.description)]
    }
}
