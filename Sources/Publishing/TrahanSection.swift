import Register

/// The Trahan record: how many events answer each of its four elements, and the fullest ones.
struct TrahanSection {
    let elements: [Summary.Row]
    let events: [Summary.Row]
    let moment: Moment

    var html: HTML {
        """
        <div class="elements">\(elements.map(element))</div>
        \(events.isEmpty ? "<p>No event on record states any of the four.</p>" : table)
        <p class="foot"><a href="\(moment.link("/reports/section_2102e?sort=-elements_stated,-applies,-notice_date"))">Every event, with the reason for each answer</a> ·
        <a href="\(moment.link("/reports/section_2102e.csv"))">CSV</a> · <a href="\(moment.link("/reports/section_2102e.json"))">JSON</a></p>
        """
    }

    private var table: HTML {
        """
        <div class="scroll" role="region" aria-label="The Trahan record by event" tabindex="0">
        <table class="trahan">
        <caption class="hidden">The fullest records, one line an event</caption>
        <thead><tr><th scope="col">Event</th><th scope="col">Would it apply?</th><th scope="col">A · Statement</th><th scope="col">B · Type and usage</th><th scope="col">C · Percentage</th><th scope="col">D · Upskilling</th></tr></thead>
        <tbody>\(events.map(event))</tbody>
        </table>
        </div>
        """
    }

    private func element(_ row: Summary.Row) -> HTML {
        let (stated, concerned, all) = (
            row.integer("events_stated") ?? 0, row.integer("concerned_stated") ?? 0, row.integer("events_concerned") ?? 0
        )
        let share: HTML = stated == concerned ? "" : "stated, \(Wording.grouped(concerned)) "
        let letter = row.text("element") ?? ""
        return """
            <div class="element"><p class="letter" aria-hidden="true">\(letter)</p>
            <p class="what">\(row.text("asks") ?? "")</p>
            <p class="score"><a href="\(moment.link(row.text("rows_behind") ?? "/reports/section_2102e"))" data-key="element-\(letter)">\(Wording.grouped(stated))</a>
            <span>\(share)of \(Wording.grouped(all)) events it would or may concern</span></p>\(Bar(part: concerned, of: all, style: "ai").html)</div>
            """
    }

    private func event(_ row: Summary.Row) -> HTML {
        let facts = [
            row.text("state"), row.text("notice_date").map(Wording.day),
            row.integer("workers").map { Wording.counted($0, "worker") } ?? "workers not stated",
        ].compactMap { $0 }
        let applies = row.text("applies") ?? "unknown"
        return """
            <tr><th scope="row"><a href="\(moment.link("/disclosures/" + (row.text("event_id") ?? "")))">\(row.text("employer") ?? "")</a><small>\(facts.joined(separator: " · "))</small></th>
            <td data-label="Would it apply?"><div><span class="pill \(applies)">\(applies)</span><small>\(row.text("because") ?? "")</small></div></td>
            \(cell(row, "statement", "A · Statement"))\(cell(row, "type_usage", "B · Type and usage"))\(cell(row, "percentage", "C · Percentage"))\(cell(row, "upskilling", "D · Upskilling"))</tr>
            """
    }

    private func cell(_ row: Summary.Row, _ name: String, _ label: String) -> HTML {
        guard let value = row.text(name), value != "missing" else {
            return "<td data-label=\"\(label)\" class=\"missing\"><div>missing</div></td>"
        }
        let quote: HTML = row.text(name + "_quote").map { "<q>\($0)</q>" } ?? ""
        let tier: HTML = row.integer(name + "_tier").map { "<span class=\"tier small\" title=\"tier \($0)\">\($0)</span> " } ?? ""
        return "<td data-label=\"\(label)\"><div>\(tier)\(value)\(quote)</div></td>"
    }
}
