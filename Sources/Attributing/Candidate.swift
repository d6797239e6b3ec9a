import Register

/// A passage that could decide: which rule found it, and where.
struct Candidate {
    let rule: String
    let label: AttributionLabel
    let force: Phrasebook.Statement.Force
    /// Index of the sentence.
    let sentence: Int
    /// Tokens of the whole text.
    let tokens: Range<Int>
    /// Why it does not count; nil when it does.
    var dropped: String?
    /// Gives way to a sure statement of this label about the same mention.
    var yields: AttributionLabel?
    /// A statement behind a negation, not a denial by its own words.
    var isNegation = false

    /// Its sentence speaks of the cut.
    var isOfTheCut = false

    /// What counts more where a text says several things: how surely the words say it, and whether they say it of the cut.
    var weight: Int {
        let words =
            switch force {
            case .certain, .backed, .near: 4
            case .plain: 3
            case .field, .loose: 2
            case .mention: 0
            }
        return words + (isOfTheCut ? 1 : 0)
    }

    func dropping(_ reason: String) -> Candidate {
        var candidate = self
        candidate.dropped = reason
        return candidate
    }
}
