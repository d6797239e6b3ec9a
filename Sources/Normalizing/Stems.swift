/// Beginnings of words, looked for in bytes without regard to the case of letters: one pass, whatever their number.
///
/// ASCII only, and every byte is compared with the bit of lower case set, so a found one is likely and one not found is certain.
struct Stems: Sendable {
    /// By the first byte.
    private let table: [[[UInt8]]?]
    /// A bit for every pair of bytes that one of them begins with: nearly every place of a text is passed over by this alone.
    private let pairs: [UInt64]

    init(_ words: [String]) {
        var table = [[[UInt8]]?](repeating: nil, count: 128)
        var pairs = [UInt64](repeating: 0, count: 128 * 128 / 64)
        for word in words {
            let bytes = word.utf8.map { $0 | 0x20 }
            guard let first = bytes.first, first < 128 else { continue }
            table[Int(first)] = (table[Int(first)] ?? []) + [bytes]
            for second in bytes.count > 1 ? bytes[1] & 0x7F...bytes[1] & 0x7F : 0...127 {
                let pair = Self.pair(first, second)
                pairs[pair / 64] |= 1 << UInt64(pair % 64)
            }
        }
        self.table = table
        self.pairs = pairs
    }

    private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 7 | Int(second & 0x7F) }

    /// Whether one of them can begin with these two bytes; false is certain.
    func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
        guard first < 128, second < 128 else { return true }
        let pair = Self.pair(first | 0x20, second | 0x20)
        return pairs[pair / 64] & 1 << UInt64(pair % 64) != 0
    }

    /// Whether one of them stands at this place.
    func begin(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes[index] < 128 else { return false }
        let pair = Self.pair(bytes[index] | 0x20, index + 1 < bytes.count ? bytes[index + 1] | 0x20 : 0)
        guard pairs[pair / 64] & 1 << UInt64(pair % 64) != 0, let some = table[Int(bytes[index] | 0x20)] else { return false }
        for stem in some where Self.begins(with: stem, bytes, index) { return true }
        return false
    }

    /// Whether one of them stands anywhere.
    func areIn(_ text: String) -> Bool {
        var text = text
        return text.withUTF8(areIn)
    }

    func areIn(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer(areIn) }

    private func areIn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.indices.contains { begin(at: $0, in: bytes) } }

    private static func begins(with stem: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index + stem.count <= bytes.count else { return false }
        for offset in stem.indices where bytes[index + offset] | 0x20 != stem[offset] { return false }
        return true
    }
}
