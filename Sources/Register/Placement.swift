/// Where in its state a notice's workers are, as far as a roster settles it: never guessed, never across a state line.
public struct Placement: Sendable, Hashable, Codable {
    /// What settled the county, or why none is settled.
    public enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
        /// The county as filed.
        case county
        /// The ZIP code of the site.
        case zip
        /// The city as filed; all of it, or nearly, is in one county.
        case city
        /// The city as filed, of whose people most, if not nearly all, live in that county.
        case cityMajority = "city_majority"
        /// A city at the end of an address.
        case address
        /// The jurisdiction is one county.
        case onlyCounty = "only_county"
        /// Places in several counties, or a city that several counties share.
        case several
        /// The ZIP code is in another county than the city.
        case contradictory
        /// The address is in another state, or abroad: a head office, say.
        case outOfState = "out_of_state"
        /// A place is named, and no roster has it.
        case notFound = "not_found"
        /// No place is named, or only the whole state.
        case notStated = "not_stated"
    }

    public enum Confidence: String, Sendable, Hashable, Codable, CaseIterable {
        /// As filed, or two sources of the roster agree and all of the place is in the county.
        case high
        /// One source of the roster, or a place of which a few parts are in another county.
        case medium
        /// The city's own county, or that of most of its people, where its post office serves other counties too.
        case low
    }

    /// Five digits, of the Census Bureau's vintage that `Schema/reference/README.md` names; nil where no county is settled.
    public var countyFIPS: String?
    /// Seven digits: the state's two and the place's, or county subdivision's, five; nil where the roster has none.
    public var placeFIPS: String?
    public var basis: Basis
    /// Of the county; nil without one.
    public var confidence: Confidence?

    /// Raised with every change of the rules that can place the same words elsewhere: with the rosters' bytes it names a vintage.
    public static let rules = 1

    public init(countyFIPS: String? = nil, placeFIPS: String? = nil, basis: Basis, confidence: Confidence? = nil) {
        self.countyFIPS = countyFIPS
        self.placeFIPS = placeFIPS
        self.basis = basis
        self.confidence = confidence
    }
}
