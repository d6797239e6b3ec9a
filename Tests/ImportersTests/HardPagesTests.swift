import Foundation
import Normalizing
import Reading
import Register
import Testing

/// Hard cases that are no rows of a table by themselves: what a page has beside its notices, and notices that a page states in blocks.
/// They run where the states' real pages lie beside the project.
@Suite(.enabled(if: RealPageTests.isPresent))
struct HardPagesTests {
    private func notices(_ page: String, _ state: String) throws -> [Notice] {
        let path = RealPageTests.folder + "/pages/" + page
        let snapshot = Snapshot(bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), url: "file:" + path, fetchedAt: 1_780_000_000)
        let samples = try Samples()
        let code = try #require(StateCode(rawValue: state))
        let day = try #require(CalendarDate("2026-11-26"))
        let source = try #require(samples.source(of: [snapshot], state: code))
        return try samples.normalized([snapshot], source, on: day).notices
    }

    @Test(
        "titles, totals, second headers, pagers and side bars are no notices",
        arguments: [
            // case 153, 176, 178, 179, 182, 185
            ("il/sample.xlsx", "IL"), ("mo/warn_2025.html", "MO"), ("mn/plant-closing-mass-layoff-warn-may-2025_tcm1045-690491.pdf", "MN"),
            ("ak/sample.html", "AK"), ("wa/sample.html", "WA"), ("nv/sample.pdf", "NV"),
        ])
    func noNotices(page: String, state: String) throws {
        let names = try notices(page, state).map { $0.employer.lowercased() }
        #expect(!names.isEmpty)
        for name in names {
            #expect(!["name", "company", "total", "grand totals", "supplemental notices"].contains(name))
            #expect(!name.hasPrefix("total layoff") && !name.hasPrefix("to find") && !name.hasPrefix("rr start date"))
            #expect(name.contains { $0.isLetter }, "\(name)")
        }
    }

    @Test("a link's text names the employer, what it trades as, and what became of the notice")
    func hawaii() throws {
        let notices = try notices("hi/sample.html", "HI")
        // case 132, 149, 151
        #expect(notices.first { $0.employer == "Cotti Foods Pizza Hawaii Inc." }?.dba == "Pieology Pizzeria")
        let coffee = notices.filter { $0.employer == "Kauai Coffee Company, LLC" }
        let became = Set(coffee.map { "\($0.noticeDate?.description ?? "") \($0.rescinded) \($0.amendment)" })
        #expect(became == ["2026-03-06 true true", "2026-01-12 true false"])
        #expect(notices.first { $0.employer.hasPrefix("Republic National Distributing Company") }?.conditional == true)
    }

    @Test("a report of one month gives its days the year; a second table is of amendments; a letter's sites keep their counts")
    func blocks() throws {
        // case 26
        let minnesota = try notices("mn/plant-closing-mass-layoff-warn-may-2025_tcm1045-690491.pdf", "MN")
        #expect(minnesota.first?.noticeDate == CalendarDate("2025-05-05"))
        // case 153
        let added = try notices("il/sample.xlsx", "IL").first { $0.employer.contains("Casa Heartland at Princeton") }
        #expect(added?.amendment == true && added?.workers.exact == 28)
        // case 157
        let transit = try notices("ny/ny_notice_mv_amended_2024.pdftotext.txt", "NY").first
        #expect(transit?.workers.exact == 565 && transit?.sites.map(\.workers) == [150, 101, 314])
        // case 186
        let westlake = try notices("la/sample.pdf", "LA").first { $0.employer == "Westlake Corporation" }
        #expect(westlake?.noticeDate == CalendarDate("2025-12-15") && westlake?.effective?.start == CalendarDate("2026-02-14"))
        #expect(westlake?.workers.exact == 121)
    }
}
