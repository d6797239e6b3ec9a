import Register

/// What is doubtful, how fresh and how complete it is, and how far it is from what others publish.
struct DataQualityPage {
    let answers: [Summary]
    let moment: Moment

    static let queries: [ReportQuery] = [
        ReportQuery("benchmark_comparison"),
        ReportQuery("timeliness", order: [.init("state")]),
        ReportQuery("data_quality", order: [.init("notices", isDescending: true)], limit: 60),
        ReportQuery("place_coverage", order: [.init("state")]),
        ReportQuery("amendments_by_state", order: [.init("state")]),
    ]

    private static let columns: [String: [String]] = [
        "benchmark_comparison": [
            "first_month", "theirs", "ours", "ratio", "standing", "series", "publisher", "last_month", "difference", "kind", "reason",
        ],
        "timeliness": ["state", "notices", "median_days", "p90_days", "days_observed", "days_failed", "share_observed"],
        "data_quality": ["state", "source_id", "code", "kind", "notices", "pct", "meaning"],
        "place_coverage": ["state", "notices", "in_a_county", "in_a_county_pct"],
        "amendments_by_state": ["state", "disclosures", "amended", "share_amended", "median_change"],
    ]
    private static let titles = [
        "benchmark_comparison": "Beside what others publish", "timeliness": "How late, and how often looked",
        "data_quality": "What sources write",
        "place_coverage": "In which county", "amendments_by_state": "How much is changed later",
    ]

    var html: HTML {
        Layout(
            title: "Data quality", moment: moment, position: answers.first?.asOfPosition,
            body: """
                <section class="lede small"><h1>Data quality</h1><p>\(flagged)</p></section>
                \(zip(Self.queries, answers).map { section($0, $1) })
                """
        ).html
    }

    private var flagged: HTML {
        let rows = answers.first?.rows ?? []
        let flagged = rows.filter { $0.isTrue("flagged") }.count
        let compared = rows.filter { $0.text("standing") != "not comparable" }.count
        return flagged == 0
            ? "Of \(Wording.counted(compared, "figure")) of others that can be compared, none is outside its band."
            : "<b class=\"bad\">\(Wording.counted(flagged, "figure")) of \(Wording.grouped(compared))</b> compared with others' \(flagged == 1 ? "is" : "are") outside the band: too few states read, or something to look at."
    }

    private func section(_ query: ReportQuery, _ summary: Summary) -> HTML {
        let name = query.report
        return """
            <section id="\(name)" aria-labelledby="\(name)-h">\(Heading(id: name + "-h", kicker: Wording.words(name), title: Self.titles[name] ?? name, note: summary.report.question).html)
            \(SummaryTable(summary: summary, columns: Self.columns[name] ?? [], moment: moment).html)
            <p class="foot"><a href="\(moment.link(query.path()))">As a report</a> · <a href="\(moment.link(query.path(".csv")))">CSV</a> · <a href="\(moment.link(query.path(".json")))">JSON</a></p></section>
            """
    }
}
