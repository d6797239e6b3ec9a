import Register

/// Strict JSON (RFC 8259) as a record, with the line of each member. A repeated member, a lone surrogate and trailing text are refused.
///
/// Written here because Foundation's decoder keeps no lines and lets a repeated member pass. A parser, hence its length.
struct PlacedJSON {
    private let name: String
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private static let deepest = 32

    init(_ text: String, name: String) {
        self.name = name
        scalars = Array(text.unicodeScalars)
    }

    mutating func document(_ places: inout Places) throws -> JSONValue {
        if scalars.first == "\u{FEFF}" { index = 1 }
        let value = try value(at: "", depth: 0, &places)
        skipSpace()
        guard index == scalars.count else { throw fault("text after the record") }
        return value
    }

    private mutating func value(at path: String, depth: Int, _ places: inout Places) throws -> JSONValue {
        skipSpace()
        guard depth < Self.deepest else { throw fault("more than \(Self.deepest) levels") }
        places.note(path, line: line)
        switch peek {
        case "{": return try object(at: path, depth: depth, &places)
        case "[": return try array(at: path, depth: depth, &places)
        case "\"": return .string(try string())
        default: return try word()
        }
    }

    private mutating func object(at path: String, depth: Int, _ places: inout Places) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        try list(until: "}") { parser in
            guard parser.peek == "\"" else { throw parser.fault("a member's name in quotes is missing") }
            let key = try parser.string()
            guard members[key] == nil else { throw parser.fault("\"\(key)\" stands twice in one map") }
            let child = PlacedYAML.join(path, key)
            places.note(child, line: parser.line)
            try parser.expect(":")
            members[key] = try parser.value(at: child, depth: depth + 1, &places)
        }
        return .object(members)
    }

    private mutating func array(at path: String, depth: Int, _ places: inout Places) throws -> JSONValue {
        var items: [JSONValue] = []
        try list(until: "]") { parser in
            items.append(try parser.value(at: PlacedYAML.join(path, String(items.count)), depth: depth + 1, &places))
        }
        return .array(items)
    }

    /// Elements between the bracket at hand and `end`, separated by commas.
    private mutating func list(until end: Unicode.Scalar, _ element: (inout PlacedJSON) throws -> Void) throws {
        index += 1
        skipSpace()
        if peek == end {
            index += 1
            return
        }
        while true {
            skipSpace()
            try element(&self)
            skipSpace()
            if peek == end { break }
            try expect(",")
        }
        index += 1
    }

    private mutating func word() throws -> JSONValue {
        let start = index
        while let scalar = peek, scalar.isASCII,
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "+-.".unicodeScalars.contains(scalar)
        {
            index += 1
        }
        let text = String(String.UnicodeScalarView(scalars[start..<index]))
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            guard let number = PlainScalar.number(text) else { throw fault("\"\(text)\" is not a value") }
            return number
        }
    }

    private mutating func string() throws -> String {
        index += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek, scalar != "\"" {
            guard scalar.value >= 0x20 else { throw fault("a control character stands unescaped in a text") }
            index += 1
            text.append(scalar == "\\" ? try escape() : scalar)
        }
        guard peek == "\"" else { throw fault("a text has no end") }
        index += 1
        return String(text)
    }

    private mutating func escape() throws -> Unicode.Scalar {
        guard let letter = peek else { throw fault("a text has no end") }
        index += 1
        switch letter {
        case "\"", "\\", "/": return letter
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try codePoint()
        default: throw fault("\\\(letter) is not an escape")
        }
    }

    private mutating func codePoint() throws -> Unicode.Scalar {
        let unit = try codeUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(UInt16(unit)), peek == "\\" else { throw fault("a surrogate stands alone") }
        index += 1
        guard peek == "u" else { throw fault("a surrogate stands alone") }
        index += 1
        let trail = try codeUnit()
        guard (0xDC00...0xDFFF).contains(trail), let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (trail - 0xDC00)) else {
            throw fault("a surrogate stands alone")
        }
        return scalar
    }

    private mutating func codeUnit() throws -> UInt32 {
        let digits = scalars[index...].prefix(4)
        let values = digits.compactMap { Character($0).hexDigitValue }
        guard values.count == 4 else { throw fault("\\u is not followed by four hexadecimal digits") }
        index += 4
        return values.reduce(0) { $0 << 4 + UInt32($1) }
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func expect(_ scalar: Unicode.Scalar) throws {
        skipSpace()
        guard peek == scalar else { throw fault("\"\(scalar)\" is missing") }
        index += 1
    }

    private mutating func skipSpace() {
        while let scalar = peek, [" ", "\t", "\n", "\r"].contains(scalar) {
            if scalar == "\n" { line += 1 }
            index += 1
        }
    }

    private func fault(_ reason: String) -> CommandError { .notARecord(place: "\(name):\(line)", reason: reason) }
}
