import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct GateTests {
    private let whole = Page(Page.others)
    private let half = Page(Array(Page.others.prefix(5)))

    @Test("half the rows of last time stop the source: the bytes are kept, nothing else")
    func shrunk() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            _ = try await ledger.record(whole.batch)
            await #expect(throws: RecordingError.shrunk(source: whole.source.id, run: 2, what: "rows", now: 5, before: 10)) {
                try await ledger.record(half.batch)
            }
            let connection = try await Connection.open(conninfo)
            let kept = try await connection.query(
                """
                select (select count(*) from ledger.snapshot_body) as pages, (select count(*) from ledger.filing) as filings,
                    (select code from ledger.run where run_id = 2) as code
                """)[0]
            #expect(try kept.value("pages", as: Int.self) == 2)
            #expect(try kept.value("filings", as: Int.self) == 10)
            #expect(try kept.value("code", as: String.self) == "REC-11")
            let status = try await ledger.status()
            #expect(status[0].stopped?.run == 2 && status[0].listed == 10)
        }
    }

    @Test("what a person accepted passes the next time, and the time after")
    func accepted() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let reviewer = try await Ledger.open(conninfo, role: .reviewer)
            _ = try await ledger.record(whole.batch)
            _ = try? await ledger.record(half.batch)
            try await reviewer.accept(run: 2, reason: "the state dropped last year", by: "R. Viewer")
            #expect(try await ledger.record(half.batch).filings == [.observedWithdrawn: 5])
            #expect(try await ledger.record(half.batch).outcome == .unchanged)
            await #expect(throws: RecordingError.notAcceptable(run: 1)) { try await reviewer.accept(run: 1, reason: "no", by: "R. Viewer") }
            #expect(try await reviewer.verify().breaks == [])
        }
    }

    @Test("a page without rows, after one that had some, stops")
    func emptied() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            _ = try await ledger.record(whole.batch)
            await #expect(throws: RecordingError.emptied(source: whole.source.id, run: 2, before: 10)) {
                try await ledger.record(Page([]).batch)
            }
        }
    }

    @Test("rows outside what the manifest expects, or no recent notice, stop a fetched page")
    func expectations() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let few = Page(Page.others, source: Page.source(expect: .init(least: 50)))
            await #expect(throws: RecordingError.unexpected(source: few.source.id, run: 1, rows: 10, least: 50, most: nil)) {
                try await ledger.record(few.batch)
            }
            let old = Page(Page.others, source: Page.source(expect: .init(newestWithinDays: 20)))
            await #expect(throws: RecordingError.outdated(source: old.source.id, run: 2, newest: CalendarDate("2026-08-03"), days: 20)) {
                try await ledger.record(old.batch)
            }
            var given = few.batch
            given.suppliedBy = "an analyst"
            #expect(try await ledger.record(given).outcome == .accepted)
        }
    }

    @Test("a run that stopped earlier keeps its pages and its reason")
    func stoppedBefore() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let run = try await ledger.recordStop(
                source: whole.source, startedAt: whole.startedAt, snapshots: whole.batch.snapshots, code: "FETCH-07",
                message: "a challenge page", hint: "Ask the publisher.")
            let status = try await ledger.status()
            let stop = try #require(status[0].stopped)
            #expect([stop.code, stop.message, stop.hint] == ["FETCH-07", "a challenge page", "Ask the publisher."] && stop.run == run)
            #expect(status[0].lastSuccessAt == nil)
        }
    }
}
