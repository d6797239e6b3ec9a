/// Splits a multiple-choice text into the choices it is made of, by longest match, whatever joins them.
enum ReasonReader {
    /// - Returns: the choices in the order written, each as the vocabulary spells it. A piece that is in no vocabulary is kept as its own reason.
    static func reasons(in text: String, vocabulary: [String]) -> [String] {
        let text = text.folded
        guard !vocabulary.isEmpty else { return text.isEmpty ? [] : [text] }
        let choices = vocabulary.sorted { ($0.count, $1) > ($1.count, $0) }
        var reasons: [String] = []
        var other = ""
        var rest = Substring(text)
        func close() {
            let piece = other.trimmed
            if !piece.isEmpty { reasons.append(piece) }
            other = ""
        }
        while !rest.isEmpty {
            let startsWord = other.last?.isLetter != true || rest.first?.isUppercase == true
            if startsWord, let choice = choices.first(where: { rest.prefix($0.count).lowercased() == $0.lowercased() }) {
                close()
                reasons.append(choice)
                rest = rest.dropFirst(choice.count)
            } else {
                other.append(rest.removeFirst())
            }
        }
        close()
        return reasons
    }
}

extension String {
    /// Without the white space and punctuation that join a list's parts.
    fileprivate var trimmed: String {
        var text = folded
        while let first = text.first, ",;/&|+-".contains(first) || first == " " { text.removeFirst() }
        while let last = text.last, ",;/&|+-".contains(last) || last == " " { text.removeLast() }
        return text == "and" ? "" : text
    }
}
