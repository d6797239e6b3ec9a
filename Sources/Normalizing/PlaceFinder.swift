import Register

/// Finds the county and the place of a notice in its state's roster.
///
/// In this order: the county as filed; the ZIP code and the city, which must not contradict each other; the sites, which must agree;
/// the cities at the ends of addresses. One survivor, or none.
final class PlaceFinder {
    /// What a row says of its place.
    struct Statement: Hashable {
        var city: String?
        var county: String?
        var zip: String?
        var location: String?
        var sites: [Site] = []
        /// The city cell names another state.
        var isElsewhere = false
    }

    let roster: PlaceRoster
    let state: StateNames
    private let cities = Memo<PlaceRoster.Place?>()
    private let countiesOfCells = Memo<[String]>()

    init(roster: PlaceRoster, state: StateNames) {
        self.roster = roster
        self.state = state
    }

    /// A city counts as in one county when so many hundredths of the people of that name are, as mostly in it at `most`; a city that is
    /// a county of its own is its own even at `own`.
    static var nearlyAll: Int { 85 }
    static var most: Int { 67 }
    static var own: Int { 40 }

    func placement(of statement: Statement) -> Placement {
        let filed = statement.county.map { county in countiesOfCells.value(of: county) { counties(in: county) } } ?? []
        let city = statement.city.flatMap { city in cities.value(of: city) { place(named: city) } }
        if filed.count == 1 {
            return Placement(countyFIPS: filed[0], placeFIPS: fips(of: city, in: filed[0]), basis: .county, confidence: .high)
        }
        if statement.isElsewhere {
            // A head office stood there; a ZIP code of the state beside it is the site's.
            guard let site = placed(in: statement.location), site.basis == .zip else { return Placement(basis: .outOfState) }
            return site
        }
        // The ZIP code may stand in the address alone.
        if statement.zip == nil, let site = placed(in: statement.location), site.basis == .zip, agrees(site, with: city, filed) { return site }
        let zips = ZIPs(statement.zip, roster: roster)
        if zips.isElsewhere, city?.county == nil { return Placement(basis: .outOfState) }
        var placement = placed(city: city, zips: zips)
        if placement.countyFIPS == nil, let sites = placed(statement.sites) { placement = sites }
        if placement.countyFIPS == nil, placement.basis == .notStated, let address = placed(in: statement.location) { placement = address }
        if placement.countyFIPS == nil, placement.basis != .outOfState, let county = roster.onlyCounty {
            return Placement(countyFIPS: county, basis: .onlyCounty, confidence: .high)
        }
        if !filed.isEmpty, !(placement.countyFIPS.map(filed.contains) ?? false) { return Placement(basis: .several) }
        if placement.basis == .notStated, statement.city != nil || statement.county != nil { placement.basis = .notFound }
        return placement
    }

    // MARK: parts of a statement

    /// The counties a cell names, all of them known; none where any is not.
    private func counties(in text: String) -> [String] {
        let whole = roster.counties(named: text)
        if !whole.isEmpty { return whole }
        // "Jefferson County - Louisville": a county with a remark.
        if let end = text.firstRange(of: " County "), text[end.upperBound...].first == "-" {
            return roster.counties(named: text[..<end.upperBound])
        }
        var found: [String] = []
        for part in PlaceReader.parts(text).flatMap({ $0.split(whereSeparator: { $0 == "," || $0 == "(" || $0 == ")" || $0 == "+" }) }) {
            let name = part.folded
            if name.isEmpty { continue }
            let counties = roster.counties(named: name.lowercased().hasSuffix(" counties") ? String(name.dropLast(9)) : name)
            if counties.isEmpty { return [] }
            found += counties.filter { !found.contains($0) }
        }
        return found
    }

    /// `Troy`, `City of Troy`, `Troy (Downtown)`.
    private func place(named city: String) -> PlaceRoster.Place? {
        if let place = roster.place(named: city) { return place }
        let words = city.lowercased()
        for beginning in ["city of ", "town of ", "village of "] where words.hasPrefix(beginning) {
            return roster.place(named: city.dropFirst(beginning.count))
        }
        return city.firstIndex(of: "(").flatMap { $0 == city.startIndex ? nil : roster.place(named: city[..<$0]) }
    }

    private func agrees(_ site: Placement, with city: PlaceRoster.Place?, _ filed: [String]) -> Bool {
        guard let county = site.countyFIPS, filed.isEmpty || filed.contains(county) else { return false }
        return city.map { $0.county == nil || $0.county == county || $0.others.contains(county) } ?? true
    }

    private func fips(of place: PlaceRoster.Place?, in county: String) -> String? {
        guard let place, place.county == nil || place.county == county || place.share < 100 else { return nil }
        return place.fips
    }

    private func placed(city: PlaceRoster.Place?, zips: ZIPs) -> Placement {
        if let county = zips.county, zips.isOne {
            return placed(county: county, of: city)
        }
        if zips.county != nil || zips.isUnclear && !(city?.others.isEmpty ?? true) { return Placement(placeFIPS: city?.fips, basis: .several) }
        return city.map { placed($0, basis: .city) } ?? Placement(basis: .notStated)
    }

    /// In the county of a ZIP code, which the city must not contradict.
    func placed(county: String, of city: PlaceRoster.Place?) -> Placement {
        if let city, city.county != nil || !city.others.isEmpty, city.county != county, !city.others.contains(county) {
            return Placement(placeFIPS: city.fips, basis: .contradictory)
        }
        return Placement(
            countyFIPS: county, placeFIPS: fips(of: city, in: county), basis: .zip, confidence: city?.county == county ? .high : .medium)
    }

    func placed(_ place: PlaceRoster.Place, basis: Placement.Basis) -> Placement {
        guard let county = place.county else { return Placement(placeFIPS: place.fips, basis: .several) }
        if place.share >= Self.nearlyAll {
            let isCertain = place.share >= 99 && place.sources > 1 && basis == .city
            return Placement(countyFIPS: county, placeFIPS: place.fips, basis: basis, confidence: isCertain ? .high : .medium)
        }
        if place.isIndependent, place.share >= Self.own {
            return Placement(countyFIPS: county, placeFIPS: place.fips, basis: basis, confidence: .low)
        }
        guard place.share >= Self.most else { return Placement(placeFIPS: place.fips, basis: .several) }
        return Placement(countyFIPS: county, placeFIPS: place.fips, basis: .cityMajority, confidence: .low)
    }

    /// Several sites: their county where it is one.
    private func placed(_ sites: [Site]) -> Placement? {
        guard !sites.isEmpty else { return nil }
        let placements = sites.map { placement(of: Statement(city: $0.city, county: $0.county)) }
        return one(of: placements)
    }

    /// The placement that all agree on; several where they do not.
    func one(of placements: [Placement]) -> Placement? {
        guard var first = placements.first else { return nil }
        guard placements.allSatisfy({ $0.countyFIPS == first.countyFIPS }) else { return Placement(basis: .several) }
        if placements.contains(where: { $0.placeFIPS != first.placeFIPS }) { first.placeFIPS = nil }
        for confidence in [Placement.Confidence.medium, .low] where placements.contains(where: { $0.confidence == confidence }) {
            first.confidence = confidence
        }
        return first
    }
}

/// The ZIP codes of a cell and the county they are in.
struct ZIPs {
    private(set) var county: String?
    /// All of them are in that county.
    private(set) var isOne = true
    /// There are some that may be the state's, and the roster has none of them: two sources put it into two counties.
    private(set) var isUnclear = false
    /// There are some, and none of them can be the state's.
    private(set) var isElsewhere = false

    init(_ text: String?, roster: PlaceRoster) {
        guard let text else { return }
        for word in text.split(whereSeparator: { !$0.isNumber && $0 != "-" }) {
            guard let zip = Self.code(Array(word.utf8)[...]), zip > 0 else { continue }
            guard let found = roster.county(ofZIP: zip) else {
                if roster.hasArea(ofZIP: zip) { isUnclear = true } else { isElsewhere = true }
                continue
            }
            if county == nil { county = found } else if county != found { isOne = false }
        }
        if county != nil { isElsewhere = false }
    }

    /// The code of five digits, or of nine; a code that lost its first zero in a workbook has four.
    static func code(_ word: ArraySlice<UInt8>) -> UInt32? {
        let first = word.prefix { $0 != 45 }
        guard first.allSatisfy({ (48...57).contains($0) }), first.count == 5 || first.count == 9 || first.count == 4 && word.count == 4 else {
            return nil
        }
        return first.prefix(5).reduce(0) { $0 * 10 + UInt32($1 - 48) }
    }
}
