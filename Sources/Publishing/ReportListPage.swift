import Register

/// Every report by name, with the question it answers.
struct ReportListPage {
    let reports: [Report]
    let moment: Moment

    var html: HTML {
        Layout(
            title: "Reports", moment: moment,
            body: """
                <section class="lede"><h1>Reports</h1>
                <p>Each is a view of the database, described by its own comments. Add <code>?as_of=</code> with a position or a day, or filter by any column: <code>?state=XX&amp;workers.from=100</code>.
                Analysts with a database account read the same views as <code>report.name</code>.</p></section>
                <dl class="reports">\(reports.map(entry))</dl>
                """
        ).html
    }

    private func entry(_ report: Report) -> HTML {
        let path = "/reports/" + report.name
        return """
            <div><dt><a href="\(moment.link(path))">\(report.name)</a></dt><dd>\(report.question)
            <span class="files"><a href="\(moment.link(path + ".csv"))">CSV</a> <a href="\(moment.link(path + ".json"))">JSON</a></span></dd></div>
            """
    }
}
