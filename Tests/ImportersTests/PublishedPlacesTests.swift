import Catalog
import Foundation
import Normalizing
import Reading
import Register
import Testing

/// The states' histories, which are not part of the project: how many of their notices are placed in a county.
@Suite struct PublishedPlacesTests {
    static let folder = Samples.root + "/../shared/data/published"
    static let isPresent: Bool = {
        let isPresent = FileManager.default.fileExists(atPath: folder)
        if !isPresent { print("PublishedPlacesTests skipped: no states' histories at \(folder)") }
        return isPresent
    }()

    @Test("88 of 100 notices are in a county of their own state, and a county as filed is the county", .enabled(if: isPresent))
    func share() throws {
        let catalog = try Samples().catalog
        let today = try #require(CalendarDate("2026-11-23"))
        var notices = 0, placed = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted() where file.hasSuffix(".csv") {
            let state = try #require(StateCode(rawValue: file.prefix(2).uppercased()))
            let fips = try #require(catalog.jurisdictions.first { $0.code == state }?.fips)
            let path = Self.folder + "/" + file
            let snapshot = Snapshot(bytes: try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))), url: "file:" + path, fetchedAt: 0)
            let source = try #require(Reader.source(for: snapshot, among: catalog.sources(of: state)))
            let roster = try catalog.places(of: state)
            let normalizer = try Normalizer(source: source, roster: catalog.jurisdictions, today: today, places: roster)
            // Every fifth row says the same of the share, in a fifth of the time.
            for row in try Reader.table(of: [snapshot], for: source).rows where row.index % 5 == 0 {
                guard let notice = try? normalizer.notice(from: row) else { continue }
                notices += 1
                guard let placement = notice.placement, let county = placement.countyFIPS else { continue }
                placed += 1
                if !county.hasPrefix(fips) || !(placement.placeFIPS?.hasPrefix(fips) ?? true) { Issue.record("\(file) row \(notice.row): across a state line") }
                let filed = notice.county.map { roster.counties(named: $0) } ?? []
                if filed.count == 1, filed[0] != county { Issue.record("\(file) row \(notice.row): \(county), filed \(filed[0])") }
            }
        }
        print("placed in a county: \(placed) of \(notices)")
        #expect(placed * 100 >= notices * 88)
    }
}

/// A head office in another state is no site: rows as states write them, through their own manifests and the real rosters.
@Suite struct HeadOfficeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var source: String
        var cells: [String: String]
        var county: String?
        var basis: Placement.Basis
        var testDescription: String { "\(source): \(cells.values.sorted().joined(separator: "; "))" }
    }

    static let rows = [
        Row(source: "nj-archive", cells: ["City": "Kansas City"], basis: .notFound),
        Row(source: "nj-archive", cells: ["City": "Tampa"], basis: .notFound),
        Row(source: "nj-archive", cells: ["City": "So. Plainfield"], county: "34023", basis: .city),
        Row(source: "nj-archive", cells: ["City": "Hamilton Township"], basis: .several),
        Row(source: "va-archive", cells: ["Location": "Washington, DC DC"], basis: .outOfState),
        Row(source: "va-archive", cells: ["Location": "Hoffman Estates IL"], basis: .outOfState),
        Row(source: "va-archive", cells: ["Location": "VA-Statewide VA"], basis: .notStated),
        Row(source: "va-archive", cells: ["Location": "Norfolk VA"], county: "51710", basis: .city),
        Row(source: "nd-archive", cells: ["Location": "Watsonville, CA"], basis: .outOfState),
        Row(source: "or-archive", cells: ["Location": "ST. PAUL, MN"], basis: .outOfState),
        Row(source: "wi-archive", cells: ["City": "Statewide-Remote Employees", "County": "Unknown"], basis: .notStated),
        Row(source: "mo-archive", cells: ["Location(s)": "Cassville & Carthage", "County": "Barry & Jasper"], basis: .several),
    ]

    static let catalog = Result { try Samples().catalog }

    @Test("as the hard cases say", arguments: rows)
    func place(_ row: Row) throws {
        let catalog = try Self.catalog.get()
        let source = try catalog.source(row.source)
        let normalizer = try Normalizer(
            source: source, roster: catalog.jurisdictions, today: #require(CalendarDate("2026-11-23")), places: catalog.places(of: source.state))
        let employer = try #require(source.fields[.employer]?.columns.first)
        let cells = Cells(row.cells.merging([employer: "Acme"]) { first, _ in first }.mapValues { Cell($0) })
        let notice = try normalizer.notice(from: SourceRow(index: 0, locator: "row 1", snapshot: Digest(of: []), section: "", cells: cells))
        #expect(notice.placement?.countyFIPS == row.county)
        #expect(notice.placement?.basis == row.basis)
    }
}
