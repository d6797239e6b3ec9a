/// Lines of COPY's text format: cells by tabs, `\N` for null, four characters escaped.
public struct CopyText: Sendable {
    public private(set) var bytes: [UInt8] = []
    public private(set) var lines = 0
    private var isInLine = false

    public init() {}

    public var isEmpty: Bool { bytes.isEmpty }

    /// A cell of text, or of any value in its text form; nil is null.
    public mutating func append(_ text: String?) {
        guard var text else { return appendNull() }
        beginCell()
        text.withUTF8 { escape($0) }
    }

    /// A cell of text that is there as its UTF-8.
    public mutating func append(utf8: [UInt8]) {
        beginCell()
        utf8.withUnsafeBufferPointer { escape($0) }
    }

    public mutating func append(_ number: Int?) {
        guard let number else { return appendNull() }
        beginCell()
        bytes.append(contentsOf: String(number).utf8)
    }

    public mutating func append(_ flag: Bool?) {
        guard let flag else { return appendNull() }
        beginCell()
        bytes.append(flag ? UInt8(ascii: "t") : UInt8(ascii: "f"))
    }

    /// A cell of `bytea`.
    public mutating func append(binary: UnsafeRawBufferPointer) {
        beginCell()
        bytes.append(contentsOf: "\\\\x".utf8)
        bytes.append(hexadecimal: binary)
    }

    /// A cell of `text[]`.
    public mutating func append(_ list: [String]) {
        guard !list.isEmpty else {
            beginCell()
            return bytes.append(contentsOf: "{}".utf8)
        }
        append(list.databaseText)
    }

    public mutating func appendNull() {
        beginCell()
        bytes.append(contentsOf: "\\N".utf8)
    }

    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        isInLine = false
        lines += 1
    }

    private mutating func beginCell() {
        if isInLine { bytes.append(UInt8(ascii: "\t")) }
        isInLine = true
    }

    /// Most cells have nothing to escape, and are taken over whole.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for place in text.indices {
            let letter: UInt8
            switch text[place] {
            case UInt8(ascii: "\\"): letter = UInt8(ascii: "\\")
            case UInt8(ascii: "\t"): letter = UInt8(ascii: "t")
            case UInt8(ascii: "\n"): letter = UInt8(ascii: "n")
            case UInt8(ascii: "\r"): letter = UInt8(ascii: "r")
            default: continue
            }
            bytes.append(contentsOf: text[start..<place])
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(letter)
            start = place + 1
        }
        bytes.append(contentsOf: text[start...])
    }
}

extension [UInt8] {
    /// Two lower-case digits a byte.
    public mutating func append(hexadecimal bytes: UnsafeRawBufferPointer) {
        let digits: StaticString = "0123456789abcdef"
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { text in
            // A digest fits; longer bytes come in pieces.
            for start in stride(from: 0, to: bytes.count, by: 32) {
                let piece = bytes[start..<Swift.min(start + 32, bytes.count)]
                for (place, byte) in piece.enumerated() {
                    text[2 * place] = digits.utf8Start[Int(byte >> 4)]
                    text[2 * place + 1] = digits.utf8Start[Int(byte & 15)]
                }
                append(contentsOf: text[..<(2 * piece.count)])
            }
        }
    }
}
