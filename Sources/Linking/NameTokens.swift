/// A name cut into words, in pieces: the name proper, and whatever is set off from it by brackets, dashes, stars, at signs or number signs.
struct NameTokens {
    struct Piece {
        var words: [String] = []
        /// Words as written that are all capitals: `UPDATED` before a name is a marker, `Updated` may be.
        var startsLoudly = false
    }

    private(set) var pieces: [Piece] = []

    /// - Complexity: linear in the text.
    init(_ text: String) {
        var piece = Piece()
        var word = ""
        var isLoud = true
        var before: Unicode.Scalar = " "
        func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == "\u{A0}"
        }
        func endWord() {
            if word.isEmpty {
                isLoud = true
                return
            }
            let clean = word.utf8.last == UInt8(ascii: ".") ? String(word.dropLast()) : word
            word = ""
            defer { isLoud = true }
            guard !clean.isEmpty else { return }
            let text = clean.utf8.contains(UInt8(ascii: ".")) ? clean.filter { $0 != "." } : clean
            if text.isEmpty { return }
            if piece.words.isEmpty { piece.startsLoudly = isLoud && text.count > 2 }
            piece.words.append(text)
        }
        func endPiece() {
            endWord()
            if !piece.words.isEmpty { pieces.append(piece) }
            piece = Piece()
        }
        let scalars = Array(text.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            defer { before = scalar }
            if Self.isLetter(scalar) || Self.isDigit(scalar) {
                if Self.isUpper(scalar), Self.isLower(before) || before == "." || before == ")", Self.isGluedMarker(scalars[place...]) {
                    endPiece()
                }
                if Self.isLower(scalar) { isLoud = false }
                if scalar.value < 128 {
                    word.unicodeScalars.append(Self.isUpper(scalar) ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar)
                } else {
                    word += Self.folded(scalar)
                }
                continue
            }
            switch scalar {
            case "'", "’", "‘", "`": continue
            // Initials: "C.R. Bard", "U.S."; a full stop behind a longer word ends it.
            case "." where word.count == 1 || word.dropLast().last == ".": word.append(".")
            case "&" where word.count == 1 && place + 1 < scalars.count && Self.isLetter(scalars[place + 1]): continue
            case "(", ")", "[", "]", "@", "*", "\"", ";", "–", "—", "“", "”": endPiece()
            case "#":
                endWord()
                if !Self.siteNouns.contains(piece.words.last ?? "") { endPiece() }
            case "-", ":":
                let next = place + 1 < scalars.count ? scalars[place + 1] : " "
                endWord()
                // "Coca-Cola" is one name, "Armstrong Coal-Midway Plant" a name and its site.
                let named = piece.words.count { !CompanyForms.contains($0) }
                if isSpace(before) || isSpace(next) || CompanyForms.contains(piece.words.last ?? "") || named > 1 && !Self.isLower(next) {
                    endPiece()
                }
            default: endWord()
            }
        }
        endPiece()
    }

    static let siteNouns: Set<String> = ["store", "plant", "unit", "mine", "rev", "revision", "amendment", "update"]

    /// "IncRevised", "LLC.Amended": the page's markup glued them.
    private static func isGluedMarker(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        glued.contains { rest.starts(with: $0) }
    }

    private static let glued = ["Revised", "Amended", "Updated", "Rescinded", "Supplemental"].map { Array($0.unicodeScalars) }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 48 && scalar.value <= 57 }
    private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 128 ? scalar.value >= 65 && scalar.value <= 90 : scalar.properties.isUppercase
    }
    private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 128 ? scalar.value >= 97 && scalar.value <= 122 : scalar.properties.isLowercase
    }
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 128 ? isUpper(scalar) || isLower(scalar) : scalar.properties.isAlphabetic
    }

    /// Beyond ASCII: lower case, accents of Latin letters off.
    private static func folded(_ scalar: Unicode.Scalar) -> String {
        let lower = scalar.properties.lowercaseMapping
        return accents[lower] ?? lower
    }

    private static let accents: [String: String] = [
        "à": "a", "á": "a", "â": "a", "ã": "a", "ä": "a", "å": "a", "ç": "c", "è": "e", "é": "e", "ê": "e", "ë": "e", "ì": "i", "í": "i",
        "î": "i", "ï": "i", "ñ": "n", "ò": "o", "ó": "o", "ô": "o", "õ": "o", "ö": "o", "ø": "o", "ù": "u", "ú": "u", "û": "u", "ü": "u",
        "ý": "y", "ÿ": "y", "ß": "ss",
    ]
}

/// Words of a company's form, which tell no company from another.
enum CompanyForms {
    static func contains(_ word: String) -> Bool { words.contains(word) }

    private static let words: Set<String> = [
        "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co", "company", "companies", "plc", "the",
        "na",
        "sa", "pa", "pc", "pllc", "group", "holdings", "holding", "dba", "aka", "fka", "and", "of", "in",
    ]
}
