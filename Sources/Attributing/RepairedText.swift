/// A text as it was meant, letter by letter, with the way back to the bytes as they stand.
///
/// Repaired: UTF-8 read as Windows-1252 (`â€™`), words broken by a hyphen at a line's end, ligatures, accents, invisible characters, case.
/// Every letter keeps the byte range it came from, so a quote is always the unrepaired substring.
struct RepairedText {
    struct Letter {
        /// Folded: lower case, no accent; space for any white space, `\n` for a line's end.
        var scalar: UInt32
        var start: Int
        var end: Int
        var isUppercase: Bool
    }

    let letters: [Letter]

    init(_ text: String) {
        letters = Self.joinBrokenWords(Self.fold(Self.repairEncoding(Self.scalars(of: text))))
    }

    private struct Raw {
        var scalar: Unicode.Scalar
        var start: Int
        var end: Int
    }

    private static func scalars(of text: String) -> [Raw] {
        var offset = 0
        var raws: [Raw] = []
        raws.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            raws.append(Raw(scalar: scalar, start: offset, end: offset + width))
            offset += width
        }
        return raws
    }

    /// Runs that are UTF-8 read as Windows-1252 become the character they were.
    private static func repairEncoding(_ raws: [Raw]) -> [Raw] {
        guard raws.contains(where: { (0xC2...0xF4).contains($0.scalar.value) }) else { return raws }
        var repaired: [Raw] = []
        repaired.reserveCapacity(raws.count)
        var index = 0
        while index < raws.count {
            if let (scalar, length) = misread(raws[index..<min(index + 4, raws.count)]) {
                repaired.append(Raw(scalar: scalar, start: raws[index].start, end: raws[index + length - 1].end))
                index += length
            } else {
                repaired.append(raws[index])
                index += 1
            }
        }
        return repaired
    }

    private static func misread(_ raws: ArraySlice<Raw>) -> (Unicode.Scalar, Int)? {
        guard let first = raws.first, let lead = windowsByte(first.scalar), (0xC2...0xF4).contains(lead) else { return nil }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard raws.count >= length else { return nil }
        let bytes = raws.prefix(length).compactMap { windowsByte($0.scalar) }
        guard bytes.count == length, bytes.dropFirst().allSatisfy({ (0x80...0xBF).contains($0) }),
            let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
        else { return nil }
        return (scalar, length)
    }

    private static func windowsByte(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value < 0x100 { return UInt8(scalar.value) }
        return windowsHigh[scalar.value]
    }

    /// The characters of Windows-1252 between 0x80 and 0x9F.
    private static let windowsHigh: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89,
        0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95,
        0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B, 0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
    ]

    private static func fold(_ raws: [Raw]) -> [Letter] {
        var letters: [Letter] = []
        letters.reserveCapacity(raws.count)
        for raw in raws {
            if let scalar = plain(raw.scalar.value) {
                letters.append(
                    Letter(scalar: scalar, start: raw.start, end: raw.end, isUppercase: (0x41...0x5A).contains(raw.scalar.value)))
                continue
            }
            for scalar in folded(raw.scalar) {
                letters.append(Letter(scalar: scalar, start: raw.start, end: raw.end, isUppercase: raw.scalar.properties.isUppercase))
            }
        }
        return letters
    }

    /// An ASCII character as the lexer wants it: nearly all of every text, so asked first; nil for any other.
    private static func plain(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x41...0x5A: scalar + 32
        case 0x0A, 0x0D: 0x0A
        case 0x00...0x1F: 0x20
        case 0x60: 0x27
        case 0x20...0x7E: scalar
        default: nil
        }
    }

    /// One scalar as the lexer wants it: nothing for invisible ones, two letters for a ligature.
    private static func folded(_ scalar: Unicode.Scalar) -> [UInt32] {
        switch scalar.value {
        case 0x0A, 0x0D, 0x2028, 0x2029: [0x0A]
        case 0x41...0x5A: [scalar.value + 32]
        case 0x00...0x1F, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: [0x20]
        case 0x20...0x7E: [scalar.value]
        case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0x300...0x36F: []
        case 0x2018, 0x2019, 0x201B, 0x2032, 0x60, 0xB4: [0x27]
        case 0x201C...0x201F, 0xAB, 0xBB: [0x22]
        case 0x2010, 0x2011: [0x2D]
        case 0xFB00...0xFB04: ligatures[Int(scalar.value - 0xFB00)].unicodeScalars.map(\.value)
        case 0xFF01...0xFF5E: folded(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        default: unaccented(scalar)
        }
    }

    private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl"]

    private static func unaccented(_ scalar: Unicode.Scalar) -> [UInt32] {
        let lower = scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
        guard let plain = accents[lower] else { return [lower] }
        return [plain]
    }

    /// Latin letters with marks, by their plain letter.
    private static let accents: [UInt32: UInt32] = {
        let groups = [
            "a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďđ", "e": "èéêëēĕėęě", "g": "ĝğġģ", "i": "ìíîïĩīĭį", "l": "ĺļľŀł",
            "n": "ñńņň", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşš", "t": "ţťŧ", "u": "ùúûüũūŭůűų", "y": "ýÿŷ", "z": "źżž",
        ]
        var table: [UInt32: UInt32] = [:]
        for (plain, marked) in groups {
            for scalar in marked.unicodeScalars { table[scalar.value] = plain.unicodeScalars.first?.value }
        }
        return table
    }()

    /// `intel-⏎ligence` becomes `intelligence`; a hyphen after a capital (`AI-⏎driven`) stays a hyphen.
    private static func joinBrokenWords(_ letters: [Letter]) -> [Letter] {
        var joined: [Letter] = []
        joined.reserveCapacity(letters.count)
        var index = 0
        while index < letters.count {
            guard letters[index].scalar == 0x2D, let next = continuation(after: index, in: letters), let last = joined.last,
                isLetter(last.scalar)
            else {
                joined.append(letters[index])
                index += 1
                continue
            }
            if isAcronym(joined) && !letters[next].isUppercase { joined.append(letters[index]) }
            index = next
        }
        return joined
    }

    /// What was read so far ends with a capital that is no scanner's `I` inside a word (`inteI-⏎ligence`).
    private static func isAcronym(_ letters: [Letter]) -> Bool {
        guard let last = letters.last, last.isUppercase else { return false }
        guard let before = letters.dropLast().last, isLetter(before.scalar) else { return true }
        return before.isUppercase
    }

    /// Where the word goes on after a hyphen that ends its line; nil when it does not.
    private static func continuation(after hyphen: Int, in letters: [Letter]) -> Int? {
        var index = hyphen + 1
        var breaks = 0
        while index < letters.count, letters[index].scalar == 0x20 || letters[index].scalar == 0x0A {
            if letters[index].scalar == 0x0A { breaks += 1 }
            index += 1
            if index - hyphen > 40 { return nil }
        }
        guard breaks == 1 || breaks == 2, index < letters.count, isLetter(letters[index].scalar) else { return nil }
        return index
    }

    static func isLetter(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar) || scalar > 0xBF && scalar < 0x2000 }
    static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
}
