/// The beginnings of words of which a text must have one, or a manifest's pattern cannot match it.
///
/// Most patterns of a flag are a list of words (`(?i)\b(amended|revised?)\b`), and most texts have none of them: one pass over the bytes
/// tells so, where the expression would be tried at every letter.
enum PatternWords {
    /// - Returns: nil for a pattern that is not a group of words, or where that is not certain at a glance.
    static func stems(of pattern: String) -> Stems? {
        var rest = Substring(pattern)
        for beginning in ["(?i)", "^", "\\b"] where rest.hasPrefix(beginning) { rest = rest.dropFirst(beginning.count) }
        guard rest.first == "(" else { return nil }
        rest = rest.dropFirst(rest.hasPrefix("(?:") ? 3 : 1)
        // A look ahead or behind, a choice that reaches further, a class, an escape: the expression itself must tell.
        guard rest.first != "?", let end = close(of: rest), !rest[end...].contains("|"), !rest.contains("["), !rest.contains("\\("), !rest.contains("\\)"),
            rest[end...].dropFirst().first.map({ !"?*{".contains($0) }) ?? true
        else { return nil }
        let words = choices(of: rest[..<end]).map(beginning)
        return words.isEmpty || words.contains { $0.utf8.count < 3 } ? nil : Stems(words)
    }

    /// Where the group that is open ends.
    private static func close(of group: Substring) -> Substring.Index? {
        var depth = 1
        return group.indices.first { index in
            guard index == group.startIndex || group[group.index(before: index)] != "\\" else { return false }
            if group[index] == "(" { depth += 1 }
            if group[index] == ")" { depth -= 1 }
            return depth == 0
        }
    }

    private static func choices(of group: Substring) -> [Substring] {
        var depth = 0
        return group.split(omittingEmptySubsequences: false) { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return depth == 0 && character == "|"
        }
    }

    /// The letters that a choice begins with for certain; the last one before `?` is not.
    private static func beginning(of choice: Substring) -> String {
        let rest = choice.hasPrefix("\\b") ? choice.dropFirst(2) : choice
        let word = rest.prefix { $0.isASCII && $0.isLetter || $0 == " " || $0 == "-" }
        let isWhole = rest[word.endIndex...].first.map { !"?*{+".contains($0) } ?? true
        return String(isWhole ? word : word.dropLast())
    }
}
