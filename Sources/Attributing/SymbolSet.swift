/// Some of the lexicon's symbols.
struct SymbolSet: Sendable {
    private var words: [UInt64]

    /// - Parameter count: the symbols there are.
    init(count: Int) {
        words = Array(repeating: 0, count: (count + 63) / 64)
    }

    func contains(_ symbol: Int) -> Bool { words[symbol / 64] & (1 << UInt64(symbol % 64)) != 0 }

    mutating func insert(_ symbol: Int) { words[symbol / 64] |= 1 << UInt64(symbol % 64) }

    mutating func remove(_ symbol: Int) { words[symbol / 64] &= ~(1 << UInt64(symbol % 64)) }

    /// The symbols, in order.
    func forEach(_ body: (Int) -> Void) {
        for index in words.indices {
            var left = words[index]
            while left != 0 {
                body(index * 64 + left.trailingZeroBitCount)
                left &= left - 1
            }
        }
    }
}
