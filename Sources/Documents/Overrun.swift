/// Texts too long for their cells that are printed on over what the next cells say.
///
/// | printed | read |
/// |---|---|
/// | `Coastal Textile Works of the C`, and over its end `Aiken` in the next cell | both whole, each in the cell where it begins |
enum Overrun {
    /// The column of every word of such a text, by the word's place among these; empty where no two words stand on each other.
    static func columns(of words: [PDFWord], edges: [Double]) -> [Int: Int] {
        var columns: [Int: Int] = [:]
        for line in lines(of: words) where hasOverlap(line, words) {
            let texts = self.texts(of: line, words)
            for (number, text) in texts.enumerated() {
                guard let first = text.first, let last = text.last else { continue }
                let column = Lattice.interval(of: words[first].box.left + 1.5, among: edges)
                let others = texts.enumerated().filter { $0.offset != number }.flatMap(\.element)
                let isOver = text.contains { word in others.contains { overlap(words[word].box, words[$0].box) } }
                guard isOver, words[last].box.right > edges[column + 1] + 1.5 else { continue }
                for word in text { columns[word] = column }
            }
        }
        return columns
    }

    /// Places of the words that stand level, from left to right.
    private static func lines(of words: [PDFWord]) -> [[Int]] {
        var lines: [[Int]] = []
        for index in words.indices.sorted(by: { (words[$0].box.center, words[$0].box.left) < (words[$1].box.center, words[$1].box.left) }) {
            if let last = lines.last?.first, abs(words[last].box.center - words[index].box.center) < 1 {
                lines[lines.count - 1].append(index)
            } else {
                lines.append([index])
            }
        }
        return lines.map { $0.sorted { words[$0].box.left < words[$1].box.left } }
    }

    private static func hasOverlap(_ line: [Int], _ words: [PDFWord]) -> Bool {
        zip(line, line.dropFirst()).contains { overlap(words[$0].box, words[$1].box) }
    }

    /// The words by the text they are of: one that stands a space behind the end of a text goes on with it.
    private static func texts(of line: [Int], _ words: [PDFWord]) -> [[Int]] {
        var texts: [[Int]] = []
        for index in line {
            let box = words[index].box
            let before = texts.indices.first { text in
                let gap = box.left - words[texts[text][texts[text].count - 1]].box.right
                return gap > 0.12 * box.height && gap < 0.42 * box.height
            }
            if let before { texts[before].append(index) } else { texts.append([index]) }
        }
        return texts
    }

    private static func overlap(_ one: PDFBox, _ other: PDFBox) -> Bool {
        min(one.right, other.right) - max(one.left, other.left) > 1
    }
}
