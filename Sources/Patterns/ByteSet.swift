/// A set of ASCII bytes, a bit for each.
struct ByteSet: Equatable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init() {}

    init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

    static let all = ByteSet(0...127)
    static let digits = ByteSet(48...57)
    static let spaces = ByteSet([9, 10, 11, 12, 13, 32])
    static let newlines = ByteSet([10, 11, 12, 13])
    static let words = ByteSet(48...57).union(ByteSet(65...90)).union(ByteSet(97...122)).union(ByteSet([95]))

    var isEmpty: Bool { low | high == 0 }

    mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte & 63) }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { (byte < 64 ? low : high) & (1 << UInt64(byte & 63)) != 0 }

    func union(_ other: ByteSet) -> ByteSet {
        var set = self
        (set.low, set.high) = (low | other.low, high | other.high)
        return set
    }

    var inverted: ByteSet {
        var set = self
        (set.low, set.high) = (~low, ~high)
        return set
    }

    /// With the other case of each letter.
    var ignoringCase: ByteSet {
        var set = self
        for letter in UInt8(65)...90 where contains(letter) || contains(letter | 0x20) {
            set.insert(letter)
            set.insert(letter | 0x20)
        }
        return set
    }
}
