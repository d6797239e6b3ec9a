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
            for notice in try normalizer.normalize(Reader.table(of: [snapshot], for: source)).notices {
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
