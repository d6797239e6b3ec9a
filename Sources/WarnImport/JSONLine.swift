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
        if (0...9).contains(value) { digits(value, 1) } else { put(bytes: Array(String(value).utf8)) }
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
        put(isFirst ? "\"" : ",\"")
        isFirst = false
        put(name)
        put("\":")
    }

    /// - Parameter divisor: of the first digit.
    private mutating func digits(_ value: Int, _ divisor: Int) {
        makeRoom(4)
        var divisor = divisor
        while divisor > 0 {
            buffer[count] = 48 + UInt8(value / divisor % 10)
            count += 1
            divisor /= 10
        }
    }

    /// Most texts need no escape and are copied; the rest are written as canonical JSON writes them.
    private mutating func quoted(_ text: String) {
        var text = text
        let isPlain = text.withUTF8 { utf8 in utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C } }
        guard isPlain else { return put(bytes: JSONValue.string(text).canonicalBytes) }
        put("\"")
        text.withUTF8 { put($0) }
        put("\"")
    }

    private mutating func put(_ text: StaticString) { put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }

    private mutating func put(bytes: [UInt8]) { bytes.withUnsafeBufferPointer { put($0) } }

    private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        makeRoom(bytes.count)
        for index in bytes.indices { buffer[count + index] = bytes[index] }
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
