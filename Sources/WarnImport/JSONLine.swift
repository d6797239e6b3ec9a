import Register

/// JSON objects written member by member into bytes, one a line.
///
/// A line of 40 members is written straight into memory that this owns: an array asked at each of 200 steps whether it is shared and has
/// room, which took longer than the writing.
struct JSONLine: ~Copyable {
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0
    private var isFirst = true

    init(capacity: Int = 2048) { buffer = .allocate(capacity: capacity) }

    deinit { buffer.deallocate() }

    /// What is written, for as long as the call lasts.
    func withBytes<Result, Failure: Error>(_ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }

    mutating func removeAll() { count = 0 }

    mutating func begin() {
        put("{")
        isFirst = true
    }

    mutating func end() { put("}") }
    mutating func endLine() { put("\n") }

    mutating func member(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { quoted(value) } else { put("null") }
    }

    mutating func member(_ name: StaticString, _ value: Int?) {
        key(name)
        guard let value else { return put("null") }
        guard value >= 0 else { return put(bytes: Array(String(value).utf8)) }
        var divisor = 1
        while value / divisor > 9 { divisor *= 10 }
        digits(value, divisor)
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        put(value ? "true" : "false")
    }

    mutating func member(_ name: StaticString, _ value: CalendarDate?) {
        key(name)
        guard let value else { return put("null") }
        put("\"")
        digits(value.year, 1000)
        put("-")
        digits(value.month, 10)
        put("-")
        digits(value.day, 10)
        put("\"")
    }

    mutating func member(_ name: StaticString, _ values: [JSONValue]) {
        key(name)
        if values.isEmpty { put("[]") } else { put(bytes: JSONValue.array(values).canonicalBytes) }
    }

    private mutating func key(_ name: StaticString) {
        let length = name.utf8CodeUnitCount
        makeRoom(length + 4)
        guard var end = buffer.baseAddress.map({ $0 + count }) else { return }
        if !isFirst {
            end[0] = UInt8(ascii: ",")
            end += 1
        }
        end[0] = UInt8(ascii: "\"")
        (end + 1).update(from: name.utf8Start, count: length)
        end[length + 1] = UInt8(ascii: "\"")
        end[length + 2] = UInt8(ascii: ":")
        count += length + (isFirst ? 3 : 4)
        isFirst = false
    }

    /// Where there is room.
    private mutating func append(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }

    /// - Parameter divisor: of the first digit.
    private mutating func digits(_ value: Int, _ divisor: Int) {
        // Nineteen digits at most.
        makeRoom(19)
        var divisor = divisor
        while divisor > 0 {
            buffer[count] = 48 + UInt8(value / divisor % 10)
            count += 1
            divisor /= 10
        }
    }

    /// Most texts need no escape and are copied; the rest are written as canonical JSON writes them.
    private mutating func quoted(_ text: String) {
        var copy = text
        let isPlain = copy.withUTF8 { utf8 in
            guard Self.isPlain(UnsafeRawBufferPointer(utf8)) else { return false }
            makeRoom(utf8.count + 2)
            append(UInt8(ascii: "\""))
            put(utf8)
            append(UInt8(ascii: "\""))
            return true
        }
        if !isPlain { put(bytes: JSONValue.string(text).canonicalBytes) }
    }

    /// No control, quotation mark or backslash: eight bytes at a time, of which a marked high bit says that one is of these.
    private static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        func marks(_ bytes: UInt64, below limit: UInt64) -> UInt64 { (bytes &- ones &* limit) & ~bytes }
        var place = 0
        while place + 8 <= text.count {
            let bytes = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let found = marks(bytes, below: 0x20) | marks(bytes ^ ones &* 0x22, below: 1) | marks(bytes ^ ones &* 0x5C, below: 1)
            if found & (ones &* 0x80) != 0 { return false }
            place += 8
        }
        return text[place...].allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    }

    private mutating func put(_ text: StaticString) { put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }

    private mutating func put(bytes: [UInt8]) { bytes.withUnsafeBufferPointer { put($0) } }

    private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        makeRoom(bytes.count)
        guard let start = bytes.baseAddress, let end = buffer.baseAddress else { return }
        (end + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    private mutating func makeRoom(_ more: Int) {
        guard count + more > buffer.count else { return }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * (count + more))
        _ = larger.update(fromContentsOf: buffer[..<count])
        buffer.deallocate()
        buffer = larger
    }
}
