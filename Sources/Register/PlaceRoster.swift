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
    /// The two digits that begin the codes of its counties and places.
    private let fips: String
    /// By the full name, folded (`cookcounty`), and by the name alone (`cook`): the latter can be two (`Fairfax`, county and city).
    private var counties: [String: [String]] = [:]
    private let zips: RosterLines
    private let places: RosterLines
    /// The one county of a jurisdiction that has no other.
    public let onlyCounty: String?

    /// - Parameters:
    ///   - fips: two digits.
    ///   - counties: by five digits.
    ///   - zips: lines `ZIP code,county's three digits`, sorted.
    ///   - places: lines of a name as ``PlaceName`` folds it, the county's three digits, its share in hundredths, the place's five digits, a
    ///     letter for each source and the other counties, sorted.
    /// - Throws: what is wrong with the first line that is not in order.
    public init(
        state: StateCode, fips: String, counties: [(fips: String, name: String)], zips: [UInt8], places: [UInt8]
    ) throws(RosterDisorder) {
        self.state = state
        self.fips = fips
        self.zips = try RosterLines(zips, values: 2)
        self.places = try RosterLines(places, values: 6)
        onlyCounty = counties.count == 1 ? counties[0].fips : nil
        for county in counties {
            let name = PlaceName.folded(county.name)
            for spelling in Set([name] + Self.kinds.filter { name.hasSuffix($0) && name != $0 }.map { String(name.dropLast($0.count)) }) {
                self.counties[spelling, default: []].append(county.fips)
            }
        }
    }

    /// What a county is called where it is not one: longest first.
    private static let kinds = ["cityandborough", "censusarea", "municipality", "municipio", "borough", "parish", "county", "city", "island"]

    /// Every county a name can mean: none where it is no county's.
    public func counties(named name: some StringProtocol) -> [String] { counties(folded: PlaceName.folded(name)) }

    public func counties(folded key: String) -> [String] {
        if let found = counties[key] { return found }
        return key.hasSuffix("co") ? counties[String(key.dropLast(2))] ?? [] : []
    }

    public func place(named name: some StringProtocol) -> Place? { place(folded: Array(PlaceName.folded(name).utf8)[...]) }

    /// - Parameter key: a name as ``PlaceName`` folds it.
    public func place(folded key: ArraySlice<UInt8>) -> Place? {
        guard let values = places.values(of: key) else { return nil }
        return Place(
            county: values[1].isEmpty ? nil : fips + values[1], share: Int(values[2]) ?? 0, fips: values[3].isEmpty ? nil : fips + values[3],
            sources: values[4].utf8.count, isIndependent: values[4].utf8.contains(UInt8(ascii: "i")),
            others: values[5].isEmpty ? [] : values[5].split(separator: " ").map { fips + $0 })
    }

    /// The county of nearly all addresses of a ZIP code.
    public func county(ofZIP zip: UInt32) -> String? { zips.values(of: Self.digits(zip)[...]).map { fips + $0[1] } }

    /// Whether the state has ZIP codes with these first three digits.
    public func hasArea(ofZIP zip: UInt32) -> Bool { zips.hasKey(beginningWith: Self.digits(zip).prefix(3)) }

    /// All five, the first of them zeros in the Northeast.
    private static func digits(_ zip: UInt32) -> [UInt8] { [10_000, 1000, 100, 10, 1].map { UInt8(48 + zip / $0 % 10) } }
}
