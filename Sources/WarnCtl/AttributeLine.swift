import Foundation
import Register

/// One line of input, and the line that answers it.
struct AttributeLine {
    let id: JSONValue
    let employer: String
    let text: String

    init(_ line: ArraySlice<UInt8>, number: Int) throws(AttributeError) {
        if let plain = line.withUnsafeBufferPointer({ PlainObject($0) }), let text = plain.text {
            self.init(id: plain.id, employer: plain.employer ?? "", text: text)
            return
        }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line)), case .object = value else {
            throw .notAnObject(line: number)
        }
        guard let text = value["text"]?.text else { throw .missing(line: number, key: "text") }
        self.init(id: value["id"] ?? .null, employer: value["employer"]?.text ?? "", text: text)
    }

    private init(id: JSONValue, employer: String, text: String) {
        self.id = id
        self.employer = employer
        self.text = text
    }

    /// Appends the line that answers: members in the order people read them, and the line's end.
    func write(_ attribution: Attribution, to answers: inout [UInt8]) {
        answers.append("{\"id\":")
        if let text = id.text { JSONValue.writeQuoted(text, to: &answers) } else { answers += id.canonicalBytes }
        answers.append(",\"label\":\"")
        answers += attribution.label.rawValue.utf8
        answers.append(attribution.isAttributed ? "\",\"attributed\":true,\"technology\":" : "\",\"attributed\":false,\"technology\":")
        if let technology = attribution.technology { JSONValue.writeQuoted(technology, to: &answers) } else { answers.append("null") }
        answers.append(",\"evidence\":")
        if let quote = attribution.evidence {
            answers.append("{\"text\":")
            JSONValue.writeQuoted(quote.text, to: &answers)
            answers += ",\"start\":\(quote.start),\"end\":\(quote.end)}".utf8
        } else {
            answers.append("null")
        }
        answers.append(",\"rule\":\"")
        answers += attribution.rule.utf8
        answers.append("\"}\n")
    }
}

extension [UInt8] {
    /// Appends words of the program, at a fraction of what a string costs.
    fileprivate mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

/// An object of plain members, read in one pass: what nearly every line is, at a tenth of the decoder's cost.
///
/// Anything else (a value inside a value, a key twice, half a surrogate pair, a fault) is nil and left to the decoder, errors included.
private struct PlainObject {
    private(set) var id = JSONValue.null
    private(set) var employer: String?
    private(set) var text: String?
    /// Keys of members that are passed over.
    private var others: [String] = []

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        guard skip(UInt8(ascii: "{")) else { return nil }
        repeat {
            skipSpace()
            guard let key = string(), isNew(key), others.count < Self.mostMembers else { return nil }
            guard skip(UInt8(ascii: ":")), member(key) else { return nil }
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "}")) else { return nil }
        skipSpace()
        guard index == bytes.count else { return nil }
    }

    /// No member had the key before.
    private mutating func isNew(_ key: String) -> Bool {
        switch key {
        case "id": return id == .null
        case "employer": return employer == nil
        case "text": return text == nil
        default:
            guard !others.contains(key) else { return false }
            others.append(key)
            return true
        }
    }

    private mutating func member(_ key: String) -> Bool {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { return key != "id" && key != "employer" && key != "text" && skipWord() }
        guard let value = string() else { return false }
        switch key {
        case "id": id = .string(value)
        case "employer": employer = value
        case "text": text = value
        default: break
        }
        return true
    }

    private static let mostMembers = 32

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D { index += 1 }
    }

    private mutating func skip(_ mark: UInt8) -> Bool {
        skipSpace()
        guard peek == mark else { return false }
        index += 1
        return true
    }

    private static let words = ["null", "true", "false"].map { Array($0.utf8) }

    /// `null`, `true`, `false` or an integer.
    private mutating func skipWord() -> Bool {
        let start = index
        while let byte = peek, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"), byte > 0x20 { index += 1 }
        let word = bytes[start..<index]
        return Self.words.contains { $0.elementsEqual(word) }
            || !word.isEmpty && word.first != UInt8(ascii: "0") && word.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// A string, from its opening quotation mark on.
    private mutating func string() -> String? {
        guard peek == UInt8(ascii: "\"") else { return nil }
        let start = index + 1
        var end = start
        var bits: UInt8 = 0
        while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\"), bytes[end] >= 0x20 {
            bits |= bytes[end]
            end += 1
        }
        index = end
        if peek == UInt8(ascii: "\"") {
            index += 1
            let plain = UnsafeBufferPointer(rebasing: bytes[start..<end])
            return bits < 0x80 ? String(decoding: plain, as: UTF8.self) : String(validating: plain, as: UTF8.self)
        }
        return escaped(from: start)
    }

    private mutating func escaped(from start: Int) -> String? {
        var plain = Array(bytes[start..<index])
        while let byte = peek, byte >= 0x20 {
            index += 1
            if byte == UInt8(ascii: "\"") { return String(validating: plain, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                plain.append(byte)
                continue
            }
            guard let scalar = escape() else { return nil }
            plain += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = peek else { return nil }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"):
            guard index + 4 <= bytes.count else { return nil }
            defer { index += 4 }
            let digits = bytes[index..<index + 4]
            guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 | 0x20 })
            else { return nil }
            return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
        default: return nil
        }
    }
}

/// What can be wrong with a line of texts.
enum AttributeError: RegisterError, Equatable {
    case notAnObject(line: Int)
    case missing(line: Int, key: String)

    var code: String {
        switch self {
        case .notAnObject: "CTL-31"
        case .missing: "CTL-32"
        }
    }

    var message: String {
        switch self {
        case .notAnObject(let line): "Line \(line) of the input is not a JSON object."
        case .missing(let line, let key): "Line \(line) of the input has no \"\(key)\" that is a text."
        }
    }

    var hint: String {
        "Write one object a line: {\"id\": \"1\", \"employer\": \"Acme\", \"text\": \"Sale of business\"}. The lines before it are answered."
    }
}
