/// A value in PostgreSQL's text format, both ways. Columns are typed by who reads them.
public protocol DatabaseValue: Sendable {
    /// nil when the text is no such value.
    init?(databaseText: String)
    var databaseText: String { get }
}

extension String: DatabaseValue {
    public init?(databaseText: String) { self = databaseText }
    public var databaseText: String { self }
}

extension Int: DatabaseValue {
    public init?(databaseText: String) { self.init(databaseText) }
    public var databaseText: String { description }
}

extension Double: DatabaseValue {
    public init?(databaseText: String) { self.init(databaseText) }
    public var databaseText: String { description }
}

extension Bool: DatabaseValue {
    public init?(databaseText: String) {
        switch databaseText {
        case "t": self = true
        case "f": self = false
        default: return nil
        }
    }

    public var databaseText: String { self ? "t" : "f" }
}

/// `bytea`: bytes, in hexadecimal with the prefix `\x`.
public struct Binary: DatabaseValue, Hashable {
    public var bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public init?(databaseText: String) {
        let digits = Array(databaseText.utf8)
        guard digits.count >= 2, digits.count.isMultiple(of: 2), digits[0] == UInt8(ascii: "\\"), digits[1] == UInt8(ascii: "x") else {
            return nil
        }
        bytes = []
        bytes.reserveCapacity(digits.count / 2 - 1)
        for place in stride(from: 2, to: digits.count, by: 2) {
            guard let high = Self.nibble(digits[place]), let low = Self.nibble(digits[place + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
    }

    public var databaseText: String {
        var text = Array("\\x".utf8)
        text.reserveCapacity(2 + bytes.count * 2)
        bytes.withUnsafeBytes { text.append(hexadecimal: $0) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        case 65...70: digit - 55
        default: nil
        }
    }
}

/// `text[]`: null elements are not expected and not read.
extension [String]: DatabaseValue {
    public init?(databaseText: String) {
        var elements: [String] = []
        var element: [UInt8] = []
        var (isQuoted, wasQuoted, isEscaped) = (false, false, false)
        let text = Array<UInt8>(databaseText.utf8)
        guard text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return nil }
        for byte in text.dropFirst().dropLast() {
            switch byte {
            case _ where isEscaped:
                element.append(byte)
                isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "\""):
                isQuoted.toggle()
                wasQuoted = true
            case UInt8(ascii: ",") where !isQuoted:
                elements.append(String(decoding: element, as: UTF8.self))
                (element, wasQuoted) = ([], false)
            default: element.append(byte)
            }
        }
        if !element.isEmpty || wasQuoted || !elements.isEmpty { elements.append(String(decoding: element, as: UTF8.self)) }
        self = elements
    }

    public var databaseText: String {
        let quoted = map { element in
            var text = "\""
            for character in element.unicodeScalars {
                if character == "\"" || character == "\\" { text.unicodeScalars.append("\\") }
                text.unicodeScalars.append(character)
            }
            return text + "\""
        }
        return "{" + quoted.joined(separator: ",") + "}"
    }
}
