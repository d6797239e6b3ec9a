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
                if anything.begin(at: index, in: bytes) { return false }
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

    /// Whether a second name may be in the name; false is certain.
    static func mayHaveSecondName(_ name: String) -> Bool { secondNames.areIn(name) }

    /// Whether a marker may be in the name; false is certain.
    static func mayBeMarked(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { bytes in
            bytes.indices.contains { index in
                markers.begin(at: index, in: bytes)
                    || (48...57).contains(bytes[index]) && index + 1 < bytes.count
                        && isLetterOrDigit(bytes[index + 1]) && bytes[index + 1] >= 65
            }
        }
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20)
    }

    /// The beginnings of every word of ``Markers``; bytes with the bit of lower case set, so that `/` and `.` stand for themselves.
    private static let markers = Stems(markerWords)
    private static let markerWords = [
        "updat", "udat", "amend", "rev", "resci", "recin", "resub", "retra", "cancel", "supp", "correct", "condit", "chang", "extension",
        "extended", "addit", "addend", "withd", "void", "notice", "warn", "second", "third", "fourth", "fifth", "locations", "various", "sites",
        "phase", "wave", "layoff", "xxx",
    ]

    /// The beginnings of every word for a second name.
    private static let secondNames = Stems(secondNameWords)
    private static let secondNameWords = ["dba", "d/b", "d.b", "db/", "doing", "aka"]

    /// Both together, for one look at each place.
    private static let anything = Stems(markerWords + secondNameWords)
}
