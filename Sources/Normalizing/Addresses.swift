import Register

/// The cities of full addresses in a text, one or several: `1 Main Street, Troy, SS 12345`.
///
/// Only a city that stands by itself between the street and its state counts: after a comma, a semicolon, a line end or two spaces.
///
/// | written, in a page of the state SS | read |
/// |---|---|
/// | `16 Second St.      Suite K      Troy, SS 12345` | `Troy` |
/// | `1 Elm Road, Troy, SS 12345, 9 Oak Ave, Troy, SS 12346 (13 employees)` | `Troy` |
/// | `5 Way Camp Springs, SS 12345` | nothing: no mark between street and city |
/// | `5 Elm St, Troy SS / 9 Oak Ave, Suite 4, Salem SS` | `Troy` and `Salem` |
/// | `8 Lane; Kieler, Teetee 53812` | elsewhere |
struct Addresses {
    /// The pieces of each part between slashes: an address ends with its part.
    private let parts: [[Substring]]
    private let state: StateNames

    init(_ text: String, state: StateNames) {
        self.state = state
        parts = PlaceReader.hasDigit(text) ? text.split(separator: " / ").map { Self.pieces(of: $0) } : []
    }

    /// The place they name; nil where no address with a state is found.
    var place: ReadPlace? {
        var found: [(city: String, code: StateCode)] = []
        for pieces in parts {
            for (index, piece) in pieces.enumerated() {
                guard let (words, code) = stated(piece, next: index + 1 < pieces.count ? pieces[index + 1] : nil) else { continue }
                let city = words.isEmpty ? (index > 0 ? String(pieces[index - 1]) : "") : words.joined(separator: " ")
                if code != state.own?.code { found.append((city, code)); continue }
                for city in PlaceReader.parts(city).map({ withoutState($0) }) where PlaceReader.isCity(city) { found.append((city, code)) }
            }
        }
        guard !found.isEmpty else { return nil }
        var place = ReadPlace()
        guard found.allSatisfy({ $0.code == state.own?.code }) else { place.isElsewhere = true; return place }
        let cities = found.map(\.city).reduce(into: [String]()) { cities, city in
            if !cities.contains(where: { $0.lowercased() == city.lowercased() }) { cities.append(city) }
        }
        if cities.count == 1 { place.city = cities[0] } else { place.sites = cities.map { Site(city: $0) } }
        return place
    }

    /// A piece that ends in a state, with or without its ZIP code, and the words before the state.
    private func stated(_ piece: Substring, next: Substring?) -> (words: [Substring], code: StateCode)? {
        let words = piece.utf8.split(separator: 0x20).map { Substring($0) }
        let zip = words.firstIndex(where: Self.isZIP)
        if zip == nil, words.count > 2 || !(next.map { $0.utf8.split(separator: 0x20, maxSplits: 1).first.map { Self.isZIP(Substring($0)) } ?? false } ?? true) { return nil }
        let before = words[..<(zip ?? words.count)]
        for count in [1, 2, 3] where before.count >= count && state.mayBegin(before[before.count - count]) {
            let name = before.suffix(count).joined(separator: " ")
            guard let code = state.code(of: name.count == 2 ? name.uppercased() : name) else { continue }
            return (Array(before.dropLast(count)), code)
        }
        return nil
    }

    /// `Youngtown SS` before `, SS 12345`: the state was written twice.
    private func withoutState(_ city: String) -> String {
        let words = city.split(separator: " ")
        guard words.count > 1, let last = words.last, last.count == 2, state.code(of: last) != nil else { return city }
        return words.dropLast().joined(separator: " ")
    }

    private static func isZIP(_ word: Substring) -> Bool {
        let bytes = word.utf8
        guard bytes.count == 5 || bytes.count == 10, bytes.prefix(5).allSatisfy({ (48...57).contains($0) }) else { return false }
        return bytes.count == 5 || bytes.dropFirst(5).first == 45
    }

    /// Parted at commas, semicolons, line ends and runs of spaces.
    private static func pieces(of text: Substring) -> [Substring] {
        var pieces: [Substring] = []
        let bytes = text.utf8
        // Of the piece: its first byte that is no space, and the place behind its last one.
        var start: String.Index?
        var end = bytes.startIndex
        func close() {
            if let first = start { pieces.append(text[first..<end]) }
            start = nil
        }
        var index = bytes.startIndex
        var isAfterSpace = false
        while index < bytes.endIndex {
            let byte = bytes[index]
            var next = bytes.index(after: index)
            // The no-break space, too.
            let isSpace = byte == 0x20 || byte == 0xC2 && next < bytes.endIndex && bytes[next] == 0xA0
            if isSpace, byte != 0x20 { next = bytes.index(after: next) }
            if isSpace {
                if isAfterSpace { close() }
            } else if byte == 0x2C || byte == 0x3B || byte == 0x0A || byte == 0x0D {
                close()
            } else {
                if start == nil { start = index }
                end = next
            }
            isAfterSpace = isSpace
            index = next
        }
        close()
        return pieces
    }
}
