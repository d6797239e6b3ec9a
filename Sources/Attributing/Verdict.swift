import Register

/// Weighs what the sentences and the form of a text say, in the order of the labelling rules.
struct Verdict {
    let reading: TextReading
    let phrasebook: Phrasebook
    private let form: FormReading?
    private let candidates: [Candidate]

    init(reading: TextReading, phrasebook: Phrasebook) {
        self.reading = reading
        self.phrasebook = phrasebook
        let form = FormReading(reading)
        self.form = form
        let sentences = reading.tables.indices.map { index in
            SentenceExamination(
                table: reading.tables[index], index: index, phrasebook: phrasebook, inert: form?.inert(in: reading.tables[index].range) ?? [])
        }
        let otherCauses = sentences.filter { $0.statesOtherCause() }.map(\.index)
        candidates = sentences.flatMap { sentence in
            sentence.candidates().map { Self.weighed($0, in: sentence, otherCauses: otherCauses, isField: reading.isField) }
        }
    }

    private static func weighed(_ candidate: Candidate, in sentence: SentenceExamination, otherCauses: [Int], isField: Bool) -> Candidate {
        guard candidate.dropped == nil else { return candidate }
        switch candidate.force {
        case .certain: return candidate
        case .field: return isField ? candidate : candidate.dropping("no reason field")
        case .plain:
            guard !otherCauses.isEmpty, !sentence.ties() else { return candidate }
            return candidate.dropping("another reason is given")
        }
    }

    func examination(of text: String, tier: EvidenceTier) -> Examination {
        let decided = decision()
        let considered = candidates.map { candidate in
            Examination.Consideration(
                rule: candidate.rule, label: candidate.label, quote: quote(candidate.tokens, of: text), dropped: candidate.dropped)
        }
        let attribution = Attribution(
            label: decided?.label ?? .none, technology: decided.flatMap { technology(of: $0, in: text) }, evidence: decided.map { quote($0.tokens, of: text) },
            rule: decided?.rule ?? "no_match", phrasebook: phrasebook.version, tier: tier)
        return Examination(attribution: attribution, considered: considered)
    }

    /// Decision order of the labelling rules: an affirmed role of AI, then a denial, then machines.
    private func decision() -> Candidate? {
        let kept = candidates.filter { $0.dropped == nil }
        let affirmed = kept.filter(\.label.isAttributed)
        if let form, form.candidate.label.isAttributed { return form.candidate }
        if let best = best(affirmed.filter { $0.force == .certain }) { return best }
        let denial = kept.first { $0.label == .denied }
        if let denial { return denial }
        if let best = best(affirmed) { return best }
        if let form { return form.candidate }
        return kept.first { $0.label == .automationNonAI }
    }

    /// Customers' AI first, then work done by AI, then means moved to AI; within one label the first in the text, the longest there.
    private func best(_ candidates: [Candidate]) -> Candidate? {
        for label in [AttributionLabel.marketDisruption, .substitution, .restructuring] {
            let found = candidates.filter { $0.label == label }
            if let first = found.min(by: { ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count) }) { return first }
        }
        return nil
    }

    private func quote(_ tokens: Range<Int>, of text: String) -> Quote {
        let start = reading.text.tokens[tokens.lowerBound].start
        let end = reading.text.tokens[tokens.upperBound - 1].end
        return Quote(text: String(decoding: Array(text.utf8.dropFirst(start).prefix(end - start)), as: UTF8.self), start: start, end: end)
    }

    /// The AI or machine named in the deciding passage, else in its sentence.
    private func technology(of candidate: Candidate, in text: String) -> String? {
        guard candidate.label != .denied else { return nil }
        let table = reading.tables[candidate.sentence]
        let spans = table.spans(of: candidate.label == .automationNonAI ? phrasebook.machine : phrasebook.ai)
            .map { $0.lowerBound + table.range.lowerBound..<$0.upperBound + table.range.lowerBound }
        return (spans.first { $0.overlaps(candidate.tokens) } ?? spans.first).map { quote($0, of: text).text }
    }
}
