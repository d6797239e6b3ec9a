import Register

/// JSON objects written member by member into bytes, one a line.
struct JSONLine {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

    mutating func begin() {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
    }

    mutating func end() { bytes.append(UInt8(ascii: "}")) }
    mutating func endLine() { bytes.append(0x0A) }
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func member(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { quoted(value) } else { null() }
    }

    mutating func member(_ name: StaticString, _ value: Int?) {
        key(name)
        if let value { number(value) } else { null() }
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    mutating func member(_ name: StaticString, _ value: CalendarDate?) {
        key(name)
        guard let value else { return null() }
        bytes.append(UInt8(ascii: "\""))
        digits(value.year, 4)
        bytes.append(UInt8(ascii: "-"))
        digits(value.month, 2)
        bytes.append(UInt8(ascii: "-"))
        digits(value.day, 2)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func member(_ name: StaticString, _ values: [JSONValue]) {
        key(name)
        if values.isEmpty { bytes.append(contentsOf: "[]".utf8) } else { bytes.append(contentsOf: JSONValue.array(values).canonicalBytes) }
    }

    /// A line has forty names: each is put down in one go.
    private mutating func key(_ name: StaticString) {
        let count = name.utf8CodeUnitCount
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "\""), count: count + (isFirst ? 3 : 4)))
        let isFirst = isFirst
        bytes.withUnsafeMutableBufferPointer { bytes in
            var place = start
            if !isFirst {
                bytes[place] = UInt8(ascii: ",")
                place += 1
            }
            for index in 0..<count { bytes[place + 1 + index] = name.utf8Start[index] }
            bytes[place + count + 2] = UInt8(ascii: ":")
        }
        self.isFirst = false
    }

    private mutating func null() { bytes.append(contentsOf: "null".utf8) }

    private mutating func number(_ value: Int) {
        if (0...9).contains(value) { bytes.append(48 + UInt8(value)) } else { bytes.append(contentsOf: String(value).utf8) }
    }

    private mutating func digits(_ value: Int, _ width: Int) {
        var divisor = width == 4 ? 1000 : 10
        while divisor > 0 {
            bytes.append(48 + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    /// Most texts need no escape and are copied; the rest are written as canonical JSON writes them.
    private mutating func quoted(_ text: String) {
        var text = text
        let isPlain = text.withUTF8 { utf8 in utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C } }
        guard isPlain else { return bytes.append(contentsOf: JSONValue.string(text).canonicalBytes) }
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
    }
}
