import Register

/// Every jurisdiction as a tile in about its place, shaded by workers. A state nobody looked at is not a state with nothing.
struct TileMap {
    let tiles: [Summary.Row]
    let moment: Moment

    var html: HTML {
        """
        <ul class="tiles">\(tiles.map(tile))</ul>
        <ul class="legend" aria-label="Shades">
        <li><i class="q1"></i>under 100</li><li><i class="q2"></i>100</li><li><i class="q3"></i>1,000</li><li><i class="q4"></i>5,000</li><li><i class="q5"></i>20,000 and more</li>
        <li><i class="q0"></i>looked, none</li><li><i class="never"></i>never looked</li>
        </ul>
        <details><summary>The states as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Workers by state"><table class="states">
        <thead><tr><th scope="col">State</th><th scope="col" class="number">Events</th><th scope="col" class="number">Workers, at least</th><th scope="col" class="number">Events without a figure</th></tr></thead>
        <tbody>\(tiles.sorted { ($0.text("name") ?? "") < ($1.text("name") ?? "") }.map(line))</tbody></table></div></details>
        <p class="foot"><a href="\(moment.link("/reports/workers_by_state?sort=-workers"))">Workers by state</a> · <a href="\(moment.link("/reports/state_tiles.csv"))">CSV</a> · <a href="\(moment.link("/reports/coverage"))">What is covered and what is not</a></p>
        """
    }

    /// Events of which none states a figure are not a zero.
    private func figure(_ row: Summary.Row, _ workers: Int) -> String {
        let events = row.integer("events") ?? 0
        return events > 0 && row.integer("events_without_count") == events ? "n/s" : Wording.short(workers)
    }

    private func line(_ row: Summary.Row) -> HTML {
        let state = row.text("state") ?? ""
        let name: HTML = "<th scope=\"row\"><a href=\"\(moment.link("/states/" + state))\">\(row.text("name") ?? state)</a></th>"
        guard row.isTrue("looked") else { return "<tr>\(name)<td colspan=\"3\" class=\"number not-stated\">never looked</td></tr>" }
        let events = row.integer("events") ?? 0
        let workers: HTML =
            events > 0 && row.integer("events_without_count") == events
            ? "<span class=\"not-stated\">not stated</span>" : "\(Wording.grouped(row.integer("workers") ?? 0))"
        return
            "<tr>\(name)<td class=\"number\">\(Wording.grouped(events))</td><td class=\"number\">\(workers)</td><td class=\"number\">\(Wording.grouped(row.integer("events_without_count") ?? 0))</td></tr>"
    }

    private func tile(_ row: Summary.Row) -> HTML {
        let state = row.text("state") ?? ""
        let place: HTML = "r\(row.integer("tile_row") ?? 1) c\(row.integer("tile_column") ?? 1)"
        guard row.isTrue("looked") else {
            return
                "<li class=\"\(place)\"><a class=\"tile never\" href=\"\(moment.link("/reports/coverage?state=" + state))\" title=\"\(row.text("name") ?? state): never looked\"><b>\(state)</b><span>–</span></a></li>"
        }
        let workers = row.integer("workers") ?? 0
        let words =
            "\(row.text("name") ?? state): \(Wording.counted(workers, "worker")) in \(Wording.counted(row.integer("events") ?? 0, "event")), \(Wording.grouped(row.integer("events_without_count") ?? 0)) without a figure"
        return """
            <li class="\(place)"><a class="tile q\(row.integer("shade") ?? 0)" href="\(moment.link(row.text("rows_behind") ?? "/reports/workers_by_state"))" title="\(words)" aria-label="\(words)"><b>\(state)</b><span data-key="tile-\(state)">\(figure(row, workers))</span></a></li>
            """
    }
}
