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
        let isBefore = last + 1 >= tokens.count || tokens[last + 1].kind == .stop
        labels = boxes.filter { tokens[$0].kind == .unchecked }.map { box in
            isBefore ? Self.start(before: box, in: tokens)..<box + 1 : box..<Self.end(after: box, in: tokens)
        }
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
