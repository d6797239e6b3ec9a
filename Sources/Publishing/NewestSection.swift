import Register

/// Notices to search, and beside them what the register took in last.
struct NewestSection {
    let notices: Summary?
    let newest: [Summary.Row]
    let search: String
    let moment: Moment

    var html: HTML {
        """
        <div class="pair wide-left" id="newest">
        <section aria-labelledby="notices-h">
        \(Heading(id: "notices-h", kicker: "Notices", title: search.isEmpty ? "The latest notices" : "Notices of “\(search)”", note: "As each source has it now. A line leads to its versions and to the bytes it was read from.").html)
        <form class="search" method="get" action="/#newest" role="search"><label for="q">Employer</label><input id="q" type="search" name="q" value="\(search)" placeholder="part of a name" maxlength="100">\(asOfField)<button>Search</button></form>
        <div data-live="notices">\(table)</div>
        </section>
        <section aria-labelledby="in-h" data-live="in">
        \(Heading(id: "in-h", kicker: "Just in", title: "Last entries of the log", note: "New lines, changes and withdrawals in the order they were recorded.").html)
        <ol class="entries">\(newest.map(entry))</ol>
        <p class="foot"><a href="\(moment.link("/reports/newest?sort=-position"))">The whole log</a> · <a href="/feeds/all.atom">Atom feed</a></p>
        </section>
        </div>
        """
    }

    private var asOfField: HTML? { moment.asOf.map { "<input type=\"hidden\" name=\"as_of\" value=\"\($0)\">" } }

    private var table: HTML {
        guard let notices, !notices.rows.isEmpty else {
            return "<p class=\"aside\">No notice names an employer like that at this moment.</p>"
        }
        // How many the register holds the first lines tell; counting them once more takes longer than all else of the page.
        let all = search.isEmpty ? "All notices" : "All \(Wording.counted(notices.total, "notice"))"
        let more = "/reports/notices?sort=-notice_date" + (search.isEmpty ? "" : "&q=" + Query.encoded(search))
        return """
            <table class="notices">
            <caption class="hidden">Notices, newest notice date first</caption>
            <thead><tr><th scope="col">Notice</th><th scope="col">Employer</th><th scope="col">Place</th><th scope="col">What</th><th scope="col" class="number">Workers</th></tr></thead>
            <tbody>\(notices.rows.map(line))</tbody></table>
            <p class="foot"><a href="\(moment.link(more))">\(all)</a> · <a href="\(moment.link(more.split(separator: "?").joined(separator: ".csv?")))">CSV</a></p>
            """
    }

    private func line(_ row: Summary.Row) -> HTML {
        let place = [row.text("city"), row.text("state")].compactMap { $0 }.joined(separator: ", ")
        let marks = ["rescinded", "unlisted", "conditional", "temporary"].filter { row.isTrue($0) }
        let said: HTML = row.text("ai_label").map { "<span class=\"mark ai\">\(Wording.words($0))</span>" } ?? ""
        return """
            <tr class="\(row.isTrue("rescinded") ? "struck" : "")"><td class="date">\(row.text("notice_date").map(Wording.day) ?? "not stated")</td>
            <th scope="row"><a href="\(moment.link("/disclosures/" + (row.text("disclosure_id") ?? "")))">\(row.text("employer") ?? "")</a>\(said)</th>
            <td>\(place)</td><td>\(Wording.words(row.text("event_type") ?? "not stated"))\(marks.map { " <span class=\"mark\">\($0)</span>" as HTML })</td>
            <td class="number">\(Self.workers(row))</td></tr>
            """
    }

    /// The count as certain as it was stated.
    static func workers(_ row: Summary.Row) -> HTML {
        if let exact = row.integer("workers") { return "\(Wording.grouped(exact))" }
        switch (row.integer("workers_least"), row.integer("workers_most")) {
        case (let least?, let most?): return "\(Wording.grouped(least))–\(Wording.grouped(most))"
        case (nil, let most?): return "≤ \(Wording.grouped(most))"
        case (let least?, nil): return "≥ \(Wording.grouped(least))"
        case (nil, nil): return "<span class=\"not-stated\">not stated</span>"
        }
    }

    private func entry(_ row: Summary.Row) -> HTML {
        let form = row.text("form_type") ?? ""
        let change: HTML =
            switch (row.integer("workers_before"), row.integer("workers")) {
            case (let old?, let new?) where old != new: "\(Wording.grouped(old)) → <b>\(Wording.grouped(new))</b>"
            case (_, let new?): "<b>\(Wording.grouped(new))</b>"
            default: "not stated"
            }
        return """
            <li data-key="entry-\(row.integer("position") ?? 0)"><span class="form">\(Wording.form(form))</span>
            <a href="\(moment.link("/disclosures/" + (row.text("disclosure_id") ?? "")))">\(row.text("employer") ?? "")</a>
            <small>\(row.text("state") ?? "") · \(change) · <time datetime="\(row.text("accepted_at") ?? "")">\(Layout.minute(row.text("accepted_at") ?? ""))</time></small></li>
            """
    }
}
