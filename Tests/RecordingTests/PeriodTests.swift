import Postgres
import Recording
import Register
import TestDatabase
import Testing

/// Shares of notice periods are summed from cells by month, the laws change on days.
@Suite struct PeriodTests {
    private static func met(_ owner: Connection, at position: Int? = nil) async throws -> [String] {
        try await owner.transaction { connection in
            try connection.execute("set local report.as_of = '\(position.map(String.init) ?? "")'; set local enable_nestloop = off")
            return try connection.query(
                """
                select concat_ws(' ', p.notice_year, p.state, p.events, p.computable, p.meeting, p.below, p.date_conflicts, p.median_lead_days) as line
                from report.notice_periods_met p order by 1
                """
            ).map { try $0.value("line") }
        }
    }

    @Test("an event of a month in which the law changes is measured by the law of its day, settled or not, now and as of then")
    func cutMonth() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            let reviewer = try await Ledger.open(conninfo, role: .reviewer)
            let owner = try await Connection.open(conninfo)
            // New Jersey asks for 60 days until April 9, 2023, and for 90 from the day after.
            let source = Page.source("nj")
            func notice(_ employer: String, _ date: String, first: String, workers: Int? = 80) -> Notice {
                var notice = Page.notice(employer, workers: workers, date: date, effective: first)
                notice.source = source.id
                notice.state = source.state
                return notice
            }
            var notices = [
                notice("Before", "2023-04-09", first: "2023-06-18"),  // 70 days
                notice("After", "2023-04-10", first: "2023-06-19"),  // 70 days
                notice("Later", "2023-05-02", first: "2023-08-10"),  // 100 days
                notice("Small", "2023-05-02", first: "2023-05-12", workers: 49),  // no law asks
                notice("Unknown", "2023-04-11", first: "2023-05-01", workers: nil),  // 20 days; may be of any size
            ]
            _ = try await importer.record(Page(notices, source: source).batch)
            let first = ["2023 NJ 5 4 2 2 0 70"]
            #expect(try await Self.met(owner) == first)
            let position = try await reviewer.newestPosition()
            try await reviewer.settle()
            #expect(try await Self.met(owner) == first)
            // The state corrects one day: 59 days of notice are below what was asked for then.
            notices[0].effective = DateSpan(start: CalendarDate("2023-06-07"))
            notices.append(notice("Backwards", "2023-04-20", first: "2023-03-01"))
            _ = try await importer.record(Page(notices, source: source).batch)
            let second = ["2023 NJ 6 4 1 3 1 59"]
            #expect(try await Self.met(owner) == second)
            try await reviewer.settle()
            #expect(try await Self.met(owner) == second)
            #expect(try await Self.met(owner, at: position) == first)
            #expect(try await reviewer.refolded(at: reviewer.newestPosition()) == [])
        }
    }

    @Test("every number of workers from which on a law asks for notice is a bound of the classes")
    func bounds() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let owner = try await Connection.open(conninfo)
            let between = try await owner.query(
                """
                select distinct p.threshold_count as workers from report.notice_periods p
                where p.threshold_count > 0 and ledger.size_class(p.threshold_count) = ledger.size_class(p.threshold_count - 1)
                """
            ).map { try $0.value("workers", as: Int.self) }
            #expect(between == [], "ledger.size_class needs these, and ledger.lead_cell to be filled anew")
        }
    }
}
