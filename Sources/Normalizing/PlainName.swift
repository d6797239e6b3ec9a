/// Whether a name can have nothing in it for ``EmployerReader``: no marker, no second name, no damage. Then it is the employer as it stands.
///
/// One pass over the bytes that errs to the side of looking closer; nine names in ten are plain.
enum PlainName {
    static func isPlain(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { bytes in
            guard let first = bytes.first, let last = bytes.last, isLetterOrDigit(first), isLetterOrDigit(last) || last == 46 || last == 41
            else { return false }
            var previous: UInt8 = 0
            for index in bytes.indices {
                let byte = bytes[index]
                // Anything but ASCII, two spaces together, and what other programs leave behind.
                guard (32...126).contains(byte), byte != 32 || previous != 32, byte != 95, byte != 59, byte != 42, byte != 34 else {
                    return false
                }
                if begins(with: markers, bytes, index) || begins(with: secondNames, bytes, index) { return false }
                // "2nd notice", and "(3)" at the end: a count of sites.
                if (48...57).contains(byte), index + 1 < bytes.count {
                    let next = bytes[index + 1] | 0x20
                    if next == 110 || next == 114 || next == 116 || bytes[index + 1] == 41 { return false }
                }
                previous = byte
            }
            return true
        }
    }

    /// Whether a marker may be in the name; false is certain.
    static func mayBeMarked(_ name: String) -> Bool { holds(markers, name, orDigits: true) }

    /// Whether a second name may be in the name; false is certain.
    static func mayHaveSecondName(_ name: String) -> Bool { holds(secondNames, name, orDigits: false) }

    private static func holds(_ stems: [[[UInt8]]?], _ name: String, orDigits: Bool) -> Bool {
        var name = name
        return name.withUTF8 { bytes in
            bytes.indices.contains { index in
                begins(with: stems, bytes, index)
                    || orDigits && (48...57).contains(bytes[index]) && index + 1 < bytes.count
                        && isLetterOrDigit(bytes[index + 1]) && bytes[index + 1] >= 65
            }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20)
    }

    private static func begins(with stems: [[[UInt8]]?], _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard bytes[index] < 128, let some = stems[Int(bytes[index] | 0x20)] else { return false }
        for stem in some where begins(with: stem, bytes, index) { return true }
        return false
    }

    private static func begins(with stem: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index + stem.count <= bytes.count else { return false }
        for offset in stem.indices where bytes[index + offset] | 0x20 != stem[offset] { return false }
        return true
    }

    /// The beginnings of every word of ``Markers``; bytes with the bit of lower case set, so that `/` and `.` stand for themselves.
    private static let markers = table([
        "updat", "udat", "amend", "rev", "resci", "recin", "resub", "retra", "cancel", "supp", "correct", "condit", "chang", "extension",
        "extended", "addit", "addend", "withd", "void", "notice", "warn", "second", "third", "fourth", "fifth",
    ])

    /// The beginnings of every word for a second name.
    private static let secondNames = table(["dba", "d/b", "d.b", "db/", "doing", "aka"])

    /// By the first byte.
    private static func table(_ words: [String]) -> [[[UInt8]]?] {
        var stems = [[[UInt8]]?](repeating: nil, count: 128)
        for word in words {
            let bytes = word.utf8.map { $0 | 0x20 }
            stems[Int(bytes[0])] = (stems[Int(bytes[0])] ?? []) + [bytes]
        }
        return stems
    }
}
