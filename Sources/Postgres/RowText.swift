/// Writes a table's rows as `to_jsonb` does under `timezone = UTC` and `bytea_output = hex`, from COPY's binary format: members in order of
/// the length of their names, then of their bytes; those that are null left out.
///
/// What is digested of a row is this text. Written here it trusts no function of the database, and costs less than there.
public struct RowText: Sendable {
    /// The list to select, of the alias `x`.
    public let selection: String
    private let members: [Member]
    /// `, "name": ` of each member, one after the other: a member that held its own would be counted as used at every row.
    private let openings: [UInt8]
    private let places: [String: Int]

    private struct Member {
        let opening: Range<Int>
        let value: Value
    }

    private enum Value {
        case column(Int, Kind)
        case part(Int)
    }

    private enum Kind {
        case text, number, flag, day, moment, bytes, uuid, texts
        /// Selected as JSON's text.
        case written

        init(type: String) {
            switch type {
            case "text": self = .text
            case "smallint", "integer", "bigint": self = .number
            case "boolean": self = .flag
            case "date": self = .day
            case "timestamp with time zone": self = .moment
            case "bytea": self = .bytes
            case "uuid": self = .uuid
            case "text[]": self = .texts
            default: self = .written
            }
        }
    }

    /// - Parameters:
    ///   - table: with its schema.
    ///   - without: columns that are selected and not written.
    ///   - parts: further members, whose text the caller has.
    public init(of table: String, without: Set<String> = [], parts: [String] = [], _ connection: isolated Connection) throws {
        let columns = try connection.query(
            """
            select a.attname as name, quote_ident(a.attname) as quoted, format_type(a.atttypid, null) as type
            from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
            """, [table]
        ).map { (name: try $0.value("name", as: String.self), quoted: try $0.value("quoted", as: String.self),
                 kind: Kind(type: try $0.value("type"))) }
        selection = columns.map { $0.kind == .written ? "to_jsonb(x.\($0.quoted))::text" : "x.\($0.quoted)" }.joined(separator: ", ")
        places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
        let all =
            columns.enumerated().filter { !without.contains($1.name) }.map { ($1.name, Value.column($0, $1.kind)) }
            + parts.enumerated().map { ($1, Value.part($0)) }
        var openings: [UInt8] = []
        members = all.sorted { ($0.0.utf8.count, $0.0) < ($1.0.utf8.count, $1.0) }.map { name, value in
            let start = openings.count
            openings += ", \"\(name)\": ".utf8
            return Member(opening: start..<openings.count, value: value)
        }
        self.openings = openings
    }

    /// Where a column stands in the selection; nil for one that is not there.
    public func place(of column: String) -> Int? { places[column] }

    /// Writes a row.
    ///
    /// - Parameters:
    ///   - first: where the selection begins in it.
    ///   - part: the text of a further member, by its place in the list that was given; nil where there is none.
    public func write(
        _ row: BinaryRow, from first: Int = 0, to text: inout [UInt8], part: (Int) -> ArraySlice<UInt8>? = { _ in nil }
    ) {
        text.append(UInt8(ascii: "{"))
        let start = text.count
        func open(_ member: Member) {
            text.append(contentsOf: openings[text.count > start ? member.opening : member.opening.dropFirst(2)])
        }
        for member in members {
            switch member.value {
            case .part(let index):
                guard let value = part(index) else { continue }
                open(member)
                text.append(contentsOf: value)
            case .column(let column, let kind):
                guard let value = row[first + column] else { continue }
                open(member)
                Self.write(value, kind, to: &text)
            }
        }
        text.append(UInt8(ascii: "}"))
    }

    private static func write(_ value: UnsafeRawBufferPointer, _ kind: Kind, to text: inout [UInt8]) {
        switch kind {
        case .text: text.append(quoted: value)
        case .number: text.append(number: value.number)
        case .flag: text.append(contentsOf: (value.number != 0 ? "true" : "false").utf8)
        case .day: quoted(&text) { $0.append(day: Int32(truncatingIfNeeded: value.number)) }
        case .moment: quoted(&text) { $0.append(moment: Int64(value.number)) }
        case .bytes:
            quoted(&text) {
                $0.append(contentsOf: #"\\x"#.utf8)
                $0.append(hexadecimal: value)
            }
        case .uuid: quoted(&text) { $0.append(uuid: value) }
        case .texts: write(list: value, to: &text)
        case .written: text.append(contentsOf: value)
        }
    }

    private static func quoted(_ text: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
        text.append(UInt8(ascii: "\""))
        body(&text)
        text.append(UInt8(ascii: "\""))
    }

    /// An array of one dimension: how many it has, flags, the elements' type, how many elements, the first one's index; then each with its
    /// length. What is cut short is written as far as it goes, and has another digest.
    private static func write(list: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "["))
        var place = 20
        while place + 4 <= list.count {
            if place > 20 { text.append(contentsOf: ", ".utf8) }
            let length = UnsafeRawBufferPointer(rebasing: list[place..<place + 4]).number
            place += 4
            if length < 0 {
                text.append(contentsOf: "null".utf8)
            } else if place + length <= list.count {
                text.append(quoted: UnsafeRawBufferPointer(rebasing: list[place..<place + length]))
                place += length
            }
        }
        text.append(UInt8(ascii: "]"))
    }
}

extension UnsafeRawBufferPointer {
    /// A number of one, two, four or eight bytes, the most significant first.
    var number: Int {
        switch count {
        case 1: Int(Int8(bitPattern: self[0]))
        case 2: Int(Int16(bigEndian: loadUnaligned(as: Int16.self)))
        case 4: Int(Int32(bigEndian: loadUnaligned(as: Int32.self)))
        case 8: Int(Int64(bigEndian: loadUnaligned(as: Int64.self)))
        default: 0
        }
    }
}
