/// The frame around every page: head, masthead, main, foot.
struct Layout {
    let title: String
    var moment: Moment = .newest
    /// The position spoken of, and when its last entry was made; nil on pages without figures.
    var position: Int?
    var entryAt: String?
    /// True where the page refreshes itself.
    var isLive = false
    /// Address of the Atom feed of what the page is about.
    var feed: String? = "/feeds/all.atom"
    let body: HTML

    var html: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · WARN Register</title>
        <meta name="description" content="Layoff notices of the states and employers' disclosures about AI, each figure traceable to its bytes.">
        <link rel="stylesheet" href="/app.css">
        <link rel="icon" type="image/svg+xml" href="/icon.svg">
        <script src="/app.js" defer></script>
        \(feed.map { "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"\($0)\" title=\"What came in\">" as HTML })
        </head>
        <body>
        <a class="skip" href="#main">Skip to the figures</a>
        <header class="masthead">
        <a class="brand" href="\(moment.link("/"))">WARN&nbsp;Register</a>
        <nav aria-label="Sections">
        <a href="\(moment.link("/#ai"))">AI on record</a>
        <a href="\(moment.link("/#where"))">Where</a>
        <a href="\(moment.link("/#when"))">When</a>
        <a href="\(moment.link("/#newest"))">Notices</a>
        <a href="\(moment.link("/search"))">Search</a>
        <a href="\(moment.link("/reports"))">Reports</a>
        <a href="\(moment.link("/data-quality"))">Data quality</a>
        <a href="\(moment.link("/methods"))">Methods</a>
        </nav>
        \(status)
        </header>
        <main id="main">
        \(before)\(body)
        </main>
        <footer>
        <p>Every figure leads to the rows behind it, each row to its disclosure, and each disclosure to the bytes a state served or the filing an employer made. A count that is not stated is never a zero.</p>
        \(timeTravel)
        </footer>
        </body>
        </html>

        """
    }

    private var status: HTML? {
        guard let position else { return nil }
        let live: HTML = isLive ? "<span id=\"live\" class=\"live\" role=\"status\">as loaded</span>" : ""
        let entry: HTML = entryAt.map { "<time datetime=\"\($0)\" data-live-text=\"entry\">\(Self.minute($0))</time>" } ?? ""
        return "<p class=\"status\">\(live)<span data-live-text=\"position\">Log position \(Wording.grouped(position))</span>\(entry)</p>"
    }

    /// Who looks at an earlier moment is told so before the first figure.
    private var before: HTML? {
        guard let asOf = moment.asOf, let position else { return nil }
        let when: HTML = Int(asOf) == nil ? "As of \(Wording.day(asOf)), log position" : "As of log position"
        return
            "<p class=\"trial note\" role=\"note\"><b>\(when) \(Wording.grouped(position)).</b> The register as it stood then. <a href=\"\(moment.now)\">As it stands now</a></p>"
    }

    /// The filters stay; the moment is chosen, and the address to cite is told.
    private var timeTravel: HTML? {
        guard let position else { return nil }
        let cite: HTML? = moment.permanent(position).map {
            "<p class=\"cite\" data-live=\"cite\">To cite these figures: <a href=\"\($0)\">\($0)</a> says the same for ever.</p>"
        }
        return """
            \(cite)<form class="asof" method="get">\(moment.others.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML })<label>Show the register as of
            <input name="as_of" value="\(moment.asOf ?? "")" placeholder="2026-01-31 or a position" size="24"></label>
            <button>Go</button></form>
            """
    }

    /// `Nov 23, 2026, 18:59 UTC` of `2026-11-23T18:59:03Z`.
    static func minute(_ instant: String) -> String {
        let time = instant.dropFirst(11).prefix(5)
        return Wording.day(instant) + (time.isEmpty ? "" : ", \(time) UTC")
    }
}
