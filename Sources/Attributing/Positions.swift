/// Positions between the tokens of one sentence, 0 to 255: the lexer makes none longer.
struct Positions: Sequence, IteratorProtocol {
    private var low: UInt128 = 0
    private var high: UInt128 = 0

    init() {}

    init(_ position: Int) {
        insert(position)
    }

    var isEmpty: Bool { low | high == 0 }

    /// The first position.
    var first: Int? {
        if low != 0 { return low.trailingZeroBitCount }
        return high != 0 ? 128 + high.trailingZeroBitCount : nil
    }

    func contains(_ position: Int) -> Bool {
        position < 128 ? low & (1 << position) != 0 : high & (1 << (position - 128)) != 0
    }

    func overlaps(_ other: Positions) -> Bool { low & other.low | high & other.high != 0 }

    mutating func insert(_ position: Int) {
        precondition(position < 256, "no sentence is so long")
        if position < 128 { low |= 1 << position } else { high |= 1 << (position - 128) }
    }

    mutating func formUnion(_ other: Positions) {
        low |= other.low
        high |= other.high
    }

    /// Takes the first position out.
    mutating func next() -> Int? {
        let position = first
        if low != 0 { low &= low - 1 } else if high != 0 { high &= high - 1 }
        return position
    }
}
