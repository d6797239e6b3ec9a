import Register

/// What words find: each line a disclosure and where it says them.
struct SearchPage {
    let words: String
    let found: Summary?
    let query: ReportQuery
    let moment: Moment

    var html: HTML {
        Layout(
            title: "Search", moment: moment, position: found?.asOfPosition,
            body: """
                <section class="lede small"><h1>Search</h1><p>Employers, trade names, stated reasons, and what is quoted of letters and statements. Letters themselves are private.</p></section>
                <form class="search" method="get" role="search"><label for="q">Words</label><input id="q" type="search" name="q" value="\(words)" maxlength="200" placeholder="artificial intelligence">\(moment.asOf.map { "<input type=\"hidden\" name=\"as_of\" value=\"\($0)\">" as HTML })<button>Search</button></form>
                \(results)
                """
        ).html
    }

    private var results: HTML? {
        guard let found else { return nil }
        guard !found.rows.isEmpty else { return "<p class=\"aside\">Nothing on record says that at this moment.</p>" }
        return """
            <p class="count">\(Wording.counted(found.total, "text"))\(found.total > found.rows.count ? ", the newest \(Wording.grouped(found.rows.count)) shown" : "")</p>
            <div class="found">\(SummaryTable(summary: found, columns: ["employer", "text", "notice_date", "state", "kind", "disclosure_id"], moment: moment).html)</div>
            <p class="foot"><a href="\(moment.link(query.path(".csv")))">CSV</a> · <a href="\(moment.link(query.path(".json")))">JSON</a></p>
            """
    }
}
