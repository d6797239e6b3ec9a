import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

/// Which small layoffs cross a threshold together is settled by employer; it is told as if it were asked of the whole ledger, at any position.
@Suite struct AggregationSettlingTests {
    private static let mill = "1 Mill Road"
    private static let oak = "900 Oak Avenue"

    private static func loss(_ workers: Int, on day: String, at street: String?, employer: String = "Meridian Mills, Inc.")
        -> EmployerSubmission
    {
        EmployerSubmission(
            payload: .object(["loss": .string("\(workers) \(day) \(street ?? "") \(employer)")]),
            columns: FilingColumns(
                employer: employer, state: StateCode(rawValue: "OK"), noticeDate: CalendarDate("2026-01-02"), noticeDateKind: .noticeLetter,
                effective: DateSpan(start: CalendarDate(day)), workers: WorkerCount(exact: workers, scope: .site), eventType: .layoff,
                sites: [FiledSite(street: street, city: "Tulsa", state: StateCode(rawValue: "OK"), workers: workers)]), receivedAt: 0)
    }

    /// Events, workers, address and first day of each line, at a position.
    private static func lines(_ connection: Connection, at position: Int) async throws -> [String] {
        try await connection.transaction { connection in
            try connection.execute("set local report.as_of = '\(position)'; set local jit = off; set local enable_nestloop = off")
            return try connection.query(
                """
                select concat_ws(' ', a.events, a.workers, coalesce(a.address, 'anywhere'), 'from', a.first_date) as line
                from report.aggregation a order by 1
                """
            ).map { try $0.value("line") }
        }
    }

    /// What stands settled, from which position to which, without what is drawn by lot.
    private static func standing(_ connection: Connection, withEvents: Bool) async throws -> [String] {
        try await connection.query(
            """
            select concat_ws('|', l.position, e.position, l.employer_key, l.state, l.employer, l.site, l.address, l.jurisdiction, l.event_type, l.events,
                l.workers, l.largest_alone, l.threshold, l.finding, l.first_date, l.last_date, l.statute, case when $1 then l.event_ids end) as line
            from ledger.aggregation_line l
            left join ledger.aggregation_line_end e on e.line_id = l.line_id
            where e.position is distinct from l.position
            order by 1
            """, [withEvents]
        ).map { try $0.value("line") }
    }

    /// A desk, a reviewer and a connection on the same register.
    private struct Register {
        let desk: Ledger
        let reviewer: Ledger
        let owner: Connection

        init(_ conninfo: String) async throws {
            desk = try await Ledger.openForOwner(conninfo)
            reviewer = try await Ledger.open(conninfo, role: .reviewer)
            owner = try await Connection.open(conninfo)
        }

        func expectFolded() async throws {
            for position in 1...(try await reviewer.newestPosition()) {
                #expect(try await reviewer.refolded(at: position) == [], "position \(position)")
            }
        }
    }

    @Test(
        "a site crosses with its second notice, before it is settled and after, and not at the positions before", arguments: [true, false])
    func second(isSettledBefore: Bool) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let register = try await Register(conninfo)
            let first = try await register.desk.file(Self.loss(30, on: "2026-03-01", at: Self.mill))
            _ = try await register.desk.file(Self.loss(30, on: "2026-03-01", at: Self.mill, employer: "Another Employer LLC"))
            if isSettledBefore { try await register.reviewer.settle() }
            let second = try await register.desk.file(Self.loss(25, on: "2026-03-09", at: "1 MILL RD."))
            let crossed = ["2 55 1 mill rd from 2026-03-01"]
            for _ in ["tail", "settled"] {
                #expect(try await Self.lines(register.owner, at: first.position) == [])
                #expect(try await Self.lines(register.owner, at: second.position - 1) == [])
                #expect(try await Self.lines(register.owner, at: second.position) == crossed)
                try await register.expectFolded()
                try await register.reviewer.settle()
            }
            #expect(
                try await register.owner.query("select count(*) as count from ledger.aggregation_line")[0].value("count", as: Int.self) == 1
            )
            // A third makes it another line; the settled one stands where it stood.
            let third = try await register.desk.file(Self.loss(5, on: "2026-03-20", at: nil))
            for _ in ["tail", "settled"] {
                #expect(try await Self.lines(register.owner, at: second.position) == crossed)
                #expect(try await Self.lines(register.owner, at: third.position) == ["3 60 1 mill rd from 2026-03-01"])
                try await register.reviewer.settle()
            }
            try await register.expectFolded()
        }
    }

    @Test("a version that changes an address alone parts a site, and the next joins it again")
    func addresses() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let register = try await Register(conninfo)
            _ = try await register.desk.file(Self.loss(30, on: "2026-03-01", at: Self.mill))
            let joined = try await register.desk.file(Self.loss(30, on: "2026-03-02", at: Self.mill))
            try await register.reviewer.settle()
            let together = ["2 60 1 mill rd from 2026-03-01"]
            // The first amendment changes the event, too: it is amended from then on.
            let parted = try await register.desk.amend(
                joined.accessionNumber, with: Self.loss(30, on: "2026-03-02", at: Self.oak), reason: "new_information")
            var seen = [(joined.position, together), (parted.position, [])]
            for (position, lines) in seen { #expect(try await Self.lines(register.owner, at: position) == lines) }
            #expect(try await register.reviewer.settle() > 0)
            for (position, lines) in seen { #expect(try await Self.lines(register.owner, at: position) == lines) }
            var head = parted
            for street in [Self.mill, Self.oak, Self.mill] {
                head = try await register.desk.amend(
                    head.accessionNumber, with: Self.loss(30, on: "2026-03-02", at: street), reason: "new_information")
                seen.append((head.position, street == Self.mill ? together : []))
                for (position, lines) in seen { #expect(try await Self.lines(register.owner, at: position) == lines, "tail, \(position)") }
                #expect(try await register.reviewer.settle() == 0, "no fact changed")
                #expect(try await register.owner.query("select ledger.is_settled(report.moment()) as it")[0].value("it", as: Bool.self))
                for (position, lines) in seen {
                    #expect(try await Self.lines(register.owner, at: position) == lines, "settled, \(position)")
                }
            }
            try await register.expectFolded()
            // What is settled by other definitions is right, too, where an address alone changed before it.
            head = try await register.desk.amend(
                head.accessionNumber, with: Self.loss(30, on: "2026-03-02", at: Self.oak), reason: "new_information")
            seen.append((head.position, []))
            try await register.owner.execute(
                "insert into ledger.report_definition (name, sha256, definition, valid_from) values ('ai_voices', sha256('other'), 'other', 0)"
            )
            #expect(try await register.reviewer.settle() == 0)
            #expect(try await register.owner.query("select ledger.is_settled(report.moment()) as it")[0].value("it", as: Bool.self))
            for (position, lines) in seen { #expect(try await Self.lines(register.owner, at: position) == lines, "anew, \(position)") }
            try await register.expectFolded()
        }
    }

    @Test("an employer that an event leaves loses its line, and the other has one")
    func renamed() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let register = try await Register(conninfo)
            _ = try await register.desk.file(Self.loss(30, on: "2026-03-01", at: Self.mill))
            let moving = try await register.desk.file(Self.loss(31, on: "2026-03-02", at: Self.mill))
            _ = try await register.desk.file(Self.loss(32, on: "2026-03-03", at: Self.mill, employer: "Another Employer LLC"))
            try await register.reviewer.settle()
            let moved = try await register.desk.amend(
                moving.accessionNumber, with: Self.loss(31, on: "2026-03-02", at: Self.mill, employer: "Another Employer LLC"),
                reason: "new_information")
            for _ in ["tail", "settled"] {
                #expect(try await Self.lines(register.owner, at: moved.position - 1) == ["2 61 1 mill rd from 2026-03-01"])
                #expect(try await Self.lines(register.owner, at: moved.position) == ["2 63 1 mill rd from 2026-03-02"])
                try await register.reviewer.settle()
            }
            try await register.expectFolded()
        }
    }

    @Test("events of one day stand in the order of their numbers, settled or not")
    func ties() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let register = try await Register(conninfo)
            for workers in 11...18 { _ = try await register.desk.file(Self.loss(workers, on: "2026-03-01", at: Self.mill)) }
            for _ in ["tail", "settled"] {
                let events = try await register.owner.query("select event_ids from report.aggregation")[0].value(
                    "event_ids", as: String.self
                )
                .split(separator: " ")
                #expect(events.count == 8 && events == events.sorted())
                try await register.reviewer.settle()
            }
        }
    }

    @Test("a line that stands wrongly, or not at all, is found")
    func broken() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let register = try await Register(conninfo)
            for day in ["2026-03-01", "2026-03-02"] { _ = try await register.desk.file(Self.loss(30, on: day, at: Self.mill)) }
            try await register.reviewer.settle()
            let newest = try await register.reviewer.newestPosition()
            let columns = """
                position, employer_key, state, employer, site, address, jurisdiction, event_type, events, workers, largest_alone, threshold, share_pct,
                threshold_alternative, finding, first_date, last_date, statute, event_ids
                """
            try await register.owner.execute(
                "insert into ledger.aggregation_line (\(columns)) select \(columns) from ledger.aggregation_line")
            #expect(try await register.reviewer.refolded(at: newest).map { $0.hasSuffix("is settled 2 times, is found 1") } == [true])
            try await register.owner.execute(
                "insert into ledger.aggregation_line_end (line_id, position) select l.line_id, l.position from ledger.aggregation_line l")
            #expect(try await register.reviewer.refolded(at: newest).map { $0.hasSuffix("is settled 0 times, is found 1") } == [true])
            try await register.owner.query("select ledger.fill_aggregation()")
            #expect(try await register.reviewer.refolded(at: newest) == [])
            await #expect(throws: (any Error).self) { try await register.owner.execute("truncate ledger.aggregation_line cascade") }
        }
    }

    /// Settles after each step: sites cross, part by an address alone, and cease. Two versions come between two settlings; the last is not settled.
    private static func grow(_ register: Register) async throws {
        _ = try await register.desk.file(loss(30, on: "2026-03-01", at: mill))
        var head = try await register.desk.file(loss(30, on: "2026-03-02", at: mill))
        try await register.reviewer.settle()
        for day in ["2026-03-05", "2026-05-30", "2026-06-15"] {
            _ = try await register.desk.file(loss(28, on: day, at: nil, employer: "Another Employer LLC"))
            try await register.reviewer.settle()
        }
        for (street, isSettled) in [(oak, true), (mill, true), (oak, false), (mill, true), (oak, true), (mill, false)] {
            head = try await register.desk.amend(
                head.accessionNumber, with: loss(30, on: "2026-03-02", at: street), reason: "new_information")
            if isSettled { try await register.reviewer.settle() }
        }
    }

    @Test("a migration fills what settling would have made, and what is settled from there on rests on it")
    func filled() async throws {
        let schema = TestDatabase.packageRoot + "/Schema"
        let before = NSTemporaryDirectory() + "/schema-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: schema, toPath: before)
        defer { try? FileManager.default.removeItem(atPath: before) }
        let settledBy: Set = ["ai_voices.sql", "attributions.sql", "notice_industries.sql", "notice_places.sql"]
        for file in try FileManager.default.contentsOfDirectory(atPath: before + "/migrations") where file >= "0160" {
            try FileManager.default.removeItem(atPath: before + "/migrations/" + file)
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: before + "/reports") where !settledBy.contains(file) {
            try FileManager.default.removeItem(atPath: before + "/reports/" + file)
        }
        try await TestDatabase.withDatabase { old in
            try await TestDatabase.withDatabase { new in
                try await Connection.open(old).execute("drop schema ledger cascade; drop schema report cascade")
                try await Migrator(schema: before).migrate(old)
                let (earlier, built) = try await (Register(old), Register(new))
                try await Self.grow(earlier)
                try await Migrator(schema: schema).migrate(old)
                try await Self.grow(built)
                let made = try await Self.standing(built.owner, withEvents: false)
                #expect(made.count == 4)
                #expect(try await Self.standing(earlier.owner, withEvents: false) == made)
                // Once more, of what is filled.
                let filled = try await Self.standing(earlier.owner, withEvents: true)
                try await earlier.owner.query("select ledger.fill_aggregation()")
                #expect(try await Self.standing(earlier.owner, withEvents: true) == filled)
                for register in [earlier, built] {
                    try await register.expectFolded()
                    try await register.reviewer.settle()
                    _ = try await register.desk.file(Self.loss(5, on: "2026-03-03", at: nil))
                    try await register.reviewer.settle()
                    try await register.expectFolded()
                }
                #expect(try await Self.standing(earlier.owner, withEvents: false) == Self.standing(built.owner, withEvents: false))
            }
        }
    }

    @Test("a migration that changes a rule fills the lines anew, and what forgets to is found")
    func rules() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let register = try await Register(conninfo)
            _ = try await register.desk.file(Self.loss(12, on: "2026-03-01", at: Self.mill))
            let second = try await register.desk.file(Self.loss(12, on: "2026-03-02", at: Self.mill))
            try await register.reviewer.settle()
            let third = try await register.desk.file(Self.loss(12, on: "2026-03-03", at: Self.mill))
            try await register.reviewer.settle()
            #expect(try await Self.lines(register.owner, at: third.position) == [])
            try await register.owner.execute(
                """
                insert into ledger.aggregation_rule (jurisdiction, event_type, valid_from, counted_over, threshold, days, statute)
                values ('OK', 'layoff', '2026-01-01', 'each_site', 20, 90, 'a new act')
                """)
            #expect(try await !register.reviewer.refolded(at: third.position).isEmpty)
            try await register.owner.query("select ledger.fill_aggregation()")
            #expect(try await Self.lines(register.owner, at: second.position) == ["2 24 1 mill rd from 2026-03-01"])
            #expect(try await Self.lines(register.owner, at: third.position) == ["3 36 1 mill rd from 2026-03-01"])
            try await register.expectFolded()
        }
    }
}
