import Register

/// Every definition, from the database's own comments: what each report counts, and what each column of it means.
struct MethodsPage {
    let reports: [Report]
    let moment: Moment

    var html: HTML {
        Layout(
            title: "Methods", moment: moment,
            body: """
                <section class="lede"><h1>Methods</h1>
                <p>What is counted, and how. An event is counted once, whatever the number of pages, amendments and further notices it stands on. A count that is not stated is null and never a zero: sums are floors, and what is missing is told beside them. A figure wider than a state enters no state's sum. An amendment stays in the month of the original notice. Series by notice date and by day of separation are never mixed. Only signed filings and states' forms enter statutory columns.</p>
                <p>The same position of the log and the same definition give the same answer. These words are the database's own comments.</p></section>
                \(reports.map(entry))
                """
        ).html
    }

    private func entry(_ report: Report) -> HTML {
        """
        <section id="\(report.name)" aria-labelledby="\(report.name)-h"><h2 id="\(report.name)-h"><a href="\(moment.link("/reports/" + report.name))">\(Wording.words(report.name))</a></h2><p class="note">\(report.question)</p>
        <details class="columns"><summary>Columns</summary><dl>\(report.columns.map { "<div><dt>\($0.name) <small>\($0.type)</small></dt><dd>\($0.comment)</dd></div>" as HTML })</dl></details>
        <p class="foot">Definition <span class="code">\(report.definition.description.prefix(16))…</span></p></section>
        """
    }
}
