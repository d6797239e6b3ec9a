import Register
import Testing

@Suite struct PlaceNameTests {
    @Test("a name is folded by its bytes as by its letters", arguments: ["St. Louis", "O'Fallon & Troy", "MOUNT ST. HELENS", "a&b", " -- ", "North", "No. 7"])
    func bytes(name: String) { #expect(PlaceName.folded(name + " é") == PlaceName.folded(name) + "e") }

    @Test(
        "two spellings of one name are one",
        arguments: [
            ("St. Louis", "SAINT LOUIS"), ("De Kalb", "DeKalb"), ("LaSalle", "La Salle"), ("Mc Donough", "McDonough"), ("Prince George's", "Prince Georges"),
            ("Coeur d\u{2019}Alene", "Coeur D'Alene"), ("Winston-Salem", "Winston Salem"), ("Mt. Vernon", "Mount Vernon"), ("Ft. Worth", "Fort Worth"),
            ("N. Little Rock", "North Little Rock"), ("So. Plainfield", "South Plainfield"), ("Ca\u{F1}on City", "Canon City"),
            ("Can\u{303}on City", "Canon City"), ("Mayag\u{FC}ez", "Mayaguez"), ("Franklin Twp.", "Franklin Township"), ("Lewis & Clark", "Lewis and Clark"),
        ])
    func same(one: String, other: String) { #expect(PlaceName.folded(one) == PlaceName.folded(other)) }

    @Test("other names stay others", arguments: [("Salem", "Salem City"), ("North Adams", "Adams"), ("Northfield", "North Field Township"), ("Lee", "Leeds")])
    func other(one: String, other: String) { #expect(PlaceName.folded(one) != PlaceName.folded(other)) }

    @Test("the county's word may be missing; a name that a county and a city share means both")
    func counties() throws {
        let state = try #require(StateCode(rawValue: "VA"))
        let roster = try PlaceRoster(
            state: state, fips: "51", counties: [("51059", "Fairfax County"), ("51600", "Fairfax city"), ("51001", "Accomack County")], zips: [],
            places: [])
        #expect(roster.counties(named: "ACCOMACK") == ["51001"])
        #expect(roster.counties(named: "Accomack Co.") == ["51001"])
        #expect(roster.counties(named: "Fairfax City") == ["51600"])
        #expect(Set(roster.counties(named: "Fairfax")) == ["51059", "51600"])
        #expect(roster.counties(named: "Nowhere").isEmpty)
        #expect(roster.onlyCounty == nil)
    }

    static func roster(zips: String = "", places: String) throws -> PlaceRoster {
        try PlaceRoster(
            state: try #require(StateCode(rawValue: "NJ")), fips: "34", counties: [], zips: Array(zips.utf8), places: Array(places.utf8))
    }

    @Test("a place is found by any spelling of its name, and a ZIP code by its digits")
    func found() throws {
        let roster = try Self.roster(zips: "07001,023\n08002,007\n", places: "stann,001,80,00001,zp,003 005\nstannsville,,,,,\n")
        let place = try #require(roster.place(named: "SAINT ANN"))
        #expect(place == .init(county: "34001", share: 80, fips: "3400001", sources: 2, others: ["34003", "34005"]))
        #expect(roster.place(named: "St. Ann's Ville") == .init(county: nil, share: 0, fips: nil, sources: 0))
        #expect(roster.place(named: "St. An") == nil && roster.place(named: "Zion") == nil && roster.place(named: "A") == nil)
        #expect(roster.county(ofZIP: 7001) == "34023" && roster.county(ofZIP: 8002) == "34007" && roster.county(ofZIP: 8001) == nil)
        #expect(roster.hasArea(ofZIP: 7099) && !roster.hasArea(ofZIP: 7100) && !roster.hasArea(ofZIP: 99_999))
    }

    @Test(
        "a name that comes twice, a line out of order, one with a value too few and one without an end are refused",
        arguments: ["b,,,,,\nb,,,,,\n", "b,,,,,\na,,,,,\n", "b,,,,\n", "b,,,,,"])
    func disorder(places: String) { #expect(throws: RosterDisorder.self) { try Self.roster(places: places) } }
}
