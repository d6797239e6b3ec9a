/// An employer's name taken apart: the words that name it, the words that name one of its sites, and what the row says of itself.
///
/// | name | words | site | marks |
/// |---|---|---|---|
/// | `Fairway Group Holdings Corp.(Updated Notice)*` | fairway | | amended |
/// | `Pappadeaux Seafood Kitchen 40` | pappadeaux seafood kitchen | 40 | |
/// | `Saturn of Wichita West` | saturn of wichita | west | |
/// | `Flextronics Americas LLC (RTS) - Plano` | flextronics americas | rts plano | |
public struct EmployerKey: Sendable, Hashable {
    public let words: [String]
    /// The words, plural endings off: what is compared.
    private let stems: [String]
    public let site: Set<String>
    public let isAmended: Bool
    public let isSupplement: Bool
    public let isRescinded: Bool

    /// Words of the company's form, which tell no company from another.
    private static let forms: Set<String> = [
        "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co", "company", "companies", "plc", "the",
        "na", "sa",
        "pa", "pc", "group", "holdings", "holding",
    ]
    private static let marks: Set<String> = [
        "updated", "update", "udated", "revised", "revision", "rev", "amended", "amendment", "correction", "corrected", "notice", "warn",
        "extension",
        "extended", "second", "addendum", "supplement", "supplemental", "suplemental", "additional", "rescinded", "rescission", "cancelled",
        "canceled",
        "withdrawn",
    ]
    private static let amending: Set<String> = [
        "updated", "update", "udated", "revised", "revision", "rev", "amended", "amendment", "correction", "corrected", "extension",
        "extended", "addendum",
    ]
    private static let supplementing: Set<String> = ["supplement", "supplemental", "suplemental", "additional"]
    private static let rescinding: Set<String> = ["rescinded", "rescission", "cancelled", "canceled", "withdrawn"]
    private static let sides: Set<String> = [
        "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central",
    ]
    private static let numerals: Set<String> = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    private static let siteWords: Set<String> = [
        "store", "plant", "site", "unit", "no", "location", "facility", "warehouse", "branch", "mine", "building",
    ]

    public init(_ name: String) {
        let (main, rest) = Self.parts(of: name)
        let all = main + rest
        isAmended = all.contains(where: Self.amending.contains)
        isSupplement = all.contains(where: Self.supplementing.contains)
        isRescinded = all.contains(where: Self.rescinding.contains)
        var words = main.filter { !Self.forms.contains($0) }
        while let last = words.last, words.count > 1, Self.isMark(last, in: all) { words.removeLast() }
        var site = Set(rest.filter { !Self.forms.contains($0) && !Self.marks.contains($0) && !Self.siteWords.contains($0) })
        while let last = words.last, words.count > 1, Self.isSite(last) {
            if !Self.siteWords.contains(last) { site.insert(last) }
            words.removeLast()
        }
        self.words = words
        stems = words.map(Self.singular)
        self.site = site
    }

    /// Candidates that can be the same employer share it: the first two words, plural endings off.
    public var block: String { stems.prefix(2).joined(separator: " ") }

    /// The same company: equal words, or the shorter name begins the longer and has two words at least.
    public func isSameEmployer(as other: EmployerKey) -> Bool {
        if stems == other.stems { return true }
        let (short, long) = stems.count < other.stems.count ? (stems, other.stems) : (other.stems, stems)
        return short.count >= 2 && long.starts(with: short)
    }

    /// Words one name has and the other has not: a division, a region, a brand.
    public func surplus(over other: EmployerKey) -> Set<String> {
        Set(stems).symmetricDifference(other.stems).subtracting(["of", "and", "at", "in", "for"])
    }

    /// The name proper, and what stands in brackets or behind a dash, an at sign or a number sign.
    private static func parts(of name: String) -> (main: [String], rest: [String]) {
        var main: [String] = [], rest: [String] = []
        var word = ""
        var depth = 0
        var isBehind = false
        var before: Character = " "
        for character in name.lowercased() + " " {
            if character.isLetter || character.isNumber || character == "'" || character == "." && word.count == 1 {
                word.append(character)
            } else if character != "'" {
                let clean = String(word.filter { $0 != "'" && $0 != "." })
                if !clean.isEmpty { if depth > 0 || isBehind { rest.append(clean) } else { main.append(clean) } }
                word = ""
            }
            if character == "(" { depth += 1 }
            if character == ")" { depth = max(0, depth - 1) }
            if "@#".contains(character) || "-–—".contains(character) && !main.isEmpty && !(before.isLetter && main.isEmpty) {
                isBehind = true
            }
            before = character
        }
        return main.isEmpty ? (rest, []) : (main, rest)
    }

    private static func isMark(_ word: String, in all: [String]) -> Bool {
        marks.contains(word) && all.contains { amending.contains($0) || supplementing.contains($0) || rescinding.contains($0) }
    }

    private static func isSite(_ word: String) -> Bool {
        sides.contains(word) || numerals.contains(word) || siteWords.contains(word) || word.allSatisfy(\.isNumber)
    }

    /// A Roman numeral, as plants and units are numbered.
    static func isNumeral(_ word: String) -> Bool { numerals.contains(word) }

    private static func singular(_ word: String) -> String {
        word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
    }
}
