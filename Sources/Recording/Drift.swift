internal import Register

/// How a page differs from the last accepted one in ways that change what its values mean. Pure: two profiles, one answer.
struct Drift {
    let source: Source
    let was: PageProfile
    let now: PageProfile

    /// Fewer rows than this can look like anything by chance.
    private static let rowsThatTell = 5

    var changes: [PageChange] { missing + kinds + emptied + reversed + shifted + aged }

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
            guard source.fields.columns.contains(fill.column), let now = fill.kind, let was = before[Place(fill)]?.kind, was != now
            else { return nil }
            return PageChange(.kindChanged, column: fill.column, was: was.rawValue, now: now.rawValue)
        }
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

    /// A month older than the page was already: the state serves a copy from its drawer.
    private var aged: [PageChange] {
        guard let before = was.newest, let after = now.newest, before.days(since: after) > 31 else { return [] }
        return [PageChange(.newestFell, was: before.description, now: after.description)]
    }
}
