import Register

/// A state, a county, an employer or an industry: its figures, its months, what is to come, and its events.
struct ProfilePage {
    let profile: Profile
    let answers: [Summary]
    let moment: Moment

    private var subject: Summary.Row? { answers.first?.rows.first }

    private func answer(_ report: String) -> (query: ReportQuery, summary: Summary)? {
        zip(profile.queries, answers).first { $0.0.report == report }.map { ($0.0, $0.1) }
    }

    var html: HTML {
        Layout(
            title: name, moment: moment, position: answers.first?.asOfPosition, feed: profile.feed,
            body: """
                <section class="lede small"><p class="kicker">\(Wording.words(profile.kind.rawValue))</p><h1>\(name)</h1><p>\(sentence)</p></section>
                \(months)\(sections)
                <p class="foot"><a href="\(moment.link(profile.path + ".json"))">This page as JSON</a>\(profile.feed.map { " · <a href=\"\($0)\">Atom feed</a>" as HTML })</p>
                """
        ).html
    }

    private var name: String {
        switch profile.kind {
        case .state: subject?.text("name") ?? profile.key
        case .county: [subject?.text("name") ?? profile.key, subject?.text("state")].compactMap { $0 }.joined(separator: ", ")
        case .employer: subject?.text("employer") ?? profile.key
        case .industry: subject?.text("name") ?? profile.key
        }
    }

    private var sentence: HTML {
        guard profile.kind != .state else { return "\(standing)</p><p>\(coverage)" }
        return count(subject)
    }

    /// What is counted of a state, in the words of every profile; a state that nobody looked at has no zero.
    private var standing: HTML {
        guard let row = answer("workers_by_state")?.summary.rows.first else { return "No counted event at this moment." }
        return count(row)
    }

    private func count(_ subject: Summary.Row?) -> HTML {
        guard let subject, let events = subject.integer("events") else { return "No counted event at this moment." }
        let workers: HTML = subject.integer("workers").map { "<b>\(Wording.counted($0, "worker"))</b>" } ?? "no stated number of workers"
        let missing = subject.integer("events_without_count") ?? 0
        let span = [
            subject.text("first_date") ?? subject.text("first_notice_date"), subject.text("last_date") ?? subject.text("last_notice_date"),
        ]
        .compactMap { $0.map(Wording.day) }
        return
            "\(workers) in <b>\(Wording.counted(events, "event"))</b>\(missing > 0 ? ", \(Wording.grouped(missing)) of them without a figure, so the sum is a floor" : "")\(span.count == 2 ? ", noticed from \(span[0]) to \(span[1])" : ""). Each event is counted once, as it stands now."
    }

    /// A state's pages: whether anybody looked, and when.
    private var coverage: HTML {
        let lines = answers.first?.rows.map { row -> HTML in
            let source = row.text("source_id") ?? "no source"
            let last = row.text("last_success_at").map { "last read \(Layout.minute($0))" } ?? "never read"
            return
                "\(HTML.outward(row.text("page") ?? "", label: row.text("publisher") ?? source)): \(row.text("standing") ?? "unknown"), \(last)"
        }
        return HTML(joining: lines ?? [], by: "<br>")
    }

    private var months: HTML? {
        let report = ["workers_noticed", "workers_by_county", "workers_by_industry"].first { answer($0) != nil }
        guard let report, let (query, summary) = answer(report) else { return nil }
        return """
            <section id="when" aria-labelledby="when-h">\(Heading(id: "when-h", kicker: "When", title: "Workers by month of notice", note: "By notice date, the 24 months up to the last on record; workers, whole persons. An event without a figure adds nothing to a bar. A month without a bar has no event on record, which is no proof that there was none: a list may not reach so far.").html)
            \(MonthChart(rows: summary.rows, column: "notice_month", moment: moment).html)
            \(files(query, "All months"))</section>
            """
    }

    private var sections: [HTML] {
        [
            section(
                "workers_by_four_weeks", "Rolling weeks", "28 days to each Saturday",
                ["week_ending", "workers", "workers_year_before", "change_pct", "events"]),
            section(
                "upcoming_90_days", "To come", "The next 90 days", ["separation_date", "workers", "events", "county", "rows_behind"]),
            section("counties", "Where", "Counties with most workers", ["name", "workers", "events", "county_fips"]),
            section(
                "notice_periods_met", "How long before", "Days of notice",
                ["notice_year", "computable", "meeting", "share_meeting", "median_lead_days"]),
            section("repeat_filers", "Again", "Campaigns", ["campaigns", "workers", "events", "states", "least_days"]),
            section(
                "silence_gap", "Said and filed", "What it says publicly, and on the record",
                ["events_publicly", "events_on_record", "workers_publicly", "workers_on_record", "gap"]),
            section(
                "event_facts", "Events", "The latest events",
                eventColumns),
        ].compactMap { $0 }
    }

    /// The figure stands where a phone shows it; what the page is about is not said again in each line.
    private var eventColumns: [String] {
        ["notice_date", "employer", "workers", "state", "event_type", "effective_start", "ai_tier", "event_id"].filter {
            switch profile.kind {
            case .state: $0 != "state"
            case .employer: $0 != "employer"
            case .county, .industry: true
            }
        }
    }

    private func section(_ report: String, _ kicker: String, _ title: String, _ columns: [String]) -> HTML? {
        guard let (query, summary) = answer(report), !(report == "counties" && profile.kind == .county) else { return nil }
        guard !summary.rows.isEmpty else { return nil }
        return """
            <section id="\(report)" aria-labelledby="\(report)-h">\(Heading(id: report + "-h", kicker: kicker, title: title, note: summary.report.question).html)
            \(SummaryTable(summary: summary, columns: columns, moment: moment).html)
            \(files(query, summary.total > summary.rows.count ? "All \(Wording.counted(summary.total, "row"))" : "As a report"))</section>
            """
    }

    private func files(_ query: ReportQuery, _ words: String) -> HTML {
        "<p class=\"foot\"><a href=\"\(moment.link(query.path()))\">\(words)</a> · <a href=\"\(moment.link(query.path(".csv")))\">CSV</a> · <a href=\"\(moment.link(query.path(".json")))\">JSON</a></p>"
    }
}

/// The last months of a series as columns, and the same as a table: of 24, those without an event are gaps.
struct MonthChart {
    let rows: [Summary.Row]
    let column: String
    let moment: Moment
    private static let shown = 24

    private struct Bar {
        let month: String
        let workers: Int?
        let events: Int
        let missing: Int
    }

    var html: HTML {
        let bars = bars
        guard !bars.isEmpty else { return "<p class=\"aside\">No dated event at this moment.</p>" }
        let most = max(1, bars.compactMap(\.workers).max() ?? 1)
        return """
            <figure class="months"><ol class="columns" aria-hidden="true">\(bars.map { draw($0, most) })</ol><figcaption class="legend"><span><i class="work"></i>workers noticed in the month; the tallest column is \(Wording.grouped(most))</span></figcaption></figure>
            <details><summary>The months as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Workers by month"><table>
            <thead><tr><th scope="col">Month</th><th scope="col" class="number">Events</th><th scope="col" class="number">Workers</th><th scope="col" class="number">Without a figure</th></tr></thead>
            <tbody>\(bars.reversed().map(line))</tbody></table></div></details>
            """
    }

    private var bars: [Bar] {
        let known = Dictionary(grouping: rows.filter { $0.text(column) != nil }) { $0.text(column) ?? "" }
        guard let last = known.keys.max(), let end = CalendarDate(last + "-01") else { return [] }
        return (0..<Self.shown).reversed().compactMap { back in
            let number = end.year * 12 + end.month - 1 - back
            guard let first = CalendarDate(year: number / 12, month: number % 12 + 1, day: 1) else { return nil }
            let month = String(first.description.prefix(7))
            let found = known[month] ?? []
            let stated = found.compactMap { $0.integer("workers") }
            return Bar(
                month: month, workers: stated.isEmpty ? (found.isEmpty ? 0 : nil) : stated.reduce(0, +),
                events: found.compactMap { $0.integer("events") }.reduce(0, +),
                missing: found.compactMap { $0.integer("events_without_count") }.reduce(0, +))
        }
    }

    private func draw(_ bar: Bar, _ most: Int) -> HTML {
        let height = bar.workers.map { $0 > 0 ? max(14, $0 * 1000 / most) : 0 } ?? 0
        let peak: HTML? = bar.workers == most ? "<span class=\"peak\">\(Wording.short(most))</span>" : nil
        let name = Wording.month(bar.month).prefix(1)
        let tick: HTML = bar.month.hasSuffix("-01") ? "\(name)<b>\(bar.month.prefix(4))</b>" : "\(name)"
        return """
            <li class="\(bar.month.hasSuffix("-01") ? "year" : "")"><span class="stem" title="\(Wording.month(bar.month)): \(bar.workers.map { Wording.counted($0, "worker") } ?? "no figure stated")">\(peak)<svg viewBox="0 0 10 1000" preserveAspectRatio="none"><rect class="work" y="\(1000 - height)" width="10" height="\(height)"/></svg><span class="tick">\(tick)</span></span></li>
            """
    }

    private func line(_ bar: Bar) -> HTML {
        let workers: HTML = bar.workers.map { "\(Wording.grouped($0))" } ?? "<span class=\"not-stated\">not stated</span>"
        return """
            <tr><th scope="row">\(Wording.month(bar.month))</th><td class="number">\(Wording.grouped(bar.events))</td><td class="number">\(workers)</td><td class="number">\(Wording.grouped(bar.missing))</td></tr>
            """
    }
}

/// Some columns of a summary as a table; keys of the register lead on.
struct SummaryTable {
    let summary: Summary
    let columns: [String]
    let moment: Moment

    var html: HTML {
        let shown = columns.compactMap { summary.report.column($0) }
        return """
            <div class="scroll" role="region" aria-label="\(Wording.words(summary.report.name))" tabindex="0"><table class="report">
            <thead><tr>\(shown.map { "<th scope=\"col\"\($0.isNumber ? " class=\"number\"" as HTML : "") title=\"\($0.comment)\">\(Headings.of($0.name))</th>" as HTML })</tr></thead>
            <tbody>\(summary.rows.map { row in "<tr>\(shown.map { cell(row, $0) })</tr>" as HTML })</tbody></table></div>
            """
    }

    private func cell(_ row: Summary.Row, _ column: Report.Column) -> HTML {
        guard let text = Wording.value(row[column.name]), !text.isEmpty else {
            switch column.name {
            case "workers": return "<td class=\"number\"><span class=\"not-stated\">not stated</span></td>"
            case "county", "county_fips": return "<td><span class=\"not-stated\">unplaced</span></td>"
            default: return "<td class=\"null\"><span class=\"hidden\">none</span></td>"
            }
        }
        if Headings.isShare(column.name), let percent = Wording.percent(row[column.name]) { return "<td class=\"number\">\(percent)</td>" }
        if column.isNumber { return "<td class=\"number\">\(text)</td>" }
        return "<td>\(linked(text, column.name, row))</td>"
    }

    private func linked(_ text: String, _ column: String, _ row: Summary.Row) -> HTML {
        switch column {
        case "event_id", "disclosure_id": "<a class=\"code\" href=\"\(moment.link("/disclosures/" + text))\">\(text.prefix(8))…</a>"
        case "employer":
            // Where a line has no employer to lead to, it is about one disclosure.
            (row.text("employer_key").map { "/employers/" + Query.encoded($0) } ?? row.text("disclosure_id").map { "/disclosures/" + $0 })
                .map { "<a href=\"\(moment.link($0))\">\(text)</a>" } ?? "\(text)"
        case "state": text.utf8.count == 2 && text != "US" ? "<a href=\"\(moment.link("/states/" + text))\">\(text)</a>" : "\(text)"
        case "county": row.text("county_fips").map { "<a href=\"\(moment.link("/counties/" + $0))\">\(text)</a>" } ?? "\(text)"
        case "county_fips": "<a class=\"code\" href=\"\(moment.link("/counties/" + text))\">\(text)</a>"
        case "rows_behind": "<a href=\"\(moment.link(text))\">employers</a>"
        case "sector": "<a href=\"\(moment.link("/industries/" + text))\">\(text)</a>"
        case "event_type": "\(Wording.words(text))"
        case _ where column.hasSuffix("_date") || column == "week_ending" || column == "effective_start": "\(Wording.day(text))"
        default: "\(text)"
        }
    }
}
