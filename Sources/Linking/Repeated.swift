internal import Register

/// Which rows of a list stand in it twice because two of its pages overlap. Elsewhere equal rows are several sites of a town.
struct Repeated {
    private struct Month: Hashable {
        var source: SourceID?
        var month: Int
    }

    private struct Tally {
        var twice: Int
        var all: Int
    }

    /// Months of a list in which, or around which, most rows stand twice.
    private var months: Set<Month> = []
    /// Of lists with such months: what the list says twice, and another list of the state once.
    private var onceElsewhere: Set<String> = []

    init(_ rows: [PreparedCandidate]) {
        var counts: [Month: [String: Int]] = [:]
        for row in rows {
            guard let month = Self.month(of: row) else { continue }
            counts[month, default: [:]][Self.facts(row), default: 0] += 1
        }
        let tallies = counts.mapValues { rows in Tally(twice: rows.values.count { $0 == 2 }, all: rows.count) }
        months = Set(tallies.filter { month, tally in Self.isRepeated(month, tally, among: tallies) }.keys)
        let lists = Set(months.map(\.source))
        guard !lists.isEmpty else { return }
        for (month, said) in counts where !lists.contains(month.source) {
            for (facts, count) in said where count == 1 { onceElsewhere.insert(facts) }
        }
    }

    /// A month of two rows alone says nothing; three months on either side do.
    private static func isRepeated(_ month: Month, _ tally: Tally, among tallies: [Month: Tally]) -> Bool {
        if tally.twice >= 3, 2 * tally.twice >= tally.all { return true }
        let around = (-3...3).compactMap { tallies[Month(source: month.source, month: month.month + $0)] }
        let twice = around.map(\.twice).reduce(0, +), all = around.map(\.all).reduce(0, +)
        return twice >= 4 && 3 * twice >= 2 * all
    }

    /// Whether the row is one of an overlap: of a month that is, or of such a list, while another list has it once.
    func contains(_ row: PreparedCandidate) -> Bool {
        guard let month = Self.month(of: row) else { return false }
        if months.contains(month) { return true }
        return !onceElsewhere.isEmpty && months.contains { $0.source == month.source } && onceElsewhere.contains(Self.facts(row))
    }

    /// What two printings of a row have in common, however they spell its address.
    private static func facts(_ row: PreparedCandidate) -> String {
        let parts = [row.candidate.noticeDate?.description, row.candidate.effective?.description, row.candidate.workers.map { String($0) }]
        return row.candidate.state.rawValue + "/" + row.key.compact + "/" + row.key.site.joined() + "/"
            + parts.map { $0 ?? "" }.joined(separator: "/") + "/" + row.place.key
    }

    private static func month(of row: PreparedCandidate) -> Month? {
        row.anchor.flatMap(CalendarDate.init(daysSinceEpoch:)).map { Month(source: row.candidate.source, month: $0.year * 12 + $0.month) }
    }
}
