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
        let words = AddressWord.words(of: text)
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
        let words = AddressWord.words(of: text)
        var found: String?
        var start = 0
        var index = 0
        while index < words.count {
            guard let end = ending(at: index, words, from: start) else { index += 1; continue }
            guard !end.isElsewhere else { return nil }
            // "Multiple locations, home office Troy, SS" is no address.
            let isAddress = end.zip != nil || words[start..<end.first].contains { $0.text.utf8.contains { (48...57).contains($0) } }
            if isAddress, let named = named(before: end.first, from: start, words) {
                if let county = end.zip.flatMap(roster.county(ofZIP:)), placed(county: county, of: named.place).basis == .contradictory { return nil }
                let name = words[named.words].map(\.text).joined(separator: " ")
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

    private func ending(at index: Int, _ words: [AddressWord], from start: Int) -> Ending? {
        if index > start, let zip = zip(words[index]), roster.county(ofZIP: zip) != nil, words[index].isLast(in: words) {
            return Ending(first: index, next: index + 1, zip: zip)
        }
        guard state.mayBegin(words[index].text) else { return nil }
        for count in [2, 1, 3] where index + count <= words.count {
            let name = words[index..<(index + count)].map(\.text).joined(separator: " ")
            guard let code = state.code(of: name) ?? (words[index].isAfterComma && count == 1 && name.count == 2 ? state.code(of: name.uppercased()) : nil)
            else { continue }
            let next = index + count
            // "Troy, SS", where Troy is another state's name as well.
            if code != state.own?.code, next < words.count, state.code(of: words[next].text) == state.own?.code { continue }
            let zip = next < words.count ? zip(words[next]) : nil
            let isEnd = zip != nil || next == words.count || words[next].isAfterComma || words[next - 1].endsPart
            // "West New York", "Washington Street": a state's name among other words is none.
            guard isEnd, index > start || zip != nil else { continue }
            let own = code == state.own?.code
            if !own, name.count > 2, zip == nil, !words[index].isAfterComma { continue }
            return Ending(first: index, next: zip == nil ? next : next + 1, zip: zip, isElsewhere: !own)
        }
        return nil
    }

    private func zip(_ word: AddressWord) -> UInt32? { word.text.utf8.count >= 5 ? ZIPs.code(word.text) : nil }

    private func placed(before end: Int, from start: Int, zip: UInt32?, _ words: [AddressWord]) -> Placement? {
        let city = city(before: end, from: start, words)
        let county = zip.flatMap(roster.county(ofZIP:))
        if let county { return placed(county: county, of: city) }
        // A ZIP code in two counties, of a city in several, leaves both standing.
        if zip != nil, let city, !city.others.isEmpty { return Placement(placeFIPS: city.fips, basis: .several) }
        return city.map { placed($0, basis: .address) }
    }

    /// The longest name of the roster that ends there.
    private func city(before end: Int, from start: Int, _ words: [AddressWord]) -> PlaceRoster.Place? {
        named(before: end, from: start, words)?.place
    }

    private func named(before end: Int, from start: Int, _ words: [AddressWord]) -> (place: PlaceRoster.Place, words: Range<Int>)? {
        var named: (place: PlaceRoster.Place, words: Range<Int>)?
        var key = ""
        for first in (max(start, end - 4)..<end).reversed() {
            key = words[first].key + key
            if let place = place(folded: key) { named = (place, first..<end) }
            // A name has no comma within.
            if words[first].isAfterComma { break }
        }
        return named
    }

    private func place(folded key: String) -> PlaceRoster.Place? { ends.value(of: key) { roster.place(folded: key) } }

    /// All that follows the last comma of a text without a state, or all of a text without comma: a city, else a county.
    private func last(_ words: [AddressWord]) -> Placement? {
        let start = words.lastIndex(where: \.isAfterComma) ?? 0
        guard (1...4).contains(words.count - start) else { return nil }
        let counties = start == 0 ? roster.counties(named: words.map(\.text).joined(separator: " ")) : []
        if let place = place(folded: words[start...].map(\.key).joined()) {
            let placement = placed(place, basis: .address)
            // A town may bear the name of a county that it is not in, and the cell does not say which is meant.
            guard let county = placement.countyFIPS, counties.isEmpty || counties.contains(county) else { return nil }
            return placement
        }
        return counties.count == 1 ? Placement(countyFIPS: counties[0], basis: .county, confidence: .high) : nil
    }
}

/// A word of an address, and what stood before it.
struct AddressWord {
    let text: String
    var key: String { PlaceName.folded(text) }
    let isAfterComma: Bool
    var endsPart: Bool

    func isLast(in words: [AddressWord]) -> Bool { endsPart || words.last?.text == text }

    static func words(of text: String) -> [AddressWord] {
        if let words = plainWords(of: text) { return words }
        var words: [AddressWord] = []
        var isAfterComma = false
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: { ",;()\n\r".contains($0) || $0 == "\r\n" }) {
            let pieces = part.split(whereSeparator: \.isWhitespace)
            for (index, piece) in pieces.enumerated() {
                let word = piece.last == "." && piece.count > 3 ? piece.dropLast() : piece
                words.append(
                    AddressWord(
                        text: String(word), isAfterComma: index == 0 && isAfterComma, endsPart: index == pieces.count - 1))
            }
            isAfterComma = true
        }
        return words
    }

    /// The same of ASCII, by its bytes; nil for any other text.
    private static func plainWords(of text: String) -> [AddressWord]? {
        var text = text
        return text.withUTF8 { bytes -> [AddressWord]? in
            var words: [AddressWord] = []
            var (start, isAfterComma, isFirst) = (0, false, true)
            for index in 0...bytes.count {
                let byte = index < bytes.count ? bytes[index] : 0x0A
                guard byte < 0x80 else { return nil }
                let endsPart = byte == 0x2C || byte == 0x3B || byte == 0x28 || byte == 0x29 || byte == 0x0A || byte == 0x0D
                guard endsPart || byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C else { continue }
                if start < index {
                    let end = bytes[index - 1] == 0x2E && index - start > 3 ? index - 1 : index
                    let word = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
                    words.append(AddressWord(text: word, isAfterComma: isFirst && isAfterComma, endsPart: false))
                    isFirst = false
                }
                if endsPart {
                    if !isFirst { words[words.count - 1].endsPart = true }
                    (isAfterComma, isFirst) = (true, true)
                }
                start = index + 1
            }
            return words
        }
    }
}
