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
            ("320 N 44th Street; Phoenix, Arizona 85008", "AZ", "Phoenix"),
            ("1203 N. 113th Avenue; Youngtown AZ, Arizona 85363", "AZ", "Youngtown"),
            ("16 Second St.      Suite K      Henderson, KY 42420", "KY", "Henderson"),
            ("811 Energy Way #D  Chula Vista CA 91911", "CA", "Chula Vista"), ("244 East Avenue  Louisville, Ky", "KY", "Louisville"),
            ("709 Sigman Rd, Conyers, Georgia", "GA", "Conyers"), ("Alpharetta, Ga", "GA", "Alpharetta"),
            ("Indianapolis, 1400 West Raymond Street", "IN", "Indianapolis"), ("Port Washington", "WI", "Port Washington"),
            ("West New York", "NJ", "West New York"),
        ])
    func city(text: String, state: String, city: String) throws {
        #expect(try Self.read(text.split(separator: "  ").joined(separator: " "), raw: text, state: state) == ReadPlace(city: city))
    }

    @Test("no city where nothing parts it from the street", arguments: ["5100 Auth Way Camp Springs, MD 20746", "39 Drive Newark MD 94560"])
    func unparted(text: String) throws { #expect(try Self.read(text, state: "MD").city == nil) }

    @Test("an address elsewhere is elsewhere")
    func elsewhere() throws {
        #expect(try Self.read("3681 Prism Lane; Kieler, Wisconsin 53812", state: "DE") == ReadPlace(isElsewhere: true))
    }
}
