/// An employer's name taken apart: the words that name it, the words that name one of its sites, and what the row says of itself.
///
/// | name | words | site | marks |
/// |---|---|---|---|
/// | `Fairway Group Holdings Corp.(Updated Notice)*` | fairway | | amended |
/// | `Pappadeaux Seafood Kitchen 40` | pappadeaux seafood kitchen | 40 | |
/// | `Saturn of Wichita West` | saturn wichita | west | |
/// | `Flextronics Americas LLC (RTS) - Plano`, at Plano | flextronics americas | rts | |
/// | `K-Mart Kearney`, at Kearney | k mart | | |
public struct EmployerKey: Sendable, Hashable {
    public let words: [String]
    /// The words, plural endings off: what is compared.
    let stems: [String]
    /// The stems without what stands between them, so that `Wal-Mart` is `Walmart`.
    let compact: String
    /// All words without what stands between them.
    private let letters: String
    /// Candidates that can be the same employer share it.
    public let block: String
    /// Words that set this site off from others, in order of the alphabet.
    public let site: [String]
    let marks: NoticeMarks

    public var isAmended: Bool { marks.isAmended || marks.isLater }
    public var isSupplement: Bool { marks.isSupplement }
    public var isRescinded: Bool { marks.isRescinded }

    private static let sides: Set<String> = [
        "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central",
    ]
    private static let numerals: Set<String> = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    /// Words that say that a number or a town follows, and nothing else.
    private static let siteWords: Set<String> = [
        "store", "stores", "plant", "site", "unit", "no", "number", "location", "facility", "warehouse", "branch", "mine", "building",
        "notice", "for", "at", "in",
    ]

    /// - Parameters:
    ///   - name: the employer's name, as written or already without its markers.
    ///   - written: the cell that the name is from, where it was read already; its marks are looked for there.
    ///   - tradeName: a second name, which tells sites of one company apart.
    ///   - town: words of the row's own place: a name that ends with them names the place, not another company.
    public init(_ name: String, written: String? = nil, tradeName: String? = nil, town: Set<String> = []) {
        let (pieces, own) = NoticeMarks.split(NameTokens(name))
        if let written, written != name {
            let known = Set(pieces.joined())
            marks = NoticeMarks(words: NameTokens(written).pieces.flatMap(\.words).filter { !known.contains($0) })
        } else {
            marks = own
        }
        var site: Set<String> = []
        func addSite(_ word: String) {
            if town.contains(word) || CompanyForms.contains(word) || Self.siteWords.contains(word) { return }
            // "Houston2": the second notice or site there.
            let number = word.reversed().prefix(while: \.isNumber)
            if !number.isEmpty, number.count < word.count, town.contains(String(word.dropLast(number.count))) {
                site.insert(String(number.reversed()))
            } else {
                site.insert(Self.singular(word))
            }
        }
        var main = pieces.first ?? []
        if let second = main.dropFirst().firstIndex(where: { ["dba", "aka", "fka"].contains($0) }) {
            main[(second + 1)...].forEach(addSite)
            main.removeSubrange(second...)
        }
        var words = main.filter { !CompanyForms.contains($0) }
        if words.isEmpty { words = main }
        // "South Beach", at Miami Beach: a side alone names nobody.
        let fewest = words.first.map(Self.isSite) == true ? 2 : 1
        while let last = words.last, words.count > fewest, Self.isSite(last) || town.contains(last) || Self.isNumbered(last, town) {
            // A town that is the whole of the name behind its first word may be the company: "Kansas City" of "Hotel Kansas City".
            addSite(last)
            words.removeLast()
        }
        for piece in pieces.dropFirst() { piece.forEach(addSite) }
        if let tradeName { NoticeMarks.split(NameTokens(tradeName)).pieces.joined().forEach(addSite) }
        self.words = words
        stems = words.map(Self.singular)
        compact = stems.joined()
        letters = words.joined()
        block = String(compact.prefix(5))
        self.site = site.subtracting(stems).sorted()
    }

    /// The same company: equal words, the same letters, a slip of the pen, or the shorter name begins the longer and has two words at least.
    public func isSameEmployer(as other: EmployerKey) -> Bool {
        if compact == other.compact || letters == other.letters { return true }
        if stems.count == other.stems.count { return isMisspelt(other) }
        return stems.count < other.stems.count ? begins(other) : other.begins(self)
    }

    /// Two words or more, with which the other name begins.
    private func begins(_ long: EmployerKey) -> Bool { stems.count >= 2 && long.stems.starts(with: stems) }

    /// One word of the name with a slip of the pen; a letter or a numeral more is another plant, and no slip.
    private func isMisspelt(_ other: EmployerKey) -> Bool {
        guard stems.count == other.stems.count else { return false }
        var unlike: (own: String, other: String)?
        for (own, other) in zip(stems, other.stems) where own != other {
            if unlike != nil { return false }
            unlike = (own, other)
        }
        return unlike.map { Spelling.isNear($0.own, $0.other) } ?? false
    }

    /// Words one name has and the other has not: a division, a region, a brand.
    func hasSurplus(over other: EmployerKey) -> Bool {
        compact != other.compact && !isMisspelt(other)
    }

    private static func isSite(_ word: String) -> Bool {
        sides.contains(word) || numerals.contains(word) || siteWords.contains(word) || word.allSatisfy(\.isNumber)
    }

    private static func isNumbered(_ word: String, _ town: Set<String>) -> Bool {
        guard let last = word.last, last.isNumber, !town.isEmpty else { return false }
        return town.contains(String(word.prefix { !$0.isNumber }))
    }

    /// A Roman numeral or a number, as plants, stores and units are told apart.
    static func isNumeral(_ word: String) -> Bool { numerals.contains(word) || word.allSatisfy(\.isNumber) }

    private static func singular(_ word: String) -> String {
        word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
    }
}
