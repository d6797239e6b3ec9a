import Reading
import Register
import Testing

/// The states' real pages, read whole: how many rows are notices.
@Suite(.enabled(if: Sample.hasRealPages))
struct RealPagesTests {
    static let siteList: [FieldRules.Field: FieldRule] = [
        .employer: FieldRule("Business Legal Name"), .noticeDate: FieldRule("Date of WARN Notice"), .postedDate: FieldRule("Date Posted"),
        .effective: FieldRule("Date Layoff/Closure Starts"), .workers: FieldRule("Number of Affected Workers"),
        .location: FieldRule("Impacted Site Address"), .county: FieldRule("Impacted Site County"), .eventType: FieldRule("Layoff or Closure?"),
        .temporary: FieldRule("Permanent or Temporary Layoff?"), .reason: FieldRule("Reason for Layoff/Closure", optional: true),
    ]

    @Test("one line is one site", arguments: [("ny/ny_tableau_excerpt_2026-10.csv", 19), ("ny/ny_tableau_sample_2026-07.csv", 12)])
    func sites(path: String, count: Int) throws {
        let read = ReadRule(format: .csv, header: ["Business Legal Name", "Date of WARN Notice"])
        let source = try Sample.source(read, Self.siteList, ignore: ["Index", "Number of Affected Workers (2)"])
        let table = try Reader.table(of: [Sample.realPage(path)], for: source)
        #expect(table.rows.count == count)
        #expect(table.rows[0].locator == "line 2")
        #expect(table.rows[0].text("Number of Affected Workers") == "42")
        #expect(table.rows[0].cells["Impacted Site Address"]?.raw == "420 Park Ave S  New York, NY, 10016")
        #expect(table.skipped.isEmpty)
    }
}
