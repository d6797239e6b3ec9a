import Register

/// One line a source: when it was last read, what came of it, and why it is stopped.
struct FreshnessSection {
    let sources: [Summary.Row]
    let moment: Moment

    var html: HTML {
        guard !sources.isEmpty else { return "<p class=\"aside\">No source has been read yet.</p>" }
        return """
            <div class="scroll" role="region" aria-label="Sources" tabindex="0"><table class="fresh">
            <caption class="hidden">Sources and their last runs</caption>
            <thead><tr><th scope="col">Source</th><th scope="col">Standing</th><th scope="col">Last read</th><th scope="col">Last change</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Rejected</th></tr></thead>
            <tbody>\(sources.map(line))</tbody></table></div>
            <p class="foot"><a href="\(moment.link("/reports/freshness"))">Freshness</a> · <a href="\(moment.link("/reports/freshness.csv"))">CSV</a> · <a href="\(moment.link("/reports/rejections"))">Rejected rows</a> · <a href="\(moment.link("/reports/coverage"))">Coverage</a></p>
            """
    }

    private func line(_ row: Summary.Row) -> HTML {
        let source = row.text("source_id") ?? ""
        let standing = row.text("standing") ?? "unknown"
        let why: HTML =
            row.text("stopped_code").map {
                "<small><b>\($0)</b> \(row.text("stopped_message") ?? "") <em>\(row.text("stopped_hint") ?? "")</em></small>"
            } ?? row.text("comment").map { "<small>\($0) <em>\(row.text("contact") ?? "")</em></small>" } ?? ""
        return """
            <tr class="\(standing == "stopped" ? "is-stopped" : "")"><th scope="row">\(HTML.outward(row.text("page") ?? "", label: row.text("publisher") ?? source))<small>\(source)</small></th>
            <td data-label="Standing"><div><span class="pill \(standing.split(separator: " ").joined(separator: "-"))">\(standing)</span>\(why)</div></td>
            <td data-label="Last read" data-key="read-\(source)">\(instant(row, "last_success_at"))\(supplier(row))</td><td data-label="Last change">\(instant(row, "last_change_at"))</td>
            <td data-label="Rows" class="number"><a href="\(moment.link("/reports/notices?source_id=" + source))">\(row.integer("rows").map(Wording.grouped) ?? "–")</a></td>
            <td data-label="Rejected" class="number"><a href="\(moment.link("/reports/rejections?source_id=" + source))">\(row.integer("rejected").map(Wording.grouped) ?? "–")</a></td></tr>
            """
    }

    /// Who gave the page, where it was not fetched.
    private func supplier(_ row: Summary.Row) -> HTML { row.text("supplied_by").map { "<small>\($0)</small>" } ?? "" }

    private func instant(_ row: Summary.Row, _ column: String) -> HTML {
        row.text(column).map { "<time datetime=\"\($0)\">\(Layout.minute($0))</time>" } ?? "<span class=\"not-stated\">never</span>"
    }
}
