import Foundation
import Postgres
import Register
import Reporting
import TestDatabase
import Testing

/// Each view on the seed, line by line: `Expected/NAME.csv`. `RECORD=1` rewrites them and fails, so that someone reads them.
@Suite struct ReportViewTests {
    /// Views that speak of the database itself, not of what the seed holds.
    private static let ofTheDatabase: Set = ["pulse", "definitions", "snapshot_bytes"]
    /// Views that speak of today, too; ``MetricsTests`` has them with the clock set back.
    private static let ofTheClock: Set = ["observed_states", "timeliness"]
    private static let folder = TestDatabase.packageRoot + "/Tests/SchemaTests/Expected"

    @Test("every view answers the seed as expected")
    func answers() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            let names = try await Names(reporter)
            let reports = try await reporter.reports().filter { !Self.ofTheDatabase.union(Self.ofTheClock).contains($0.name) }
            for report in reports { try compare(report, names.csv(of: try await reporter.summary(names.query(report)))) }
            let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".csv") }
            #expect(Set(files) == Set(reports.map { $0.name + ".csv" }))
        }
    }

    @Test("the ladder by industry sums to the ladder by month")
    func ladders() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let connection = try await Connection.open(conninfo)
            let sums = """
                events_all, workers_all, events_tier_1, events_tiers_1_2, events_tiers_1_3, events_tiers_1_4, events_tiers_1_5, workers_tier_1,
                workers_tiers_1_2, workers_tiers_1_3, workers_tiers_1_4, workers_tiers_1_5, reported_count, pct_derived, whole_event, events_proposed
                """
            let summed = sums.split(separator: ",").map { "sum(\($0))::bigint" }.joined(separator: ", ")
            let byMonth = try await connection.query("select notice_month, state, \(sums) from report.ai_ladder_by_month order by 1, 2")
            let byIndustry = try await connection.query(
                "select notice_month, state, \(summed) from report.ai_ladder_by_industry group by 1, 2 order by 1, 2")
            #expect(byIndustry.map(\.cells) == byMonth.map(\.cells))
            #expect(byMonth.count > 3)
        }
    }

    private func compare(_ report: Report, _ text: String) throws {
        let path = Self.folder + "/" + report.name + ".csv"
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("\(report.name).csv was rewritten; read every line of it")
            return
        }
        let expected = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        #expect(text == expected, "report.\(report.name)")
    }
}

/// What differs from run to run, by names that do not: disclosures by their order, digests and times by what they are.
private struct Names {
    private let disclosures: [String: String]

    init(_ reporter: Reporter) async throws {
        let versions = try await reporter.summary(
            ReportQuery("versions", filters: [.init("version", .equals, "1")], order: [.init("position")]))
        let numbered = versions.rows.enumerated().compactMap { place, row in
            row.text("disclosure_id").map { ($0, "disclosure-\(place + 1)") }
        }
        disclosures = Dictionary(numbered, uniquingKeysWith: { first, _ in first })
    }

    /// By position where there is one; else as the view orders itself.
    func query(_ report: Report) -> ReportQuery {
        ReportQuery(report.name, order: report.column("position") == nil ? [] : [.init("position")])
    }

    func csv(of summary: Summary) -> String {
        var text = summary.csv
        for (id, name) in disclosures { text = text.replacing(id, with: name) }
        text = text.replacing(#/\d{4}-\d\d-\d\dT[0-9:.]+Z/#, with: "(time)").replacing(#/[0-9a-f]{64}/#, with: "(sha256)")
        if summary.report.column("last_success_epoch") != nil { text = text.replacing(#/,1\d{9},/#, with: ",(seconds),") }
        if summary.report.column("day") != nil { text = text.replacing(#/,\d{4}-\d\d-\d\d,/#, with: ",(today),") }
        guard summary.report.columns.first?.type == "uuid", summary.report.column("position") == nil else { return text }
        let lines = text.split(separator: "\n")
        return ([lines[0]] + lines.dropFirst().sorted()).joined(separator: "\n") + "\n"
    }
}
