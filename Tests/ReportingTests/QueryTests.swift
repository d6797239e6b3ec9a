import Postgres
import Register
import Reporting
import TestDatabase
import Testing

/// What may be asked of a report, and how it is refused.
@Suite struct QueryTests {
    private func employers(_ filters: [ReportQuery.Filter], order: [ReportQuery.Order] = [], limit: Int? = nil, offset: Int = 0)
        async throws -> [String]
    {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let query = ReportQuery("notices", filters: filters, order: order, limit: limit, offset: offset)
            return try await Reporter(conninfo: conninfo).summary(query).rows.compactMap { $0.text("employer") }
        }
    }

    @Test(
        "filters by value, range, part, absence and its opposite",
        arguments: [
            ([ReportQuery.Filter("state", .equals, "CA")], ["Brightline Software, Inc."]),
            ([.init("state", .equals, "VA"), .init("workers", .from, "95")], ["=Letter Co", "Chat Support"]),
            ([.init("state", .equals, "NY"), .init("workers", .to, "20")], ["Gone LLC", "Tiny Shop"]),
            ([.init("employer", .has, "ACME")], ["Acme Mills"]),
            ([.init("notice_date", .null)], ["Undated Inc"]),
            ([.init("state", .equals, "NY"), .init("act", .not, "warn")], ["Tiny Shop"]),
            ([.init("employer", .equals, "x' or '1' = '1")], []),
            ([.init("employer", .has, "%")], []),
        ])
    func filters(filters: [ReportQuery.Filter], expected: [String]) async throws {
        #expect(try await employers(filters) == expected)
    }

    @Test("ordered, limited and counted; nothing stated comes last")
    func ordered() async throws {
        #expect(
            try await employers([], order: [.init("workers", isDescending: true)], limit: 2, offset: 1) == [
                "Big Box", "Brightline Software, Inc.",
            ])
    }

    @Test("the total is that of all rows, also where a page holds none")
    func total() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            #expect(try await reporter.summary(ReportQuery("notices", limit: 3)).total == 15)
            #expect(try await reporter.summary(ReportQuery("notices", limit: 3, offset: 100)).total == 15)
            #expect(try await reporter.summary(ReportQuery("notices", limit: 3, offset: 10_000)).total == 15)
            #expect(try await reporter.summary(ReportQuery("notices", limit: 20_000)).total == 15)
            #expect(try await reporter.summary(ReportQuery("notices", limit: 0)).total == 15)
        }
    }

    @Test(
        "page by page to the last, a report is what it is whole, in its order and with its count, now and as of before",
        arguments: ["event_facts", "events", "lead_times", "newest", "notices", "provenance", "versions", "warnings", "employers"])
    func paged(report: String) async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            let columns = try #require(try await reporter.reports().first { $0.name == report }).columns.map(\.name)
            let newest = try await reporter.summary(ReportQuery(report)).asOfPosition
            for moment in [AsOf.newest, .position(newest - 5)] {
                for column in ["", "notice_date", "position", "workers", "first_date"] where column.isEmpty || columns.contains(column) {
                    for isDescending in column.isEmpty ? [false] : [false, true] {
                        let further: [ReportQuery.Filter] = [
                            .init("state", .null, ""), .init("event_type", .equals, "layoff"), .init("sector", .null, ""),
                            .init("county_fips", .null, ""),
                        ]
                        for filter in [nil, ReportQuery.Filter("state", .equals, "NY")] + (column.isEmpty ? further : [])
                        where filter.map({ columns.contains($0.column) }) ?? true {
                            let filters = filter.map { [$0] } ?? []
                            let order = column.isEmpty ? [] : [ReportQuery.Order(column, isDescending: isDescending)]
                            let whole = try await reporter.summary(ReportQuery(report, filters: filters, order: order), asOf: moment)
                            #expect(whole.total == whole.rows.count)
                            var rows: [Summary.Row] = []
                            for offset in stride(from: 0, through: whole.total + 3, by: 3) {
                                let page = ReportQuery(report, filters: filters, order: order, limit: 3, offset: offset)
                                let answer = try await reporter.summary(page, asOf: moment)
                                #expect(answer.total == whole.total, "\(page)")
                                rows += answer.rows
                            }
                            #expect(rows == whole.rows, "\(report) by \(order)")
                        }
                    }
                }
            }
        }
    }

    @Test("what asks for no count says how far its rows go")
    func uncounted() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            #expect(try await reporter.summary(ReportQuery("notices", limit: 3, offset: 4, isCounted: false)).total == 7)
            #expect(try await reporter.summary(ReportQuery("employers", limit: 2, isCounted: false)).total == 2)
        }
    }

    @Test(
        "what cannot be asked is refused with a code and a hint",
        arguments: [
            (ReportQuery("no_such"), AsOf.newest, "REP-01"), (ReportQuery("pg_class"), .newest, "REP-01"),
            (ReportQuery("notices", filters: [.init("no_such", .equals, "1")]), .newest, "REP-02"),
            (ReportQuery("notices", order: [.init("1; drop table ledger.filing")]), .newest, "REP-02"),
            (ReportQuery("notices"), .moment("yesterday"), "REP-03"), (ReportQuery("notices"), .position(999_999), "REP-03"),
            (ReportQuery("notices", filters: [.init("workers", .from, "many")]), .newest, "REP-04"),
            (ReportQuery("notices", filters: [.init("notice_date", .equals, "2026-02-30")]), .newest, "REP-04"),
        ])
    func refused(query: ReportQuery, asOf: AsOf, code: String) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let error = await #expect(throws: ReportingError.self) { try await Reporter(conninfo: conninfo).summary(query, asOf: asOf) }
            #expect(error?.code == code)
            #expect(error?.hint.isEmpty == false)
        }
    }

    @Test("a public page's bytes are handed out; private, unknown and removed ones are not")
    func snapshots() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            let digest = Digest(of: "first page".utf8)
            #expect(try await reporter.snapshot(digest) == Array("first page".utf8))
            let letter = Digest(of: "second page".utf8)
            try await Connection.open(conninfo).query("select ledger.keep_private(array[$1], 'letter')", [letter.description])
            await #expect(throws: ReportingError.privateSnapshot(letter)) { try await reporter.snapshot(letter) }
            #expect(ReportingError.privateSnapshot(letter).fault == .forbidden)
            let unknown = Digest(of: "never fetched".utf8)
            await #expect(throws: ReportingError.noSnapshot(unknown)) { try await reporter.snapshot(unknown) }
            try await Connection.open(conninfo).query(
                "select ledger.takedown('snapshot', $1, 'a letter by mistake', 'the agency')", [digest.description])
            await #expect(throws: ReportingError.noSnapshot(digest)) { try await reporter.snapshot(digest) }
        }
    }
}
