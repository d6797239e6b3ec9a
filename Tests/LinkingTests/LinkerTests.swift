import Foundation
import Linking
import Register
import Testing

@Suite struct LinkerTests {
    private let linker = Linker()

    private func candidate(
        _ number: Int, _ employer: String, _ noticeDate: String, city: String? = "Reno", workers: Int? = 60, effective: String? = nil,
        source: String = "aa", origin: Origin = .stateImport, isAmendment: Bool = false
    ) throws -> LinkCandidate {
        let digits = String(number)
        let id = try #require(
            DisclosureID(rawValue: "00000000-0000-0000-0000-" + String(repeating: "0", count: 12 - digits.count) + digits))
        return LinkCandidate(
            id: id, origin: origin, source: SourceID(rawValue: source), state: try #require(StateCode(rawValue: "AA")), employer: employer,
            noticeDate: CalendarDate(noticeDate), effective: effective.flatMap { CalendarDate($0) }, workers: workers, city: city,
            isAmendment: isAmendment)
    }

    @Test("a row marked Updated is an amendment of the notice before it")
    func marked() throws {
        let links = linker.links(
            for: [try candidate(2, "Beyond Finance, Inc.(updated)", "2020-04-17", workers: 380)],
            among: [try candidate(1, "Beyond Finance, Inc.", "2020-04-14")])
        let link = try #require(links.first)
        #expect(link.kind == .amendmentOf)
        #expect(link.from.rawValue.hasSuffix("2") && link.to.rawValue.hasSuffix("1"))
        #expect(link.score < 1)
    }

    @Test("a supplement supplements, a rescission amends")
    func kinds() throws {
        let original = try candidate(1, "Acme Foods", "2026-01-05")
        #expect(linker.relation(of: try candidate(2, "Acme Foods (Supplemental)", "2026-02-01"), to: original).kind == .supplements)
        #expect(linker.relation(of: try candidate(3, "Acme Foods - RESCINDED", "2026-02-01"), to: original).kind == .amendmentOf)
    }

    @Test("the archive's row and the page's are one notice, certainly when all is equal")
    func archive() throws {
        let links = linker.links(
            for: [try candidate(2, "Hartwell Mills", "2026-01-05", effective: "2026-03-06", source: "aa")],
            among: [try candidate(1, "Hartwell Mills", "2026-01-05", effective: "2026-03-06", source: "aa-archive")])
        #expect(links.map(\.kind) == [.sameNotice])
        #expect(links.map(\.score) == [1])
    }

    @Test("an employer's own filing and the state's row are one event")
    func ownFiling() throws {
        let row = try candidate(1, "Hartwell Mills, Inc.", "2026-01-05", effective: "2026-03-06")
        let filing = try candidate(2, "Hartwell Mills", "2026-01-07", effective: "2026-03-06", origin: .employer)
        let links = linker.links(for: [filing], among: [row])
        #expect(links.map(\.kind) == [.sameEvent])
        #expect(links.allSatisfy { $0.score < 1 })
    }

    @Test(
        "store numbers, numerals, sides and towns never make one notice",
        arguments: [
            ("Pappadeaux Seafood Kitchen 40", "Pappadeaux Seafood Kitchen 33", "Reno", "Reno"),
            ("Kmart #3412", "Kmart #7700", "Reno", "Reno"), ("Saturn of Wichita West", "Saturn of Wichita East", "Reno", "Reno"),
            ("Granite Works Plant II", "Granite Works Plant III", "Reno", "Reno"), ("Acme Foods", "Acme Foods", "Reno", "Sparks"),
            ("Acme Pasadena 2", "Acme Pasadena", "Reno", "Reno"),
        ])
    func sites(first: String, second: String, city: String, otherCity: String) throws {
        let old = try candidate(1, first, "2026-01-05", city: city, effective: "2026-03-06")
        let new = try candidate(2, second, "2026-01-05", city: otherCity, effective: "2026-03-06")
        #expect(linker.relation(of: new, to: old).kind == .distinctSite)
        #expect(linker.links(for: [new], among: [old]).isEmpty)
    }

    @Test("two events of one employer months apart are not linked")
    func events() throws {
        let old = try candidate(1, "Spirit Airlines Inc", "2025-10-31", workers: 32, effective: "2026-01-01")
        let new = try candidate(2, "Spirit Airlines", "2026-01-22", workers: 1, effective: "2026-03-15")
        #expect(linker.relation(of: new, to: old).kind == .distinct)
    }

    @Test("a link that two originals could take is only proposed")
    func ambiguous() throws {
        let old = [
            try candidate(1, "Acme Foods", "2026-01-05", source: "aa-archive"),
            try candidate(2, "Acme Foods", "2026-01-05", source: "aa-archive"),
        ]
        let links = linker.links(for: [try candidate(3, "Acme Foods", "2026-01-05", effective: nil)], among: old)
        #expect(links.allSatisfy { $0.score < 1 })
    }

    @Test("one employer's many notices are each linked to the nearest of them, and twice the same", .timeLimit(.minutes(5)))
    func block() throws {
        let day = try #require(CalendarDate("2020-01-01"))
        let candidates = try (0..<1_000).map { number in
            var candidate = try candidate(number, "Hartwell Mills \(number % 2 == 0 ? "" : "(Updated)")", "2020-01-01", workers: number / 2)
            candidate.noticeDate = day.adding(days: number / 2 * 400 + number % 2)
            return candidate
        }
        let links = linker.links(for: candidates, among: [])
        #expect(links.count == 500)
        #expect(links.allSatisfy { $0.kind == .amendmentOf })
        #expect(
            Set(links.map { "\($0.from) \($0.to)" })
                == Set(stride(from: 0, to: 1_000, by: 2).map { "\(candidates[$0 + 1].id) \(candidates[$0].id)" }))
        #expect(links == linker.links(for: candidates, among: []))
    }
}
