import Register

/// A text longer than any letter, read piece by piece, so that the memory it takes is a piece's.
struct LongText {
    private let bytes: [UInt8]

    /// Bytes of a piece: some twenty pages.
    static let longestPiece = 1 << 16

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// What the first piece says that attributes; else the first denial, else the first machine.
    func attribution(reading read: (String) -> Attribution) -> Attribution {
        var start = 0
        var best: (attribution: Attribution, start: Int)?
        while start < bytes.count {
            let end = self.end(from: start)
            let found = read(String(decoding: bytes[start..<end], as: UTF8.self))
            if best.map({ Self.rank(found) < Self.rank($0.attribution) }) ?? true { best = (found, start) }
            if found.isAttributed { break }
            start = end
        }
        guard let best else { return read("") }
        return best.attribution.moved(by: best.start)
    }

    /// Behind the last line's end, else behind the last space, else between two characters.
    private func end(from start: Int) -> Int {
        guard start + Self.longestPiece < bytes.count else { return bytes.count }
        let piece = bytes[start..<start + Self.longestPiece]
        if let line = piece.lastIndex(of: 0x0A), line > start { return line + 1 }
        if let space = piece.lastIndex(of: 0x20), space > start { return space + 1 }
        return (piece.lastIndex { $0 & 0xC0 != 0x80 }).flatMap { $0 > start ? $0 : nil } ?? piece.endIndex
    }

    private static func rank(_ attribution: Attribution) -> Int {
        switch attribution.label {
        case .substitution, .restructuring, .marketDisruption: 0
        case .denied: 1
        case .automationNonAI: 2
        case .none: 3
        }
    }
}

extension Attribution {
    /// Of a piece that begins so many bytes into its text.
    fileprivate func moved(by bytes: Int) -> Attribution {
        Attribution(
            label: label, technology: technology,
            evidence: evidence.map { Quote(text: $0.text, start: $0.start + bytes, end: $0.end + bytes) }, rule: rule,
            phrasebook: phrasebook, tier: tier)
    }
}
