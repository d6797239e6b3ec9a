internal import Register

/// Where a disclosure happens, compared as a careful reader would.
struct Place {
    enum Comparison {
        case same, different, unknown
    }

    private let city: Set<String>
    private let county: Set<String>
    private let location: [String]

    init(_ candidate: LinkCandidate) {
        city = Set(Self.words(of: candidate.city ?? ""))
        county = Set(Self.words(of: candidate.county ?? "").filter { $0 != "county" })
        location = Self.words(of: candidate.location ?? "")
    }

    func comparison(with other: Place) -> Comparison {
        let places = Self.compare(city, other.city)
        if places == .different { return .different }
        let addresses = compareAddresses(with: other)
        if addresses != .unknown { return addresses }
        return places == .unknown ? Self.compare(county, other.county) : places
    }

    /// Two street numbers that differ are two sites. A location without one is a town or a region: containment is enough.
    private func compareAddresses(with other: Place) -> Comparison {
        guard !location.isEmpty, !other.location.isEmpty else { return .unknown }
        if location == other.location { return .same }
        let mine = Set(location), theirs = Set(other.location)
        if let number = location.first, let otherNumber = other.location.first, Self.isStreetNumber(number),
            Self.isStreetNumber(otherNumber)
        {
            return number == otherNumber && !mine.intersection(theirs).subtracting([number]).isEmpty ? .same : .different
        }
        let shared = mine.intersection(theirs).subtracting(Self.common)
        let smaller = min(mine.subtracting(Self.common).count, theirs.subtracting(Self.common).count)
        if smaller > 0, shared.count == smaller { return .same }
        // Regions are renamed: a leading number of the region is its name.
        if let number = location.first, number == other.location.first, number.allSatisfy(\.isNumber) { return .same }
        return shared.isEmpty ? .different : .unknown
    }

    private static func compare(_ left: Set<String>, _ right: Set<String>) -> Comparison {
        guard !left.isEmpty, !right.isEmpty else { return .unknown }
        return left.isSubset(of: right) || right.isSubset(of: left) ? .same : .different
    }

    private static let common: Set<String> = [
        "county", "city", "of", "the", "and", "street", "st", "road", "rd", "avenue", "ave", "drive", "dr", "blvd", "region", "area",
    ]

    private static func isStreetNumber(_ word: String) -> Bool { word.count >= 2 && word.allSatisfy(\.isNumber) }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
