import Register

/// The first page: the AI ladder and the Trahan record, where, when, what is new, and how fresh it is.
struct DashboardPage {
    let answers: [String: Summary]
    let search: String
    let moment: Moment

    var html: HTML {
        Layout(
            title: "Layoffs on record", moment: moment, position: answers["totals"]?.asOfPosition, entryAt: totals?.text("entry_at"),
            isLive: moment.asOf == nil,
            body: """
                \(trial)
                \(lede)
                <section id="ai" data-live="ai" aria-labelledby="ai-h">
                \(Heading(id: "ai-h", kicker: "The question", title: "Does anyone say it was AI?", note: Self.ladderNote).html)
                \(LadderSection(ladder: rows("ai_ladder"), moment: moment).html)
                </section>
                <section id="trahan" data-live="trahan" aria-labelledby="trahan-h">
                \(Heading(id: "trahan-h", kicker: "Draft 29 U.S.C. § 2102(e)", title: "What the Trahan provision would ask, and what is on record", note: Self.trahanNote).html)
                \(TrahanSection(elements: rows("section_2102e_elements"), events: rows("section_2102e"), moment: moment).html)
                </section>
                <div class="pair">
                <section id="where" data-live="where" aria-labelledby="where-h">
                \(Heading(id: "where-h", kicker: "Where", title: "Workers by state", note: "Workers in notices that stand, counted once an event. Figures for the whole country enter no state.").html)
                \(TileMap(tiles: rows("state_tiles"), moment: moment).html)
                </section>
                <section id="when" data-live="when" aria-labelledby="when-h">
                \(Heading(id: "when-h", kicker: "When", title: "Workers by month of notice", note: "By notice date, the last 24 months. Events without a figure add nothing to a bar.").html)
                \(MonthBars(months: rows("workers_by_month"), ai: rows("ai_workers_by_month"), moment: moment).html)
                </section>
                </div>
                <section id="weeks" data-live="weeks" aria-labelledby="weeks-h">
                \(Heading(id: "weeks-h", kicker: "Rolling weeks", title: "28 days, and the same days a year before", note: "By notice date, the nation. The jurisdictions observed differ between the lines where history is shorter.").html)
                \(WeeksSection(weeks: rows("workers_by_four_weeks"), moment: moment).html)
                </section>
                <div class="pair">
                <section id="coming" data-live="coming" aria-labelledby="coming-h">
                \(Heading(id: "coming-h", kicker: "To come", title: "The next 90 days", note: "By the day of separation; instalments of a schedule each on their own day. The largest first.").html)
                \(UpcomingSection(upcoming: answers["upcoming_90_days"], moment: moment).html)
                </section>
                <section id="industries" data-live="industries" aria-labelledby="industries-h">
                \(Heading(id: "industries-h", kicker: "Which industries", title: "Workers by sector", note: "As notices state them: a code, or words that name a sector. Never from the employer's name.").html)
                \(IndustriesSection(industries: rows("industries"), moment: moment).html)
                </section>
                </div>
                \(NewestSection(notices: answers["notices"], newest: rows("newest"), search: search, moment: moment).html)
                <section id="freshness" data-live="freshness" aria-labelledby="fresh-h">
                \(Heading(id: "fresh-h", kicker: "How fresh", title: "The sources", note: "When each state's page was last read, and why it stopped where it did.").html)
                \(FreshnessSection(sources: rows("freshness"), moment: moment).html)
                </section>
                """
        ).html
    }

    /// Sample pages are for trying the register out; nobody is to quote their sums.
    private var trial: HTML {
        guard rows("freshness").contains(where: { $0.text("supplied_by") == "sample page" }) else { return "" }
        return
            "<p class=\"trial\" role=\"note\"><b>Sample pages.</b> What is shown was read from the samples that come with the program, not from the states’ current lists.</p>"
    }

    private var totals: Summary.Row? { answers["totals"]?.rows.first }
    private func rows(_ report: String) -> [Summary.Row] { answers[report]?.rows ?? [] }

    /// The finding in one sentence, each figure a link to its rows.
    private var lede: HTML {
        guard let totals, let events = totals.integer("events"), events > 0 else {
            guard moment.asOf == nil else {
                return """
                    <section class="lede" data-live="lede"><h1>At this moment the register held no notices.</h1>
                    <p>It tells what it had on record then, and its log begins later, however old the notices are that it has now. <a href="\(moment.now)">See it as it stands now</a>, or filter a report by notice date.</p></section>
                    """
            }
            return """
                <section class="lede" data-live="lede"><h1>The register holds no notices yet.</h1>
                <p>Import a state’s page with <code>warn-import run</code>; this page fills while you look.</p></section>
                """
        }
        let workers = totals.integer("workers") ?? 0
        return """
            <section class="lede" data-live="lede">
            <h1>Of \(figure(workers, "/reports/events?counted=true", key: "workers")) workers in \(figure(events, "/reports/events?counted=true", key: "events")) layoff events,
            \(finding(workers: totals.integer("statutory_workers") ?? 0, events: totals.integer("statutory_events") ?? 0))</h1>
            <p>\(caveats(totals))</p>
            </section>
            """
    }

    /// What the two statutory tiers say, in words that fit none, some, and events without a figure.
    private func finding(workers: Int, events: Int) -> HTML {
        let path = "/reports/ai_events?counted=true&statutory=true"
        let place: HTML = "in a signed filing or a state’s form."
        if events == 0 { return "none is attributed to AI \(place)" }
        if workers == 0 {
            return "\(figure(events, path, key: "said", isAI: true)) \(events == 1 ? "event is" : "events are") attributed to AI \(place)"
        }
        return "\(figure(workers, path, key: "said", isAI: true)) \(workers == 1 ? "is" : "are") attributed to AI \(place)"
    }

    private func figure(_ number: Int, _ path: String, key: String, isAI: Bool = false) -> HTML {
        "<a class=\"\(isAI ? "figure ai" : "figure")\" href=\"\(moment.link(path))\" data-key=\"lede-\(key)\">\(Wording.grouped(number))</a>"
    }

    private func caveats(_ totals: Summary.Row) -> HTML {
        let parts: [(String, String, String)] = [
            (
                "events_without_count", "/reports/events?counted=true&workers_counted.null=",
                "without a figure for the state, so the sum is a floor"
            ),
            ("unlisted_events", "/reports/events?unlisted=true", "no longer on the state’s page, still counted"),
            ("rescinded_events", "/reports/events?rescinded=true", "rescinded, not counted"),
        ]
        let sentences = parts.compactMap { column, path, words -> HTML? in
            guard let number = totals.integer(column), number > 0 else { return nil }
            return "<a href=\"\(moment.link(path))\">\(Wording.counted(number, "event"))</a> \(words)"
        }
        let span = [totals.text("first_notice_date"), totals.text("last_notice_date")].compactMap { $0.map(Wording.day) }
        let dates: HTML = span.count == 2 ? "Notices from \(span[0]) to \(span[1]). " : ""
        let sources: HTML =
            "<a href=\"\(moment.link("/reports/coverage"))\">\(Wording.counted(totals.integer("states") ?? 0, "jurisdiction")) of \(Wording.grouped(totals.integer("jurisdictions") ?? 0)) observed</a>"
        return "\(dates)\(HTML(joining: [sources] + sentences, by: "; "))."
    }

    private static let ladderNote =
        "Who says so decides how much it weighs. An event counts on every rung on which it is said; rungs are never added together."
    private static let trahanNote =
        "The draft would make a mass-layoff notice state whether AI was a substantial factor, and four things about it. Only signed filings and states’ forms can answer here."
}

/// A section's heading: what it is, what it shows, how to read it.
struct Heading {
    let id: String
    let kicker: String
    let title: String
    let note: String

    var html: HTML {
        "<header class=\"head\"><p class=\"kicker\">\(kicker)</p><h2 id=\"\(id)\">\(title)</h2><p class=\"note\">\(note)</p></header>"
    }
}
