/// The labels of boxes left empty beside ticked ones: options a form offers and nobody chose, so nothing there is said.
struct UntickedOptions {
    /// Tokens of the whole text, in order.
    let labels: [Range<Int>]

    /// Words of an option's label, at most.
    private static let longestLabel = 12

    init(in tokens: [Token]) {
        let boxes = tokens.indices.filter { tokens[$0].kind == .checked || tokens[$0].kind == .unchecked }
        guard boxes.contains(where: { tokens[$0].kind == .checked }), let last = boxes.last else {
            labels = []
            return
        }
        // Where nothing follows the last box, labels stand before their boxes.
        let isBefore = last + 1 >= tokens.count || tokens[last + 1].kind == .stop || Self.standBefore(boxes, in: tokens)
        labels = boxes.filter { tokens[$0].kind == .unchecked }.map { box in
            Self.label(of: box, standsBefore: isBefore, in: tokens)
        }
    }

    /// `Yes [x] No [ ]`: whoever prints the answers before their boxes prints the other options so, too.
    static func standBefore(_ boxes: [Int], in tokens: [Token]) -> Bool {
        let isAnswer = { (index: Int) in tokens.indices.contains(index) && answers.contains(tokens[index].text) }
        guard let first = boxes.first(where: { isAnswer($0 - 1) || isAnswer($0 + 1) }) else { return false }
        return isAnswer(first - 1)
    }

    private static let answers: Set<String> = ["yes", "no", "si"]

    /// The label of a box, with the box.
    static func label(of box: Int, standsBefore: Bool, in tokens: [Token]) -> Range<Int> {
        standsBefore ? start(before: box, in: tokens)..<box + 1 : box..<end(after: box, in: tokens)
    }

    private static func isLabel(_ token: Token) -> Bool { token.isWord || token.kind == .mark && token.text != ":" }

    private static func end(after box: Int, in tokens: [Token]) -> Int {
        var end = box + 1
        while end < tokens.count, end - box <= longestLabel, isLabel(tokens[end]) { end += 1 }
        return end
    }

    private static func start(before box: Int, in tokens: [Token]) -> Int {
        var start = box
        while start > 0, box - start < longestLabel, isLabel(tokens[start - 1]) { start -= 1 }
        return start
    }

    /// The labels inside a sentence, in positions of that sentence.
    func inert(in sentence: Range<Int>) -> [Range<Int>] {
        // Labels are in order: the first that ends inside is found by halving, so that a text of boxes stays quick.
        var lower = 0, upper = labels.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if labels[middle].upperBound <= sentence.lowerBound { lower = middle + 1 } else { upper = middle }
        }
        return labels[lower...].prefix { $0.lowerBound < sentence.upperBound }.map { $0.clamped(to: sentence) }
            .map { $0.lowerBound - sentence.lowerBound..<$0.upperBound - sentence.lowerBound }
    }
}
