import Register
import Testing

@testable import Normalizing

@Suite struct IndustryTests {
    static let table = IndustryTable(
        titles: [
            2017: ["44": "Retail Trade", "45": "Retail Trade", "452210": "Department Stores", "62": "Health Care and Social Assistance"],
            2022: ["44": "Retail Trade", "455110": "Department Stores", "62": "Health Care and Social Assistance"],
        ], words: [("Healthcare", "62")])

    static func read(_ naics: String, _ industry: String, day date: String = "2021-03-01", _ table: IndustryTable = IndustryTests.table) throws -> Notice {
        let fields: [String: FieldRule] = [
            "employer": FieldRule(columns: ["Employer"]), "naics": FieldRule(columns: ["Code"]), "industry": FieldRule(columns: ["Words"]), "notice_date": FieldRule(columns: ["Date"]),
        ]
        let normalizer = try Normalizer(source: TestSource.make(fields), roster: Roster.some, today: #require(day("2026-11-23")), industries: table)
        return try normalizer.notice(from: TestSource.row(["Employer": "Acme Hospital", "Code": naics, "Words": industry, "Date": date]))
    }

    @Test("the code stands before the words, and both stay as filed")
    func both() throws {
        let notice = try Self.read("452210", "Retail Trade")
        #expect(notice.naics == "452210" && notice.industry == "Retail Trade" && notice.warnings.isEmpty)
        #expect(notice.industryRead == Industry(code: "452210", vintage: 2017, level: .nationalIndustry, title: "Department Stores", sector: "44-45"))
    }

    @Test("a code that no table has leaves the words; words that name no sector leave nothing; both are warned of")
    func unknown() throws {
        let coded = try Self.read("3714", "Healthcare")
        #expect(coded.industryRead?.sector == "62" && coded.warnings == ["naics_unknown"] && coded.naics == "3714")
        let worded = try Self.read("", "Production workers")
        #expect(worded.industryRead == nil && worded.warnings == ["industry_unknown"] && worded.industry == "Production workers")
    }

    @Test("four digits on an old notice may be of another list: words of the same sector settle it")
    func older() throws {
        let table = IndustryTable(titles: [2007: ["5311": "Lessors of Real Estate", "53": "Real Estate and Rental and Leasing"]], words: [])
        #expect(table.maybeSIC(code: "5311", year: 2001) && !table.maybeSIC(code: "5311", year: 2009) && !table.maybeSIC(code: "531110", year: 2001))
        #expect(try Self.read("5311", "", day: "2001-05-01", table).warnings == ["naics_unknown"])
        #expect(try Self.read("5311", "Real Estate and Rental and Leasing", day: "2001-05-01", table).industryRead?.code == "5311")
        #expect(try Self.read("5311", "", day: "2009-05-01", table).industryRead?.code == "5311")
    }

    @Test("code and words of two sectors are warned of")
    func contradictory() throws { #expect(try Self.read("452210", "Healthcare").warnings == ["industry_contradictory"]) }

    @Test("the employer's name is no industry")
    func name() throws {
        let notice = try Self.read("", "")
        #expect(notice.industryRead == nil && notice.warnings.isEmpty)
    }
}
