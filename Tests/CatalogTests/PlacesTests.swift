import Foundation
import Register
import Testing

@testable import Catalog

@Suite struct PlacesTests {
    static func roster(_ code: String) throws -> PlaceRoster {
        let state = try #require(StateCode(rawValue: code))
        return try Catalog.load(CatalogTests.home, only: []).places(of: state)
    }

    @Test(
        "counties of every kind",
        arguments: [
            ("LA", "Orleans", "22071"), ("LA", "La Salle Parish", "22059"), ("AK", "Matanuska-Susitna", "02170"), ("AK", "Juneau", "02110"),
            ("VA", "Richmond City", "51760"), ("VA", "Prince William", "51153"), ("DC", "District of Columbia", "11001"), ("PR", "Mayag\u{FC}ez", "72097"),
            ("PR", "Bayamon", "72021"), ("MO", "St. Louis City", "29510"), ("IL", "DeKalb", "17037"), ("IL", "Du Page", "17043"), ("GA", "Mcduffie", "13189"),
            ("MD", "Prince George's County", "24033"), ("CT", "Hartford", "09003"), ("NV", "Carson City", "32510"), ("NM", "Dona Ana", "35013"),
        ])
    func county(state: String, name: String, fips: String) throws { #expect(try Self.roster(state).counties(named: name) == [fips]) }

    @Test(
        "cities of every kind",
        arguments: [
            ("TX", "Ft. Worth", "48439", "4827000"), ("OK", "Oklahoma City", "40109", "4055000"), ("MA", "N. Attleboro", "25005", nil),
            ("NJ", "Voorhees", "34007", nil), ("CT", "West Hartford", "09003", "0982590"), ("CA", "San Francisco", "06075", "0667000"),
            ("VA", "Virginia Beach", "51810", "5182000"), ("FL", "Saint Petersburg", "12103", "1263000"), ("IN", "La Porte", "18091", "1842246"),
        ] as [(String, String, String, String?)])
    func city(state: String, name: String, county: String, fips: String?) throws {
        let place = try #require(try Self.roster(state).place(named: name))
        #expect(place.county == county)
        if let fips { #expect(place.fips == fips) }
    }

    @Test("townships of one name in several counties are in none", arguments: [("NJ", "Franklin Township"), ("NJ", "Hamilton Township"), ("PA", "Washington Township")])
    func ambiguous(state: String, name: String) throws { #expect(try Self.roster(state).place(named: name)?.county == nil) }

    @Test("ZIP codes with the county that two sources give them")
    func zip() throws {
        let roster = try Self.roster("FL")
        #expect(roster.county(ofZIP: 32601) == "12001")
        #expect(roster.county(ofZIP: 10001) == nil && !roster.hasArea(ofZIP: 10001))
    }

    @Test("every line of every roster is in order: sorted, and of a county that is in the list")
    func order() throws {
        let catalog = try Catalog.load(CatalogTests.home, only: [])
        let counties = try Self.lines("counties.csv")
        #expect(Set(counties.map { $0[0] }) == Set(catalog.jurisdictions.map(\.code.rawValue)))
        let fips = Dictionary(catalog.jurisdictions.map { ($0.code.rawValue, $0.fips) }) { first, _ in first }
        let known = Set(counties.map { $0[1] })
        #expect(counties.allSatisfy { $0[1].hasPrefix(fips[$0[0]] ?? "?") })
        for file in ["zip-codes.csv", "places.csv"] {
            let lines = try Self.lines(file)
            #expect(lines.map { $0[0] } == lines.map { $0[0] }.sorted())
            for jurisdiction in catalog.jurisdictions { #expect(throws: Never.self) { try catalog.places(of: jurisdiction.code) } }
            if file == "places.csv" { #expect(lines.allSatisfy { PlaceName.folded($0[1]) == $0[1] }) }
            for line in lines where !line[2].isEmpty && !known.contains((fips[line[0]] ?? "?") + line[2]) { Issue.record("\(file): \(line) is in no known county") }
        }
    }

    static func lines(_ file: String) throws -> [[String]] {
        try String(contentsOfFile: CatalogTests.home.path + "/Schema/reference/" + file, encoding: .utf8).split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
