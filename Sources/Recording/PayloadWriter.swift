internal import Register

/// Takes what a notice states, member by member. Members come sorted by name, as canonical JSON has them; what is nil is left out.
protocol PayloadWriter {
    mutating func write(_ name: String, _ text: String?)
    mutating func write(_ name: String, _ flag: Bool)
    mutating func write(_ name: String, _ number: Int?)
    mutating func write(_ name: String, _ date: CalendarDate?)
    mutating func write(_ name: String, _ texts: [String])
    mutating func write(_ name: String, _ members: (inout Self) -> Void)
    mutating func write<Element>(_ name: String, eachOf list: [Element], _ members: (Element, inout Self) -> Void)
}

/// Writes the values themselves.
struct PayloadValues: PayloadWriter {
    private(set) var members: [String: JSONValue] = [:]

    mutating func write(_ name: String, _ text: String?) { members[name] = text.map(JSONValue.string) }
    mutating func write(_ name: String, _ flag: Bool) { members[name] = .bool(flag) }
    mutating func write(_ name: String, _ number: Int?) { members[name] = number.map(JSONValue.integer) }
    mutating func write(_ name: String, _ date: CalendarDate?) { members[name] = date.map { .string($0.description) } }
    mutating func write(_ name: String, _ texts: [String]) { members[name] = .array(texts.map(JSONValue.string)) }

    mutating func write(_ name: String, _ members: (inout Self) -> Void) {
        var inner = Self()
        members(&inner)
        self.members[name] = .object(inner.members)
    }

    mutating func write<Element>(_ name: String, eachOf list: [Element], _ members: (Element, inout Self) -> Void) {
        self.members[name] = .array(
            list.map { element in
                var inner = Self()
                members(element, &inner)
                return .object(inner.members)
            })
    }
}

/// Writes canonical bytes (RFC 8785) at once, without values between: either of the payload, or of what ``Content`` compares of it.
struct PayloadBytes: PayloadWriter {
    private(set) var bytes: [UInt8] = []
    /// Nil: the payload as it is stated.
    private let compared: Comparison?
    private var isFirst = true
    private var depth = 0

    private struct Comparison {
        var hasReasons: Bool
    }

    init() { compared = nil }

    /// - Parameter hasReasons: whether the notice's reason is known by its parts.
    init(comparedWithReasons hasReasons: Bool) { compared = Comparison(hasReasons: hasReasons) }

    /// The notice's bytes, in the room of the notice before.
    mutating func write(_ notice: Notice) {
        bytes.removeAll(keepingCapacity: true)
        object { notice.state(to: &$0) }
    }

    mutating func write(_ name: String, _ text: String?) {
        guard let text else { return }
        member(name) { writer, form in writer.string(text, form) }
    }

    mutating func write(_ name: String, _ flag: Bool) {
        member(name) { writer, _ in writer.bytes.append(contentsOf: (flag ? "true" : "false").utf8) }
    }

    mutating func write(_ name: String, _ number: Int?) {
        guard let number else { return }
        member(name) { writer, _ in writer.bytes.append(contentsOf: String(number).utf8) }
    }

    mutating func write(_ name: String, _ date: CalendarDate?) {
        guard let date else { return }
        member(name) { writer, _ in JSONValue.writeQuoted(date.description, to: &writer.bytes) }
    }

    mutating func write(_ name: String, _ texts: [String]) {
        member(name) { writer, form in writer.list(texts) { $1.string($0, form) } }
    }

    mutating func write(_ name: String, _ members: (inout Self) -> Void) {
        member(name) { writer, _ in writer.object(members) }
    }

    mutating func write<Element>(_ name: String, eachOf list: [Element], _ members: (Element, inout Self) -> Void) {
        member(name) { writer, _ in writer.list(list) { element, writer in writer.object { members(element, &$0) } } }
    }

    private mutating func member(_ name: String, _ value: (inout Self, Content.Form) -> Void) {
        var form = Content.Form.verbatim
        if let compared {
            form = depth > 1 ? .folded : Content.form(of: name, hasReasons: compared.hasReasons)
            if form == .leftOut { return }
        }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        value(&self, form)
    }

    private mutating func object(_ members: (inout Self) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        let wasFirst = isFirst
        isFirst = true
        depth += 1
        members(&self)
        depth -= 1
        isFirst = wasFirst
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func list<Element>(_ elements: [Element], _ value: (Element, inout Self) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            value(element, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func string(_ text: String, _ form: Content.Form) {
        if form == .folded {
            Content.writeFolded(text, to: &bytes)
        } else {
            JSONValue.writeQuoted(text, to: &bytes)
        }
    }
}
