import Register

/// What came in, as Atom (RFC 4287): all of it, or of one state, one employer, or about AI only.
struct AtomFeed {
    let title: String
    let path: String
    let entries: Summary

    /// Text is escaped as in a page; a character that XML cannot have is left out.
    var xml: String {
        let updated = entries.rows.first?.text("entry_at") ?? "1970-01-01T00:00:00Z"
        let markup: HTML = """
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>urn:warn-register:\(path)</id><title>\(title)</title><updated>\(updated)</updated>
            <link rel="self" type="application/atom+xml" href="\(path)"/><author><name>WARN Register</name></author>
            \(entries.rows.map(entry))
            </feed>

            """
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + Self.clean(markup.description)
    }

    private func entry(_ row: Summary.Row) -> HTML {
        let position = row.integer("position") ?? 0
        let disclosure = row.text("disclosure_id") ?? ""
        return """
            <entry><id>urn:warn-register:position:\(String(position))</id><title>\(words(row))</title><updated>\(row.text("entry_at") ?? "")</updated>
            <link rel="alternate" type="text/html" href="/disclosures/\(disclosure)"/><summary>\(summary(row))</summary><category term="\(row.text("state") ?? "none")"/></entry>

            """
    }

    private func words(_ row: Summary.Row) -> String {
        let what =
            row.text("kind") == "attribution"
            ? "attributed to AI, tier \(row.integer("ai_tier") ?? 5)" : Wording.form(row.text("form_type") ?? "")
        return "\(row.text("employer") ?? "")\(row.text("state").map { ", " + $0 } ?? ""): \(what)"
    }

    private func summary(_ row: Summary.Row) -> String {
        [
            Wording.words(row.text("event_type") ?? "type not stated"),
            row.integer("workers").map { Wording.counted($0, "worker") } ?? "workers not stated",
            row.text("notice_date").map { "notice of \($0)" } ?? "notice date not stated",
            row.integer("ai_tier").map { "attributed to AI on tier \($0)" },
        ].compactMap { $0 }.joined(separator: "; ")
    }

    private static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF || $0 == "\n" || $0 == "\t" }))
    }
}
