/// The lines of a roster, sorted by the key that stands first in each. A line is taken apart when it is asked for, and no sooner: of a
/// state's two thousand lines a page needs a few.
struct RosterLines: Sendable {
    private let bytes: [UInt8]
    /// Where each line begins; last, where a further one would.
    private let starts: [Int]

    /// - Parameters:
    ///   - bytes: lines, each with a line end.
    ///   - values: how many there are in a line, parted by commas.
    /// - Throws: what is wrong with the first line that is not in order.
    init(_ bytes: [UInt8], values: Int) throws(RosterDisorder) {
        var starts: [Int] = []
        var (start, commas) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x2C { commas += 1 }
            guard byte == 0x0A else { continue }
            let line = bytes[start..<index]
            guard commas == values - 1 else { throw RosterDisorder(line, "has not \(values) values") }
            if let last = starts.last, !Self.key(of: bytes[last..<start]).lexicographicallyPrecedes(Self.key(of: line)) {
                throw RosterDisorder(line, "is not in order")
            }
            starts.append(start)
            (start, commas) = (index + 1, 0)
        }
        guard start == bytes.count else { throw RosterDisorder(bytes[start...], "has no end") }
        self.bytes = bytes
        self.starts = starts + [start]
    }

    private static func key(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> { line.prefix { $0 != 0x2C } }

    /// The values of the line with this key, the key first; nil where there is none.
    func values(of key: ArraySlice<UInt8>) -> [String]? {
        guard let line = line(of: key) else { return nil }
        return line.split(separator: 0x2C, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a key begins with this.
    func hasKey(beginningWith start: ArraySlice<UInt8>) -> Bool {
        let place = firstPlace(notBefore: start)
        return place < starts.count - 1 && bytes[starts[place]...].starts(with: start)
    }

    private func line(of key: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let place = firstPlace(notBefore: key)
        guard place < starts.count - 1 else { return nil }
        let line = bytes[starts[place]..<(starts[place + 1] - 1)]
        return Self.key(of: line).elementsEqual(key) ? line : nil
    }

    private func firstPlace(notBefore key: ArraySlice<UInt8>) -> Int {
        var (low, high) = (0, starts.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if precedes(at: starts[middle], key) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether the key that begins at a place stands before this one.
    private func precedes(at start: Int, _ key: ArraySlice<UInt8>) -> Bool {
        var place = start
        for byte in key {
            let own = bytes[place]
            if own == 0x2C { return true }
            if own != byte { return own < byte }
            place += 1
        }
        return false
    }
}

/// A line of a roster that cannot be read.
public struct RosterDisorder: Error, Equatable, Sendable {
    /// The line, and what is wrong with it.
    public let reason: String

    init(_ line: ArraySlice<UInt8>, _ what: String) { reason = "\"\(String(decoding: line, as: UTF8.self))\" \(what)" }
}
