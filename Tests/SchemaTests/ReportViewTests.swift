import Foundation
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
