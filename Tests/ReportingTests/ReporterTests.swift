import Postgres
import Recording
import Register
import Reporting
import TestDatabase
import Testing

/// The seed's answers, counted by hand.
@Suite struct ReporterTests {
    private func seeded(_ body: (Reporter, Seed, String) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let seed = try await Seed.record(into: conninfo)
            try await body(Reporter(conninfo: conninfo, connections: 2), seed, conninfo)
        }
    }

    @Test("every report has a question, and every column says what it means")
    func catalog() async throws {
        try await seeded { reporter, _, _ in
            let reports = try await reporter.reports()
            #expect(reports.map(\.name).contains("section_2102e"))
            #expect(!reports.map(\.name).contains("snapshot_bytes"))
            for report in reports {
                #expect(report.question.contains("?"), "\(report.name)")
                #expect(report.columns.allSatisfy { !$0.comment.isEmpty }, "\(report.name)")
                #expect(report.column("as_of_position") != nil, "\(report.name)")
            }
        }
    }

    @Test("eleven events count, 1,491 workers; a nationwide figure, a rescinded notice and one outside the acts do not")
    func totals() async throws {
        try await seeded { reporter, _, _ in
            let row = try #require(try await reporter.summary(ReportQuery("totals")).rows.first)
            #expect(row.integer("events") == 11)
            #expect(row.integer("workers") == 46 + 70 + 800 + 30 + 20 + 120 + 95 + 110 + 200)
            #expect(row.integer("events_without_count") == 2)
            #expect(row.integer("rescinded_events") == 1)
            #expect(row.integer("non_warn_events") == 1)
            #expect(row.integer("unlisted_events") == 1)
            #expect(row.integer("wider_events") == 1)
            #expect(row.integer("statutory_events") == 2)
            #expect(row.integer("statutory_workers") == 46 + 80)
        }
    }

    @Test("a settler that hangs keeps no page waiting for ever: it has what is not settled, too", .timeLimit(.minutes(1)))
    func hangingSettler() async throws {
        try await seeded { reporter, _, conninfo in
            let settler = try await Connection.open(conninfo)
            try await settler.query("select ledger.enter_settler()")
            let totals = try await reporter.summaries([ReportQuery("totals"), ReportQuery("ai_ladder")], .newest)[0]
            #expect(totals.rows.first?.integer("events") == 11)
            #expect(try await settler.query("select report.is_settling() as it")[0].value("it", as: Bool.self))
        }
    }

    @Test("a view that a migration makes into another is asked anew, also by who asked it before")
    func remade() async throws {
        try await seeded { reporter, _, conninfo in
            let owner = try await Connection.open(conninfo)
            try await owner.execute(
                "create view report.remade as select 'seven' as it; comment on view report.remade is 'What is it?'; grant select on report.remade to warn_reader")
            #expect(try await reporter.summary(ReportQuery("remade")).rows.first?.text("it") == "seven")
            try await owner.execute(
                "drop view report.remade; create view report.remade as select 7 as it; grant select on report.remade to warn_reader")
            #expect(try await reporter.summary(ReportQuery("remade")).rows.first?.integer("it") == 7)
        }
    }

    @Test("a month holds its notices; what has no date stands apart")
    func months() async throws {
        try await seeded { reporter, _, _ in
            let rows = try await reporter.summary(ReportQuery("workers_by_month")).rows
            #expect(rows.map { $0.text("month") } == ["2026-01", "2026-02", "2026-03", nil])
            #expect(rows.map { $0.integer("workers") } == [136, 920, 405, 30])
            #expect(rows.map { $0.integer("events_without_count") } == [0, 2, 0, 0])
        }
    }

    @Test("the ladder keeps what is signed, what a form says and what a letter says apart")
    func ladder() async throws {
        try await seeded { reporter, _, _ in
            let rows = try await reporter.summary(ReportQuery("ai_ladder")).rows
            #expect(rows.map { $0.integer("workers") } == [80, 46, 120, 0, 0])
            #expect(rows.map { $0.integer("pct_derived") } == [80, 0, 0, 0, 0])
            #expect(rows.map { $0.integer("events_proposed") } == [0, 0, 1, 0, 0])
            #expect(rows.map { $0.isTrue("statutory") } == [true, true, false, false, false])
        }
    }

    @Test("an amendment's values stand once, in its original's month; two sites of one event are added")
    func folded() async throws {
        try await seeded { reporter, _, _ in
            let chat = try await reporter.summary(ReportQuery("events", filters: [.init("employer", .equals, "Chat Support")])).rows
            #expect(chat.map { $0.integer("workers") } == [95])
            #expect(chat.map { $0.text("notice_date") } == ["2026-03-10"])
            let warehouse = try await reporter.summary(ReportQuery("events", filters: [.init("employer", .equals, "Warehouse A")])).rows
            #expect(warehouse.map { $0.integer("workers") } == [110])
            #expect(warehouse.map { $0.integer("notices") } == [2])
        }
    }

    @Test(
        "section 2102(e): who is asked, why, and what is on record",
        arguments: [
            ("Brightline Software, Inc.", "yes", 4), ("Big Box", "yes", 0), ("Nespresso", "no", 2), ("Acme Mills", "no", 0),
            ("Quiet Corp", "unknown", 0),
            ("=Letter Co", "unknown", 0), ("Chat Support", "unknown", 0),
        ])
    func trahan(employer: String, applies: String, elements: Int) async throws {
        try await seeded { reporter, _, _ in
            let rows = try await reporter.summary(ReportQuery("section_2102e", filters: [.init("employer", .equals, employer)])).rows
            #expect(rows.map { $0.text("applies") } == [applies])
            #expect(rows.map { $0.integer("elements_stated") } == [elements])
            #expect(rows.first?.text("percentage") == (elements == 4 ? "40 %" : "missing"))
        }
    }

    @Test("an earlier position shows the register as it was: 64 before 70, and Gone LLC still listed")
    func earlier() async throws {
        try await seeded { reporter, seed, _ in
            let acme = ReportQuery("notices", filters: [.init("employer", .equals, "Acme Mills")])
            let gone = ReportQuery("notices", filters: [.init("employer", .equals, "Gone LLC")])
            let before = try await reporter.summaries([acme, gone], .position(seed.positions[0]))
            let after = try await reporter.summaries([acme, gone], .newest)
            #expect(before.map { $0.rows.first?.integer("workers") } == [64, 20])
            #expect(after.map { $0.rows.first?.integer("workers") } == [70, 20])
            #expect(before[1].rows.first?.isTrue("unlisted") == false)
            #expect(after[1].rows.first?.isTrue("unlisted") == true)
        }
    }

    @Test("the same position gives the same bytes, also after the register went on")
    func reproducible() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let seed = try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            let position = seed.receipt.position
            let before = try await bytes(reporter, position)
            #expect(try await bytes(reporter, position) == before)
            let desk = try await Ledger.openForOwner(conninfo)
            _ = try await desk.withdraw(
                seed.receipt.accessionNumber, payload: .object(["reason": .string("sold")]), reason: nil, receivedAt: 1_780_000_100)
            let after = try await bytes(reporter, position)
            for name in before.keys { #expect(after[name] == before[name], "report.\(name)") }
            #expect(try await reporter.summary(ReportQuery("totals")).rows.first?.integer("rescinded_events") == 2)
        }
    }

    /// Every report's files, by name. `pulse` tells of runs outside the log, so that pages know that they are stale.
    private func bytes(_ reporter: Reporter, _ position: Int) async throws -> [String: String] {
        let names = try await reporter.reports().map(\.name).filter { $0 != "pulse" }
        let summaries = try await reporter.summaries(names.map { ReportQuery($0) }, .position(position))
        return Dictionary(summaries.map { ($0.report.name, $0.csv + $0.json) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("a cell that a spreadsheet would run is made harmless; numbers and days stay what they are")
    func injection() async throws {
        try await seeded { reporter, _, _ in
            let csv = try await reporter.summary(ReportQuery("notices")).csv
            #expect(csv.contains(",'=Letter Co,"))
            #expect(!csv.contains(",=Letter"))
        }
    }

    @Test("what the ledger announces is heard")
    func announcements() async throws {
        try await seeded { reporter, seed, conninfo in
            var heard = try await reporter.announcements().makeAsyncIterator()
            let desk = try await Ledger.openForOwner(conninfo)
            let receipt = try await desk.withdraw(
                seed.receipt.accessionNumber, payload: .object(["reason": .string("sold")]), reason: nil, receivedAt: 1_780_000_100)
            let announcement = try #require(try await heard.next())
            #expect(announcement == Announcement(first: receipt.position, position: receipt.position, entries: 1, kind: "filing"))
        }
    }

    @Test("a connection that the server ended is replaced")
    func reconnects() async throws {
        try await seeded { reporter, _, conninfo in
            let before = try await reporter.summary(ReportQuery("totals"))
            try await Connection.open(conninfo).query(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
            #expect(try await reporter.summary(ReportQuery("totals")) == before)
        }
    }

    @Test("a database that is away is said to be, and what to do")
    func away() async throws {
        let reporter = Reporter(conninfo: "host=/nowhere dbname=none")
        let error = await #expect(throws: ReportingError.self) { try await reporter.reports() }
        #expect(error?.code == "REP-06")
        #expect(error?.fault == .unavailable)
    }
}
