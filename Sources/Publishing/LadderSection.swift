import Register

/// The evidence ladder: one rung a tier, the statutory two apart from the others.
struct LadderSection {
    let ladder: [Summary.Row]
    let moment: Moment

    var html: HTML {
        let statutory = ladder.filter { $0.isTrue("statutory") }
        let others = ladder.filter { !$0.isTrue("statutory") }
        return """
            <table class="ladder">
            <caption class="hidden">Events and workers attributed to AI, by who says so</caption>
            <thead><tr><th scope="col">Who says so</th><th scope="col" class="number">Events</th><th scope="col" class="number">Workers</th><th scope="col" class="wide"><span class="hidden">Bar</span></th></tr></thead>
            <tbody class="statutory"><tr class="group"><th colspan="4" scope="rowgroup">On the statutory record</th></tr>\(statutory.map(rung))</tbody>
            <tbody class="inferred"><tr class="group"><th colspan="4" scope="rowgroup">Said elsewhere, outside the statutory columns</th></tr>\(others.map(rung))</tbody>
            </table>
            \(denominator)
            """
    }

    private var most: Int { max(1, ladder.compactMap { $0.integer("workers") }.max() ?? 1) }

    private func rung(_ row: Summary.Row) -> HTML {
        let tier = row.integer("tier") ?? 0
        let (events, workers) = (row.integer("events") ?? 0, row.integer("workers") ?? 0)
        let address = moment.link(row.text("rows_behind") ?? "/reports/attributions?tier=\(tier)")
        return """
            <tr class="rung\(events == 0 ? " empty" : "")">
            <th scope="row" class="who"><span class="tier" aria-label="tier \(tier)">\(tier)</span> \(row.text("evidence") ?? "")\(proposed(row))</th>
            <td class="number"><a href="\(address)" data-key="rung-\(tier)-events">\(Wording.grouped(events))</a></td>
            <td class="number"><a href="\(address)" data-key="rung-\(tier)-workers">\(Wording.grouped(workers))</a>\(withoutCount(row))</td>
            <td class="wide">\(Bar(part: workers, of: most, style: tier <= 2 ? "ai" : "soft").html)</td>
            </tr>
            """
    }

    private func proposed(_ row: Summary.Row) -> HTML? {
        guard let number = row.integer("events_proposed"), number > 0 else { return nil }
        return " <span class=\"mark\">\(Wording.grouped(number)) proposed by rule, not yet reviewed</span>"
    }

    private func withoutCount(_ row: Summary.Row) -> HTML? {
        guard let number = row.integer("events_without_count"), number > 0 else { return nil }
        return "<small> + \(Wording.counted(number, "event")) without a figure</small>"
    }

    private var denominator: HTML? {
        guard let row = ladder.first, let events = row.integer("events_all"), let reasons = row.integer("events_with_reason") else {
            return nil
        }
        return """
            <p class="foot">Measured against <a href="\(moment.link("/reports/events?counted=true"))">\(Wording.counted(events, "event"))</a>,
            of which <a href="\(moment.link("/reports/events?counted=true&reason_stated=true"))">\(Wording.grouped(reasons))</a> give any reason at all.
            Silence is not a No. <a href="\(moment.link("/reports/ai_ladder"))">The ladder as a report</a> · <a href="\(moment.link("/reports/ai_ladder.csv"))">CSV</a> · <a href="\(moment.link("/reports/ai_workers_by_month"))">by month</a></p>
            """
    }
}

/// A horizontal bar; the figure beside it is the text.
struct Bar {
    let part: Int
    let of: Int
    let style: String

    var html: HTML {
        let width = of > 0 ? max(part > 0 ? 4 : 0, part * 1000 / of) : 0
        return
            "<svg class=\"bar \(style)\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"1000\" height=\"10\"/><rect class=\"fill\" width=\"\(width)\" height=\"10\"/></svg>"
    }
}
