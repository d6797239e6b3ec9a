import Register

/// What a cell says of where workers go.
struct ReadPlace: Equatable {
    /// The one city, when exactly one is named for certain.
    var city: String?
    var county: String?
    /// Every place, when several are named.
    var sites: [Site] = []
    var isElsewhere = false
}

/// Reads a city from a cell that should hold one; where anything is uncertain there is none.
///
/// | written, in a page of the state SS | city |
/// |---|---|
/// | `Staunton, SS`, `Charlottesville SS` | `Staunton`, `Charlottesville` |
/// | `Norfolk & Suffolk, SS` | none; two sites |
/// | `Hoffman Estates TT`, `Georgetown, TT TT` | none: a head office, or a site, elsewhere |
/// | `SS-Statewide SS`, `Fairfax County, SS`, `SS` | none |
struct PlaceReader {
    let state: StateNames

    /// - Parameter raw: the text before white space was folded: two spaces can part street and city.
    func read(_ text: String, raw: String? = nil) -> ReadPlace {
        guard !Blank.isBlank(text) else { return ReadPlace() }
        if let place = Addresses(raw ?? text, state: state).place { return place }
        if let place = bracketed(text) { return place }
        if let sites = Self.counted(text) { return ReadPlace(sites: sites) }
        // Lines with numbers are a name and a street, and no list of cities.
        if text.utf8.contains(0x0A), Self.hasDigit(text) { return ReadPlace() }
        var place = ReadPlace()
        let (rest, code) = withoutState(Self.lines(text))
        if let code, code != state.own?.code { place.isElsewhere = true; return place }
        if rest.isEmpty { return place }
        if let county = Self.county(rest) { place.county = county; return place }
        let written = Self.parts(rest)
        let parts = written.enumerated().map { withoutState($1, isStated: code != nil && $0 == written.count - 1) }
            .flatMap { part in Self.commas(part.rest).map { (rest: $0, code: part.code) } }
        if parts.contains(where: { $0.code != nil && $0.code != state.own?.code }) { place.isElsewhere = true; return place }
        let names = parts.map(\.rest).filter { !$0.isEmpty }
        let cities = names.filter(Self.isCity)
        if let city = cities.first, names.count == 1 || cities.count == 1 && names.allSatisfy({ $0 == city || Self.hasDigit($0) }) {
            // "Indianapolis, 1400 West Raymond Street": beside a street the one city is the city.
            place.city = city
        } else if names.count > 1, !cities.isEmpty {
            place.sites = cities.map { Site(city: $0) }
        }
        return place
    }

    /// `Atlanta, TT (work location: Troy)`, `Nationwide (SS locations: Troy, Salem & Avon)`: where a head office or no place stands first,
    /// the brackets say where the work is. Nil where the cell is not written so.
    private func bracketed(_ text: String) -> ReadPlace? {
        let text = text.folded
        guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
        let before = text[..<open].folded
        let first = before.split(separator: " ").first?.lowercased() ?? ""
        guard ["nationwide", "statewide", "remote", "multiple", "various"].contains(first) || read(before).isElsewhere else { return nil }
        let inside = text[text.index(after: open)...].dropLast()
        var place = read((inside.firstIndex(of: ":").map { inside[inside.index(after: $0)...] } ?? inside).folded)
        if place.city?.lowercased().hasSuffix(" airport") == true { place.city = nil }
        return place.isElsewhere ? ReadPlace() : place
    }

    /// `Troy (7) & Salem (12)`: cities with their workers. Nil where the cell is not written so.
    private static func counted(_ text: String) -> [Site]? {
        guard text.utf8.contains(UInt8(ascii: "(")) else { return nil }
        let sites = parts(text).flatMap(commas).map { part -> Site? in
            guard let open = part.firstIndex(of: "("), part.hasSuffix(")") else { return nil }
            let city = part[..<open].folded
            guard let workers = Int(part[part.index(after: open)...].dropLast()), isCity(city) else { return nil }
            return Site(city: city, workers: workers)
        }
        return sites.count > 1 && sites.allSatisfy { $0 != nil } ? sites.compactMap { $0 } : nil
    }

    /// Without ZIP code and state at the end, and whose state it was.
    ///
    /// - Parameter isStated: the state stood behind the text. `Three Notch Road California`: a full name is a city's then.
    private func withoutState(_ written: String, isStated: Bool = false) -> (rest: String, code: StateCode?) {
        let text = Self.capitalized(written)
        var words = text.utf8.split { $0 == 0x20 || $0 == 0x2C }.map { Substring($0) }
        let count = words.count
        var code: StateCode?
        if let last = words.last, last.count >= 5, last.allSatisfy({ $0.isNumber || $0 == "-" }) { words.removeLast() }
        // "Georgetown TT."
        if let last = words.last, last.utf8.count == 3, last.hasSuffix("."), last.dropLast().allSatisfy(\.isUppercase) { words[words.count - 1] = last.dropLast() }
        // "Georgetown, TT TT": written by the clerk and again by the form.
        for _ in 0..<2 {
            guard let (count, found) = stateEnding(words), words.count >= count else { break }
            if isStated || code != nil, count > 1 || words[words.count - 1].count > 2 { break }
            words.removeLast(count)
            code = found
        }
        guard code != nil || words.count < count else { return (text, nil) }
        guard let last = words.last else { return ("", code) }
        var rest = String(text[..<last.endIndex]).folded
        while let mark = rest.last, ",-".contains(mark) { rest.removeLast() }
        return (rest.folded, code)
    }

    /// `Alpharetta, Ga` as `Alpharetta, GA`.
    private static func capitalized(_ text: String) -> String {
        guard let comma = text.utf8.lastIndex(of: UInt8(ascii: ",")) else { return text }
        let tail = text[text.utf8.index(after: comma)...].folded
        return tail.count == 2 && tail.allSatisfy(\.isLetter) ? text[...comma] + " " + tail.uppercased() : text
    }

    /// How many of the last words name a state. A full name that is also a city's needs words before it.
    private func stateEnding(_ words: [Substring]) -> (Int, StateCode)? {
        for count in [3, 2, 1] where words.count >= count && state.mayBegin(words[words.count - count]) {
            let ending = words.suffix(count).joined(separator: " ")
            guard let code = state.code(of: ending) else { continue }
            if count == words.count, ending.count > 2 { return nil }
            // "Township of Washington"
            if words.count > count, ending.count > 2, words[words.count - count - 1].lowercased() == "of" { return nil }
            if words.count == count + 1, ending.count > 2, Self.beginnings.contains(words[0].lowercased()) { return nil }
            return (count, code)
        }
        return nil
    }

    /// `Port Washington`, `West New York`: a state's name can end a city's.
    private static let beginnings: Set<String> = [
        "west", "east", "new", "north", "south", "port", "fort", "ft.", "mount", "mt.", "lake", "old",
    ]

    /// A county as filed; nil for `Statewide`, `Statewide, multiple locations`, `Various`, `Springfield area` and blanks.
    static func county(named text: String) -> String? {
        let first = text.split { $0 == " " || $0 == "," }.first?.lowercased() ?? ""
        return Blank.isBlank(text) || text.lowercased().hasSuffix(" area") || ["statewide", "various", "multiple", "several", "nationwide", "remote", "all"].contains(first)
            ? nil : text
    }

    private static func county(_ text: String) -> String? {
        guard let end = text.utf8.last, end | 0x20 == UInt8(ascii: "y") || end | 0x20 == UInt8(ascii: "h") || end == UInt8(ascii: ".") else { return nil }
        let words = text.split(separator: " ")
        guard words.count >= 2, let last = words.last?.lowercased(), last == "county" || last == "parish" || last == "co.",
            parts(text).flatMap(commas).count == 1
        else { return nil }
        return text
    }

    /// Several lines are several places.
    private static func lines(_ text: String) -> String { text.foldedLines.joined(separator: "; ") }

    /// Places joined by `&`, `and`, `/` or `;`; each can have its own state.
    static func parts(_ text: String) -> [String] {
        guard joints.areIn(text) else { return text.folded.isEmpty ? [] : [text.folded] }
        var text = text
        for joint in [" and ", " AND ", " & ", "/"] { text = text.split(separator: joint, omittingEmptySubsequences: true).joined(separator: ";") }
        return text.split(separator: ";").map(\.folded).filter { !$0.isEmpty }
    }

    private static let joints = Stems([" and ", " & ", "/", ";"])

    /// Places joined by commas.
    private static func commas(_ text: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: ",")) || text.utf8.contains(where: { $0 >= 0x80 }) || text.lowercased().hasPrefix("and ") else {
            return text.folded.isEmpty ? [] : [text.folded]
        }
        return text.split(separator: ",").map(\.folded).filter { !$0.isEmpty }.map { name in
            name.lowercased().hasPrefix("and ") ? String(name.dropFirst(4)) : name
        }
    }

    private static let noCity: Set<String> = [
        "statewide", "various", "multiple", "remote", "area", "region", "regional", "county", "counties", "locations", "location",
        "several",
        "throughout", "unknown", "nationwide", "sites", "metro", "cities", "offices", "stores", "other", "virtual", "telework", "home",
        "eastern",
        "western", "northern", "southern", "central", "state", "street", "st.", "avenue", "ave", "ave.", "road", "rd", "rd.", "blvd",
        "drive", "suite", "floor", "blvd.", "boulevard", "dr.", "lane", "ln.", "pkwy", "pkwy.", "parkway", "hwy", "hwy.", "highway", "bldg",
        "bldg.", "building", "unit",
    ]

    static func hasDigit(_ text: String) -> Bool { text.utf8.contains { (48...57).contains($0) } }

    /// Letters and no number.
    private static func hasLettersOnly(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return !text.contains(where: \.isNumber) && text.contains(where: \.isLetter) }
        return !hasDigit(text) && text.utf8.contains { (97...122).contains($0 | 0x20) }
    }

    static func isCity(_ text: String) -> Bool {
        let words = text.lowercased().utf8.split { $0 == 0x20 || $0 == 0x2D }.map { String(Substring($0)) }
        guard (1...4).contains(words.count), hasLettersOnly(text), !Blank.isBlank(text) else { return false }
        // "Mountain Home", "Mtn. Home"; not "work home".
        if words.count == 2, words.last == "home", !noCity.union(["at", "from", "work"]).contains(words[0]) { return true }
        // "East St. Louis", "Port St. Lucie"; not "East St."
        if words.count == 3, words[1] == "st.", beginnings.contains(words[0]) { return !noCity.contains(words[2]) }
        if words.first == "st." || words.first == "central" && words.count > 1 || words.first == "home" && words.count > 1 {
            return words.dropFirst().allSatisfy { !noCity.contains($0) }
        }
        return words.allSatisfy { !noCity.contains($0) } && !text.contains("(") && !text.contains("@")
    }
}
