/// A word, a mark or a box of a text, folded, with the bytes it stands for.
struct Token: Equatable {
    enum Kind {
        case word, number
        /// A mark inside a sentence: comma, colon, slash, dash, bracket.
        case mark
        /// A mark that ends a sentence or a clause of its own.
        case stop
        /// A ticked box, an empty box.
        case checked, unchecked
    }

    var text: String
    var kind: Kind
    var start: Int
    var end: Int
    var isCapitalized = false
    /// Two or more letters, all of them capitals.
    var isUppercase = false
    /// Joined to the token before it by a hyphen.
    var isJoined = false
    /// Part of the employer's name: never evidence.
    var isName = false

    var isWord: Bool { kind == .word || kind == .number }
}

/// A text as sentences of tokens.
struct TokenizedText {
    var tokens: [Token]
    /// Token ranges, in order, without gaps; the stop belongs to its sentence.
    var sentences: [Range<Int>]
    /// Token ranges between quotation marks, in order.
    var quotes: [Range<Int>] = []
}
