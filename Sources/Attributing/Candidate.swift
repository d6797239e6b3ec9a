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

    func dropping(_ reason: String) -> Candidate {
        var candidate = self
        candidate.dropped = reason
        return candidate
    }
}
