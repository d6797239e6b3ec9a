import Register

extension PlaceFinder {
    /// The county of the addresses in a text: of the ZIP codes that end them, else of the cities before the state or the ZIP code.
    ///
    /// | written, in a page of the state SS | read |
    /// |---|---|
    /// | `1701 Twin Springs Road Halethorpe, SS 12345` | the county of 12345, if Halethorpe does not contradict it |
    /// | `5 Way Camp Springs, SS` | `Camp Springs`: the longest name that the roster has |
    /// | `9 Oak Ave, Troy` | `Troy`: all that follows the last comma |
    /// | `9 Oak Ave, Troy, TT 54321` | out of state |
    func placed(in text: String?) -> Placement? {
        guard let text, !text.isEmpty else { return nil }
        let words = AddressWords(text)
        var found: [Placement] = []
        var isElsewhere = false
        var start = 0
        var index = 0
        while index < words.count {
            guard let end = ending(at: index, words, from: start) else { index += 1; continue }
            if end.isElsewhere {
                isElsewhere = true
            } else if let placement = placed(before: end.first, from: start, zip: end.zip, words) {
                found.append(placement)
            }
            index = end.next
            start = end.next
        }
        if let one = one(of: found) { return one }
        if isElsewhere { return Placement(basis: .outOfState) }
        return last(words)
    }

    /// The city before the state or the ZIP code of the addresses in a text, as written; nil where there is none that the roster has, where
    /// the ZIP code is another city's, where several are named, or where one is in another state.
    ///
    /// | written, in a page of the state SS | read |
    /// |---|---|
    /// | `1701 Twin Springs Road Halethorpe, SS 12345` | `Halethorpe` |
    /// | `5 Way Camp Springs, SS` | `Camp Springs` |
    /// | `9 Oak Ave, Troy, TT 54321`, `9 Oak Ave` | nothing |
    func city(in text: String) -> String? {
        let words = AddressWords(text)
        var found: String?
        var start = 0
        var index = 0
        while index < words.count {
            guard let end = ending(at: index, words, from: start) else { index += 1; continue }
            guard !end.isElsewhere else { return nil }
            // "Multiple locations, home office Troy, SS" is no address.
            let isAddress = end.zip != nil || words.hasDigit(start..<end.first)
            if isAddress, let named = named(before: end.first, from: start, words) {
                // What a comma sets off is the city, whatever became of the ZIP code.
                if !words[named.words.lowerBound].isAfterComma, let county = end.zip.flatMap(roster.county(ofZIP:)),
                    placed(county: county, of: named.place).basis == .contradictory
                {
                    return nil
                }
                let name = words.text(of: named.words)
                guard found == nil || PlaceName.folded(found ?? "") == PlaceName.folded(name) else { return nil }
                found = found ?? name
            }
            index = end.next
            start = end.next
        }
        return found
    }

    /// Where an address ends: at a state with or without a ZIP code, or at a ZIP code that the state has.
    private struct Ending {
        var first: Int
        var next: Int
        var zip: UInt32?
        var isElsewhere = false
    }

    private func ending(at index: Int, _ words: AddressWords, from start: Int) -> Ending? {
        if index > start, let zip = zip(words, index), roster.county(ofZIP: zip) != nil, words.isLast(index) {
            return Ending(first: index, next: index + 1, zip: zip)
        }
        guard state.mayBegin(words.bytes(of: index)) else { return nil }
        for count in [2, 1, 3] where index + count <= words.count {
            let name = (index..<(index + count)).map(words.bytes(of:))
            let mayBeSmall = words[index].isAfterComma && count == 1
            guard let code = state.code(of: name, inAnyCase: mayBeSmall) else { continue }
            let isFullName = count > 1 || name[0].count > 2
            let next = index + count
            // "Troy, SS", where Troy is a state's name as well, the own one's or another's.
            if code != state.own?.code || isFullName, next < words.count, let own = state.own?.code, state.code(of: [words.bytes(of: next)]) == own
            {
                continue
            }
            let zip = next < words.count ? zip(words, next) : nil
            // A ZIP code with a digit too many or too few is none, and ends the address all the same.
            let isEnd = zip != nil || next == words.count || words[next].isAfterComma || words[next - 1].endsPart || words.isNumber(next)
            // "West New York", "Washington Street": a state's name among other words is none.
            guard isEnd, index > start || zip != nil else { continue }
            let own = code == state.own?.code
            if !own, isFullName, zip == nil, !words[index].isAfterComma { continue }
            return Ending(first: index, next: zip == nil ? next : next + 1, zip: zip, isElsewhere: !own)
        }
        return nil
    }

    private func zip(_ words: AddressWords, _ index: Int) -> UInt32? {
        words[index].text.count >= 5 ? ZIPs.code(words.bytes(of: index)) : nil
    }

    private func placed(before end: Int, from start: Int, zip: UInt32?, _ words: AddressWords) -> Placement? {
        let city = city(before: end, from: start, words)
        let county = zip.flatMap(roster.county(ofZIP:))
        if let county { return placed(county: county, of: city) }
        // A ZIP code in two counties, of a city in several, leaves both standing.
        if zip != nil, let city, !city.others.isEmpty { return Placement(placeFIPS: city.fips, basis: .several) }
        return city.map { placed($0, basis: .address) }
    }

    /// The longest name of the roster that ends there.
    private func city(before end: Int, from start: Int, _ words: AddressWords) -> PlaceRoster.Place? {
        named(before: end, from: start, words)?.place
    }

    private func named(before end: Int, from start: Int, _ words: AddressWords) -> (place: PlaceRoster.Place, words: Range<Int>)? {
        var named: (place: PlaceRoster.Place, words: Range<Int>)?
        for first in (max(start, end - 4)..<end).reversed() {
            if let place = roster.place(folded: words.key(of: first..<end)) { named = (place, first..<end) }
            // A name has no comma within.
            if words[first].isAfterComma { break }
        }
        return named
    }

    /// All that follows the last comma of a text without a state, or all of a text without comma: a city, else a county.
    private func last(_ words: AddressWords) -> Placement? {
        let start = words.words.lastIndex(where: \.isAfterComma) ?? 0
        guard (1...4).contains(words.count - start) else { return nil }
        let counties = start == 0 ? roster.counties(folded: String(decoding: words.keys, as: UTF8.self)) : []
        if let place = roster.place(folded: words.key(of: start..<words.count)) {
            let placement = placed(place, basis: .address)
            // A town may bear the name of a county that it is not in, and the cell does not say which is meant.
            guard let county = placement.countyFIPS, counties.isEmpty || counties.contains(county) else { return nil }
            return placement
        }
        return counties.count == 1 ? Placement(countyFIPS: counties[0], basis: .county, confidence: .high) : nil
    }
}
