/// Where words begin and end by Unicode's rules (UAX #29), of which ASCII needs these: `can't`, `L.L.C` and `1,204` are one word each.
enum WordBoundary {
    private enum Kind { case letter, digit, underscore, quote, dot, colon, comma, space, other }

    /// Whether a boundary stands before the byte at a place, or at the text's end.
    static func stands(at place: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard place > 0, place < text.count else { return true }
        let (before, after) = (kind(of: text[place - 1]), kind(of: text[place]))
        switch (before, after) {
        case (.space, .space), (.letter, .letter), (.letter, .digit), (.digit, .letter), (.digit, .digit): return false
        case (.letter, .underscore), (.digit, .underscore), (.underscore, .underscore), (.underscore, .letter), (.underscore, .digit):
            return false
        case (.letter, .quote), (.letter, .dot), (.letter, .colon): return place + 1 == text.count || kind(of: text[place + 1]) != .letter
        case (.quote, .letter), (.dot, .letter), (.colon, .letter): return place < 2 || kind(of: text[place - 2]) != .letter
        case (.digit, .quote), (.digit, .dot), (.digit, .comma): return place + 1 == text.count || kind(of: text[place + 1]) != .digit
        case (.quote, .digit), (.dot, .digit), (.comma, .digit): return place < 2 || kind(of: text[place - 2]) != .digit
        default: return true
        }
    }

    private static func kind(of byte: UInt8) -> Kind {
        switch byte {
        case 65...90, 97...122: .letter
        case 48...57: .digit
        case 95: .underscore
        case 39: .quote
        case 46: .dot
        case 58: .colon
        case 44, 59: .comma
        case 32: .space
        default: .other
        }
    }
}
