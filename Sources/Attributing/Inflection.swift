/// The regular forms of an English verb, so that the phrasebook writes `draft+` and means drafts, drafted and drafting, too.
enum Inflection {
    /// `handle`, `handles`, `handled`, `handling`; where the last letter may be doubled, also so (`flagged`). Irregular forms are written out.
    static func forms(of verb: String) -> [String] {
        let stem = String(verb.dropLast())
        let last = verb.last ?? " "
        let before = stem.last ?? " "
        if last == "e" { return [verb, verb + "s", verb + "d", stem + "ing"] }
        if last == "y", !vowels.contains(before) { return [verb, stem + "ies", stem + "ied", verb + "ing"] }
        let hisses = ["s", "x", "z", "ch", "sh"].contains { verb.hasSuffix($0) }
        let plain = [verb, verb + (hisses ? "es" : "s"), verb + "ed", verb + "ing"]
        guard !vowels.contains(last), !single.contains(last), vowels.contains(before), !vowels.contains(stem.dropLast().last ?? " ") else {
            return plain
        }
        return plain + [verb + String(last) + "ed", verb + String(last) + "ing"]
    }

    private static let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    /// Letters that are never doubled.
    private static let single: Set<Character> = ["h", "j", "q", "w", "x", "y"]
}
