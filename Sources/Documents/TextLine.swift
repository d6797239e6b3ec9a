/// Words that stand on one line, from left to right.
struct TextLine {
    private(set) var words: [PDFWord]

    var top: Double { words.map(\.box.top).min() ?? 0 }
    var bottom: Double { words.map(\.box.bottom).max() ?? 0 }
    var left: Double { words.map(\.box.left).min() ?? 0 }
    var right: Double { words.map(\.box.right).max() ?? 0 }
    var center: Double { (top + bottom) / 2 }
    var height: Double { bottom - top }

    /// A gap of two spaces stays two: it can part a street from a city.
    var text: String {
        zip(words.dropFirst(), words).reduce(words.first?.text ?? "") { text, pair in
            text + (pair.0.box.left - pair.1.box.right > 0.37 * pair.0.box.height ? "  " : " ") + pair.0.text
        }
    }

    /// The lines that these words make, from top to bottom. A line printed over another, a little higher or lower, is a line of its own.
    static func lines(of words: [PDFWord]) -> [TextLine] {
        var lines: [TextLine] = []
        for word in words.sorted(by: { ($0.box.center, $0.box.left) < ($1.box.center, $1.box.left) }) {
            let reach = 0.22 * word.box.height
            if let last = lines.indices.last, abs(lines[last].words[0].box.center - word.box.center) <= reach {
                lines[last].words.append(word)
            } else {
                lines.append(TextLine(words: [word]))
            }
        }
        for index in lines.indices { lines[index].words.sort { $0.box.left < $1.box.left } }
        return lines
    }

    /// Whether the other line is printed over this one.
    func overprints(_ other: TextLine) -> Bool {
        let shared = min(bottom, other.bottom) - max(top, other.top)
        return shared > 0.4 * min(height, other.height)
    }

    /// The lines of a cell as one text, and before that with every break.
    ///
    /// - Parameter breaks: what stands between them; see ``breaks(of:room:)``.
    static func cell(of lines: [TextLine], breaks: [String]) -> Grid.Cell {
        let text = zip(lines.dropFirst(), breaks).reduce(lines.first?.text ?? "") { $0 + $1.1 + $1.0.text }
        let folded = FoldedText.fold(text)
        let raw = lines.map(\.text).joined(separator: "\n")
        return Grid.Cell(folded, raw: raw == folded ? nil : raw)
    }

    /// What the end of each line but the last means: a line that broke because its cell was full goes on after a space, any other break stays.
    ///
    /// - Parameter room: what a line of the cell can hold at least. A line broke by itself where the next word had no room on it.
    static func breaks(of lines: [TextLine], room: Double) -> [String] {
        zip(lines, lines.dropFirst()).map { last, next in
            guard let word = next.words.first, let previous = last.words.last?.text else { return " " }
            // A number broken at its hyphen: RR-MS-, 2025-0011.
            let ending = previous.reversed().prefix(2)
            if ending.first == "-", ending.count == 2, ending.last?.isWhitespace == false, word.text.first?.isNumber == true { return "" }
            let space = 0.3 * word.box.height
            return last.right - last.left + space + word.box.width <= room ? "\n" : " "
        }
    }

    /// Of a cell, left and right together, where they are widest.
    static let margins = 11.0
}
