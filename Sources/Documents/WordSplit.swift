/// Two cells' words set without a gap come out as one (`3/15/2026Layoff`, `1Spirit`): this takes them apart again at the edge between them.
enum WordSplit {
    /// - Parameter edges: of the columns. Only where a number meets letters near an edge is a word taken apart.
    static func split(_ word: PDFWord, at edges: [Double]) -> [PDFWord] {
        let letters = Array(word.text)
        guard letters.count > 1, let edge = edges.first(where: { $0 > word.box.left + 2 && $0 < word.box.right - 2 }) else { return [word] }
        let share = (edge - word.box.left) / word.box.width
        let expected = share * Double(letters.count)
        let seams = letters.indices.dropFirst().filter { isSeam(letters[$0 - 1], letters[$0]) }
        guard let seam = seams.min(by: { abs(Double($0) - expected) < abs(Double($1) - expected) }),
            abs(Double(seam) - expected) <= max(2, 0.2 * Double(letters.count))
        else { return [word] }
        var (first, second) = (word, word)
        first.text = String(letters[..<seam])
        first.box.right = edge - 0.1
        second.text = String(letters[seam...])
        second.box.left = edge + 0.1
        return [first] + split(second, at: edges)
    }

    private static func isSeam(_ left: Character, _ right: Character) -> Bool {
        left.isNumber && right.isLetter || left.isLetter && right.isNumber
    }
}
