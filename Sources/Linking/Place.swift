internal import Register

/// Where a disclosure happens, compared as a careful reader would.
final class Place: Sendable {
    enum Comparison {
        case same, different, unknown
    }

    private let city: Set<String>
    private let county: Set<String>
    private let location: [String]
    /// The letters alone, for names that lost their spaces: `SouthWindsor`, `EvansvilleIndianapolis`.
    private let cityLetters, locationLetters: String
    private let locationWords: Set<String>
    /// What places the row most closely, in one word; empty when nothing does.
    let key: String
    /// The street, where one is written: what tells two sites in one town apart.
    let hasStreet: Bool

    init(_ candidate: LinkCandidate) {
        let outside = candidate.state.rawValue.lowercased()
        let cityWords = Self.words(of: candidate.city, besides: outside)
        city = Set(cityWords)
        county = Set(Self.words(of: candidate.county, besides: outside).filter { $0 != "county" })
        location = Self.words(of: candidate.location, besides: outside)
        cityLetters = cityWords.joined()
        locationLetters = location.joined()
        locationWords = Set(location)
        key = (city.isEmpty ? location : city.sorted()).joined(separator: " ")
        hasStreet = Self.hasStreet(location)
    }

    private static func hasStreet(_ location: [String]) -> Bool {
        guard location.count > 2 else { return false }
        return location.contains(where: isStreetNumber) || location[0].allSatisfy(\.isNumber) && location.contains(where: streets.contains)
    }

    /// Words that an employer's name may end with only to say where the site is: its town's, and those a location without a street begins
    /// with. A location that begins with the name itself says nothing of the kind.
    func town(of name: NameTokens) -> Set<String> {
        guard let first = location.first, !Self.isStreetNumber(first), first != name.pieces.first?.words.first else { return city }
        return city.union(location.prefix(4))
    }

    /// Everything that is written of the place: equal for rows that say the same.
    var written: String { (city.sorted() + ["/"] + county.sorted() + ["/"] + location).joined(separator: " ") }

    /// - Parameter isOneList: one clerk wrote both; two towns of one list are two.
    func comparison(with other: Place, isOneList: Bool = false) -> Comparison {
        let addresses = compareAddresses(with: other)
        let places = !city.isEmpty && cityLetters == other.cityLetters ? Comparison.same : Self.compare(city, other.city)
        if places == .different {
            // A town is one place for one writer and a suburb for another: the street settles it.
            return !isOneList && addresses == .same && hasStreet && other.hasStreet ? .same : .different
        }
        if addresses != .unknown, places == .unknown || hasStreet && other.hasStreet { return addresses }
        if places != .unknown { return places }
        // One has a town and the other a text that may name it.
        for (town, text) in [(city, other.location), (other.city, location)] where !town.isEmpty && !text.isEmpty {
            if town.isSubset(of: text) { return .same }
        }
        for (town, text) in [(cityLetters, other.locationLetters), (other.cityLetters, locationLetters)] where !town.isEmpty && town == text
        {
            return .same
        }
        return Self.compare(county, other.county)
    }

    /// Two street numbers that differ are two sites. A location without one is a town or a region: containment is enough.
    private func compareAddresses(with other: Place) -> Comparison {
        guard !location.isEmpty, !other.location.isEmpty else { return .unknown }
        if locationLetters == other.locationLetters { return .same }
        let mine = locationWords, theirs = other.locationWords
        if let number = location.first(where: Self.isStreetNumber), let otherNumber = other.location.first(where: Self.isStreetNumber),
            hasStreet, other.hasStreet
        {
            let isShared = Self.shares(mine.subtracting([number]), theirs.subtracting([otherNumber]))
            if number == otherNumber || mine.contains(otherNumber) || theirs.contains(number) { return isShared ? .same : .different }
            // A digit lost or mistyped, and all else equal, the suite included.
            let others = mine.subtracting([number])
            return others.count >= 3 && others == theirs.subtracting([otherNumber])
                && Self.isMistyped(number, otherNumber, most: others.count)
                ? .same : .different
        }
        let own = mine.subtracting(Self.common), others = theirs.subtracting(Self.common)
        let shared = own.intersection(others)
        let smaller = min(own.count, others.count)
        if smaller > 0, shared.count == smaller { return .same }
        // Regions are renamed: a leading number of the region is its name.
        if let number = location.first, number == other.location.first, number.allSatisfy(\.isNumber) { return .same }
        if !shared.isEmpty || hasStreet != other.hasStreet { return .unknown }
        return smaller > 0 && Self.shares(own, others) ? .same : .different
    }

    private static func isMistyped(_ number: String, _ other: String, most shared: Int) -> Bool {
        if number.utf8.count != other.utf8.count { return true }
        return shared > 4 && zip(number.utf8, other.utf8).count { $0 != $1 } == 1
    }

    /// How many telling words the two have in common: which of several sites is meant.
    func shared(with other: Place) -> Int {
        locationWords.union(city).intersection(other.locationWords.union(other.city)).subtracting(Self.common).count
    }

    /// A word in common, but for a slip of the pen.
    private static func shares(_ left: Set<String>, _ right: Set<String>) -> Bool {
        if !left.isDisjoint(with: right) { return true }
        return left.contains { word in right.contains { Spelling.isNear(word, $0) } }
    }

    private static func compare(_ left: Set<String>, _ right: Set<String>) -> Comparison {
        guard !left.isEmpty, !right.isEmpty else { return .unknown }
        if left.isSubset(of: right) || right.isSubset(of: left) { return .same }
        let unlike = left.symmetricDifference(right)
        let isMisspelt = unlike.count == 2 && left.count == right.count && Spelling.isNear(unlike.min() ?? "", unlike.max() ?? "")
        return isMisspelt ? .same : .different
    }

    private static let common: Set<String> = [
        "county", "city", "of", "the", "and", "street", "st", "road", "rd", "avenue", "ave", "drive", "dr", "blvd", "region", "area",
        "workforce", "development", "board", "investment", "facility", "plant",
    ]
    private static let abbreviations = [
        "street": "st", "road": "rd", "avenue": "ave", "drive": "dr", "boulevard": "blvd", "lane": "ln", "court": "ct", "highway": "hwy",
        "parkway": "pkwy", "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw", "southeast": "se",
        "southwest": "sw", "suite": "ste", "saint": "st", "mount": "mt", "fort": "ft",
    ]
    private static let streets: Set<String> = [
        "street", "st", "road", "rd", "avenue", "ave", "drive", "dr", "blvd", "boulevard", "way", "lane", "ln", "court", "ct", "highway",
        "hwy", "parkway", "pkwy", "plaza", "circle", "place", "square",
    ]
    /// They stand where a town would, and name none.
    private static let nowhere: Set<String> = [
        "multiple", "various", "statewide", "remote", "unknown", "locations", "location", "several", "see", "attached", "state", "wide",
        "na",
        "tbd", "and",
    ]

    private static func isStreetNumber(_ word: String) -> Bool {
        guard let first = word.utf8.first, first >= 48, first <= 57 else { return false }
        return (2...6).contains(word.utf8.count) && word.utf8.allSatisfy { $0 >= 48 && $0 <= 57 || $0 >= 97 }
    }

    private static func words(of text: String?, besides state: String) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        var words: [String] = []
        for piece in NameTokens(text).pieces { words += piece.words }
        words.removeAll { $0 == state || nowhere.contains($0) }
        return words.map { abbreviations[$0] ?? $0 }
    }
}

/// Places by what is written of them: a town's thousand rows share one.
struct WrittenPlaces {
    private struct Written: Hashable {
        let state: StateCode
        let city, county, location: String?
    }

    private var places: [Written: Place] = [:]

    mutating func place(of candidate: LinkCandidate) -> Place {
        let written = Written(state: candidate.state, city: candidate.city, county: candidate.county, location: candidate.location)
        if let known = places[written] { return known }
        let place = Place(candidate)
        places[written] = place
        return place
    }
}
