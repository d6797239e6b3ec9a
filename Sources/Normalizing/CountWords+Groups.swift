internal import Register

/// Kinds of employment that a count names beside its numbers.
extension CountWords {
    /// The numbers whose own words name one kind of employment; a number beside two of them (`12 full and part time`) is of neither.
    var groups: [WorkerCount.Group] {
        guard lower.contains(where: Self.kindBeginnings.contains) else { return [] }
        return numbers.indices.compactMap { index in
            let kinds = Self.kinds(in: surroundings(of: index).map { lower[$0] })
            guard kinds.count == 1, let kind = kinds.first else { return nil }
            return WorkerCount.Group(kind: kind, workers: numbers[index].value)
        }
    }

    private static func kinds(in words: [String]) -> Set<WorkerCount.Group.Kind> {
        let text = " " + words.filter { !["-", "/", "."].contains($0) }.joined(separator: " ") + " "
        return Set(kindWords.filter { text.contains(" \($0.words) ") }.map(\.kind))
    }

    private static let kindWords: [(words: String, kind: WorkerCount.Group.Kind)] = [
        ("full time", .fullTime), ("fulltime", .fullTime), ("ft", .fullTime), ("f t", .fullTime), ("full", .fullTime),
        ("part time", .partTime), ("parttime", .partTime), ("pt", .partTime), ("p t", .partTime), ("part timers", .partTime),
        ("contracted", .contracted), ("contractor", .contracted), ("contractors", .contracted), ("contract workers", .contracted),
        ("contract employees", .contracted), ("contract staff", .contracted), ("contingent", .contracted),
        ("remote", .remote), ("remotely", .remote), ("telework", .remote), ("teleworking", .remote), ("teleworkers", .remote),
        ("telecommuters", .remote), ("telecommuting", .remote), ("work from home", .remote), ("working from home", .remote),
    ]

    /// A look at the words before they are put together: few counts name a kind.
    private static let kindBeginnings = Set(kindWords.map { String($0.words.prefix { $0 != " " }) })
}
