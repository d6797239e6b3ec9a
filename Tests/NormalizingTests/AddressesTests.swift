import Register
import Testing

@testable import Normalizing

@Suite struct AddressesTests {
    static func read(_ text: String, raw: String? = nil, state: String) throws -> ReadPlace {
        PlaceReader(state: try #require(Roster.names(state))).read(text, raw: raw)
    }

    @Test(
        "the city of an address, or of several in one city",
        arguments: [
            ("807 Locust Street\n, Philadelphia, PA 19107", "PA", "Philadelphia"),
            ("625 Willow Lane, York, PA 17406 (429 employees), 58 Road, Suite C, York, PA 17406 (13 employees)", "PA", "York"),
            ("320 N 44th Street; Denver, Colorado 80215", "CO", "Denver"),
            ("1203 N. 113th Avenue; Aurora CO, Colorado 80010", "CO", "Aurora"),
            ("16 Second St.      Suite K      Henderson, KY 42420", "KY", "Henderson"),
            ("811 Energy Way #D  Chula Vista CA 91911", "CA", "Chula Vista"), ("244 East Avenue  Louisville, Ky", "KY", "Louisville"),
            ("709 Sigman Rd, Lenexa, Kansas", "KS", "Lenexa"), ("Lenexa, Ks", "KS", "Lenexa"),
            ("Indianapolis, 1400 West Raymond Street", "IN", "Indianapolis"), ("Port Washington", "NY", "Port Washington"),
            ("West New York", "PA", "West New York"),
        ])
    func city(text: String, state: String, city: String) throws {
        #expect(try Self.read(text.split(separator: "  ").joined(separator: " "), raw: text, state: state) == ReadPlace(city: city))
    }

    @Test(
        "no city where nothing parts it from the street",
        arguments: ["5100 Auth Way Camp Springs, KY 40746", "39 Drive Newark KY 40560", "Molina,\nInc.\nStatewide, KY 00000"])
    func unparted(text: String) throws { #expect(try Self.read(text, state: "KY").city == nil) }

    @Test("an address elsewhere is elsewhere")
    func elsewhere() throws {
        #expect(try Self.read("3681 Prism Lane; Tampa, Florida 33602", state: "VA") == ReadPlace(isElsewhere: true))
    }
}
