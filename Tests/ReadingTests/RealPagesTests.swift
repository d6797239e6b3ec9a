import Reading
import Register
import Testing

/// The states' real pages, read whole: how many rows are notices.
@Suite(.enabled(if: Sample.hasRealPages))
struct RealPagesTests {
    static let siteList: [FieldRules.Field: FieldRule] = [
        .employer: FieldRule("Business Legal Name"), .noticeDate: FieldRule("Date of WARN Notice"), .postedDate: FieldRule("Date Posted"),
        .effective: FieldRule("Date Layoff/Closure Starts"), .workers: FieldRule("Number of Affected Workers"),
        .location: FieldRule("Impacted Site Address"), .county: FieldRule("Impacted Site County"),
        .eventType: FieldRule("Layoff or Closure?"),
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

    @Test("a workbook whose headings are merged, blank and broken is read by content")
    func mergedWorkbook() throws {
        let source = try Sample.source(
            ReadRule(format: .workbook, header: ["Notice Date", "Received Date", "Company"]),
            [
                .employer: FieldRule("Company"), .noticeDate: FieldRule("Notice Date"), .receivedDate: FieldRule("Received Date"),
                .effective: FieldRule("Effective Date"), .county: FieldRule("County", "County/Parish"), .location: FieldRule("Address"),
                .workers: FieldRule("No. Of Employees", "Employees"), .eventType: FieldRule("Layoff/Closure", "Layoff"),
            ])
        let table = try Reader.table(of: [Sample.realPage("ca/warn_report_2024-09.xlsx")], for: source)
        #expect(table.rows.count == 99)
        #expect(table.rows.reduce(0) { $0 + (Int($1.text("Employees")) ?? 0) } == 7230)
        #expect(table.rows[0].locator == "sheet \"Sheet1\" row 2")
        #expect(table.rows[0].cells["Notice Date"]?.date == CalendarDate("2022-06-15"))
    }

    static let stacked = ReadRule(
        format: .workbook, header: ["COMPANY NAME", "COMPANY ADDRESS"], stop: ["Total Layoff Events", "DISCLAIMER"])

    @Test("tables stacked on one sheet are sections; totals, titles and the disclaimer are skipped by name")
    func stackedWorkbook() throws {
        let source = try Sample.source(
            Self.stacked,
            [
                .employer: FieldRule("COMPANY NAME"), .dba: FieldRule("DBA", optional: true), .location: FieldRule("COMPANY ADDRESS"),
                .noticeDate: FieldRule("WARN RECEIVED DATE", "SUPP NOTICE RECEIVED DATE"),
                .workers: FieldRule("WORKERS AFFECTED", "ADDITIONAL WORKERS AFFECTED"),
            ],
            ignore: [
                "CITY, STATE, ZIP", "UNION", "BUMPING RIGHTS", "LOCAL WORKFORCE AREA", "REGION NUMBER", "TYPE OF COMPANY", "TYPE OF EVENT",
                "FIRST LAYOFF DATE", "ENDING LAYOFF DATE", "LAYOFF SCHEDULE", "TYPE OF LAYOFF", "EVENT CAUSES", "CEJA RELATED", "COUNTY",
                "COMPANY NAICS", "SUPP INFORMATION", "INTIAL NOTICE RECEIVED DATE",
            ])
        let table = try Reader.table(of: [Sample.realPage("il/sample.xlsx")], for: source)
        #expect(table.rows.count == 15)
        #expect(table.rows.count { $0.section == "SUPPLEMENTAL NOTICES" } == 6)
        #expect(table.rows[8].text("WORKERS AFFECTED") == "114")
        #expect(Set(table.skipped.map(\.rule)).isSubset(of: ["stop", "title", "header", "blank"]))
    }

    @Test("a paged table: pager rows in the table and in its foot are no notices")
    func pagedTables() throws {
        let grid = try Sample.source(
            ReadRule(format: .table, header: ["Company", "Layoff Start Date"]),
            [.employer: FieldRule("Company"), .workers: FieldRule("# of Workers"), .letter: FieldRule("Notice")],
            ignore: ["Location", "Layoff Start Date", "Closure Layoff", "Type of Layoff", "Received Date"])
        let first = try Reader.table(of: [Sample.realPage("wa/sample.html")], for: grid)
        #expect(first.rows.count == 15)
        #expect(
            first.rows[0].cells["Notice"]?.links == [
                "/esd/file/WARN/Public/DownloadFile.aspx?file=8aa2a917-9643-4647-823c-4b6a3398f186.pdf&download=1"
            ])
        #expect(first.skipped.filter { $0.rule == "pager" }.map(\.locator) == ["table 1 row 1", "table 1 row 18"])
        let list = try Sample.source(
            ReadRule(format: .table, header: ["Company Name", "State Notification Date"]),
            [.employer: FieldRule("Company Name"), .workers: FieldRule("Employees Affected")],
            ignore: ["State Notification Date", "Layoff Date", "Industry", "Attachment"])
        let second = try Reader.table(of: [Sample.realPage("fl/sample.html")], for: list)
        #expect(second.rows.count == 100)
        #expect(second.rows[0].cells["Company Name"]?.emphasized == "ACL Roofing")
        #expect(second.rows[0].text("Company Name") == "ACL Roofing\n99 S. McCall Rd\nENGLEWOOD, FL, 34223")
        #expect(second.rows[0].text("Layoff Date") == "07-14-26\nthru\n07-14-26")
        #expect(second.skipped.map(\.rule) == ["pager"])
    }

    static let listed: [FieldRules.Field: FieldRule] = [
        .employer: FieldRule("Company"), .noticeDate: FieldRule("Notice Date"), .effective: FieldRule("Impact Date"),
        .workers: FieldRule("Employees Affected"), .location: FieldRule("Location"), .eventType: FieldRule("Notice Type"),
        .union: FieldRule("Collective Bargaining Unit", optional: true),
    ]

    @Test("one state's page and its CSV: which is which is told by content")
    func pageAndFile() throws {
        let page = try Sample.realPage("va/sample.html")
        let file = try Sample.realPage("va/va_csv_sample_2026-07.csv")
        let header = ["Company", "Notice Date", "Impact Date"]
        let html = try Sample.source(ReadRule(format: .table, header: header), Self.listed, ignore: ["Contact Person"])
        let csv = try Sample.source(ReadRule(format: .csv, header: header, entities: true), Self.listed, ignore: ["Contact Person"])
        #expect(Reader.fits(page, html) && !Reader.fits(page, csv))
        #expect(Reader.fits(file, csv) && !Reader.fits(file, html))
        #expect(Reader.source(for: file, among: [html, csv])?.read.format == .csv)
        #expect(Reader.source(for: Sample.snapshot("Company,Weather\n"), among: [html, csv])?.read.format == .csv)
        let rows = try Reader.table(of: [page], for: html).rows
        #expect(rows.count == 1105)
        #expect(rows[0].cells["Company"]?.emphasized == "Parkhurst Dining, LLC")
        #expect(try Reader.table(of: [file], for: csv).rows.map { $0.text("Company") }[2] == "T&H Services LLC")
    }

    @Test("a JSON page of label blocks: every label a column, variants folded, unknown ones kept")
    func labelBlocks() throws {
        let source = try Sample.source(
            ReadRule(
                format: .json, array: "Results", fragment: "Html",
                labels: [
                    "City": ["City", "Cities"], "County": ["County", "Counties"],
                    "Layoff date": ["Layoff date", "Layoff dates", "Commencing date", "Closure date"],
                    "Site address": ["Site address", "Site addresses"],
                ]),
            [
                .employer: FieldRule("Title"), .letter: FieldRule(columns: ["Title"], part: .link),
                .eventType: FieldRule("Type of company action"),
                .city: FieldRule("City"), .county: FieldRule("County"), .effective: FieldRule("Layoff date"),
                .workers: FieldRule("Number of jobs impacted"), .location: FieldRule("Site address"),
                .reason: FieldRule("Reason for company action"),
            ],
            ignore: ["Id", "Language", "Path", "Url", "Name", "Text", "Heading", "Links"])
        let table = try Reader.table(of: [Sample.realPage("mi/sample.json")], for: source)
        #expect(table.rows.count == 101)
        for row in table.rows {
            for name in ["Title", "Number of jobs impacted", "Layoff date"] where row.text(name).isEmpty {
                Issue.record("\(row.index) \(name): \(row.cells.texts)")
            }
        }
        #expect(table.rows[2].text("Links") == "WARN Notice — Tribar Technologies (Spanish)\nUpdated Letter (4/10/25)")
        #expect(table.rows[24].text("City") == "Hazel Park, Michigan\nWarren, Michigan")
        #expect(table.rows[93].text("Site address").split(separator: "\n").count == 3)
        #expect(table.rows[86].text("Site").hasPrefix("Ascension Borgess Allegan Hospital\n"))
        #expect(table.unknownColumns.sorted() == ["Impacted job titles", "Includes the following", "Site"])
        #expect(table.rows[93].text("Title") == "Navitas Systems, Inc.")
        #expect(table.rows[93].text("Links") == "List of impacted job titles (PDF)")
    }

    static let lookups: [FieldRules.Field: FieldRule] = [
        .employer: FieldRule("Employer", "Company Name"), .noticeDate: FieldRule("Notice Date"),
        .workers: FieldRule("Number of Employees Affected"),
        .location: FieldRule("Address", optional: true), .city: FieldRule("City", optional: true), .zip: FieldRule("ZIP", optional: true),
        .act: FieldRule("WARN Type"),
        .number: FieldRule("Number"),
    ]

    @Test("search and record pages are joined by the record's number; each alone is readable")
    func lookups() throws {
        let source = try Sample.source(
            ReadRule(format: .joblink, header: ["Employer", "Notice Date"]), Self.lookups, ignore: ["LWIB Area"])
        let search = try Sample.realPage("ks/test_missing_detail_page_values.0.html")
        let record = try Sample.realPage("ks/test_missing_detail_page_values.1.html", role: .details)
        let addressed = Snapshot(bytes: record.bytes, url: "https://example.org/search/warn_lookups/2109", fetchedAt: 0, role: .details)
        let both = try Reader.table(of: [search, addressed], for: source)
        #expect(both.rows.count == 1)
        #expect(both.rows[0].text("Number of Employees Affected") == "1100")
        #expect(both.rows[0].text("Number") == "2109")
        #expect(try Reader.table(of: [search], for: source).rows.count == 1)
        #expect(try Reader.table(of: [record], for: source).rows[0].text("Company Name") == "Spirit AeroSystems, Inc.")
        let snippet = try Sample.realPage("ks/joblink_detail_2300_2026-07-21.html")
        #expect(try Reader.table(of: [snippet], for: source).rows[0].text("Address") == "428 Peyton St.\nEmporia, Kansas 66801")
        let none = try Reader.table(of: [Sample.realPage("ks/test_no_results.0.html")], for: source)
        #expect(none.rows.isEmpty && none.saysEmpty)
        #expect(Reader.fits(snippet, source) && Reader.fits(search, source))
    }

    @Test(
        "another state's site of the same platform",
        arguments: [
            ("ok/test_cached_search_results.0.html", 25), ("ok/test_paged_results.1.html", 17), ("ok/test_cached_detail_pages.0.html", 2),
            ("ok/test_cached_detail_pages.1.html", 1),
        ])
    func otherLookups(path: String, count: Int) throws {
        let source = try Sample.source(
            ReadRule(format: .joblink, header: ["Employer", "Notice Date"]), Self.lookups, ignore: ["LWIB Area"])
        #expect(try Reader.table(of: [Sample.realPage(path)], for: source).rows.count == count)
    }
}
