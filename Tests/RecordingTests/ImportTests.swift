import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct ImportTests {
    /// Imports the pages one after the other, and gives the results.
    private func importing(_ pages: [Page], _ check: (Ledger, [ImportResult]) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            var results: [ImportResult] = []
            for page in pages { results.append(try await ledger.record(page.batch)) }
            try await check(ledger, results)
            let verification = try await Ledger.open(conninfo, role: .reviewer).verify()
            #expect(verification.breaks == [])
        }
    }

    @Test("the same page twice writes nothing the second time")
    func unchanged() async throws {
        try await importing([Page(Page.others), Page(Page.others)]) { _, results in
            #expect(results[0].filings == [.observed: 10])
            #expect(results[1].outcome == .unchanged)
            #expect(results[1].filings == [:] && results[1].positions == nil)
        }
    }

    @Test("one changed count is exactly one OBS/A, and 64 stays where it was")
    func amended() async throws {
        let before = Page(Page.others + [Page.notice("Nespresso", workers: 64)])
        let after = Page(Page.others + [Page.notice("Nespresso", workers: 70)])
        try await importing([before, after]) { ledger, results in
            #expect(results[1].filings == [.observedAmended: 1])
            let page = try #require(results[1].positions)
            #expect(page.count == 2)
        }
    }

    @Test("a fourteenth equal row is one OBS")
    func fourteenth() async throws {
        let row = Page.notice("Amazon")
        try await importing([Page(Array(repeating: row, count: 13)), Page(Array(repeating: row, count: 14))]) { _, results in
            #expect(results[0].filings == [.observed: 13])
            #expect(results[1].filings == [.observed: 1])
        }
    }

    @Test("one of two rows that differ in one field changes: one OBS/A")
    func amongSimilar() async throws {
        let first = Page.notice("Amazon", workers: 64)
        let before = Page(Page.others + [first, Page.notice("Amazon", workers: 80)])
        let after = Page(Page.others + [Page.notice("Amazon", workers: 70), Page.notice("Amazon", workers: 80)])
        try await importing([before, after]) { _, results in #expect(results[1].filings == [.observedAmended: 1]) }
    }

    @Test("a row below that names a later letter amends the notice above it, and is told where the page tells it")
    func revised() async throws {
        let before = Page(Page.others)
        var after = before
        after.footer = "a day later"
        after.notices[3].revisions = [
            Revision(date: CalendarDate("2026-09-14"), stated: "Employer 4-Revised (9/14/26)", letterURL: "later.pdf"),
            Revision(stated: "Employer 4-Revised"),
        ]
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let first = try await ledger.record(before.batch)
            let second = try await ledger.record(after.batch)
            #expect(second.filings == [.observedAmended: 1])
            let connection = try await Connection.open(conninfo)
            let changed = try await connection.query("select changed_fields from ledger.filing where form_type = 'OBS/A'")
            #expect(try changed[0].value("changed_fields", as: String.self) == "{revisions}")
            let rows = try await connection.query("select employer, revised_on, stated, letter_url, seq from report.revisions order by seq")
            #expect(try rows.map { try $0.value("stated", as: String.self) } == ["Employer 4-Revised (9/14/26)", "Employer 4-Revised"])
            #expect(try rows[0].value("revised_on", as: String.self) == "2026-09-14")
            #expect(try rows[0].value("letter_url", as: String.self) == "later.pdf")
            #expect(try rows[1].optional("revised_on", as: String.self) == nil)
            let position = try #require(first.positions?.upperBound)
            _ = try await connection.query("select set_config('report.as_of', $1, false)", [String(position)])
            #expect(try await connection.query("select 1 from report.revisions").isEmpty)
            #expect(try await ledger.record(after.batch).outcome == .unchanged)
        }
    }

    @Test("two fields changed: a new line and an unlisted one, never a guess")
    func twoChanges() async throws {
        let before = Page(Page.others + [Page.notice("Amazon", workers: 64)])
        let after = Page(Page.others + [Page.notice("Amazon", workers: 70, date: "2026-08-10")])
        try await importing([before, after]) { _, results in #expect(results[1].filings == [.observed: 1, .observedWithdrawn: 1]) }
    }

    @Test("the state's own number carries a line through any change")
    func number() async throws {
        let before = Page(Page.others + [Page.notice("Amazon", workers: 64, number: "2026-17")])
        let after = Page(Page.others + [Page.notice("Amazon", workers: 70, date: "2026-08-10", city: "Troy", number: "2026-17")])
        try await importing([before, after]) { _, results in #expect(results[1].filings == [.observedAmended: 1]) }
    }

    @Test("a number used again for another employer's notice of another day is another line")
    func reusedNumber() async throws {
        let before = Page(Page.others + [Page.notice("Amazon", number: "17")])
        let after = Page(
            Page.others + [Page.notice("Borders", workers: 9, date: "2026-09-10", effective: "2026-12-01", city: "Troy", number: "17")])
        try await importing([before, after]) { _, results in #expect(results[1].filings == [.observed: 1, .observedWithdrawn: 1]) }
    }

    @Test("parts of a reason run together on one day are no amendment")
    func separators() async throws {
        let before = Page(Page.others + [Page.notice("Acme", reason: "Building RenovationsContract Loss")])
        let after = Page(Page.others + [Page.notice("Acme", reason: "Building Renovations Contract Loss")])
        try await importing([before, after]) { _, results in #expect(results[1].outcome == .unchanged) }
    }

    @Test("a row that is gone is unlisted once, and continues its disclosure when it is back")
    func unlistedAndBack() async throws {
        let whole = Page(Page.others)
        let short = Page(Array(Page.others.dropLast()))
        var again = short
        again.footer = "another day"
        // With a new row beside it: a page that is the old one to the letter would stop as one from the state's drawer.
        let back = Page(Page.others + [Page.notice("Newcomer")])
        try await importing([whole, short, again, back]) { ledger, results in
            #expect(results[1].filings == [.observedWithdrawn: 1])
            #expect(results[2].outcome == .unchanged)
            #expect(results[3].filings == [.observed: 2])
            let number = "0000000001-26-000000012"
            let history = try await ledger.history(number)
            #expect(history.map(\.form) == [.observed, .observedWithdrawn, .observed])
            #expect(history.map(\.amendmentReason) == [nil, nil, "relisted"])
            #expect(history[1].payload == history[0].payload)
        }
    }

    @Test("a row that leaves the window is neither unlisted nor a loss")
    func window() async throws {
        let source = Page.source(window: .rolling(days: 30))
        let old = (1...8).map { Page.notice("Old \($0)", date: "2026-08-03", city: "Town \($0)") }
        let recent = [Page.notice("New", date: "2026-08-30")]
        let later = Page(recent, source: source)
        var page = later
        page.startedAt = Page.noon("2026-09-10")
        try await importing([Page(old + recent, source: source), page]) { _, results in
            #expect(results[1].filings == [:])
            #expect(results[1].outcome == .accepted)
        }
    }

    @Test("the same bytes read better are a re-reading, no amendment")
    func reread() async throws {
        var before = Page(Page.others + [Page.notice("Acme", date: "2026-08-03", effective: "2026-11-02")])
        before.bytes = Array("the same bytes".utf8)
        var after = Page(Page.others + [Page.notice("Acme", date: "2026-03-08", effective: "2026-02-11")])
        after.bytes = before.bytes
        after.readingVersion = "2"
        try await importing([before, after, after]) { _, results in
            #expect(results[1].filings == [.observedReread: 1])
            #expect(results[2].outcome == .unchanged)
        }
    }

    @Test("an unreadable row keeps its line listed")
    func unreadable() async throws {
        let before = Page(Page.others + [Page.notice("Acme")])
        var after = Page(Page.others)
        after.rejections = [
            Rejection(source: after.source.id, row: 10, locator: "line 12", code: "NORM-04", message: "13/45 is no date", hint: "Look.")
        ]
        after.rejectedEmployers = ["ACME **Updated**"]
        try await importing([before, after]) { _, results in #expect(results[1].filings == [:] && results[1].outcome == .accepted) }
    }

    @Test("two imports of one source at once: one records, the other finds it unchanged")
    func concurrent() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let batch = Page(Page.others).batch
            let outcomes = try await withThrowingTaskGroup(of: ImportResult.Outcome.self) { group in
                for _ in 1...4 {
                    group.addTask { try await Ledger.open(conninfo, role: .importer).record(batch).outcome }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == .accepted } == 1)
        }
    }
}
