import Register
import Testing

@testable import Catalog

@Suite struct IndustriesTests {
    static let table = Result { try Catalog.load(CatalogTests.home, only: []).industries() }

    @Test(
        "a code is of the table in force at the notice, else of the nearest that has it",
        arguments: [
            ("722110", 2009, 2007, "722110", "72"), ("722511", 2014, 2012, "722511", "72"), ("722511", 2009, 2012, "722511", "72"),
            ("452112", 2018, 2012, "452112", "44-45"), ("455110", 2023, 2022, "455110", "44-45"), ("513210", 2019, 2022, "513210", "51"),
            ("212111", 2001, 2007, "212111", "21"), ("3361", nil, 2022, "3361", "31-33"), ("31-33", 2020, 2017, "31-33", "31-33"),
            ("488100", 2023, 2022, "4881", "48-49"), ("33200", 2020, 2017, "332", "31-33"), ("92", 2020, 2017, "92", "92"),
        ] as [(String, Int?, Int, String, String)])
    func code(filed: String, year: Int?, vintage: Int, code: String, sector: String) throws {
        let industry = try #require(try Self.table.get().industry(code: filed, year: year))
        #expect(industry.vintage == vintage && industry.code == code && industry.sector == sector)
        #expect(!industry.title.isEmpty)
    }

    @Test("a code of the older SIC, and one that is none, are not read", arguments: ["3714", "7389", "79", "999999", "0", "100000"])
    func none(code: String) throws { #expect(try Self.table.get().industry(code: code, year: 2001) == nil) }

    @Test("titles and levels")
    func levels() throws {
        let table = try Self.table.get()
        let levels: [String: Industry.Level] = [
            "72": .sector, "722": .subsector, "7225": .industryGroup, "72251": .industry, "722511": .nationalIndustry, "44-45": .sector,
        ]
        for (code, level) in levels { #expect(table.industry(code: code, year: 2022)?.level == level) }
        #expect(table.industry(code: "722511", year: 2022)?.title == "Full-Service Restaurants")
    }

    @Test(
        "words name a sector",
        arguments: [
            ("Accommodation and Food Services", "72"), ("Health Care and Social\nAssistance", "62"), ("RETAIL TRADE", "44-45"),
            ("Administrative and Support and Waste Management and Remediat", "56"), ("Hotels (except Casino Hotels) and Motels", "72"),
            ("Hotels & Motels exc Casino Hotels", "72"), ("Broom Brush & Mop Mfg", "31-33"), ("Petrochemical Manufacturing", "31-33"),
            ("Healthcare", "62"), ("Mining", "21"), ("Professional and Technical Services", "54"), ("Commercial Banking", "52"),
        ])
    func words(text: String, sector: String) throws {
        let industry = try #require(try Self.table.get().industry(words: text))
        #expect(industry.sector == sector && industry.code == nil && industry.level == .sector && !industry.title.isEmpty)
    }

    @Test(
        "other words name none", arguments: ["See WARN", "Production workers", "Unclassified", "Manufacturing Services Support", "All", "Renewable Energy", "Senior Engineer", "?"])
    func otherWords(text: String) throws { #expect(try Self.table.get().industry(words: text) == nil) }

    @Test("the reviewed words name sectors that the newest table has")
    func reviewed() throws {
        let table = try Self.table.get()
        let words = try PlacesTests.lines("sector-words.csv").compactMap(\.last)
        #expect(!words.isEmpty && words.allSatisfy { table.title(ofSector: $0) != nil })
    }
}
