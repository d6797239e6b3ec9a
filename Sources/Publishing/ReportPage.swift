import Register

/// One report as a table: filtered, ordered and paged by its address, each line a step nearer to the bytes.
struct ReportPage {
    let summary: Summary
    let request: ReportRequest
    let query: Query
    private var moment: Moment { Moment(query, path: "/reports/" + summary.report.name) }
    private var report: Report { summary.report }

    var html: HTML {
        Layout(
            title: report.name, moment: moment, position: summary.asOfPosition,
            body: """
                <section class="lede small"><p class="kicker"><a href="\(moment.link("/reports"))">Reports</a></p><h1>\(report.name)</h1><p>\(report.question)</p></section>
                <div class="toolbar">\(search)\(chips)<p class="files"><a href="\(path(".csv"))">CSV</a> <a href="\(path(".json"))">JSON</a> <a href="\(path(".ndjson"))">NDJSON</a></p></div>
                <p class="count">\(count)</p>
                \(table)
                \(pages)\(cut)
                <details class="columns"><summary>What the columns mean</summary><dl>\(report.columns.map { "<div><dt>\($0.name) <small>\($0.type)</small></dt><dd>\($0.comment)</dd></div>" as HTML })</dl></details>
                """
        ).html
    }

    /// The files hold every row of the same filters, so a page's limit and offset are left out.
    private func path(_ ending: String) -> String {
        let all = Query(String(query.replacing("limit", with: nil).dropFirst()))
        return "/reports/" + report.name + ending + all.replacing("offset", with: nil)
    }

    private func page(_ name: String, _ value: String?) -> String { "/reports/" + report.name + query.replacing(name, with: value) }

    private var search: HTML? {
        guard report.column("employer") != nil else { return nil }
        let kept = query.pairs.filter { !["q", "offset"].contains($0.name) }
        return """
            <form class="search" method="get" role="search"><label for="q">Employer</label><input id="q" type="search" name="q" value="\(request.search)" placeholder="part of a name" maxlength="100">
            \(kept.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML })<button>Search</button></form>
            """
    }

    /// Each filter with a way to take it off.
    private var chips: HTML {
        let filters = query.pairs.filter { !["sort", "limit", "offset", "q"].contains($0.name) }
        return HTML(
            joining: filters.map { name, value in
                let words = value.isEmpty ? "\(name)" : "\(name) = \(value)"
                return
                    "<a class=\"chip\" href=\"\(page(name, nil))\" aria-label=\"Remove the filter \(words)\">\(words) <span aria-hidden=\"true\">×</span></a>"
            })
    }

    private var count: HTML {
        let first = request.query.offset + 1
        guard !summary.rows.isEmpty else { return empty }
        guard summary.rows.count < summary.total else { return "\(Wording.counted(summary.total, "row"))" }
        return "Rows \(Wording.grouped(first)) to \(Wording.grouped(first + summary.rows.count - 1)) of \(Wording.grouped(summary.total))"
    }

    /// Why there is nothing, as far as the address says.
    private var empty: HTML {
        if request.query.offset > 0 {
            return
                "No rows from row \(Wording.grouped(request.query.offset + 1)) on: the report has \(Wording.counted(summary.total, "row"))."
        }
        if !request.query.filters.isEmpty {
            return
                "No row fits these filters at this moment. Take one off, or see <a href=\"\(moment.link("/reports/" + report.name))\">every row</a>."
        }
        return "No rows at this moment: nothing on record answers this question."
    }

    private var table: HTML {
        guard !summary.rows.isEmpty else { return "" }
        let shown = report.columns.filter { $0.name != "as_of_position" && $0.name != "rows_behind" }
        let hasRows = report.column("rows_behind") != nil
        return """
            <div class="scroll tall" role="region" aria-label="\(report.name)" tabindex="0"><table class="report\(shown.count > 20 ? " broad" : "")">
            <thead><tr>\(shown.map(header))\(hasRows ? "<th scope=\"col\">rows behind</th>" as HTML : "")</tr></thead>
            <tbody>\(summary.rows.map { row in "<tr>\(shown.map { cell(row, $0) })\(hasRows ? behind(row) : "")</tr>" as HTML })</tbody></table></div>
            """
    }

    private func header(_ column: Report.Column) -> HTML {
        let sort = request.query.order.first
        let isDescending = sort?.column == column.name && sort?.isDescending == false
        let mark = sort?.column == column.name ? (sort?.isDescending == true ? " ↓" : " ↑") : ""
        let order: HTML = mark.isEmpty ? "" : " aria-sort=\"\(sort?.isDescending == true ? "descending" : "ascending")\""
        return
            "<th scope=\"col\"\(order)\(column.isNumber ? " class=\"number\"" as HTML : "")><a href=\"\(page("sort", (isDescending ? "-" : "") + column.name))\" title=\"\(column.comment)\">\(Wording.words(column.name))\(mark)</a></th>"
    }

    private func behind(_ row: Summary.Row) -> HTML {
        guard let path = row.text("rows_behind") else { return "<td></td>" }
        return "<td><a href=\"\(moment.link(path))\">rows</a></td>"
    }

    private func cell(_ row: Summary.Row, _ column: Report.Column) -> HTML {
        let value = row[column.name]
        guard let text = Wording.value(value), !text.isEmpty else { return "<td class=\"null\"></td>" }
        if column.isNumber { return "<td class=\"number\">\(text)</td>" }
        return "<td\(text.count > 30 ? " class=\"long\"" as HTML : "")>\(linked(text, column.name))</td>"
    }

    /// Characters of a text that a page shows; the files have it whole.
    private static let longest = 200

    /// Keys of the register lead on.
    private func linked(_ text: String, _ column: String) -> HTML {
        switch column {
        case "page" where text.hasPrefix("/"): "<a href=\"\(moment.link(text))\">page</a>"
        case "disclosure_id", "event_id": "<a class=\"code\" href=\"\(moment.link("/disclosures/" + text))\">\(text.prefix(8))…</a>"
        case "snapshot_sha256": "<a class=\"code\" href=\"/snapshots/\(text)\">\(text.prefix(12))…</a>"
        case "accession_no": "<a class=\"code\" href=\"\(moment.link("/reports/versions?accession_no=" + text))\">\(text)</a>"
        case "payload_sha256", "chain_sha256", "text_sha256": "<span class=\"code\" title=\"\(text)\">\(text.prefix(12))…</span>"
        case "url", "page": HTML.outward(text)
        default: text.count > Self.longest ? "\(text.prefix(Self.longest))…" : "\(text)"
        }
    }

    /// Said where a text is not shown whole.
    private var cut: HTML? {
        let isCut = summary.rows.contains { row in row.values.contains { Wording.value($0).map { $0.count > Self.longest } ?? false } }
        return isCut ? "<p class=\"foot\">A text of more than \(Self.longest) characters is cut here; the files have it whole.</p>" : nil
    }

    private var pages: HTML? {
        let (offset, count) = (request.query.offset, summary.rows.count)
        guard offset > 0 || offset + count < summary.total else { return nil }
        let size = request.query.limit ?? ReportRequest.pageRows
        let back: HTML =
            offset > 0 ? "<a rel=\"prev\" href=\"\(page("offset", offset <= size ? nil : String(offset - size)))\">← Previous</a>" : ""
        let on: HTML = offset + count < summary.total ? "<a rel=\"next\" href=\"\(page("offset", String(offset + count)))\">Next →</a>" : ""
        return "<nav class=\"pages\" aria-label=\"Pages\">\(back)\(on)</nav>"
    }
}
