/// The passages between quotation marks of a text, and who says them: a speaker is named in one sentence of them, or behind the last.
struct Quotations {
    /// Token ranges, in order.
    private let ranges: [Range<Int>]

    init(_ ranges: [Range<Int>]) {
        self.ranges = ranges
    }

    /// Who else than the employer says a sentence, by what stands in another sentence of its quotation or directly behind it.
    func speaker(of sentence: SentenceExamination, among sentences: [SentenceExamination]) -> String? {
        guard sentence.isRelevant, let quotation = quotation(over: sentence.table.range) else { return nil }
        for index in max(0, sentence.index - Self.reach)..<min(sentences.count, sentence.index + Self.reach + 1) {
            let range = sentences[index].table.range
            guard range.overlaps(quotation) || range.lowerBound == quotation.upperBound else { continue }
            if let speaker = sentences[index].speaker() { return speaker }
        }
        return nil
    }

    /// Sentences of one quotation, at most, that are searched to either side.
    private static let reach = 6

    /// The first quotation that shares a token with the sentence; found by halving, so that a text of quotations stays quick.
    private func quotation(over sentence: Range<Int>) -> Range<Int>? {
        var lower = 0, upper = ranges.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if ranges[middle].upperBound <= sentence.lowerBound { lower = middle + 1 } else { upper = middle }
        }
        guard lower < ranges.count, ranges[lower].overlaps(sentence) else { return nil }
        return ranges[lower]
    }
}
