import Register
import Testing

@testable import Normalizing

@Suite struct CountReaderTests {
    static func read(_ text: String, state: String = "MI", zero: FieldRule.Zero = .stated) throws -> ReadCount {
        CountReader(state: try #require(Roster.names(state)), zero: zero).read(Cell(text))
    }

    @Test(
        "a figure is read as the state wrote it",
        arguments: [
            ("1,204", 1204), ("10903", 10_903), ("0", 0), ("45.0", 45), ("*1689", 1689), ("1, 234", 1234), ("approx. 60", 60),
            ("200 +/-", 200),
            ("Approximately 25", 25), ("13 FT", 13), ("1 remote Michigan worker", 1), ("12 remote workers", 12),
            ("60 (all employees work remotely)", 60),
            ("138 (133 Zeeland, 5 Traverse City)", 138), ("105 (91 Temporary Layoffs and 14 Permanent Layoffs)", 105),
            ("206 (198 P/T and 8 F/T Employees)", 206),
            ("179 (80 Marsden Employees and 99 Temporary Employees from both Express Labor & Integrated Staffing Agencies)", 179),
            ("484 Perm Layoffs/850 Temp Layoffs", 1334), ("114 +112", 226), ("Cooked Plant -- 110 ... Raw Plant - 119", 229),
            ("58 94 97 35", 284), ("62 MAY be affected", 62), ("60 total", 60), ("207 total locations", 207),
            ("240 (Passaic), 417 (Bergen), 141 (Monmouth), 44 (Hudson), 29 (Statewide)", 871),
            ("501 @ Etters location; 595 @ Philadelphia location", 1096),
            ("253 (173 @ Allentown and 80 @ Greensburg)", 253), ("Reduction from 13 to 1", 12), ("645 Revised", 645),
            ("103 (REVISED) 10/22/2020 108", 108), ("54 Union 3 Non Union", 57), ("74 fulltime and 184 parttime", 258),
            ("251 • Amended to 565", 565),
            ("163, 204, 130, 191", 688), ("Headcount minus those of less than 6 months = 72", 72), ("87 + 2 + 0", 89),
            ("54 (All employees can be relocated to other Amazon Delivery Service Partners)", 54), ("1900-04-08 00:00:00", 99),
            ("1900-03-17 00:00:00", 77), ("4 Hoosiers", 4),
        ])
    func exact(text: String, workers: Int) throws {
        #expect(try Self.read(text).count.exact == workers)
    }

    @Test(
        "those whose kind of employment is named are kept apart",
        arguments: [
            ("13 FT", [.init(kind: .fullTime, workers: 13)]),
            ("74 fulltime and 184 parttime", [.init(kind: .fullTime, workers: 74), .init(kind: .partTime, workers: 184)]),
            ("206 (198 P/T and 8 F/T Employees)", [.init(kind: .partTime, workers: 198), .init(kind: .fullTime, workers: 8)]),
            ("40 full-time, 12 part-time", [.init(kind: .fullTime, workers: 40), .init(kind: .partTime, workers: 12)]),
            ("190 company with an additional 100 contracted", [.init(kind: .contracted, workers: 100)]),
            ("36 (reside in other states/ remote)", [.init(kind: .remote, workers: 36)]),
            ("12 remote workers", [.init(kind: .remote, workers: 12)]),
            ("12 full and part time", []), ("54 Union 3 Non Union", []), ("25", []), ("100 CONTRACT", []), ("TBD", []),
        ] as [(String, [WorkerCount.Group])])
    func groups(text: String, groups: [WorkerCount.Group]) throws {
        #expect(try Self.read(text).count.groups == groups)
    }

    @Test(
        "the state's own part is the figure, the whole is the total",
        arguments: [
            ("61 total, 4 in CO", "CO", 4, 61), ("49 (5 in CO)", "CO", 5, 49), ("120 (25 reside in MA)", "MA", 25, 120),
            ("97 (in MI)0 (in IN)", "IN", 0, 97),
            ("135 (7 in Tennessee)", "TN", 7, 135), ("72 (54 PA residents impacted)", "PA", 54, 72),
            ("9 Pennsylvania workers (209 total)", "PA", 9, 209),
            ("645 (**ONLY FIVE PA RESIDENTS AFFECTED**)", "PA", 5, 645),
            ("*508 *Only sixty-three (63) employees affected in Louisiana.", "LA", 63, 508),
            ("81 Total – 13 of which reside in PA", "PA", 13, 81), ("1 Alaska Worker", "AK", 1, nil), ("5 in Indiana", "IN", 5, nil),
            ("approx. 22,00 nationwide (14 reported in ND)", "ND", 14, nil), ("14 Pennsylvania residents", "PA", 14, nil),
        ] as [(String, String, Int, Int?)])
    func scoped(text: String, state: String, workers: Int, total: Int?) throws {
        let count = try Self.read(text, state: state).count
        #expect(count.exact == workers)
        #expect(count.total == total)
        #expect(count.scope == .state)
    }

    @Test(
        "a figure wider than the state never becomes the state's",
        arguments: [
            ("66; #CT workers not indicated", "CT", 66), ("9,236 Nationwide; PA total pending verification", "PA", 9236),
            ("500 Nationwide", "IN", 500),
            ("430 nationwide; unknown number of PA residents impacted", "PA", 430), ("22,000 (unspecified in CO)", "CO", 22_000),
            ("36 (reside in other states/ remote)", "MA", 36),
        ])
    func wide(text: String, state: String, total: Int) throws {
        let count = try Self.read(text, state: state).count
        #expect(count.exact == nil)
        #expect(count.total == total)
    }

    @Test(
        "a range and a bound stay what they are",
        arguments: [
            ("25-30", 25, 30), ("167 -                  197", 167, 197), ("323‐500", 323, 500), ("min. 1 - max. 10", 1, 10),
            ("40 to 60", 40, 60),
            ("between 5 and 9", 5, 9), ("Up to 300", nil, 300), ("as many as 40", nil, 40), ("100+", 100, nil), ("at least 50", 50, nil),
            ("238 +", 238, nil),
        ] as [(String, Int?, Int?)])
    func bounds(text: String, least: Int?, most: Int?) throws {
        let count = try Self.read(text).count
        #expect(count.exact == nil)
        #expect(count.least == least)
        #expect(count.most == most)
    }

    @Test(
        "what says nothing certain is not stated, never zero",
        arguments: [
            "", "TBD", "TBA", "To be Determined", "Unknown", "?", "N/A", "See WARN", "9/12/25", "Unknown - Previous submission 117",
            "9999999", "Entire Plant", "100 98 9087", "18 Voluntary Resignations",
        ])
    func nothing(text: String) throws {
        let count = try Self.read(text, state: "CO").count
        #expect(count.exact == nil && count.least == nil && count.most == nil)
    }

    @Test("a count of all sites is the state's, and beside an unknown one it is a total")
    func allSites() throws {
        for text in ["207 total locations", "207 total - to include Reno location"] {
            let read = try Self.read(text)
            #expect(read.count.exact == 207 && read.count.scope == .state, "\(text)")
        }
        let unknown = try Self.read("Total 35 (At this time, number impacted at this location is unknown.)")
        #expect(unknown.count.exact == nil && unknown.count.total == 35 && unknown.warnings == [.countUnreadable])
    }

    @Test("a zero that means unknown is no figure")
    func zero() throws {
        #expect(try Self.read("0", zero: .unknown) == ReadCount(warnings: [.zeroMeansUnknown]))
        #expect(try Self.read("0", zero: .stated).count.exact == 0)
    }

    @Test("sites keep their workers")
    func sites() throws {
        #expect(
            try Self.read("138 (133 Zeeland, 5 Traverse City)").sites == [
                Site(city: "Zeeland", workers: 133), Site(city: "Traverse City", workers: 5),
            ])
        #expect(
            try Self.read("501 @ Etters location; 595 @ Philadelphia location", state: "PA").sites == [
                Site(city: "Etters", workers: 501), Site(city: "Philadelphia", workers: 595),
            ])
        #expect(try Self.read("206 (198 P/T and 8 F/T Employees)").sites.isEmpty)
    }

    @Test("about is about")
    func approximate() throws {
        #expect(try Self.read("approx. 60").count.isApproximate)
        #expect(try !Self.read("60").count.isApproximate)
    }

    @Test("a workbook's date of 1900 is the number that was typed")
    func serial() throws {
        let reader = CountReader(state: try #require(Roster.names("KY")), zero: .stated)
        #expect(reader.read(Cell("4/8/1900", date: day("1900-04-08"))).count.exact == 99)
        #expect(reader.read(Cell("9/12/25", date: day("2025-09-12"))).count.exact == nil)
    }
}
