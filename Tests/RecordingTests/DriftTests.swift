import Postgres
import Recording
import Register
import TestDatabase
import Testing

/// What a page must have in common with the last accepted one.
@Suite struct DriftTests {
    private let whole = Page(Page.others)

    /// The batch of a page whose columns are these.
    private func batch(_ page: Page, _ columns: [ColumnFill], mapping: Set<String> = ["Employer", "Notice Date", "Workers"]) -> ImportBatch
    {
        var batch = page.batch
        batch.columns = columns
        batch.source.fields = FieldRules([.employer: FieldRule(columns: mapping.sorted())])
        batch.source.expect.newestWithinDays = 3650
        return batch
    }

    private func columns(_ kinds: [String: ColumnFill.Kind], filled: Int = 10) -> [ColumnFill] {
        kinds.sorted { $0.key < $1.key }.map { name, kind in
            ColumnFill(
                section: "", column: name, filled: filled, rows: 10, examined: filled, dates: kind == .dates ? filled : 0,
                counts: kind == .counts ? filled : 0)
        }
    }

    private let ordinary: [String: ColumnFill.Kind] = ["Employer": .texts, "Notice Date": .dates, "Workers": .counts]

    /// Records a page, then another one that must stop; gives the changes that are kept with the stopped run.
    private func changes(from columns: [ColumnFill], to others: [ColumnFill], _ page: Page? = nil) async throws -> [PageChange] {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            _ = try await ledger.record(batch(whole, columns))
            var next = page ?? whole
            next.footer = "another day"
            let error = await #expect(throws: RecordingError.self) { try await ledger.record(batch(next, others)) }
            #expect(error?.code == "REC-16")
            let connection = try await Connection.open(conninfo)
            #expect(try await connection.query("select 1 from ledger.filing").count == 10)
            let stop = try #require(try await ledger.lastStop(of: whole.source.id))
            #expect(stop.run == 2 && stop.comparedRun == 1)
            return stop.changes
        }
    }

    @Test("dates where counts were, and counts where dates were, stop the page")
    func kinds() async throws {
        let found = try await changes(
            from: columns(ordinary), to: columns(["Employer": .texts, "Notice Date": .counts, "Workers": .dates]))
        #expect(
            found == [
                PageChange(.kindChanged, column: "Notice Date", was: "dates", now: "counts"),
                PageChange(.kindChanged, column: "Workers", was: "counts", now: "dates"),
            ])
    }

    @Test("a column that is gone stops the page, though a field can be without it")
    func missing() async throws {
        let found = try await changes(from: columns(ordinary), to: columns(["Employer": .texts, "Notice Date": .dates]))
        #expect(found == [PageChange(.columnMissing, column: "Workers", was: "filled in 10 of 10 rows")])
    }

    @Test("a column that was full and is nearly empty stops the page")
    func emptied() async throws {
        let now = columns(["Employer": .texts, "Notice Date": .dates]) + columns(["Workers": .counts], filled: 1)
        let found = try await changes(from: columns(ordinary), to: now)
        #expect(found == [PageChange(.columnEmptied, column: "Workers", was: "10 of 10 rows", now: "1 of 10 rows")])
    }

    @Test("dates that change places in more than a fifth of the rows stop the page")
    func reversed() async throws {
        var swapped = whole
        for index in 0..<3 {
            swapped.notices[index].noticeDate = CalendarDate("2026-08-20")
            swapped.notices[index].effective = DateSpan(start: CalendarDate("2026-08-03"))
        }
        let found = try await changes(from: columns(ordinary), to: columns(ordinary), swapped)
        #expect(
            found == [PageChange(.datesReversed, column: "notice_date>effective_start", was: "0 of 10 rows", now: "3 of 10")])
    }

    @Test("event types that turn around, and a newest notice that is months older, stop the page")
    func shifted() async throws {
        var turned = whole
        for index in turned.notices.indices {
            turned.notices[index].eventType = .closure
            turned.notices[index].noticeDate = CalendarDate("2026-05-01")
        }
        let found = try await changes(from: columns(ordinary), to: columns(ordinary), turned)
        #expect(
            found == [
                PageChange(.typesShifted, was: "10 layoff", now: "10 closure"),
                PageChange(.newestFell, was: "2026-08-03", now: "2026-05-01"),
            ])
    }

    @Test("a page that was accepted before the last one stops, by its bytes or by what it says; once accepted it passes")
    func oldPage() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let more = Page(Page.others + [Page.notice("Newcomer", city: "Troy")])
            _ = try await ledger.record(whole.batch)
            _ = try await ledger.record(more.batch)
            var alike = whole
            alike.footer = "another token"
            for page in [whole, alike] {
                let error = await #expect(throws: RecordingError.self) { try await ledger.record(page.batch) }
                #expect(error?.code == "REC-17")
            }
            #expect(try await ledger.record(more.batch).outcome == .unchanged)
            let stop = try #require(try await ledger.lastStop(of: whole.source.id))
            #expect(stop.changes.map(\.kind) == [.oldPage])
            try await Ledger.open(conninfo, role: .reviewer).accept(run: stop.run, reason: "the newcomer was a slip", by: "R. Viewer")
            _ = try? await ledger.record(alike.batch)
            let again = try #require(try await ledger.lastStop(of: whole.source.id))
            try await Ledger.open(conninfo, role: .reviewer).accept(run: again.run, reason: "the newcomer was a slip", by: "R. Viewer")
            #expect(try await ledger.record(alike.batch).filings == [.observedWithdrawn: 1])
        }
    }

    @Test("a page on which most lines say something else stops; once accepted, every one is an amendment")
    func turnover() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            _ = try await ledger.record(whole.batch)
            var changed = whole
            for index in 0..<6 { changed.notices[index].city = "Elsewhere" }
            changed.footer = "another day"
            await #expect(throws: RecordingError.turnedOver(source: whole.source.id, run: 2, lines: 10, changed: 6)) {
                try await ledger.record(changed.batch)
            }
            try await Ledger.open(conninfo, role: .reviewer).accept(run: 2, reason: "they moved", by: "R. Viewer")
            #expect(try await ledger.record(changed.batch).filings == [.observedAmended: 6])
        }
    }
}
