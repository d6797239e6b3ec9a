import Postgres
import Recording
import Register
import Reporting
import TestDatabase
import Testing

@testable import WarnCtl

@Suite struct ReportCommandTests {
    @Test(
        "filters are written as in the daemon's addresses",
        arguments: [
            ("state=NY", ReportQuery.Filter("state", .equals, "NY")), ("workers.from=100", .init("workers", .from, "100")),
            ("county.null=", .init("county", .null)), ("text.words=a b", .init("text", .words, "a b")),
            ("a.has=x=y", .init("a", .has, "x=y")),
        ])
    func filters(text: String, filter: ReportQuery.Filter) throws { #expect(try ReportCommand.filter(text) == filter) }

    @Test("what is no filter is refused with its text", arguments: ["state", "state.near=1"])
    func refused(text: String) { #expect(throws: CommandError.badFilter(text: text)) { try ReportCommand.filter(text) } }

    @Test("a table sets numbers to the right, leaves what is not stated empty, and shows control characters")
    func table() {
        let report = Report(
            name: "r", question: "",
            columns: [.init(name: "name", type: "text", comment: ""), .init(name: "n", type: "integer", comment: "")],
            definition: Digest(of: []))
        let summary = Summary(
            report: report, asOfPosition: 1,
            rows: [[.string("a\u{1B}[31m"), .integer(5)], [.string("b"), .integer(120)], [.null, .null]], total: 3)
        let lines = ["name           n", "-----------  ---", #"a\u{1B}[31m    5"#, "b            120", "                "]
        #expect(ReportTable(summary).text == lines.map { $0 + "\n" }.joined())
    }

    @Test("a question in SQL reads report alone, writes nothing, and is given up when it takes too long")
    func sql() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo, connections: 1, statementSeconds: 1)
            let answer = try await reporter.answer(to: "select state, events from workers_by_state order by state")
            #expect(answer.rows.map { $0.values.map { $0.text ?? "" } } == [["CA", "1"], ["NY", "7"], ["VA", "3"]])
            for refused in [
                "select count(*) from ledger.filing", "create table report.mine (x integer)", "select ledger.settle()",
                "select pg_sleep(5)", "copy report.totals to program 'id'",
            ] {
                await #expect(throws: ReportingError.self) { try await reporter.answer(to: refused) }
            }
        }
    }

    @Test("rates need a denominator that is supplied, and an earlier report does not see it")
    func employment() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await MetricsSeed.record(into: conninfo)
            let importer = try await Ledger.open(conninfo, role: .importer)
            let text = "area_fips,industry,year,quarter,employment\n36000,10,2026,1,40000\n36001,10,2026,1,3000\n36083,10,2026,1,1000\n"
            let rows = try ReferenceTables.rows(of: text, at: "e.csv", header: ReferenceCommand.Subject.employment.header)
            #expect(try await importer.record(employment: rows, of: Digest(of: text.utf8)) == 3)
            #expect(try await importer.record(employment: rows, of: Digest(of: text.utf8)) == 0)
            let areas = try ReferenceTables.rows(
                of: "cbsa,county_fips,title\n10580,36001,Albany\n10580,36083,Albany\n", at: "m.csv",
                header: ReferenceCommand.Subject.metropolitanCounties.header)
            #expect(try await importer.record(metropolitanCounties: areas, of: Digest(of: "m".utf8)) == 2)
            let reporter = Reporter(conninfo: conninfo)
            func rate(_ area: String, _ asOf: AsOf = .newest) async throws -> String? {
                try await reporter.summary(
                    .init("workers_per_thousand", filters: [.init("area", .equals, area), .init("notice_month", .equals, "2026-01")]),
                    asOf: asOf
                ).rows.first.map { $0["per_thousand"].canonicalText + " " + ($0.text("reason") ?? "") }
            }
            // 170 of 40,000; 120 of 3,000 in the county; 120 of 4,000 in both counties of the area.
            for (area, asOf, expected) in [
                ("36000", AsOf.newest, "4.25 "),
                ("36001", AsOf.newest, "40 "),
                ("10580", AsOf.newest, "30 "),
                ("48000", AsOf.newest, "null no employment of this area supplied"),
                ("36000", AsOf.moment("2026-03-10"), "null no employment supplied"),
            ] {
                let found = try await rate(area, asOf)
                #expect(found == expected, "\(area)")
            }
            #expect(throws: CommandError.self) {
                try ReferenceTables.rows(of: "a,b\n1,2\n", at: "x.csv", header: ["cbsa", "county_fips", "title"])
            }
        }
    }
}
