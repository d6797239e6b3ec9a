import Register

extension StringProtocol {
    /// Runs of white space (the no-break space too) as one space, none at the ends; marks without width are white space as well.
    var folded: String {
        if isFolded { return String(self) }
        guard utf8.allSatisfy({ $0 < 0x80 }) else { return split { $0.isWhitespace || $0.isWithoutWidth }.joined(separator: " ") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var isBetween = false
        for byte in utf8 {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                isBetween = !bytes.isEmpty
            } else {
                if isBetween { bytes.append(0x20) }
                isBetween = false
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Its lines, folded, without the empty ones.
    var foldedLines: [String] {
        guard utf8.contains(0x0A) else { return folded.isEmpty ? [] : [folded] }
        return Substring(self).utf8.split(separator: 0x0A).compactMap { line in
            let line = Substring(line).folded
            return line.isEmpty ? nil : line
        }
    }

    /// True for ASCII without white space at the ends, without two spaces together and without any but spaces.
    private var isFolded: Bool { utf8.withContiguousStorageIfAvailable(Self.areFolded) ?? Self.areFolded(utf8) }

    private static func areFolded(_ bytes: some Collection<UInt8>) -> Bool {
        var last = UInt8(ascii: " ")
        for byte in bytes {
            guard (32...126).contains(byte), byte != 32 || last != 32 else { return false }
            last = byte
        }
        return last != 32 || bytes.isEmpty
    }

    /// The same, eight bytes at a time: in each word the high bit of a byte says what is so of it.
    private static func areFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        let raw = UnsafeRawBufferPointer(bytes)
        var isAfterSpace = true
        var place = 0
        while place + 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            let isForeign = word | (word &+ ones) | ((word &- ones &* 32) & ~word)
            guard isForeign & highs == 0 else { return false }
            // Where no byte has its high bit set, a byte that is 32 is the one that 127 added to its difference leaves without.
            let spaces = ~((word ^ (ones &* 32)) &+ (ones &* 127)) & highs
            guard spaces & (spaces << 8 | (isAfterSpace ? 0x80 : 0)) == 0 else { return false }
            isAfterSpace = spaces >> 63 != 0
            place += 8
        }
        for byte in raw[place...] {
            guard (32...126).contains(byte), byte != 32 || !isAfterSpace else { return false }
            isAfterSpace = byte == 32
        }
        return !isAfterSpace || bytes.isEmpty
    }

    /// For comparing a state's words: folded, lower case, without a final colon or period.
    var comparable: String {
        var text = folded.lowercased()
        while let last = text.last, last == ":" || last == "." || last == "," { text.removeLast() }
        return text
    }

    /// Lower-case ASCII bytes: every dash is `-`, every quote is `'`, other letters are dropped to a space.
    var scannable: [UInt8] {
        var bytes: [UInt8] = []
        for scalar in unicodeScalars {
            switch scalar.value {
            case 65...90: bytes.append(UInt8(scalar.value) + 32)
            case 0x2010...0x2015, 0x2212: bytes.append(45)
            case 0x2018, 0x2019, 0x60, 0xB4: bytes.append(39)
            case 33...126: bytes.append(UInt8(scalar.value))
            default: bytes.append(32)
            }
        }
        return bytes
    }
}

extension Character {
    /// The zero-width space, the word joiner and the byte order mark, which editors of pages leave in a text.
    fileprivate var isWithoutWidth: Bool { self == "\u{200B}" || self == "\u{2060}" || self == "\u{FEFF}" }
}

/// Texts by which a state says that it says nothing.
enum Blank {
    static let words: Set<String> = [
        "", "-", "--", "---", "?", "*", "n/a", "na", "n.a", "none", "nr", "not reported", "not provided", "not available", "not specified",
        "not stated", "not given", "not known", "not known at this time", "not applicable", "not disclosed", "undisclosed",
        "undisclosed at this time", "unknown", "unknown at this time", "unk", "unspecified", "tba", "tbd", "to be announced",
        "to be determined", "to be decided", "pending", "see warn", "see w.a.r.n", "see notice", "see attached", "see letter", "various",
        "varies", "ongoing", "nan", "null", "not indicated", "not listed", "not identified", "t/b/d", "t/b/c", "t/b/a", "work in progress",
    ]

    static func isBlank(_ text: some StringProtocol) -> Bool { mayBeBlank(text.utf8) && words.contains(text.comparable) }

    /// A look at the length and the first two letters, before anything is folded: most texts are no such word.
    private static func mayBeBlank(_ bytes: some Collection<UInt8>) -> Bool {
        var letters: UInt16 = 0
        var (count, isFirst) = (0, true)
        for byte in bytes {
            count += 1
            guard byte > 32, byte < 127 else { if isFirst || byte >= 127 { return true }; continue }
            if count <= 2 { letters = letters << 8 | UInt16((65...90).contains(byte) ? byte | 32 : byte) }
            isFirst = false
            if count == 2 { return beginnings[Int(letters >> 8) << 1 | Int(letters >> 6 & 1)] & 1 << UInt64(letters & 63) != 0 }
        }
        return true
    }

    /// A bit for each pair of bytes that a word can begin with.
    private static let beginnings: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 256)
        for pair in pairs { bits[Int(pair >> 8) << 1 | Int(pair >> 6 & 1)] |= 1 << UInt64(pair & 63) }
        return bits
    }()

    private static var pairs: Set<UInt16> {
        var pairs: Set<UInt16> = []
        for word in words where word.utf8.count >= 2 {
            let bytes = Array(word.utf8)
            pairs.insert(UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
        }
        // One letter and what `comparable` drops behind it; "--" and the like stand in the list.
        for first in ["-", "?", "*"].flatMap({ Array($0.utf8) }) {
            for second in [58, 46, 44] as [UInt8] { pairs.insert(UInt16(first) << 8 | UInt16(second)) }
        }
        for second in [58, 46, 44] as [UInt8] {
            for first in [58, 46, 44] as [UInt8] { pairs.insert(UInt16(first) << 8 | UInt16(second)) }
        }
        return pairs
    }
}
