import Postgres
import Recording
import Register
import TestDatabase
import Testing

/// The last run's pages again: recorded without being read.
@Suite struct RepetitionTests {
    private static let page: Page = {
        var page = Page(Page.others)
        page.rejections = [
            Rejection(source: page.source.id, row: 10, locator: "line 12", code: "NORM-04", message: "13/45 is no date", hint: "Look.")
        ]
        return page
    }()

    private func recorded(_ pages: [Page], _ check: (Ledger, String) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            for page in pages { try await ledger.record(.places, of: try await ledger.record(page.batch).run) }
            try await check(ledger, conninfo)
        }
    }

    private func again(_ last: LastRun, _ page: Page, on ledger: Ledger, source: Source? = nil) async throws -> ImportResult? {
        try await ledger.repeat(
            last, with: page.batch.snapshots, of: source ?? page.source, startedAt: page.startedAt + 86_400, suppliedBy: nil)
    }

    @Test("the same pages are a run of their own, unchanged, with the last one's tally, rejections and columns")
    func same() async throws {
        try await recorded([Self.page]) { ledger, conninfo in
            let last = try #require(try await ledger.lastRun(of: Self.page.source.id))
            let result = try #require(try await again(last, Self.page, on: ledger))
            #expect(result.outcome == .unchanged && result.filings == [:] && result.positions == nil)
            #expect(result.tally == Self.page.batch.tally && result.run > last.run)
            let rows = try await Connection.open(conninfo).query(
                """
                select (select count(*) from ledger.rejection where run_id = $1) as rejections,
                    (select count(*) from ledger.run_column where run_id = $1) as columns,
                    (select count(*) from ledger.run_snapshot where run_id = $1) as pages
                """, [result.run])
            #expect(try ["rejections", "columns", "pages"].map { try rows[0].value($0, as: Int.self) } == [1, 1, 1])
            #expect(try await Ledger.open(conninfo, role: .reviewer).verify().breaks == [])
            // And so is a reading of the same pages after it.
            #expect(try await ledger.record(Self.page.batch).outcome == .unchanged)
        }
    }

    @Test("another page must be read")
    func another() async throws {
        try await recorded([Self.page]) { ledger, _ in
            let last = try #require(try await ledger.lastRun(of: Self.page.source.id))
            var other = Self.page
            other.footer = "another day"
            #expect(try await again(last, other, on: ledger) == nil)
        }
    }

    @Test("a run whose places were never entered is not repeated; one that owes its links hands that on")
    func owing() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let run = try await ledger.record(Self.page.batch).run
            let last = try #require(try await ledger.lastRun(of: Self.page.source.id))
            #expect(last.steps == [])
            #expect(try await again(last, Self.page, on: ledger) == nil)
            try await ledger.record(.places, of: run)
            let placed = try #require(try await ledger.lastRun(of: Self.page.source.id))
            let second = try #require(try await again(placed, Self.page, on: ledger))
            #expect(try await ledger.lastRun(of: Self.page.source.id)?.steps == [.places])
            try await ledger.record(.links, of: second.run)
            try await ledger.record(.links, of: second.run)
            #expect(try await ledger.lastRun(of: Self.page.source.id)?.steps == [.places, .links])
        }
    }

    @Test("a run that is no longer the last is not repeated")
    func stale() async throws {
        try await recorded([Self.page]) { ledger, _ in
            let last = try #require(try await ledger.lastRun(of: Self.page.source.id))
            _ = try await ledger.record(Page(Page.others + [Page.notice("Newcomer")]).batch)
            #expect(try await again(last, Self.page, on: ledger) == nil)
        }
    }

    @Test("an unchanged page that has grown older than its manifest expects is left to the gate")
    func outdated() async throws {
        try await recorded([Self.page]) { ledger, _ in
            let last = try #require(try await ledger.lastRun(of: Self.page.source.id))
            var expectation = Expectation()
            expectation.newestWithinDays = 10
            #expect(try await again(last, Self.page, on: ledger, source: Page.source(expect: expectation)) == nil)
            expectation.newestWithinDays = 60
            #expect(try await again(last, Self.page, on: ledger, source: Page.source(expect: expectation)) != nil)
        }
    }
}
