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
    private let bytes: [UInt8]
    /// The pieces of each part between slashes: an address ends with its part.
    private let parts: [[Range<Int>]]
    private let state: StateNames

    init(_ text: String, state: StateNames) {
        self.state = state
        bytes = PlaceReader.hasDigit(text) ? Array(text.utf8) : []
        parts = Self.parts(of: bytes)
    }

    /// The place they name; nil where no address with a state is found.
    var place: ReadPlace? {
        var found: [(city: String, code: StateCode)] = []
        for pieces in parts {
            for (index, piece) in pieces.enumerated() {
                guard let (words, code) = stated(piece, next: index + 1 < pieces.count ? pieces[index + 1] : nil) else { continue }
                let city = words.isEmpty ? (index > 0 ? text(pieces[index - 1]) : "") : words.map(text).joined(separator: " ")
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

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// A piece that ends in a state, with or without its ZIP code, and the words before the state.
    private func stated(_ piece: Range<Int>, next: Range<Int>?) -> (words: ArraySlice<Range<Int>>, code: StateCode)? {
        let words = words(of: piece)
        let zip = words.firstIndex(where: isZIP)
        if zip == nil, words.count > 2 || !(next.map(beginsWithZIP) ?? true) { return nil }
        let before = words[..<(zip ?? words.count)]
        for count in [1, 2, 3] where before.count >= count && state.mayBegin(bytes[before[before.count - count]]) {
            guard let code = state.code(of: before.suffix(count).map { bytes[$0] }, inAnyCase: true) else { continue }
            return (before.dropLast(count), code)
        }
        return nil
    }

    /// `Youngtown SS` before `, SS 12345`: the state was written twice.
    private func withoutState(_ city: String) -> String {
        let words = city.split(separator: " ")
        guard words.count > 1, let last = words.last, last.count == 2, state.code(of: last) != nil else { return city }
        return words.dropLast().joined(separator: " ")
    }

    private func words(of piece: Range<Int>) -> [Range<Int>] {
        bytes[piece].split(separator: 0x20).map(\.indices)
    }

    private func beginsWithZIP(_ piece: Range<Int>) -> Bool {
        isZIP(piece.lowerBound..<(bytes[piece].firstIndex(of: 0x20) ?? piece.upperBound))
    }

    private func isZIP(_ word: Range<Int>) -> Bool {
        guard word.count == 5 || word.count == 10, bytes[word].prefix(5).allSatisfy({ (48...57).contains($0) }) else { return false }
        return word.count == 5 || bytes[word.lowerBound + 5] == 45
    }

    /// Parted at ` / `, and each part at commas, semicolons, line ends and runs of spaces.
    private static func parts(of bytes: [UInt8]) -> [[Range<Int>]] {
        var parts: [[Range<Int>]] = []
        var pieces: [Range<Int>] = []
        // Of the piece: its first byte that is no space, and the place behind its last one.
        var (start, end) = (-1, 0)
        func close() {
            if start >= 0 { pieces.append(start..<end) }
            start = -1
        }
        var index = 0
        var isAfterSpace = false
        while index < bytes.count {
            let byte = bytes[index]
            // The no-break space, too.
            let isWide = byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0
            let isSpace = byte == 0x20 || isWide
            if isSpace {
                if isAfterSpace { close() }
            } else if byte == 0x2C || byte == 0x3B || byte == 0x0A || byte == 0x0D {
                close()
            } else {
                if start < 0 { start = index }
                end = index + 1
            }
            isAfterSpace = isSpace
            index += isWide ? 2 : 1
            guard byte == 0x20, bytes[index...].starts(with: [0x2F, 0x20]) else { continue }
            close()
            parts.append(pieces)
            (pieces, index, isAfterSpace) = ([], index + 2, false)
        }
        close()
        return parts + [pieces]
    }
}
