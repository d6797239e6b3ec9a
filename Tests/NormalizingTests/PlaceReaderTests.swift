import Register
import Testing

@testable import Normalizing

@Suite struct PlaceReaderTests {
    static func read(_ text: String, state: String = "VA") throws -> ReadPlace {
        PlaceReader(state: try #require(Roster.names(state))).read(text)
    }

    @Test(
        "one city for certain is the city",
        arguments: [
            ("Staunton, VA", "VA", "Staunton"), ("Charlottesville VA", "VA", "Charlottesville"),
            ("Virginia Beach, VA", "VA", "Virginia Beach"),
            ("Falls Church, VA 22046", "VA", "Falls Church"), ("Sandston, VA VA", "VA", "Sandston"), ("Novi, Michigan", "MI", "Novi"),
            ("Plainfield, IL 60544", "IL", "Plainfield"), ("New York", "NY", "New York"), ("New York City", "NY", "New York City"),
            ("ORLANDO", "FL", "ORLANDO"),
            ("Bothell, WA", "WA", "Bothell"), ("Appalachia", "VA", "Appalachia"), ("St. Charles", "IL", "St. Charles"),
            ("Washington", "IL", "Washington"), ("Township of Washington", "PA", "Township of Washington"),
            ("East St. Louis", "IL", "East St. Louis"), ("Port St. Lucie, FL", "FL", "Port St. Lucie"),
            ("McLean VA", "VA", "McLean"), ("Fairfax,, VA", "VA", "Fairfax"), ("Hampden-Sydney, VA", "VA", "Hampden-Sydney"),
            ("NOVI MI.", "MI", "NOVI"),
        ])
    func city(text: String, state: String, city: String) throws {
        #expect(try Self.read(text, state: state) == ReadPlace(city: city))
    }

    @Test("before the state's own letters, a full name of a state is a city's")
    func cityNamedAsAState() throws {
        #expect(try Self.read("23 Notch Road California, PA 15419", state: "PA") == ReadPlace())
        #expect(try Self.read("Hoffman Estates CA", state: "PA").isElsewhere)
    }

    @Test(
        "several cities are sites and no city",
        arguments: [
            ("Norfolk & Virginia Beach, VA", "VA", ["Norfolk", "Virginia Beach"]),
            ("Bellevue, Seattle, Vancouver", "WA", ["Bellevue", "Seattle", "Vancouver"]),
            ("Sterling Heights, Michigan and Livonia, Michigan", "MI", ["Sterling Heights", "Livonia"]),
            ("Detroit/Romulus", "MI", ["Detroit", "Romulus"]), ("EUGENE AND BEAVERTON", "MI", ["EUGENE", "BEAVERTON"]),
            ("Alexandria, Arlington, Ashburn & Reston VA", "VA", ["Alexandria", "Arlington", "Ashburn", "Reston"]),
            ("Bellevue & Remote", "WA", ["Bellevue"]),
        ])
    func several(text: String, state: String, cities: [String]) throws {
        #expect(try Self.read(text, state: state) == ReadPlace(sites: cities.map { Site(city: $0) }))
    }

    @Test(
        "a head office elsewhere is not the city",
        arguments: ["Hoffman Estates IL", "Hoffman Estates, IL", "Washington, DC DC", "Washington DC", "Charleston, West Virginia"])
    func elsewhere(text: String) throws {
        #expect(try Self.read(text) == ReadPlace(isElsewhere: true))
    }

    @Test(
        "what names no city gives none",
        arguments: [
            "", "VA", ", VA", "VA-Statewide VA", "Statewide", "Various locations", "Puget Sound Area", "Remote", "15 stores", "Eastern VA",
            "12 Main Street", "East St.", "North St. Building",
        ])
    func none(text: String) throws {
        let read = try Self.read(text)
        #expect(read.city == nil && read.sites.isEmpty)
    }

    @Test("a county is a county")
    func county() throws {
        #expect(try Self.read("Pittsylvania County VA") == ReadPlace(county: "Pittsylvania County"))
        #expect(try Self.read("Fairfax County, VA") == ReadPlace(county: "Fairfax County"))
    }

    @Test("after a head office elsewhere, or no place, the brackets say where the work is")
    func brackets() throws {
        #expect(try Self.read("Seattle, WA (work location: Troy)", state: "MI") == ReadPlace(city: "Troy"))
        #expect(try Self.read("Seattle, WA (work location: Newark International Airport)", state: "NJ") == ReadPlace())
        #expect(try Self.read("Bellevue, WA (Statewide in NJ)", state: "NJ") == ReadPlace())
        #expect(
            try Self.read("Nationwide (ND locations: Fargo, Bismarck, & Minot)", state: "ND").sites.map(\.city) == [
                "Fargo", "Bismarck", "Minot",
            ])
    }

    @Test("Home ends a city's name", arguments: ["Mountain Home", "Mtn. Home"])
    func home(text: String) throws {
        #expect(try Self.read(text, state: "ID") == ReadPlace(city: text))
        #expect(try Self.read("work home", state: "ID").city == nil)
    }
}
