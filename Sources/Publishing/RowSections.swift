import Register

/// What else the state's row says beside the facts: what was repaired or doubted, later letters, and kinds of workers.
struct RowSections {
    let record: DisclosureRecord

    var html: HTML { HTML(joining: [warnings, revisions, groups].compactMap { $0 }) }

    private var warnings: HTML? {
        guard !record.warnings.rows.isEmpty else { return nil }
        return """
            <section id="odd" aria-labelledby="odd-h"><h2 id="odd-h">How the row was read</h2><ul class="entries">\(record.warnings.rows.map { row in
                "<li><b>\(Wording.words(row.text("kind") ?? "noted"))</b>: \(row.text("meaning") ?? Wording.words(row.text("code") ?? ""))\(row.text("stated").map { "<small>The row says <q>\($0)</q></small>" as HTML })</li>" as HTML
            })</ul></section>
            """
    }

    private var revisions: HTML? {
        guard !record.revisions.rows.isEmpty else { return nil }
        return """
            <section id="revisions" aria-labelledby="revisions-h"><h2 id="revisions-h">Later letters</h2><p class="note">A row of the same page says that a later letter revised this notice. What it changed stands in the letter alone; the figures here are the notice’s.</p>
            <ul class="entries">\(record.revisions.rows.map { row in
                "<li><b>\(row.text("revised_on").map(Wording.day) ?? "day not stated")</b>\(row.text("stated").map { " <small>The row says <q>\($0)</q></small>" as HTML })\(row.text("letter_url").map { "<small>Letter: \(HTML.outward($0))</small>" as HTML })</li>" as HTML
            })</ul></section>
            """
    }

    private var groups: HTML? {
        guard !record.groups.rows.isEmpty else { return nil }
        return """
            <section id="groups" aria-labelledby="groups-h"><h2 id="groups-h">Kinds of workers</h2><table><caption class="hidden">Workers by kind, as the row states them</caption><thead><tr><th scope="col">Kind</th><th scope="col" class="number">Workers</th></tr></thead>
            <tbody>\(record.groups.rows.map { row in
                "<tr><th scope=\"row\">\(Wording.words(row.text("kind") ?? "not stated"))</th><td class=\"number\">\(row.integer("group_workers").map(Wording.grouped) ?? "not stated")</td></tr>" as HTML
            })</tbody></table><p class="foot">As the row states them; never added to the notice’s figure.</p></section>
            """
    }
}

/// Letters, statements and articles about it: who says it, where, the words that are quoted, and what else the text states.
struct ClaimsSection {
    let claims: [Summary.Row]

    var html: HTML? {
        guard !claims.isEmpty else { return nil }
        return "<h3>Letters and statements</h3><ul class=\"entries claims\">\(claims.map(line))</ul>"
    }

    private func line(_ row: Summary.Row) -> HTML {
        let tier = row.integer("tier") ?? 5
        let quote: HTML =
            row.text("quote").map { "<blockquote><mark>\($0)</mark></blockquote>" }
            ?? "<small>It says nothing of AI or automation.</small>"
        return """
            <li><p><span class="tier" aria-label="tier \(tier)">\(tier)</span> <b>\(Wording.words(row.text("kind") ?? ""))</b> of \(row.text("claimant") ?? "an unnamed claimant")\(row.text("published_date").map { ", \(Wording.day($0))" as HTML })</p>
            \(quote)\(row.text("states").map { "<small>It states: \($0)</small>" as HTML })<small>\(HTML(joining: notes(row), by: " "))</small></li>
            """
    }

    private func notes(_ row: Summary.Row) -> [HTML] {
        [
            row.text("url").map { HTML.outward($0) },
            row.isTrue("by_ocr") ? "Read from a picture: letters may be wrong." : nil,
            row.text("standing") == "removed"
                ? "The document was removed; its digest and these words remain." : "The document is private; only these words are public.",
        ].compactMap { $0 }
    }
}
