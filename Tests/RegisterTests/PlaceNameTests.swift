import Register
import Testing

@Suite struct PlaceNameTests {
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
        let roster = PlaceRoster(state: state, counties: [("51059", "Fairfax County"), ("51600", "Fairfax city"), ("51001", "Accomack County")])
        #expect(roster.counties(named: "ACCOMACK") == ["51001"])
        #expect(roster.counties(named: "Accomack Co.") == ["51001"])
        #expect(roster.counties(named: "Fairfax City") == ["51600"])
        #expect(Set(roster.counties(named: "Fairfax")) == ["51059", "51600"])
        #expect(roster.counties(named: "Nowhere").isEmpty)
        #expect(roster.onlyCounty == nil)
    }

    @Test("a name that comes twice with two counties means neither, and both are known")
    func twice() throws {
        var roster = PlaceRoster(state: try #require(StateCode(rawValue: "NJ")), counties: [])
        roster.add(place: "St. Ann", PlaceRoster.Place(county: "34001", share: 100, fips: "3400001", sources: 1))
        roster.add(place: "Saint Ann", PlaceRoster.Place(county: "34003", share: 100, fips: "3400002", sources: 1))
        let place = try #require(roster.place(named: "SAINT ANN"))
        #expect(place.county == nil && place.fips == nil)
    }
}
