import Register
import Testing

@testable import Normalizing

/// Fields of several lines, and dates that lean on what stands above them.
@Suite struct LineFieldsTests {
    static let fields: [String: FieldRule] = [
        "employer": FieldRule(columns: ["Company"]), "notice_date": FieldRule(columns: ["Notice"]),
        "effective": FieldRule(columns: ["Effective"], anchor: "Section"),
        "city": FieldRule(columns: ["Address"], part: .eachLine, pattern: #"([^,]+),\s*NY\b"#),
        "county": FieldRule(columns: ["County"]), "site_workers": FieldRule(columns: ["At Site"]), "naics": FieldRule(columns: ["NAICS"]),
    ]

    private func notice(_ cells: [String: String]) throws -> Notice {
        let normalizer = try Normalizer(source: TestSource.make(Self.fields), roster: Roster.some, today: #require(day("2026-11-23")))
        return try normalizer.notice(from: TestSource.row(["Company": "Acme"].merging(cells) { $1 }))
    }

    @Test("sites have their city, county and count line by line; a list of another length is left out")
    func sites() throws {
        let address = "1957 Richmond Terrace, Staten Island, NY 10302\n1882 Atlantic Ave, Brooklyn, NY 11233"
        let full = try notice(["Address": address, "County": "Richmond\nKings", "At Site": "150\n1,314"])
        #expect(
            full.sites == [
                Site(city: "Staten Island", county: "Richmond", workers: 150), Site(city: "Brooklyn", county: "Kings", workers: 1314),
            ])
        let partial = try notice(["Address": address, "At Site": "150"])
        #expect(partial.sites.map(\.workers) == [nil, nil])
    }

    @Test("a month is no day of a notice, and the row says so")
    func month() throws {
        let notice = try notice(["Notice": "05/2009"])
        #expect(notice.noticeDate == nil)
        #expect(notice.warnings == ["day_not_stated"])
    }

    @Test("the heading above settles the year of dates without one, and gives no date itself")
    func heading() throws {
        let dated = try notice(["Effective": "Phase 1: 4/14 Phase 2: 5/13", "Section": "April, 2023"])
        #expect(dated.effective?.start == day("2023-04-14"))
        #expect(dated.noticeDate == nil)
        #expect(try notice(["Effective": "", "Section": "April, 2023"]).effective == nil)
    }

    @Test("days before the next month's name keep their month")
    func days() throws {
        let notice = try notice(["Effective": "May 19, 23, 30\nJune 6, 20", "Section": "April, 2025"])
        #expect(notice.phases.map(\.date) == ["2025-05-19", "2025-05-23", "2025-05-30", "2025-06-06", "2025-06-20"].compactMap(day))
    }

    @Test("three sectors are a pair", arguments: [("48-49: Transportation", "48-49"), ("31-33", "31-33"), ("52: Finance", "52")])
    func sectors(text: String, code: String) throws {
        #expect(try notice(["NAICS": text]).naics == code)
    }

    @Test("a month's name with one letter wrong", arguments: ["Februart 14, 2025", "Febuary 14, 2025", "February 14, 2025"])
    func misspelled(text: String) throws {
        #expect(try notice(["Notice": text]).noticeDate == day("2025-02-14"))
    }
}
