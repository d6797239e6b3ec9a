import Register

/// One disclosure for a reader: the facts, what is said of AI with the words that say it, and every filing down to its bytes.
struct DisclosurePage {
    let record: DisclosureRecord
    let moment: Moment

    var html: HTML {
        let head = record.notices.rows.first ?? record.versions.rows.last
        let employer = head?.text("employer") ?? "Disclosure"
        return Layout(
            title: employer, moment: moment, position: record.versions.asOfPosition,
            body: """
                <section class="lede small"><p class="kicker"><a href="\(moment.link("/reports/notices"))">Disclosure</a> <span class="code">\(record.id.rawValue)</span></p>
                <h1>\(employer)</h1><p>\(head.map(sentence) ?? "")</p></section>
                <div class="pair wide-left">
                <section aria-labelledby="filings-h"><h2 id="filings-h">Filings</h2><p class="note">Each filing is kept as it was; a later one never overwrites an earlier.</p>
                <ol class="filings" reversed>\(record.versions.rows.reversed().map(filing))</ol></section>
                <aside><section aria-labelledby="ai-h"><h2 id="ai-h">What it says of AI</h2>\(attributions)\(ClaimsSection(claims: record.claims.rows).html)</section>
                <section aria-labelledby="facts-h"><h2 id="facts-h">As it stands</h2>\(head.map(facts) ?? "")</section>
                \(RowSections(record: record).html)
                <p class="foot"><a href="\(moment.link("/disclosures/\(record.id.rawValue).json"))">This record as JSON</a></p></aside>
                </div>
                """
        ).html
    }

    private func sentence(_ row: Summary.Row) -> HTML {
        let place = [row.text("city"), row.text("state")].compactMap { $0 }.joined(separator: ", ")
        let parts: [HTML] = [
            "\(Wording.words(row.text("event_type") ?? "layoff"))\(place.isEmpty ? "" : " in \(place)")",
            "<b>\(NewestSection.workers(row))</b> workers",
            row.text("notice_date").map { "notice of \(Wording.day($0))" } ?? "notice date not stated",
        ]
        return HTML(joining: parts, by: " · ")
    }

    /// What the newest filing states. A mark that is not set is left out: most lists have no field for it, so its absence is no No.
    private func facts(_ row: Summary.Row) -> HTML {
        let isExact = row.integer("workers") != nil
        let facts = Self.factNames.compactMap { name, label -> HTML? in
            if isExact, name == "workers_least" || name == "workers_most" { return nil }
            return fact(name, label, row[name])
        }
        return "<dl class=\"facts\">\(facts)</dl>\(siblings(row))"
    }

    private static let factNames = [
        ("event_type", "Type"), ("notice_date", "Notice date"), ("notice_date_kind", "Which date"), ("received_date", "Received"),
        ("effective_start", "First day"), ("effective_end", "Last day"), ("workers", "Workers"), ("workers_least", "Workers, least"),
        ("workers_most", "Workers, most"), ("workers_total", "Workers, wider than the state"), ("workers_scope", "Counted of"),
        ("city", "City"),
        ("county", "County"), ("naics", "Industry, NAICS"), ("reason", "Stated reason"), ("act", "Under"), ("temporary", "Temporary"),
        ("conditional", "Conditional"), ("rescinded", "Rescinded"), ("unlisted", "No longer listed"), ("source_id", "Source"),
    ]

    private func fact(_ name: String, _ label: String, _ value: JSONValue) -> HTML? {
        guard value != .bool(false), let text = Wording.value(value), !text.isEmpty else { return nil }
        let shown =
            switch name {
            case "naics", "reason", "city", "county", "source_id": text
            case "act": ["warn": "the WARN Act", "non_warn": "another law or none", "unknown": "not stated"][text] ?? text
            case _ where name.hasSuffix("_date") || name.hasPrefix("effective_"): Wording.day(text)
            default: Wording.words(text)
            }
        return "<div><dt>\(label)</dt><dd>\(shown)</dd></div>"
    }

    private func siblings(_ row: Summary.Row) -> HTML? {
        guard let event = row.text("event_id") else { return nil }
        let employer: HTML? = row.text("employer_key").flatMap {
            $0.isEmpty ? nil : " · <a href=\"\(moment.link("/employers/" + Query.encoded($0)))\">All events of the employer</a>"
        }
        let state: HTML? = row.text("state").map { " · <a href=\"\(moment.link("/states/" + $0))\">\($0)</a>" }
        return
            "<p class=\"foot\"><a href=\"\(moment.link("/reports/notices?event_id=" + event))\">Notices of the same event</a>\(employer)\(state)</p>"
    }

    private var attributions: HTML {
        guard !record.attributions.rows.isEmpty else {
            return "<p class=\"aside\">No words about AI or automation are on record for it. That is silence, not a denial.</p>"
        }
        return HTML(
            joining: record.attributions.rows.map { row in
                let tier = row.integer("tier") ?? 5
                return """
                    <div class="attribution"><p><span class="tier">\(tier)</span> <b>\(row.text("label") == "none" ? "the form asks of AI; the answer names none" : Wording.words(row.text("label") ?? ""))</b> <span class="pill \(row.text("status") ?? "")">\(row.text("status") ?? "")</span></p>
                    \(quote(row))
                    <p class="note">\(row.text("evidence") ?? ""); rule <span class="code">\(row.text("rule") ?? "none")</span>, phrasebook <span class="code">\((row.text("phrasebook") ?? "none").prefix(24))</span></p></div>
                    """
            })
    }

    /// The deciding words, marked where they stand.
    private func quote(_ row: Summary.Row) -> HTML {
        guard let quote = row.text("quote") else { return "" }
        return "<blockquote>\(row.text("context_before") ?? "")<mark>\(quote)</mark>\(row.text("context_after") ?? "")</blockquote>"
    }

    private func filing(_ row: Summary.Row) -> HTML {
        let number = row.text("accession_no") ?? ""
        let changes = record.changes[number] ?? []
        let warnings: HTML = Wording.value(row["warnings"]).map { "<p class=\"note\">Found in the row: \(Wording.words($0))</p>" } ?? ""
        return """
            <li><p class="filing-head"><span class="form">\(row.text("form_type") ?? "")</span> \(Wording.form(row.text("form_type") ?? "")) <span class="code">\(number)</span>
            <time datetime="\(row.text("accepted_at") ?? "")">\(Layout.minute(row.text("accepted_at") ?? ""))</time> <small>position \(Wording.grouped(row.integer("position") ?? 0))</small></p>
            \(row.text("amendment_reason").map { "<p>Reason: \(Wording.words($0))</p>" as HTML })
            \(changes.isEmpty ? "" : diff(changes))\(warnings)
            \(record.provenance.rows.filter { $0.text("accession_no") == number }.map(trail))
            \(self.filed(row["payload"]))</li>
            """
    }

    private func filed(_ payload: JSONValue) -> HTML {
        payload == .null
            ? "<p class=\"note\">The record is confidential; its figures enter aggregates only. Its digest stands above.</p>"
            : "<details><summary>The record as filed</summary><pre tabindex=\"0\">\(payload.canonicalText)</pre></details>"
    }

    private func diff(_ changes: [DisclosureRecord.Change]) -> HTML {
        """
        <table class="diff"><caption>What changed</caption><thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">Now</th></tr></thead>
        <tbody>\(changes.map { "<tr><th scope=\"row\">\($0.field)</th><td>\(stated($0.before, "del"))</td><td>\(stated($0.after, "ins"))</td></tr>" as HTML })</tbody></table>
        """
    }

    private func stated(_ text: String?, _ element: HTML) -> HTML {
        text.map { "<\(element)>\($0)</\(element)>" } ?? "<span class=\"not-stated\">not stated</span>"
    }

    /// From the filing back to the bytes: run, address, time, digest, place.
    private func trail(_ row: Summary.Row) -> HTML {
        let digest = row.text("snapshot_sha256")
        let bytes: HTML =
            switch (digest, row.text("snapshot_standing")) {
            case (let digest?, "public"): "<a class=\"code\" href=\"/snapshots/\(digest)\">\(digest)</a> (download)"
            case (let digest?, let standing): "<span class=\"code\">\(digest)</span> (\(standing ?? "private"))"
            case (nil, _): "filed with the register"
            }
        // A sample page comes with the program, at no time.
        let time = row.text("fetched_at").flatMap { $0.hasPrefix("1970-01-01") ? nil : Layout.minute($0) }
        let facts: [(String, HTML?)] = [
            ("Bytes", bytes), ("Address", row.text("url").map { HTML.outward($0) }),
            (row.text("supplied_by") == nil ? "Fetched" : "Given", time.map { "\($0)" }),
            ("Supplied by", row.text("supplied_by").map { "\($0)" }),
            ("Place", row.text("locator").map { "\($0)" }), ("Run", row.integer("run_id").map { "\(Wording.grouped($0))" }),
            ("Record", row.text("payload_sha256").map { "<span class=\"code\">\($0)</span>" }),
            ("Chain", row.text("chain_sha256").map { "<span class=\"code\">\($0)</span>" }),
        ]
        return
            "<dl class=\"trail\">\(facts.compactMap { name, value in value.map { "<div><dt>\(name)</dt><dd>\($0)</dd></div>" as HTML } })</dl>"
    }
}
