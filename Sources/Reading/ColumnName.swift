internal import Documents

/// A column's name compared as people compare: without case, white space, final colons, underscores or a footnote's asterisks, and what a
/// sorted table adds for readers of screens (`Received Sort descending`, as Drupal writes it).
struct ColumnName: Hashable {
    let folded: String

    init(_ written: String) {
        folded = Self.plain(written) ?? Self.fold(written)
    }

    /// For letters, digits and marks of ASCII, which most names and most cells are.
    private static func plain(_ written: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(written.utf8.count)
        for byte in written.utf8 {
            guard (0x20..<0x7F).contains(byte) else { return nil }
            if byte != 0x20 { bytes.append((65...90).contains(byte) ? byte | 0x20 : byte) }
        }
        // "…sort ascending", "…sort descending".
        if bytes.count >= 13, bytes.last == UInt8(ascii: "g") { return nil }
        while let last = bytes.last, last == UInt8(ascii: ":") || last == UInt8(ascii: "_") || last == UInt8(ascii: "*") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func fold(_ written: String) -> String {
        var text = FoldedText.fold(written).lowercased().filter { !$0.isWhitespace }
        for direction in ["sortascending", "sortdescending"] where text.hasSuffix(direction) && text.count > direction.count {
            text.removeLast(direction.count)
        }
        while let last = text.last, ":_*†‡".contains(last) { text.removeLast() }
        return text
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
