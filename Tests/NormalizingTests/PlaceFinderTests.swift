import Register
import Testing

@testable import Normalizing

@Suite struct PlaceFinderTests {
    /// A small Pennsylvania with a made-up post office's list.
    static func finder() throws -> PlaceFinder {
        let state = try #require(StateCode(rawValue: "PA"))
        let places = """
            bethlehem,095,74,06088,zp,077
            bristol,510,45,08760,zi,017
            california,003,100,10464,zp,
            campspgs,129,100,,z,
            greensburg,129,100,31200,zp,
            irwin,003,60,37208,zp,129
            pittsburgh,003,100,61000,zp,
            spgs,003,100,,z,
            statecollege,003,100,,z,
            washington,,,,,
            western,003,100,,z,

            """
        let roster = try PlaceRoster(
            state: state, fips: "42",
            counties: [
                ("42003", "Allegheny County"), ("42129", "Westmoreland County"), ("42095", "Northampton County"), ("42510", "Bristol city"),
                ("42017", "Bristol County"),
            ], zips: Array("15219,003\n15601,129\n15642,129\n".utf8), places: Array(places.utf8))
        return PlaceFinder(roster: roster, state: try #require(Roster.names("PA")))
    }

    static func find(_ statement: PlaceFinder.Statement) throws -> Placement { try finder().placement(of: statement) }

    @Test("the county as filed stands, and the city's place where it agrees")
    func county() throws {
        #expect(
            try Self.find(.init(city: "PITTSBURGH", county: "Allegheny"))
                == Placement(countyFIPS: "42003", placeFIPS: "4261000", basis: .county, confidence: .high))
        #expect(
            try Self.find(.init(city: "Pittsburgh", county: "WESTMORELAND COUNTY"))
                == Placement(countyFIPS: "42129", basis: .county, confidence: .high))
        #expect(try Self.find(.init(county: "Allegheny County - Pittsburgh")).countyFIPS == "42003")
    }

    @Test(
        "several counties are none, but for the one that the city is in",
        arguments: [("Allegheny, Westmoreland", nil, nil), ("Allegheny & Westmoreland", "Greensburg", "42129"), ("Bristol", nil, nil), ("Bristol", "Bristol", "42510")]
            as [(String, String?, String?)])
    func counties(county: String, city: String?, fips: String?) throws {
        let placement = try Self.find(.init(city: city, county: county))
        #expect(placement.countyFIPS == fips)
        #expect(fips != nil || placement.basis == .several)
    }

    @Test(
        "the city that only its state or ZIP code parts from the street",
        arguments: [
            ("1701 Twin Hills Road Greensburg, PA 15601", "Greensburg"), ("5 Penn Way Camp Spgs, PA", "Camp Spgs"),
            ("12\nForbes Ct\nPittsburgh, PA\n15219-1234", "Pittsburgh"),
            ("3 Elm Rd Greensburg PA 15601 and 9 Oak Rd Greensburg PA 15601", "Greensburg"),
            // A ZIP code with a digit too many; another city's beside one that a comma sets off.
            ("3 Elm Rd Greensburg, PA 156010", "Greensburg"),
            ("8 Elm Road, Pittsburgh, PA 15601", "Pittsburgh"),
            // Another city's ZIP code, two cities, another state, a head office, a street alone.
            ("8 Elm Road Pittsburgh, PA 15601", nil), ("3 Elm Rd Greensburg, PA 15601; 9 Oak Rd Pittsburgh, PA 15219", nil),
            ("8 Elm Road Pittsburgh, KS 66762", nil), ("Several sites, head office Pittsburgh, PA", nil), ("8 Pittsburgh Road", nil),
        ] as [(String, String?)])
    func addressed(text: String, city: String?) throws {
        #expect(try Self.finder().city(in: text) == city)
    }

    @Test("a city named as its state")
    func sameName() throws {
        let state = try #require(StateCode(rawValue: "NY"))
        let roster = try PlaceRoster(
            state: state, fips: "36", counties: [("36061", "New York County")], zips: Array("10017,061\n".utf8),
            places: Array("newyork,061,100,51000,zp,\n".utf8))
        let finder = PlaceFinder(roster: roster, state: try #require(Roster.names("NY")))
        #expect(finder.city(in: "295 Madison Avenue Suite 1407 New York, NY, 10017") == "New York")
        #expect(finder.city(in: "9 Oak Ave, New York") == nil)
    }

    @Test(
        "where the roster knows the place, a name over two lines and a name with a remark are the city",
        arguments: [
            ("Camp\r\nSprings", "Camp Springs"), ("Camp & Springs", nil), ("Irwin\nBristol", nil), ("Pittsburgh (2 locations)", "Pittsburgh"),
            ("Pittsburgh Three (3) locations", "Pittsburgh"), ("Irwin  (Moving to Greensburg)", "Irwin"), ("Greenland (Downtown)", nil),
            ("Pittsburgh (Irwin and Bristol)", nil), ("Pennsylvania", nil), ("California", "California"), ("Irwin (Downtown), PA", "Irwin"),
            ("State College, PA", "State College"), ("Western", nil),
        ] as [(String, String?)])
    func settled(text: String, city: String?) throws {
        let finder = try Self.finder()
        #expect(finder.settled(PlaceReader(state: finder.state).read(text), text).city == city)
    }

    @Test("a ZIP code and a city must not contradict each other")
    func zip() throws {
        #expect(
            try Self.find(.init(city: "Greensburg", zip: "15601-1234"))
                == Placement(countyFIPS: "42129", placeFIPS: "4231200", basis: .zip, confidence: .high))
        #expect(try Self.find(.init(city: "Irwin", zip: "15642")).countyFIPS == "42129")
        #expect(try Self.find(.init(city: "Pittsburgh", zip: "15601")) == Placement(placeFIPS: "4261000", basis: .contradictory))
        #expect(try Self.find(.init(zip: "15219 15601")) == Placement(basis: .several))
        #expect(try Self.find(.init(zip: "10001")) == Placement(basis: .outOfState))
    }

    @Test("a city in one county, mostly in one, in several")
    func city() throws {
        #expect(try Self.find(.init(city: "Pittsburgh")).confidence == .high)
        #expect(try Self.find(.init(city: "City of Pittsburgh")).countyFIPS == "42003")
        #expect(try Self.find(.init(city: "Camp Springs")) == Placement(countyFIPS: "42129", basis: .city, confidence: .medium))
        #expect(
            try Self.find(.init(city: "Bethlehem")) == Placement(countyFIPS: "42095", placeFIPS: "4206088", basis: .cityMajority, confidence: .low))
        #expect(try Self.find(.init(city: "Irwin")) == Placement(placeFIPS: "4237208", basis: .several))
        #expect(try Self.find(.init(city: "Bristol")).confidence == .low)
        #expect(try Self.find(.init(city: "Washington")) == Placement(basis: .several))
        #expect(try Self.find(.init(city: "Kansas City")) == Placement(basis: .notFound))
    }

    @Test("sites in one county are in it; in two, in none")
    func sites() throws {
        #expect(try Self.find(.init(sites: [Site(city: "Greensburg"), Site(city: "Camp Springs")])).countyFIPS == "42129")
        #expect(try Self.find(.init(sites: [Site(city: "Greensburg"), Site(city: "Pittsburgh")])) == Placement(basis: .several))
    }

    @Test(
        "the end of an address",
        arguments: [
            ("1701 Twin Road Greensburg, PA 15601", "42129", Placement.Basis.zip), ("5 Way Camp Springs, PA", "42129", .address),
            ("9 Oak Ave, Pittsburgh", "42003", .address), ("Pittsburgh (several shops)", nil, .notStated),
            ("23 Three Notch Road California, PA 15219", "42003", .zip), ("9 Oak Ave Pittsburgh, PA; 7 Elm St Greensburg, PA", nil, .several),
            ("9 Oak Ave, Chicago, IL 60601", nil, .outOfState), ("100 Washington Street", nil, .notStated), ("", nil, .notStated),
        ] as [(String, String?, Placement.Basis)])
    func address(text: String, fips: String?, basis: Placement.Basis) throws {
        let placement = try Self.find(.init(location: text))
        #expect(placement.countyFIPS == fips)
        #expect(placement.basis == basis)
    }

    @Test("a head office elsewhere places nothing; a ZIP code of the state beside it does")
    func elsewhere() throws {
        #expect(try Self.find(.init(location: "Chicago, IL", isElsewhere: true)) == Placement(basis: .outOfState))
        #expect(try Self.find(.init(location: "Wheeling, WV 26003; 36 South St Greensburg, PA 15601", isElsewhere: true)).countyFIPS == "42129")
    }
}
