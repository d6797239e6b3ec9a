/// A JSON text (RFC 8259), its members in the order written. The ceiling on depth keeps a hostile text from exhausting the stack.
public indirect enum JSONDocument: Sendable, Equatable {
    case null
    case bool(Bool)
    /// As written.
    case number(String)
    case string(String)
    case array([JSONDocument])
    case object([Member])

    public struct Member: Sendable, Equatable {
        public let name: String
        public let value: JSONDocument
    }

    public init(_ bytes: [UInt8], limits: DocumentLimits = .standard) throws(DocumentError) {
        try limits.check(bytes: bytes.count)
        var parser = Parser(bytes: TextEncoding.utf8(bytes), deepest: min(limits.depth, 200), most: limits.cells)
        self = try parser.document()
    }

    /// The first member of that name.
    public subscript(name: String) -> JSONDocument? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    private struct Parser {
        let bytes: [UInt8]
        let deepest: Int
        /// Values, which take fifty bytes each, be they of one.
        let most: Int
        var count = 0
        var index = 0

        mutating func document() throws(DocumentError) -> JSONDocument {
            let value = try value(depth: 0)
            skipSpace()
            guard index == bytes.count else { throw .json(offset: index, expected: "the end") }
            return value
        }

        private mutating func skipSpace() {
            while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
        }

        private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

        private mutating func value(depth: Int) throws(DocumentError) -> JSONDocument {
            guard depth < deepest else { throw .tooLarge(what: "the nesting of JSON", limit: "\(deepest) levels") }
            count += 1
            guard count <= most else { throw .tooLarge(what: "the JSON", limit: "\(most) values") }
            skipSpace()
            switch next {
            case UInt8(ascii: "{")?: return .object(try members(depth: depth))
            case UInt8(ascii: "[")?: return .array(try elements(depth: depth))
            case UInt8(ascii: "\"")?: return .string(try string())
            case UInt8(ascii: "t")?: return try word("true", .bool(true))
            case UInt8(ascii: "f")?: return try word("false", .bool(false))
            case UInt8(ascii: "n")?: return try word("null", .null)
            default: return try number()
            }
        }

        private mutating func word(_ word: String, _ value: JSONDocument) throws(DocumentError) -> JSONDocument {
            guard bytes[index...].starts(with: word.utf8) else { throw .json(offset: index, expected: word) }
            index += word.utf8.count
            return value
        }

        private mutating func number() throws(DocumentError) -> JSONDocument {
            let start = index
            while let byte = next, (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte) { index += 1 }
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            guard Double(text) != nil else { throw .json(offset: start, expected: "a value") }
            return .number(text)
        }

        private mutating func elements(depth: Int) throws(DocumentError) -> [JSONDocument] {
            var elements: [JSONDocument] = []
            index += 1
            skipSpace()
            if next == UInt8(ascii: "]") { index += 1; return elements }
            while true {
                elements.append(try value(depth: depth + 1))
                guard try goesOn(until: "]") else { return elements }
            }
        }

        private mutating func members(depth: Int) throws(DocumentError) -> [Member] {
            var members: [Member] = []
            index += 1
            skipSpace()
            if next == UInt8(ascii: "}") { index += 1; return members }
            while true {
                skipSpace()
                guard next == UInt8(ascii: "\"") else { throw .json(offset: index, expected: "a member's name") }
                let name = try string()
                skipSpace()
                guard next == UInt8(ascii: ":") else { throw .json(offset: index, expected: ":") }
                index += 1
                members.append(Member(name: name, value: try value(depth: depth + 1)))
                guard try goesOn(until: "}") else { return members }
            }
        }

        /// Passes a comma, or the end of the list.
        private mutating func goesOn(until end: Unicode.Scalar) throws(DocumentError) -> Bool {
            skipSpace()
            guard let byte = next, byte == UInt8(ascii: ",") || byte == UInt8(ascii: end) else {
                throw .json(offset: index, expected: ", or \(end)")
            }
            index += 1
            return byte == UInt8(ascii: ",")
        }

        private mutating func string() throws(DocumentError) -> String {
            let start = index
            var text: [UInt8] = []
            index += 1
            while let byte = next {
                index += 1
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
                case UInt8(ascii: "\\"): try escape(&text)
                default: text.append(byte)
                }
            }
            throw .json(offset: start, expected: "a string that ends")
        }

        private mutating func escape(_ text: inout [UInt8]) throws(DocumentError) {
            guard let byte = next else { throw .json(offset: index, expected: "an escape") }
            index += 1
            switch byte {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
            case UInt8(ascii: "u"): text.append(contentsOf: String(try unicode()).utf8)
            default: throw .json(offset: index - 1, expected: "an escape")
            }
        }

        /// A half of a pair alone is the replacement character.
        private mutating func unicode() throws(DocumentError) -> Character {
            let first = try codeUnit()
            guard (0xD800...0xDBFF).contains(first), bytes[index...].starts(with: "\\u".utf8) else {
                return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
            }
            let mark = index
            index += 2
            let second = try codeUnit()
            guard (0xDC00...0xDFFF).contains(second) else {
                index = mark
                return "\u{FFFD}"
            }
            return Character(Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}")
        }

        private mutating func codeUnit() throws(DocumentError) -> UInt32 {
            guard index + 4 <= bytes.count, let unit = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16) else {
                throw .json(offset: index, expected: "four hexadecimal digits")
            }
            index += 4
            return unit
        }
    }
}
