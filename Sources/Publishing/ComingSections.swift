import Register

/// The rolling 28 days of the nation beside those of a year before, as two lines, and the same as a table.
struct WeeksSection {
    let weeks: [Summary.Row]
    let moment: Moment
    private static let shown = 104

    var html: HTML {
        let shown = Array(weeks.sorted { ($0.text("week_ending") ?? "") < ($1.text("week_ending") ?? "") }.suffix(Self.shown))
        guard let last = shown.last else { return "<p class=\"aside\">No dated notice at this moment.</p>" }
        let figures = shown.flatMap { [$0.integer("workers"), $0.integer("workers_year_before")] }.compactMap { $0 }
        let most = max(1, figures.max() ?? 1)
        return """
            <figure class="weeks"><p class="scale" aria-hidden="true">\(Wording.grouped(most)) workers</p><svg viewBox="0 0 1000 220" role="img" aria-labelledby="weeks-t"><title id="weeks-t">Workers noticed in 28 days, to \(last.text("week_ending").map(Wording.day) ?? ""): \(last.integer("workers").map(Wording.grouped) ?? "not stated"); most \(Wording.grouped(most))</title>
            <line class="axis" x1="0" x2="1000" y1="210" y2="210"/>\(line(shown, "workers_year_before", most, "before"))\(line(shown, "workers", most, "now"))</svg>
            <p class="span" aria-hidden="true"><span>\(shown.first?.text("week_ending").map(Wording.day) ?? "")</span><span>\(last.text("week_ending").map(Wording.day) ?? "")</span></p>
            <figcaption class="legend"><span><i class="work"></i>workers noticed in the 28 days to each Saturday</span><span><i class="soft-work"></i>the same 28 days 364 days earlier</span></figcaption></figure>
            <details><summary>The weeks as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Rolling weeks"><table>
            <thead><tr><th scope="col">To</th><th scope="col" class="number">Workers, at least</th><th scope="col" class="number">A year before</th><th scope="col" class="number">Change, %</th><th scope="col" class="number">States observed</th></tr></thead>
            <tbody>\(shown.reversed().prefix(26).map(row))</tbody></table></div></details>
            <p class="foot"><a href="\(moment.link("/reports/workers_by_four_weeks?state=US&sort=-week_ending"))">All weeks</a> · <a href="\(moment.link("/reports/workers_by_four_weeks.csv?state=US&sort=-week_ending"))">CSV</a> · <a href="\(moment.link("/reports/workers_year_on_year?state=US&sort=-notice_month"))">Year on year, the same states</a></p>
            """
    }

    private func line(_ rows: [Summary.Row], _ column: String, _ most: Int, _ style: HTML) -> HTML {
        let points = rows.enumerated().compactMap { place, row in
            row.integer(column).map { "\(place * 1000 / max(1, rows.count - 1)),\(210 - $0 * 200 / most)" }
        }
        return "<polyline class=\"\(style)\" points=\"\(points.joined(separator: " "))\"/>"
    }

    private func row(_ row: Summary.Row) -> HTML {
        func cell(_ column: String) -> HTML { Wording.value(row[column]).map { "\($0)" } ?? "<span class=\"not-stated\">–</span>" }
        return """
            <tr><th scope="row">\(row.text("week_ending").map(Wording.day) ?? "")</th><td class="number" data-key="week-\(row.text("week_ending") ?? "")">\(cell("workers"))</td><td class="number">\(cell("workers_year_before"))</td><td class="number">\(cell("change_pct"))</td><td class="number">\(cell("states_observed"))</td></tr>
            """
    }
}

/// Who loses their job in the next 90 days: the largest days and places.
struct UpcomingSection {
    let upcoming: Summary?
    let moment: Moment

    var html: HTML {
        let links: HTML =
            "<p class=\"foot\"><a href=\"\(moment.link("/reports/upcoming_90_days?sort=-workers"))\">Every day and county</a> · <a href=\"\(moment.link("/reports/upcoming_90_days.csv?sort=-workers"))\">CSV</a></p>"
        guard let upcoming, !upcoming.rows.isEmpty else {
            return "<p class=\"aside\">No separation on record is dated in the next 90 days.</p>\(links)"
        }
        return
            "\(SummaryTable(summary: upcoming, columns: ["separation_date", "workers", "events", "state", "county", "rows_behind"], moment: moment).html)\(links)"
    }
}

/// Workers by sector, the unstated apart.
struct IndustriesSection {
    let industries: [Summary.Row]
    let moment: Moment

    var html: HTML {
        let known = industries.filter { $0.text("sector") != nil }
        let most = max(1, known.compactMap { $0.integer("workers") }.max() ?? 1)
        let unstated: HTML? = industries.first { $0.text("sector") == nil }.map {
            "<p class=\"aside\">\(Wording.counted($0.integer("events") ?? 0, "event")) state no industry: most states' lists have no such field.</p>"
        }
        guard !known.isEmpty else { return unstated ?? "<p class=\"aside\">No industry is on record at this moment.</p>" }
        return """
            <table class="ladder"><caption class="hidden">Workers by sector</caption><thead><tr><th scope="col">Sector</th><th scope="col" class="number">Events</th><th scope="col" class="number">Workers</th><th scope="col" class="wide"><span class="hidden">Bar</span></th></tr></thead>
            <tbody>\(known.prefix(10).map { line($0, most) })</tbody></table>\(unstated)
            <p class="foot"><a href="\(moment.link("/reports/industries"))">All sectors</a> · <a href="\(moment.link("/reports/industries.csv"))">CSV</a></p>
            """
    }

    private func line(_ row: Summary.Row, _ most: Int) -> HTML {
        let workers = row.integer("workers")
        return """
            <tr><th scope="row"><a href="\(moment.link(row.text("page") ?? "/reports/industries"))">\(row.text("name") ?? row.text("sector") ?? "")</a></th><td class="number">\(Wording.grouped(row.integer("events") ?? 0))</td>
            <td class="number">\(workers.map { "\(Wording.grouped($0))" } ?? "<span class=\"not-stated\">not stated</span>" as HTML)</td><td class="wide">\(Bar(part: workers ?? 0, of: most, style: "plain").html)</td></tr>
            """
    }
}
