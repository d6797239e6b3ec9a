/// The counties, ZIP codes and places of one jurisdiction, found by name after folding (``PlaceName``).
public struct PlaceRoster: Sendable {
    /// A name that means one place for certain, or that is known to mean several.
    public struct Place: Sendable, Hashable {
        /// Five digits; nil where the name's places are in several counties.
        public var county: String?
        /// How many hundredths of the people under the name live in that county.
        public var share: Int
        /// Seven digits; nil where the Census Bureau has no such place, or several.
        public var fips: String?
        /// How many sources of the roster say so.
        public var sources: Int
        /// The city is a county of its own, as in two states most are.
        public var isIndependent: Bool
        /// Further counties with addresses of that name.
        public var others: [String]

        public init(county: String?, share: Int, fips: String?, sources: Int, isIndependent: Bool = false, others: [String] = []) {
            self.county = county
            self.share = share
            self.fips = fips
            self.sources = sources
            self.isIndependent = isIndependent
            self.others = others
        }
    }

    public let state: StateCode
    /// By the full name, folded (`cookcounty`), and by the name alone (`cook`): the latter can be two (`Fairfax`, county and city).
    private var counties: [String: [String]] = [:]
    private var zips: [UInt32: String] = [:]
    private var areas: Set<UInt32> = []
    private var places: [String: Place] = [:]
    /// The one county of a jurisdiction that has no other.
    public private(set) var onlyCounty: String?

    public init(state: StateCode, counties: [(fips: String, name: String)]) {
        self.state = state
        for county in counties {
            let name = PlaceName.folded(county.name)
            for spelling in Set([name] + Self.kinds.filter { name.hasSuffix($0) && name != $0 }.map { String(name.dropLast($0.count)) }) {
                self.counties[spelling, default: []].append(county.fips)
            }
        }
        onlyCounty = counties.count == 1 ? counties[0].fips : nil
    }

    /// What a county is called where it is not one: longest first.
    private static let kinds = ["cityandborough", "censusarea", "municipality", "municipio", "borough", "parish", "county", "city", "island"]

    public mutating func add(zip: UInt32, county: String) {
        zips[zip] = county
        areas.insert(zip / 100)
    }

    /// A name that comes twice with two meanings means neither.
    public mutating func add(place name: some StringProtocol, _ place: Place) {
        let key = PlaceName.folded(name)
        guard let known = places[key] else { return places[key] = place }
        let isSame = known.county == place.county
        places[key] = Place(
            county: isSame ? known.county : nil, share: isSame ? min(known.share, place.share) : 0,
            fips: known.fips == place.fips ? known.fips : isSame ? known.fips ?? place.fips : nil,
            sources: max(known.sources, place.sources), isIndependent: known.isIndependent && place.isIndependent,
            others: known.others + place.others)
    }

    /// Every county a name can mean: none where it is no county's.
    public func counties(named name: some StringProtocol) -> [String] {
        let key = PlaceName.folded(name)
        if let found = counties[key] { return found }
        return key.hasSuffix("co") ? counties[String(key.dropLast(2))] ?? [] : []
    }

    public func place(named name: some StringProtocol) -> Place? { places[PlaceName.folded(name)] }
    public func place(folded key: String) -> Place? { places[key] }
    /// The county of nearly all addresses of a ZIP code.
    public func county(ofZIP zip: UInt32) -> String? { zips[zip] }
    /// Whether the state has ZIP codes with these first three digits.
    public func hasArea(ofZIP zip: UInt32) -> Bool { areas.contains(zip / 100) }
}
