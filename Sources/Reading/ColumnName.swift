internal import Documents

/// A column's name compared as people compare: without case, white space, and final colons or underscores.
struct ColumnName: Hashable {
    let folded: String

    init(_ written: String) {
        var text = FoldedText.fold(written).lowercased().filter { !$0.isWhitespace }
        while text.last == ":" || text.last == "_" { text.removeLast() }
        folded = text
    }

    var isBlank: Bool { folded.isEmpty }

    /// Of `names`, the one a person most likely meant: one contains the other, or few letters differ.
    func nearest(of names: some Sequence<String>) -> String? {
        let scored = names.map { (name: $0, distance: distance(to: ColumnName($0))) }
        return scored.filter { $0.distance <= max(2, folded.count / 3) }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// Letters to change; 1 where one name contains the other.
    private func distance(to other: ColumnName) -> Int {
        guard !isBlank, !other.isBlank else { return Int.max }
        let shorter = min(folded.count, other.folded.count)
        if shorter >= 4, folded.contains(other.folded) || other.folded.contains(folded) { return 1 }
        let (left, right) = (Array(folded.prefix(80)), Array(other.folded.prefix(80)))
        var row = Array(0...right.count)
        for (leftIndex, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = leftIndex + 1
            for (rightIndex, otherLetter) in right.enumerated() {
                let replaced = diagonal + (letter == otherLetter ? 0 : 1)
                diagonal = row[rightIndex + 1]
                row[rightIndex + 1] = min(replaced, diagonal + 1, row[rightIndex] + 1)
            }
        }
        return row[right.count]
    }
}
