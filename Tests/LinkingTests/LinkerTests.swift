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
        let links = linker.links(among: [
            try candidate(2, "Beyond Finance, Inc.(updated)", "2020-04-17", workers: 380),
            try candidate(1, "Beyond Finance, Inc.", "2020-04-14"),
        ])
        let link = try #require(links.first)
        #expect(link.kind == .amendmentOf)
        #expect(link.from.rawValue.hasSuffix("2") && link.to.rawValue.hasSuffix("1"))
        #expect(link.score < 1)
    }

    @Test(
        "an amendment for another first day adds where its figure is quite another, and restates where it is about the same",
        arguments: [
            // workers before and after, the first day after, what it is; the first day before is 2026-04-03
            (63, 26, "2026-04-10", Link.Kind.supplements), (157, 2, "2026-05-01", .supplements), (3, 16, "2026-04-17", .supplements),
            (188, 234, "2026-05-08", .amendmentOf), (26, 25, "2026-06-11", .amendmentOf), (35, 35, "2026-04-17", .amendmentOf),
            (172, 274, "2026-04-03", .amendmentOf), (100, 40, "2026-04-03", .amendmentOf),
        ])
    func batch(before: Int, after: Int, day: String, kind: Link.Kind) throws {
        let original = try candidate(1, "Acme Foods", "2026-02-02", workers: before, effective: "2026-04-03")
        let amended = try candidate(2, "Acme Foods", "2026-02-09", workers: after, effective: day, isAmendment: true)
        #expect(linker.relation(of: amended, to: original).kind == kind)
    }

    @Test("a supplement supplements, a rescission amends")
    func kinds() throws {
        let original = try candidate(1, "Acme Foods", "2026-01-05")
        #expect(linker.relation(of: try candidate(2, "Acme Foods (Supplemental)", "2026-02-01"), to: original).kind == .supplements)
        #expect(linker.relation(of: try candidate(3, "Acme Foods - RESCINDED", "2026-02-01"), to: original).kind == .amendmentOf)
    }

    @Test("the archive's row and the page's are one notice, certainly when all is equal")
    func archive() throws {
        let links = linker.links(among: [
            try candidate(2, "Hartwell Mills", "2026-01-05", effective: "2026-03-06", source: "aa"),
            try candidate(1, "Hartwell Mills", "2026-01-05", effective: "2026-03-06", source: "aa-archive"),
        ])
        #expect(links.map(\.kind) == [.sameNotice])
        #expect(links.map(\.score) == [1])
    }

    @Test("an employer's own filing and the state's row are one notice, and counted once")
    func ownFiling() throws {
        let row = try candidate(1, "Hartwell Mills, Inc.", "2026-01-05", effective: "2026-03-06")
        let filing = try candidate(2, "Hartwell Mills", "2026-01-07", effective: "2026-03-06", origin: .employer)
        let links = linker.links(among: [filing, row])
        #expect(links.map(\.kind) == [.sameNotice])
        #expect(links.allSatisfy { $0.isAccepted })
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
        #expect(linker.links(among: [old, new]).allSatisfy { $0.kind == .sameEvent })
    }

    @Test("rows of one list with one head office and two towns are two sites, each with its workers")
    func headOffice() throws {
        let office = "7601 Lewis Road, Suite 200 in Meridian, Otherstate, "
        var (one, other) = (
            try candidate(1, "Cee Technologies", "2026-03-05", city: "Reno", workers: 1, effective: "2026-03-06"),
            try candidate(2, "Cee Technologies", "2026-03-05", city: "Sparks", workers: 1, effective: "2026-03-06")
        )
        (one.location, other.location) = (office + "RENO, AA, 34741", office + "SPARKS, AA, 32720")
        #expect(linker.relation(of: other, to: one).kind == .distinctSite)
        #expect(linker.links(among: [one, other]).map(\.kind) == [.sameEvent])
    }

    @Test("names that share a side of the sky, or the words their locations begin with, are not one employer's")
    func sides() throws {
        var (resort, group) = (
            try candidate(1, "South Seas Island Resort", "2020-04-02", city: "Captiva"),
            try candidate(2, "South Beach Group, Inc.", "2020-04-02", city: "Miami Beach", workers: 20)
        )
        resort.location = "South Seas Island Resort 5400 Plantation Road CAPTIVA"
        group.location = "1720 Collins Avenue MIAMI BEACH"
        #expect(linker.links(among: [resort, group]).isEmpty)
        let hospital = try candidate(3, "Baptist Health Care", "2020-04-02", city: "Pensacola")
        var other = try candidate(4, "Baptist Hospital of Miami", "2020-04-02", city: "Miami", workers: 20)
        other.location = "Baptist Hospital of Miami 8900 N Kendall Drive"
        #expect(linker.links(among: [hospital, other]).isEmpty)
    }

    @Test("two events of one employer months apart are not linked")
    func events() throws {
        let old = try candidate(1, "Spirit Airlines Inc", "2025-10-31", workers: 32, effective: "2026-01-01")
        let new = try candidate(2, "Spirit Airlines", "2026-01-22", workers: 1, effective: "2026-03-15")
        #expect(linker.relation(of: new, to: old).kind == .distinct)
    }

    @Test("what one list has more of is more: the second of two equal rows stays by itself, and is one event with the first")
    func ambiguous() throws {
        let rows = [
            try candidate(1, "Acme Foods", "2026-01-05", source: "aa-archive"),
            try candidate(2, "Acme Foods", "2026-01-05", source: "aa-archive"),
            try candidate(3, "Acme Foods", "2026-01-05"),
        ]
        let links = linker.links(among: rows)
        #expect(links.filter { $0.kind == .sameNotice && $0.isAccepted }.count == 1)
        #expect(links.count { $0.kind == .sameEvent } == 1)
    }

    @Test("every choice is made by what rows say: the same links in any order of rows and sources")
    func order() throws {
        var rows: [LinkCandidate] = []
        for (number, city) in ["Reno", "Sparks", "Elko", "Reno"].enumerated() {
            for (list, source) in ["aa", "aa-archive", "aa-years"].enumerated() {
                let place = number * 10 + list * 100
                rows.append(
                    try candidate(
                        place + 1, "Acme Foods", "2026-01-05", city: city, workers: 40 + number, effective: "2026-03-06", source: source))
                rows.append(
                    try candidate(
                        place + 2, "Acme Foods (Updated)", "2026-02-05", city: city, workers: 50, effective: "2026-03-20", source: source))
                rows.append(try candidate(place + 3, "Acme Foods - Revision 2", "2026-02-25", city: city, workers: nil, source: source))
            }
        }
        let links = linker.links(among: rows)
        #expect(links.count { $0.kind == .amendmentOf && $0.isAccepted } > 6)
        var generator = Shuffler(state: 7)
        for _ in 1...20 { #expect(linker.links(among: rows.shuffled(using: &generator)) == links) }
    }

    @Test("a refused pair is never one again, by whatever way; a confirmed one is, and is not proposed anew")
    func decisions() throws {
        let rows = try (1...3).map { try candidate($0, "Acme Foods", "2026-01-05", effective: "2026-03-06", source: "aa-\($0)") }
        #expect(linker.links(among: rows).count == 2)
        let refused = LinkDecision(from: rows[0].id, to: rows[1].id, confirmed: nil)
        let links = linker.links(among: rows, decisions: [refused])
        #expect(!links.contains { Set([$0.from, $0.to]) == Set([rows[0].id, rows[1].id]) })
        #expect(links.count == 1)
        let confirmed = LinkDecision(from: rows[0].id, to: rows[1].id, confirmed: .sameNotice)
        #expect(linker.links(among: rows, decisions: [confirmed]).count == 1)
    }

    @Test(
        "words beside a name amend only where they are set off from it",
        arguments: [
            ("Acme Foods (Updated)", true), ("*Updated* Acme Foods", true), ("UPDATED Acme Foods", true),
            ("Acme Foods-Revised (7/31/20)", true),
            ("Acme Foods IncRevised (5/26/17)", true), ("Acme Foods - Revision 2", true), ("Acme Foods 2nd Notice", true),
            ("Acme Foods - REV #4", true), ("Acme Foods Supplement October 30, 2020", true), ("Acme Foods *notice rescinded", true),
            ("Acme Foods Addendum 3/1/20", true), ("Acme Foods - Resubmission 07/27/2017", true),
            ("Revision Military", false), ("Greene County Correctional Center", false), ("Harcourt Supplemental Publishers", false),
            ("Brentwood Originals", false), ("Elite Valley Foods Inc - Pizza Rev", false), ("Second Samuel Transport, Inc", false),
            ("Fifth Third Bank", false), ("Matheson Flight Extenders, Inc.", false), ("KSU Research and Extension Office", false),
        ])
    func marks(name: String, isMarked: Bool) {
        let key = EmployerKey(name)
        #expect((key.isAmended || key.isSupplement || key.isRescinded) == isMarked)
    }

    @Test(
        "one company in two spellings",
        arguments: [
            ("Wal-Mart Stores, Inc.", "Walmart Stores"), ("Conagra Brands, Inc. - Revision 2", "Conagra Brands Inc."), ("AT&T", "A T & T"),
            ("Century Aluminum of Kentucky GP", "Centrury Aluminum of Kentucky GP"), ("The Boeing Company", "Boeing"),
            ("Café Acme", "Cafe Acme"),
        ])
    func spellings(one: String, other: String) {
        #expect(EmployerKey(one).isSameEmployer(as: EmployerKey(other)))
        #expect(!EmployerKey(one).isSameEmployer(as: EmployerKey("Hartwell Mills")))
    }

    @Test("rows that two overlapping pages of a list have are one notice; equal rows elsewhere are sites of one town")
    func overlap() throws {
        var rows: [LinkCandidate] = []
        for number in 1...4 {
            for copy in 0...1 {
                rows.append(try candidate(number * 2 + copy, "Employer \(number)", "2026-01-0\(number)", workers: 30 + number))
            }
        }
        #expect(linker.links(among: rows).count { $0.rule == "repeated_page" && $0.isAccepted } == 4)
        for number in 20...30 { rows.append(try candidate(number, "Other \(number)", "2026-01-0\(number % 9 + 1)", workers: number)) }
        #expect(linker.links(among: rows).count { $0.kind == .sameNotice && $0.isAccepted } == 0)
    }

    @Test("a month of one row is of the overlap where the months around it are; one twin among rows that stand once is two sites")
    func sparseOverlap() throws {
        var rows: [LinkCandidate] = []
        for month in 1...7 {
            for copy in 0...1 {
                rows.append(try candidate(month * 2 + copy, "Employer \(month)", "2026-0\(month)-03", workers: 30 + month))
            }
        }
        #expect(linker.links(among: rows).count { $0.rule == "repeated_page" && $0.isAccepted } == 7)
        // A twin far from the overlap: one notice where another list has it once, two sites where none has it.
        for copy in 0...1 { rows.append(try candidate(40 + copy, "Employer 9", "2024-01-03", workers: 77)) }
        #expect(linker.links(among: rows).count { $0.rule == "repeated_page" && $0.isAccepted } == 7)
        rows.append(try candidate(50, "Employer 9", "2024-01-03", workers: 77, source: "ny-b"))
        #expect(linker.links(among: rows).count { $0.rule == "repeated_page" && $0.isAccepted } == 8)
        var lone = Array(rows.prefix(2))
        for month in 2...7 { lone.append(try candidate(100 + month, "Other \(month)", "2026-0\(month)-03", workers: month)) }
        #expect(linker.links(among: lone).count { $0.kind == .sameNotice && $0.isAccepted } == 0)
    }

    @Test("of two rows that say the same, the list's first is linked, whatever their ids")
    func twins() throws {
        func links(ids: [Int]) throws -> [[Int]] {
            var rows = [
                try candidate(ids[0], "Acme Mills", "2026-01-05", workers: 80), try candidate(ids[1], "Acme Mills", "2026-01-05", workers: 80),
                try candidate(ids[2], "Acme Mills (updated)", "2026-02-05", workers: 70),
            ]
            for place in rows.indices { rows[place].ordinal = place }
            let ordinals = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.ordinal) })
            return linker.links(among: rows).map { [ordinals[$0.from] ?? -1, ordinals[$0.to] ?? -1] }
        }
        let found = try links(ids: [1, 2, 3])
        #expect(!found.isEmpty)
        for ids in [[3, 2, 1], [2, 1, 3], [2, 3, 1]] { #expect(try links(ids: ids) == found) }
    }

    @Test("a chain of revisions goes back step by step")
    func chain() throws {
        let rows = [
            try candidate(1, "Conagra Brands, Inc.", "2021-01-05", workers: 190),
            try candidate(2, "Conagra Brands Inc. - Revision 1", "2021-02-01", workers: 181),
            try candidate(3, "Conagra Brands, Inc. - Revision 2", "2021-03-01", workers: 153),
        ]
        let links = linker.links(among: rows)
        #expect(
            links.map { "\($0.kind.rawValue) \($0.from.rawValue.suffix(1)) \($0.to.rawValue.suffix(1))" }.sorted() == [
                "amendment_of 2 1", "amendment_of 3 2",
            ])
        #expect(links.allSatisfy { $0.isAccepted })
    }

    @Test("steps of a staged layoff under one number of the state add up, and are no twins")
    func steps() throws {
        var first = try candidate(1, "Acme Foods", "2026-01-05", workers: 40, effective: "2026-03-06")
        var second = try candidate(2, "Acme Foods", "2026-01-05", workers: 10, effective: "2026-04-06")
        (first.number, second.number) = ("9876", "9876")
        #expect(linker.links(among: [first, second]).map(\.kind) == [.sameEvent])
    }

    @Test("one employer's many notices are each linked to the nearest of them, and twice the same", .timeLimit(.minutes(5)))
    func block() throws {
        let day = try #require(CalendarDate("2020-01-01"))
        let candidates = try (0..<1_000).map { number in
            var candidate = try candidate(number, "Hartwell Mills \(number % 2 == 0 ? "" : "(Updated)")", "2020-01-01", workers: number / 2)
            candidate.noticeDate = day.adding(days: number / 2 * 400 + number % 2)
            return candidate
        }
        let links = linker.links(among: candidates)
        #expect(links.count == 500)
        #expect(links.allSatisfy { $0.kind == .amendmentOf })
        #expect(
            Set(links.map { "\($0.from) \($0.to)" })
                == Set(stride(from: 0, to: 1_000, by: 2).map { "\(candidates[$0 + 1].id) \(candidates[$0].id)" }))
        #expect(links == linker.links(among: candidates.reversed()))
    }
}

/// Pseudo-random numbers that are the same in every run.
private struct Shuffler: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
