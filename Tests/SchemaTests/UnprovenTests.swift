import Recording
import Register
import Reporting
import TestDatabase
import Testing

/// Sources that no real page has proven, and jurisdictions that publish nothing.
@Suite struct UnprovenTests {
    private static func source(_ id: String, fromFacts: Bool = false, silence: Silence? = nil) throws -> Source {
        var source = Source(
            id: try #require(SourceID(rawValue: id)), state: try #require(StateCode(rawValue: id.uppercased())),
            publisher: "Labor Department",
            publication: silence == nil ? .published : .byRequest, page: "https://example.gov/\(id)", fetch: [],
            read: ReadRule(format: .csv), fields: FieldRules([:]))
        (source.fromFacts, source.silence) = (fromFacts, silence)
        return source
    }

    private static func batch(_ source: Source, page: String, suppliedBy: String?, noticeDate: String? = nil) -> ImportBatch {
        let snapshot = Snapshot(bytes: Array(page.utf8), url: source.page, fetchedAt: 1_780_000_000, headers: [], status: 200)
        var notice = Notice(source: source.id, state: source.state, row: 0, locator: "line 2", employer: "Acme", employerRaw: "Acme")
        notice.noticeDate = noticeDate.flatMap { CalendarDate($0) }
        return ImportBatch(
            source: source, startedAt: 1_780_000_000, snapshots: [snapshot],
            notices: [ObservedNotice(notice, on: snapshot.digest, attribution: nil)],
            columns: [ColumnFill(section: "", column: "Employer", filled: 1)], readingVersion: "1", suppliedBy: suppliedBy)
    }

    private func standing(_ report: String, _ reporter: Reporter) async throws -> String? {
        let answer = try await reporter.summary(ReportQuery(report, filters: [.init("state", .equals, "VT")]))
        return answer.rows.first?.text("standing")
    }

    @Test("a source written from facts alone is unproven until a run from the network passes")
    func unproven() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let reporter = Reporter(conninfo: conninfo)
            let source = try Self.source("vt", fromFacts: true)
            try await ledger.register([source])
            #expect(try await standing("coverage", reporter) == "unproven")
            #expect(try await standing("freshness", reporter) == "unproven")
            _ = try await ledger.record(Self.batch(source, page: "sample", suppliedBy: "sample page"))
            #expect(try await standing("coverage", reporter) == "unproven")
            #expect(try await ledger.status().map(\.unproven) == [true])
            _ = try await ledger.record(Self.batch(source, page: "the real page", suppliedBy: nil))
            #expect(try await standing("coverage", reporter) == "looked")
            #expect(try await standing("freshness", reporter) == "ok")
            #expect(try await ledger.status().map(\.unproven) == [false])
        }
    }

    /// The newest day of the calendar, and how far the state counts as observed, by what.
    private func observed(_ reporter: Reporter) async throws -> [String?] {
        let calendar = try await reporter.summary(ReportQuery("coverage_calendar", filters: [.init("state", .equals, "VT")]))
        let state = try await reporter.summary(ReportQuery("observed_states", filters: [.init("state", .equals, "VT")])).rows.first
        return [
            calendar.rows.last?.text("standing"), calendar.rows.last?.text("finding"), state?.text("last_day"), state?.text("last_day_is"),
        ]
    }

    @Test("a page given by hand observes as far as its newest notice; a fetched one, the day it was fetched")
    func given() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let reporter = Reporter(conninfo: conninfo)
            let source = try Self.source("vt")
            try await ledger.register([source])
            _ = try await ledger.record(Self.batch(source, page: "saved long ago", suppliedBy: "an analyst", noticeDate: "2026-03-02"))
            #expect(try await observed(reporter) == ["given", "read a page given by hand", "2026-03-02", "last notice on record"])
            _ = try await ledger.record(Self.batch(source, page: "fetched", suppliedBy: nil, noticeDate: "2026-03-02"))
            let fetched = try await observed(reporter)
            let today = try await reporter.answer(to: "select (clock_timestamp() at time zone 'UTC')::date as day").rows.first?.text("day")
            #expect(fetched == ["observed", "looked, something new", today, "page last read"])
        }
    }

    @Test("where nothing is published, coverage and status say since when, whom to ask and why")
    func silent() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let silence = Silence(since: "2021", contact: "the Labor Department", comment: "On request, by law.")
            #expect(try await ledger.register([Self.source("vt", silence: silence)]) == 1)
            #expect(try await ledger.register([Self.source("vt", silence: silence)]) == 0)
            let row = try #require(
                try await Reporter(conninfo: conninfo).summary(ReportQuery("coverage", filters: [.init("state", .equals, "VT")])).rows.first
            )
            #expect(row.text("standing") == "by request")
            #expect(row.text("since") == "2021")
            #expect(row.text("contact") == "the Labor Department")
            #expect(row.text("comment") == "On request, by law.")
            #expect(try await ledger.status().first?.silence?.comment == "On request, by law.")
        }
    }

    @Test("what a manifest says of a source is in the log, and the ledger stays whole")
    func whole() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            try await ledger.register([Self.source("vt")])
            try await ledger.register([Self.source("vt", fromFacts: true)])
            try await ledger.register([Self.source("me", silence: Silence(since: "2026-07", contact: "nobody", comment: "No list."))])
            let found = try await Ledger.open(conninfo, role: .reviewer).verify()
            #expect(found.breaks.isEmpty)
            #expect(found.position >= 3)
        }
    }
}
