import Register

/// One line a source: when it was last read, what came of it, and why it is stopped.
struct FreshnessSection {
    let sources: [Summary.Row]
    let moment: Moment

    var html: HTML {
        guard !sources.isEmpty else { return "<p class=\"aside\">No source has been read yet.</p>" }
        let stopped = sources.filter { $0.text("standing") == "stopped" }
        return """
            <p class="standings">\(standings)</p>
            \(stopped.isEmpty ? "" : table(stopped, "Sources that stopped"))
            <details><summary>\(stopped.isEmpty ? "Every source" : "The other sources") as a table</summary>\(table(sources.filter { $0.text("standing") != "stopped" }, "Sources"))</details>
            <p class="foot"><a href="\(moment.link("/reports/freshness"))">Freshness</a> · <a href="\(moment.link("/reports/freshness.csv"))">CSV</a> · <a href="\(moment.link("/reports/rejections"))">Rejected rows</a> · <a href="\(moment.link("/reports/coverage"))">Coverage</a></p>
            """
    }

    /// `82 ok, 20 unproven`: how many sources are in which standing, the commonest first.
    private var standings: HTML {
        let counts = Dictionary(grouping: sources) { $0.text("standing") ?? "unknown" }.mapValues(\.count)
        let words = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\(Wording.grouped($0.value)) \(Self.words($0.key))" }
        return "\(Wording.counted(sources.count, "source")): \(words.joined(separator: ", "))."
    }

    private static func words(_ standing: String) -> String {
        switch standing {
        case "ok": "read as they should be"
        case "unproven": "not yet read from the network"
        case "none": "with nothing published"
        case "by request": "on request only"
        default: standing
        }
    }

    private func table(_ sources: [Summary.Row], _ name: String) -> HTML {
        """
        <div class="scroll" role="region" aria-label="\(name)" tabindex="0"><table class="fresh">
        <caption class="hidden">\(name) and their last runs</caption>
        <thead><tr><th scope="col">Source</th><th scope="col">Standing</th><th scope="col">Last read</th><th scope="col">Last change</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Rejected</th></tr></thead>
        <tbody>\(sources.map(line))</tbody></table></div>
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
