internal import Postgres
internal import Register

/// A value of a column, before it is written for COPY or for a digest.
enum ColumnValue {
    case text(String)
    /// A text that is there as its UTF-8.
    case utf8([UInt8])
    case number(Int)
    case flag(Bool)
    case day(CalendarDate)
    case digest(Digest)
    case texts([String])
    case null

    static func of(_ text: String?) -> ColumnValue { text.map(ColumnValue.text) ?? .null }
    static func of(_ number: Int?) -> ColumnValue { number.map(ColumnValue.number) ?? .null }
    static func of(_ flag: Bool?) -> ColumnValue { flag.map(ColumnValue.flag) ?? .null }
    static func of(_ day: CalendarDate?) -> ColumnValue { day.map(ColumnValue.day) ?? .null }
    static func of(_ digest: Digest?) -> ColumnValue { digest.map(ColumnValue.digest) ?? .null }
}

extension CopyText {
    mutating func append(_ value: ColumnValue) {
        switch value {
        case .text(let text): append(text)
        case .utf8(let bytes): append(utf8: bytes)
        case .number(let number): append(number)
        case .flag(let flag): append(flag)
        case .day(let day): append(day.description)
        case .digest(let digest): digest.withBytes { append(binary: $0) }
        case .texts(let texts): append(texts)
        case .null: appendNull()
        }
    }
}

/// Text of a `jsonb` object without nulls, as PostgreSQL writes it: members by the length of their names, then by the names' bytes, a space
/// after each colon and comma. The server's digests are of this text.
struct JSONBText {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    /// Writes one object in the room of the one before; `members` come in the order of ``precedes(_:_:)``.
    mutating func write(_ members: (inout Self) -> Void) {
        bytes.removeAll(keepingCapacity: true)
        object(members)
    }

    mutating func append(_ name: String, _ value: ColumnValue) {
        if case .null = value { return }
        begin(name)
        switch value {
        case .text(let text): JSONValue.writeQuoted(text, to: &bytes)
        case .utf8(let text): JSONValue.writeQuoted(String(decoding: text, as: UTF8.self), to: &bytes)
        case .number(let number): bytes.append(contentsOf: String(number).utf8)
        case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .day(let day): JSONValue.writeQuoted(day.description, to: &bytes)
        case .digest(let digest):
            bytes.append(contentsOf: "\"\\\\x".utf8)
            digest.withBytes { bytes.append(hexadecimal: $0) }
            bytes.append(UInt8(ascii: "\""))
        case .texts(let texts): list(texts) { JSONValue.writeQuoted($0, to: &$1.bytes) }
        case .null: break
        }
    }

    /// A list of rows with these columns; nothing where there is none.
    mutating func append(_ name: String, rows: [[(name: String, value: ColumnValue)]]) {
        guard !rows.isEmpty else { return }
        begin(name)
        list(rows) { row, text in
            text.object { text in
                for member in row.sorted(by: { Self.precedes($0.name, $1.name) }) { text.append(member.name, member.value) }
            }
        }
    }

    static func precedes(_ left: String, _ right: String) -> Bool {
        let (leftLength, rightLength) = (left.utf8.count, right.utf8.count)
        return leftLength == rightLength ? left.utf8.lexicographicallyPrecedes(right.utf8) : leftLength < rightLength
    }

    private mutating func begin(_ name: String) {
        if !isFirst { bytes.append(contentsOf: ", ".utf8) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "\": ".utf8)
    }

    private mutating func object(_ members: (inout Self) -> Void) {
        let wasFirst = isFirst
        isFirst = true
        bytes.append(UInt8(ascii: "{"))
        members(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = wasFirst
    }

    private mutating func list<Element>(_ elements: [Element], _ write: (Element, inout Self) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(contentsOf: ", ".utf8) }
            write(element, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
