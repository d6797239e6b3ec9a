import Register

extension StringProtocol {
    /// Runs of white space (the no-break space too) as one space, none at the ends.
    var folded: String { isFolded ? String(self) : split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// True for ASCII without white space at the ends, without two spaces together and without any but spaces.
    private var isFolded: Bool {
        var last = UInt8(ascii: " ")
        for byte in utf8 {
            guard (32...126).contains(byte), byte != 32 || last != 32 else { return false }
            last = byte
        }
        return last != 32 || isEmpty
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

/// Texts by which a state says that it says nothing.
enum Blank {
    static let words: Set<String> = [
        "", "-", "--", "---", "?", "*", "n/a", "na", "n.a", "none", "nr", "not reported", "not provided", "not available", "not specified",
        "not stated", "not given", "not known", "not known at this time", "not applicable", "not disclosed", "undisclosed",
        "undisclosed at this time", "unknown", "unknown at this time", "unk", "unspecified", "tba", "tbd", "to be announced",
        "to be determined", "to be decided", "pending", "see warn", "see w.a.r.n", "see notice", "see attached", "see letter", "various",
        "varies", "ongoing", "nan", "null", "not indicated", "not listed", "not identified", "t/b/d", "t/b/c", "t/b/a", "work in progress",
    ]

    static func isBlank(_ text: some StringProtocol) -> Bool { words.contains(text.comparable) }
}
