/// A start or end tag: its name and attributes, in lower case, values decoded.
struct Tag: Sendable {
    let name: String
    let isClosing: Bool
    let attributes: [(name: String, value: String)]

    /// The first attribute of that name; later ones are ignored, as browsers do.
    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// Cuts a page into text and tags; every byte is looked at once.
struct TagScanner {
    enum Piece {
        case text(Range<Int>)
        case tag(Tag)
    }

    private let bytes: [UInt8]
    private var position = 0
    /// Inside these no tag begins but their own end.
    private static let raw: Set<String> = ["script", "style", "textarea", "title"]
    /// Only these tags' attributes are kept; others are walked over.
    private static let wanted: Set<String> = ["a", "base", "form", "input"]
    private static let mostAttributes = 64

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Piece? {
        guard position < bytes.count else { return nil }
        let start = position
        if bytes[start] == UInt8(ascii: "<") {
            if let piece = tag() { return piece }
            if position > start { return next(after: start) }
            position = start + 1
        }
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        return .text(start..<position)
    }

    /// A comment or declaration was walked over: an empty text stands for it.
    private func next(after start: Int) -> Piece { .text(start..<start) }

    /// - Returns: nil with the position moved past a comment, or unmoved where `<` is plain text.
    private mutating func tag() -> Piece? {
        let start = position
        if skipComment() { return nil }
        position = start + 1
        let isClosing = peek() == UInt8(ascii: "/")
        if isClosing { position += 1 }
        guard let first = peek(), Self.isLetter(first) else {
            position = start
            return nil
        }
        let name = word { !Self.endsName($0) }
        let attributes = self.attributes(keeping: !isClosing && Self.wanted.contains(name))
        if !isClosing, Self.raw.contains(name) { skipRaw(name) }
        return .tag(Tag(name: name, isClosing: isClosing, attributes: attributes))
    }

    /// `<!-- … -->`, `<!DOCTYPE …>`, `<?…>`.
    private mutating func skipComment() -> Bool {
        guard position + 1 < bytes.count else { return false }
        let second = bytes[position + 1]
        guard second == UInt8(ascii: "!") || second == UInt8(ascii: "?") else { return false }
        let end = bytes[position...].starts(with: "<!--".utf8) ? Array("-->".utf8) : Array(">".utf8)
        position += end.count == 3 ? 4 : 2
        while position < bytes.count, !(bytes[position] == end[0] && bytes[position...].starts(with: end)) { position += 1 }
        position = min(position + end.count, bytes.count)
        return true
    }

    /// Up to the element's own end tag, which is left to be read.
    private mutating func skipRaw(_ name: String) {
        let end = Array(("</" + name).utf8)
        while position < bytes.count {
            if bytes[position] == end[0], bytes.count - position >= end.count,
                zip(bytes[position...], end).allSatisfy({ Self.lowered($0) == $1 })
            {
                return
            }
            position += 1
        }
    }

    private mutating func attributes(keeping: Bool) -> [(name: String, value: String)] {
        var attributes: [(name: String, value: String)] = []
        while true {
            skip { Self.isSpace($0) || $0 == UInt8(ascii: "/") }
            guard let byte = peek() else { return attributes }
            guard byte != UInt8(ascii: ">") else {
                position += 1
                return attributes
            }
            let name = word { !Self.endsName($0) && $0 != UInt8(ascii: "=") }
            skip(Self.isSpace)
            let value = peek() == UInt8(ascii: "=") ? self.value() : bytes[position..<position]
            guard keeping, attributes.count < Self.mostAttributes else { continue }
            attributes.append((name, HTMLText.decoded(value)))
        }
    }

    /// After the name, at `=`.
    private mutating func value() -> ArraySlice<UInt8> {
        position += 1
        skip(Self.isSpace)
        guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let start = position
            skip { !Self.isSpace($0) && $0 != UInt8(ascii: ">") }
            return bytes[start..<position]
        }
        position += 1
        let start = position
        skip { $0 != quote }
        defer { position = min(position + 1, bytes.count) }
        return bytes[start..<position]
    }

    private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
        let start = position
        // An attribute may begin with `=`: one byte is always taken, so that the scan moves on.
        if position < bytes.count { position += 1 }
        skip(belongs)
        return String(decoding: bytes[start..<position].map(Self.lowered), as: UTF8.self)
    }

    private mutating func skip(_ belongs: (UInt8) -> Bool) {
        while position < bytes.count, belongs(bytes[position]) { position += 1 }
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
    private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
    private static func endsName(_ byte: UInt8) -> Bool { isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") }
}
