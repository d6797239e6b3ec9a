import Hummingbird

/// The one range of bytes that a request asks for, so that a download that broke off goes on where it was (RFC 9110, 14).
enum ByteRange: Equatable {
    case whole
    case part(Range<Int>)
    /// It asks for bytes that are not there.
    case unsatisfiable

    /// What is not understood, several ranges, and a range of other bytes than these ask for the whole.
    ///
    /// - Parameters:
    ///   - range: the header `Range`.
    ///   - known: the header `If-Range`: the tag of the bytes that the asker has a part of.
    init(_ range: String?, ifRange known: String?, size: Int, tag: String) {
        self = .whole
        guard let range, range.hasPrefix("bytes="), known == nil || known == tag else { return }
        let sides = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return }
        // A number that is too long for one is as good as the greatest.
        let (first, last) = (sides[0].isEmpty ? nil : Int(sides[0]) ?? .max, sides[1].isEmpty ? nil : Int(sides[1]) ?? .max)
        switch (first, last) {
        case (let first?, let last) where first <= last ?? .max:
            self = first < size ? .part(first..<min(last ?? .max, size - 1) + 1) : .unsatisfiable
        case (nil, let count?): self = count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
        default: return
        }
    }
}
