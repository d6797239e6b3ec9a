/// What a row says of itself beside the employer's name: that it updates, supplements or takes back an earlier one, and which one it is.
struct NoticeMarks: Sendable, Hashable {
    var isAmended = false
    var isSupplement = false
    var isRescinded = false
    /// A later one of a row without a word that says what it does: `2nd notice`, `Third WARN`.
    var isLater = false
    /// Place in the chain where the words number it: 1 for `Revision 1` and for `2nd notice`; nil: not numbered.
    var sequence: Int?

    var isMarked: Bool { isAmended || isSupplement || isRescinded || isLater }

    /// The marks among these words, whatever else is among them.
    init(words: some Sequence<String>) {
        var before = ""
        var isNotice = false, hasOrdinal = false
        for word in words {
            if Self.amending.contains(word) { isAmended = true }
            if Self.supplementing.contains(word) { isSupplement = true }
            if Self.rescinding.contains(word) { isRescinded = true }
            if word == "notice" || word == "notices" || word == "warn" { isNotice = true }
            if let place = Self.ordinal(word) { hasOrdinal = true; sequence = sequence ?? place - 1 }
            if Self.numbered.contains(before), word.count <= 2, let number = Int(word) { sequence = number }
            before = word
        }
        isLater = hasOrdinal && isNotice
        if hasOrdinal && !isNotice { sequence = nil }
    }

    /// The name without the words that mark the notice; a piece is a marker when it holds nothing but marker words, numbers and months.
    static func split(_ tokens: NameTokens) -> (pieces: [[String]], marks: NoticeMarks) {
        var marked: [String] = []
        var pieces: [[String]] = []
        for piece in tokens.pieces {
            if isMarker(piece.words) { marked += piece.words; continue }
            var words = piece.words
            // The longest marker that ends the piece, behind a name: "X Rescinded", "X Update 11 18 21".
            if let start = words.indices.dropFirst().first(where: { endsName(words[$0...]) && isMarker(words[$0...]) }) {
                marked += words[start...]
                words.removeSubrange(start...)
            }
            if pieces.isEmpty, piece.startsLoudly || leading.contains(words[0]), words.count > 1, isMarker(words.prefix(1)) {
                marked.append(words.removeFirst())
            }
            pieces.append(words)
        }
        return (pieces.isEmpty ? tokens.pieces.map(\.words) : pieces, NoticeMarks(words: marked))
    }

    /// "Diet Supplement" is a product; with a day or a number behind it, it is a marker.
    private static func endsName(_ words: ArraySlice<String>) -> Bool {
        guard let word = words.first else { return false }
        return endsNames.contains(word) || words.count > 1 && endsNamesDated.contains(word) && words.last?.allSatisfy(\.isNumber) ?? false
    }

    private static func isMarker(_ words: some Collection<String>) -> Bool {
        guard !words.isEmpty, words.count <= 9 else { return false }
        var isStrong = false, isNotice = false, isOrdinal = false
        for word in words {
            if amending.contains(word) || supplementing.contains(word) || rescinding.contains(word) {
                isStrong = true
            } else if ordinal(word) != nil {
                isOrdinal = true
            } else if word == "notice" || word == "notices" || word == "warn" {
                isNotice = true
            } else if !fillers.contains(word), !word.allSatisfy(\.isNumber) {
                return false
            }
        }
        return isStrong || isNotice && isOrdinal
    }

    private static func ordinal(_ word: String) -> Int? {
        if let place = ordinals[word] { return place }
        guard word.count <= 4, word.hasSuffix("nd") || word.hasSuffix("rd") || word.hasSuffix("th"), let number = Int(word.dropLast(2)),
            number > 1
        else { return nil }
        return number
    }

    private static let ordinals = ["second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8]
    private static let numbered: Set<String> = ["revision", "rev", "amendment", "update", "addendum", "supplement", "number", "no"]
    private static let amending: Set<String> = [
        "updated", "update", "udated", "revised", "revision", "rev", "amended", "amendment", "amendement", "correction", "corrected",
        "extension", "extended", "addendum", "errata", "resubmission", "resubmitted", "changed",
    ]
    private static let supplementing: Set<String> = ["supplement", "supplemental", "suplemental", "supplementary", "additional"]
    private static let rescinding: Set<String> = [
        "rescinded", "rescission", "rescind", "rescinds", "recinds", "recinded", "cancelled", "canceled", "cancellation", "withdrawn",
        "retracted", "revoked", "void",
    ]
    private static let endsNames: Set<String> = [
        "updated", "update", "udated", "revised", "revision", "amended", "amendment", "rescinded", "rescission", "rescinds", "recinds",
        "cancelled", "canceled", "withdrawn", "retracted", "second", "third", "fourth", "fifth", "2nd", "3rd", "4th", "5th", "6th", "7th",
        "8th", "warn", "notice", "supplemental",
    ]
    private static let endsNamesDated: Set<String> = ["supplement", "rev", "addendum", "correction", "extension", "additional"]
    private static let leading: Set<String> = [
        "updated", "update", "revised", "amended", "rescinded", "cancelled", "canceled", "corrected",
    ]
    private static let fillers: Set<String> = [
        "to", "of", "on", "the", "and", "was", "has", "been", "a", "final", "number", "no", "information", "dated", "date", "layoffs",
        "layoff", "employer", "by", "from", "closure", "january", "february", "march", "april", "may", "june", "july", "august",
        "september",
        "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
    ]
}
