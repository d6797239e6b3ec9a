import Register

/// Workers by month of notice as columns, the part attributed to AI on top, and the same as a table.
struct MonthBars {
    let months: [Summary.Row]
    let ai: [Summary.Row]
    let moment: Moment
    private static let shown = 24

    private struct Column {
        let month: String
        let workers: Int
        let events: Int
        let withoutCount: Int
        let statutory: Int
        let inferred: Int
        let address: String
    }

    var html: HTML {
        let columns = columns
        let most = max(1, columns.map(\.workers).max() ?? 1)
        return """
            <figure class="months">
            <ol class="columns" aria-hidden="true">\(columns.map { column($0, most: most) })</ol>
            <figcaption class="legend"><span><i class="work"></i>workers noticed in the month; the tallest column is \(Wording.grouped(most))</span><span><i class="ai"></i>attributed to AI, statutory tiers</span><span><i class="soft"></i>said elsewhere</span></figcaption>
            </figure>
            \(undated)
            <details><summary>The months as a table</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Workers by month"><table>
            <thead><tr><th scope="col">Month</th><th scope="col" class="number">Events</th><th scope="col" class="number">Workers</th><th scope="col" class="number">Without a figure</th><th scope="col" class="number">AI, tiers 1–2</th><th scope="col" class="number">AI, tiers 3–5</th></tr></thead>
            <tbody>\(columns.reversed().map(line))</tbody></table></div></details>
            <p class="foot"><a href="\(moment.link("/reports/workers_by_month?sort=-month"))">All months</a> · <a href="\(moment.link("/reports/workers_by_month.csv?sort=-month"))">CSV</a> · <a href="\(moment.link("/reports/ai_workers_by_month?sort=-month"))">The AI part by tier</a> · <a href="\(moment.link("/reports/ai_workers_by_month.csv?sort=-month"))">CSV</a></p>
            """
    }

    /// The newest dated months, oldest first. A month without a notice is a gap on the page, so the run of months is unbroken.
    private var columns: [Column] {
        let known = Dictionary(months.compactMap { row in row.text("month").map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
        let said = Dictionary(grouping: ai.filter { $0.text("month") != nil }, by: { $0.text("month") ?? "" })
        guard let last = known.keys.max(), let end = CalendarDate(last + "-01") else { return [] }
        return (0..<Self.shown).reversed().compactMap { back in
            let number = end.year * 12 + end.month - 1 - back
            guard let first = CalendarDate(year: number / 12, month: number % 12 + 1, day: 1) else { return nil }
            let month = String(first.description.prefix(7))
            let tiers = said[month] ?? []
            func workers(_ isStatutory: Bool) -> Int {
                tiers.filter { $0.isTrue("statutory") == isStatutory }.compactMap { $0.integer("workers") }.max() ?? 0
            }
            let row = known[month]
            return Column(
                month: month, workers: row?.integer("workers") ?? 0, events: row?.integer("events") ?? 0,
                withoutCount: row?.integer("events_without_count") ?? 0,
                statutory: workers(true), inferred: workers(false),
                address: moment.link(row?.text("rows_behind") ?? "/reports/events?notice_month=" + month))
        }
    }

    private func column(_ column: Column, most: Int) -> HTML {
        func height(_ workers: Int) -> Int { workers > 0 ? max(14, workers * 1000 / most) : 0 }
        let (all, said, soft) = (height(column.workers), min(height(column.statutory), 1000), min(height(column.inferred), 1000))
        let peak: HTML? = column.workers == most ? "<span class=\"peak\">\(Wording.short(column.workers))</span>" : nil
        return """
            <li class="\(column.month.hasSuffix("-01") ? "year" : "")"><a tabindex="-1" href="\(column.address)" title="\(Wording.month(column.month)): \(Wording.counted(column.workers, "worker")), \(Wording.grouped(column.statutory)) attributed to AI on the statutory record">
            \(peak)
            <svg viewBox="0 0 10 1000" preserveAspectRatio="none"><rect class="work" y="\(1000 - all)" width="10" height="\(all)"/><rect class="soft" y="\(1000 - said - soft)" width="10" height="\(soft)"/><rect class="ai" y="\(1000 - said)" width="10" height="\(said)"/></svg>
            <span class="tick">\(tick(column.month))</span></a></li>
            """
    }

    /// The month's first letter, and the year under January.
    private func tick(_ month: String) -> HTML {
        let name = Wording.month(month).prefix(1)
        return month.hasSuffix("-01") ? "\(name)<b>\(month.prefix(4))</b>" : "\(name)"
    }

    private func line(_ column: Column) -> HTML {
        """
        <tr><th scope="row"><a href="\(column.address)">\(Wording.month(column.month))</a></th><td class="number">\(Wording.grouped(column.events))</td>
        <td class="number" data-key="month-\(column.month)">\(Wording.grouped(column.workers))</td><td class="number">\(Wording.grouped(column.withoutCount))</td>
        <td class="number">\(Wording.grouped(column.statutory))</td><td class="number">\(Wording.grouped(column.inferred))</td></tr>
        """
    }

    /// Events without a notice date stand apart, never in a month.
    private var undated: HTML? {
        guard let row = months.first(where: { $0["month"] == .null }), let events = row.integer("events"), events > 0 else { return nil }
        return """
            <p class="aside">In no month: <a href="\(moment.link(row.text("rows_behind") ?? "/reports/events"))">\(Wording.counted(events, "event"))</a> without a notice date, \(Wording.counted(row.integer("workers") ?? 0, "worker")).</p>
            """
    }
}
