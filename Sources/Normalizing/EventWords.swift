import Register

/// What the usual words for an event mean: no manifest has to list them, so a clerk's new choice among them loses no notice.
///
/// | written | means |
/// |---|---|
/// | `Plant Closing`, `Temporary Closure`, `Closures` | a closure |
/// | `Mass Layoff`, `Permanent Lay-off`, `Reduction in Force`, `Furlough` | a layoff |
/// | `Relocation`, `Reduction in Hours`, `Other` | as written |
/// | `Layoff & Closure`, `Sale`, `March 2` | nothing |
enum EventWords {
    static func meaning(of word: String) -> EventType? {
        var words = word.lowercased().split { !$0.isLetter }.map(String.init)
        if words.count > 1, let first = words.first, before.contains(first) { words.removeFirst() }
        return types[words.joined(separator: " ")]
    }

    /// What can stand before such a word and leaves its meaning.
    private static let before: Set<String> = ["plant", "facility", "mass", "permanent", "temporary", "partial", "full"]

    private static let types: [String: EventType] = [
        "closure": .closure, "closures": .closure, "closing": .closure, "closings": .closure,
        "layoff": .layoff, "layoffs": .layoff, "lay off": .layoff, "lay offs": .layoff, "furlough": .layoff, "furloughs": .layoff,
        "reduction in force": .layoff, "downsizing": .layoff,
        "relocation": .relocation, "reduction in hours": .reductionInHours, "reduced hours": .reductionInHours, "other": .other,
    ]
}
