import Register

/// What the roster knows better than the form of a cell.
///
/// | written, in a page of the state SS | city |
/// |---|---|
/// | `Rancho Santa` and `Margarita` on the next line, `Peapack & Gladstone`, `State College` | one city, where the roster has a place of that name |
/// | `Troy (2 locations)`, `Troy Three (3) locations`, `Troy (Downtown) SS` | `Troy`, where it has that place |
/// | `Troy (Salem and Avon)` | none |
/// | the state's own name | none, unless a place has it too |
extension PlaceFinder {
    func settled(_ read: ReadPlace, _ text: String) -> ReadPlace {
        guard !read.isElsewhere, read.county == nil else { return read }
        if let city = read.city {
            var settled = read
            if city.lowercased() == state.own?.name.lowercased(), roster.place(named: city) == nil { settled.city = nil }
            if let before = Self.remarked(city), roster.place(named: before) != nil { settled.city = before }
            return settled
        }
        let whole = withoutOwnState(text.folded)
        // One word can be a place's name and none: "Remote", "Central".
        if read.sites.count > 1 || read.sites.isEmpty && whole.contains(" "), roster.place(named: whole) != nil { return ReadPlace(city: whole) }
        guard read.sites.count < 2, let before = Self.remarked(whole), roster.place(named: before) != nil else { return read }
        return ReadPlace(city: before)
    }

    private func withoutOwnState(_ text: String) -> String {
        guard let code = state.own?.code.rawValue, text.hasSuffix(" " + code) else { return text }
        let rest = text.dropLast(code.count + 1)
        return String(rest.hasSuffix(",") ? rest.dropLast() : rest)
    }

    /// What stands before a remark in brackets that names no further place; nil where a text does not end in such a one.
    private static func remarked(_ text: String) -> String? {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else { return nil }
        guard after.contains(text[text.index(after: close)...].folded.lowercased()) else { return nil }
        let remark = text[text.index(after: open)..<close]
        guard !remark.contains(where: { ",;/&".contains($0) }), !remark.contains(" and ") else { return nil }
        var before = text[..<open].split(separator: " ")
        if let last = before.last, numbers.contains(last.lowercased()) { before.removeLast() }
        return before.joined(separator: " ")
    }

    private static let after: Set<String> = ["", "location", "locations", "site", "sites", "store", "stores"]
    private static let numbers: Set<String> = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
}
