import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

/// Events are settled piece by piece while the ledger grows; whatever is asked, at whatever position, is what the whole ledger folds to.
@Suite struct SettlingTests {
    private static let isLong = ProcessInfo.processInfo.environment["WARN_LONG"] != nil
    private static let positions = isLong ? 50 : 6
    private static let views = [
        "totals", "workers_by_state", "state_tiles", "ai_ladder_by_month", "workers_noticed", "workers_by_four_weeks", "separations",
        "event_cells", "county_cells", "effective_cells", "counties", "industries", "workers_by_effective_month", "notice_periods_met",
        "aggregation", "employers", "repeat_filers", "concentration", "imputed_counts", "notices", "observed_states", "ai_events",
        "ai_ladder", "ai_workers_by_month", "voice_cells", "section_2102e", "section_2102e_elements", "lead_cells", "first_cells",
        "place_coverage",
        "revision_triangle", "lead_times",
    ]

    @Test("a definition that says the same keeps what is settled, another makes it void")
    func equalDefinitions() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let owner = try await Connection.open(conninfo)
            let importer = try await Ledger.open(conninfo, role: .importer)
            _ = try await importer.record(Page([Page.notice("Acme", workers: 75, date: "2026-01-12")]).batch)
            try await owner.query("select ledger.settle()")
            let inForce = try await owner.query("select ledger.fact_definitions() as digest")[0].value("digest", as: Binary.self).bytes
            // As on a ledger that was settled before the view was written otherwise.
            try await owner.execute(
                """
                insert into ledger.report_definition (name, sha256, definition, valid_from)
                select e.name, e.settles_as, 'as it was', 0 from ledger.equal_definition e
                """)
            let earlier = try await owner.query("select ledger.fact_definitions() as digest")[0].value("digest", as: Binary.self).bytes
            #expect(earlier == inForce)
            #expect(try await owner.query("select ledger.settle() as changed")[0].value("changed", as: Int.self) == 0)
            #expect(try await owner.query("select ledger.is_settled(max(position)) as it from ledger.log")[0].value("it", as: Bool.self))
            try await owner.execute(
                """
                insert into ledger.report_definition (name, sha256, definition, valid_from)
                values ('attributions', sha256('says something else'), 'says something else', 0)
                """)
            #expect(
                try await owner.query("select ledger.is_settled(max(position)) as it from ledger.log")[0].value("it", as: Bool.self)
                    == false)
        }
    }

    @Test("while two imports, two filers and a reviewer write, every view at any position equals a recomputation")
    func reproducible() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let rosters = Digest(of: "rosters".utf8)
            let seen = try await withThrowingTaskGroup(of: [Int: String].self) { group in
                for source in ["ny", "va"] {
                    group.addTask {
                        let importer = try await Ledger.open(conninfo, role: .importer)
                        for day in 1...4 {
                            let notices = (0..<24).map {
                                var notice = Page.notice(
                                    "Employer \($0 % 9)", workers: $0 % 7 == 0 ? nil : 10 + $0 + ($0 % 5 == 0 ? day : 0),
                                    date: "2026-0\($0 % 6 + 1)-12",
                                    effective: "2026-0\($0 % 6 + 3)-01", city: "Town \($0)")
                                notice.placement = Placement(countyFIPS: "36001", basis: .city, confidence: .high)
                                return notice
                            }
                            // Half of the places are told after the filings, as by a roster that learns them late.
                            try await importer.record(placementsOf: notices.filter { $0.employer < "Employer 5" }, by: rosters)
                            _ = try await importer.record(
                                Settling.speaking(Page(notices.dropLast(day), source: Page.source(source)), day: day))
                            try await importer.record(placementsOf: notices, by: rosters)
                        }
                        return [:]
                    }
                }
                for filer in 1...2 {
                    group.addTask {
                        let desk = try await Ledger.openForOwner(conninfo)
                        for workers in 1...12 {
                            let columns = FilingColumns(
                                employer: "Filer \(filer)", state: StateCode(rawValue: "NY"),
                                noticeDate: CalendarDate("2026-03-0\(workers % 9 + 1)"),
                                noticeDateKind: .noticeLetter, workers: WorkerCount(exact: workers, scope: .site), eventType: .layoff,
                                answers: [
                                    RecordedAttribution(
                                        regime: "US-2102e", standard: "substantial_factor", answer: workers % 3 == 0 ? "no" : "yes",
                                        label: workers % 3 == 0 ? .denied : .substitution, percentage: workers % 2 == 0 ? "40" : nil)
                                ])
                            _ = try await desk.file(
                                EmployerSubmission(payload: .object(["workers": .integer(workers)]), columns: columns, receivedAt: 0))
                        }
                        return [:]
                    }
                }
                group.addTask {
                    let owner = try await Connection.open(conninfo)
                    for turn in 1...24 { try await Self.link(turn, owner) }
                    return [:]
                }
                group.addTask {
                    let ledger = try await Ledger.open(conninfo, role: .reviewer)
                    for _ in 1...12 {
                        try await ledger.settle()
                        try await Task.sleep(for: .milliseconds(40))
                    }
                    return [:]
                }
                group.addTask {
                    let reader = try await Connection.open(conninfo)
                    var answers: [Int: String] = [:]
                    for _ in 1...12 {
                        let position: Int = try await reader.query("select report.moment() as position")[0].value("position")
                        // Places are told late here: a view without them.
                        answers[position] = try await Settling.answer("workers_noticed", at: position, reader)
                    }
                    return answers
                }
                return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
            }
            let owner = try await Connection.open(conninfo)
            let newest: Int = try await owner.query("select max(position) as last from ledger.log")[0].value("last")
            let settled: Int = try await owner.query("select count(distinct position) as count from ledger.settlement")[0].value("count")
            #expect(settled > 1)
            for (position, answer) in seen {
                #expect(try await Settling.answer("workers_noticed", at: position, owner, anew: true) == answer, "as seen at \(position)")
            }
            let reviewer = try await Ledger.open(conninfo, role: .reviewer)
            for position in [newest] + (1..<newest).shuffled().prefix(Self.positions - 1) {
                #expect(try await reviewer.refolded(at: position) == [], "position \(position)")
                for view in Self.isLong ? Self.views : Array(Self.views.shuffled().prefix(3)) {
                    let answer = try await Settling.answer(view, at: position, owner)
                    #expect(try await Settling.answer(view, at: position, owner, anew: true) == answer, "\(view) at \(position)")
                }
            }
            try await reviewer.settle()
            #expect(try await reviewer.refolded(at: newest) == [])
        }
    }

    /// Ties two disclosures of a state, or parts them again.
    private static func link(_ turn: Int, _ owner: Connection) async throws {
        let kind = ["same_event", "same_notice", "amendment_of", "supplements"][turn % 4]
        try await owner.query(
            """
            select ledger.settle_link(a.disclosure_id, b.disclosure_id, $1, $2, 'turn', 'R. Reviewer')
            from (select d.* from ledger.disclosure d order by md5(d.disclosure_id::text || $3) limit 1) a
            cross join lateral (
                select d.* from ledger.disclosure d
                where d.state = a.state and d.disclosure_id <> a.disclosure_id order by md5(d.disclosure_id::text || $3) limit 1) b
            """, [kind, turn % 6 == 5 ? "refused" : "accepted", "\(turn)"])
    }

    @Test("settling folds what the log touched, and no more")
    func touched() async throws {
        try await TestDatabase.withDatabase { conninfo in
            _ = try await Ledger.open(conninfo, role: .importer).record(Page(Page.others).batch)
            let reviewer = try await Ledger.open(conninfo, role: .reviewer)
            #expect(try await reviewer.settle() == 10)
            #expect(try await reviewer.settle() == 0)
            let owner = try await Connection.open(conninfo)
            try await owner.query(
                """
                select ledger.settle_link(a.disclosure_id, b.disclosure_id, 'same_event', 'accepted', 'one decision', 'R. Reviewer')
                from report.notices a cross join report.notices b where a.employer = 'Employer 1' and b.employer = 'Employer 2'
                """)
            let tail = try await owner.query(
                "select cardinality(t.events) as events, cardinality(t.disclosures) as disclosures from ledger.tail(report.moment()) t")[0]
            #expect(try tail.value("events", as: Int.self) == 2 && tail.value("disclosures", as: Int.self) == 2)
            // Two events end, one begins.
            #expect(try await reviewer.settle() == 3)
            #expect(try await owner.query("select count(*) as count from report.events")[0].value("count", as: Int.self) == 9)
            // What views or functions in force would make otherwise holds no longer.
            try await owner.execute(
                "insert into ledger.report_definition (name, sha256, definition, valid_from) values ('ai_voices', sha256('other'), 'other', 0)"
            )
            #expect(try await !owner.query("select ledger.is_settled(report.moment()) as it")[0].value("it", as: Bool.self))
            #expect(try await reviewer.settle() == 0)
            #expect(try await owner.query("select ledger.is_settled(report.moment()) as it")[0].value("it", as: Bool.self))
        }
    }

    @Test("a place that the rosters learn late moves what was settled, at every position since they had it")
    func late() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            let rosters = Digest(of: "rosters".utf8)
            var notices = Page.others
            for place in notices.indices { notices[place].placement = Placement(countyFIPS: "36001", basis: .city, confidence: .high) }
            try await importer.record(placementsOf: Array(notices.prefix(5)), by: rosters)
            _ = try await importer.record(Page(notices).batch)
            let reviewer = try await Ledger.open(conninfo, role: .reviewer)
            try await reviewer.settle()
            let owner = try await Connection.open(conninfo)
            let placed = "select count(*) as count from report.events where county_fips = '36001'"
            #expect(try await owner.query(placed)[0].value("count", as: Int.self) == 5)
            try await importer.record(placementsOf: notices, by: rosters)
            #expect(try await owner.query(placed)[0].value("count", as: Int.self) == 10)
            #expect(try await reviewer.settle() == 10)
            #expect(try await owner.query(placed)[0].value("count", as: Int.self) == 10)
            let newest = try await reviewer.newestPosition()
            for position in 1...newest { #expect(try await reviewer.refolded(at: position) == [], "\(position)") }
        }
    }

    @Test("a settler settles what is filed, and imports leave it to it; when it is gone they do it themselves")
    func settler() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (settlings, told) = AsyncStream.makeStream(of: Int.self)
                group.addTask {
                    try await Ledger.open(conninfo, role: .reviewer).keepSettled(pause: .milliseconds(20)) { told.yield($0) }
                }
                var heard = settlings.makeAsyncIterator()
                _ = await heard.next()
                _ = try await importer.record(Page(Page.others).batch)
                while await heard.next() != 10 {}
                #expect(try await importer.settleUnlessWatched() == nil)
                group.cancelAll()
                while let result = await group.nextResult() { _ = result }
            }
            let owner = try await Connection.open(conninfo)
            while try await owner.query("select ledger.live_settler() as it")[0].value("it", as: Bool.self) { await Task.yield() }
            _ = try await importer.record(Page([Page.notice("Newcomer")] + Page.others).batch)
            #expect(try await importer.settleUnlessWatched() == 1)
        }
    }

    @Test("something is being settled while a settler is connected and the newest is not settled")
    func settling() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let owner = try await Connection.open(conninfo)
            func isSettling() async throws -> Bool { try await owner.query("select report.is_settling() as it")[0].value("it") }
            _ = try await Ledger.open(conninfo, role: .importer).record(Page(Page.others).batch)
            #expect(try await isSettling() == false)
            let settler = try await Connection.open(conninfo)
            try await settler.query("select ledger.enter_settler()")
            #expect(try await isSettling())
            try await owner.query("select ledger.settle()")
            #expect(try await isSettling() == false)
        }
    }
}
