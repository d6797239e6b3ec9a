internal import Register

/// A notice as it is stored and compared: the digests of its payload, and of what of it is compared from one page to the next.
///
/// The payload itself is written again when it is stored: a page of a million rows would hold it a million times. A class, so that matching
/// and staging pass a notice's many values on without counting each.
final class Observation: Sendable {
    let observed: ObservedNotice
    let payloadDigest: Digest
    let contentDigest: Digest

    var content: Content { Content(payload: observed.notice.payload) }

    init(_ observed: ObservedNotice) {
        var (payload, content) = (PayloadBytes(), PayloadBytes(comparedWithReasons: !observed.notice.reasons.isEmpty))
        payload.write(observed.notice)
        content.write(observed.notice)
        self.observed = observed
        payloadDigest = Digest(of: payload.bytes)
        contentDigest = Digest(of: content.bytes)
    }

    /// Every notice, in order, on as many cores as there are.
    static func all(_ notices: [ObservedNotice]) async -> [Observation] {
        let size = 1024
        return await withTaskGroup(of: (Int, [Observation]).self) { group in
            for start in stride(from: 0, to: notices.count, by: size) {
                group.addTask { (start, notices[start..<min(start + size, notices.count)].map(Observation.init)) }
            }
            var parts: [Int: [Observation]] = [:]
            for await (start, part) in group { parts[start] = part }
            return stride(from: 0, to: notices.count, by: size).flatMap { parts[$0] ?? [] }
        }
    }
}

/// What a payload states, without verbatim texts and folded, so that a change of spelling is no change of matter.
///
/// Left out: `employer_raw`, `letter_url`, and a reason's text where its parts are known. Names, places and other words are compared
/// without case, white space and punctuation: some states run the parts of a reason together on one day and not on the next.
struct Content: Sendable, Equatable {
    /// Values by the name they have in the payload.
    let values: [String: JSONValue]

    init(payload: JSONValue) {
        guard case .object(let members) = payload else {
            values = [:]
            return
        }
        let hasReasons = members["reasons"] != nil
        var values: [String: JSONValue] = [:]
        for (name, value) in members {
            switch Self.form(of: name, hasReasons: hasReasons) {
            case .leftOut: continue
            case .verbatim: values[name] = value
            case .folded: values[name] = Self.folded(value)
            }
        }
        self.values = values
    }

    /// How a member of a payload is compared.
    enum Form {
        case verbatim, folded, leftOut
    }

    static func form(of name: String, hasReasons: Bool) -> Form {
        switch name {
        case "employer_raw", "letter_url", "source", "state": .leftOut
        case "reason" where hasReasons: .leftOut
        case "number": .verbatim
        default: .folded
        }
    }

    var digest: Digest { Digest(of: JSONValue.object(values).canonicalBytes) }
    var number: String? { values["number"]?.text }

    /// Names of the values that differ, sorted.
    func changes(from other: Content) -> [String] {
        Set(values.keys).union(other.values.keys).filter { values[$0] != other.values[$0] }.sorted()
    }

    /// A text as it is compared, quoted as canonical JSON.
    static func writeFolded(_ text: String, to bytes: inout [UInt8]) {
        if isDay(text) { return JSONValue.writeQuoted(text, to: &bytes) }
        let start = bytes.count
        bytes.append(UInt8(ascii: "\""))
        guard appendFoldedASCII(text, to: &bytes), bytes.count > start + 1 else {
            bytes.removeSubrange(start...)
            return JSONValue.writeQuoted(folded(text), to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    static func folded(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        if appendFoldedASCII(text, to: &bytes) { return bytes.isEmpty ? text : String(decoding: bytes, as: UTF8.self) }
        let folded = String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { !$0.isSeparator }))
        return folded.isEmpty ? text : folded
    }

    /// Most texts are no day, and are seen to be none by their length.
    private static func isDay(_ text: String) -> Bool { text.utf8.count == 10 && CalendarDate(text) != nil }

    /// The same for plain text, byte by byte, which nearly all of it is; false for any other. What is left needs no escape in JSON.
    private static func appendFoldedASCII(_ text: String, to bytes: inout [UInt8]) -> Bool {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
            // The symbols of ASCII: what is neither a control character nor punctuation.
            case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "<")...UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"),
                UInt8(ascii: "|"), UInt8(ascii: "~"):
                bytes.append(byte)
            case ..<0x80: continue
            default: return false
            }
        }
        return true
    }

    private static func folded(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(isDay(text) ? text : folded(text))
        case .array(let values): .array(values.map(folded))
        case .object(let members): .object(members.mapValues(folded))
        default: value
        }
    }
}

extension Unicode.Scalar {
    /// White space, punctuation, or a format character.
    fileprivate var isSeparator: Bool {
        switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation, .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format:
            true
        default: false
        }
    }
}

/// The fields by which a person tells one notice from another.
enum KeyField: String, Sendable, CaseIterable {
    case employer, notice, effective, workers, location, event

    /// The values of a content that make the field.
    private var members: [String] {
        switch self {
        case .employer: ["employer"]
        case .notice: ["notice_date"]
        case .effective: ["effective"]
        case .workers: ["workers"]
        case .location: ["city", "county", "zip", "location_raw"]
        case .event: ["event_type", "temporary"]
        }
    }

    /// The field's value as one text; nil when nothing of it is stated.
    func text(of content: Content) -> String? {
        var parts: [String: JSONValue] = [:]
        for name in members { parts[name] = content.values[name] }
        switch self {
        case .effective: parts["phases"] = Self.pick("date", of: content.values["phases"])
        case .workers:
            parts["phases"] = Self.pick("workers", of: content.values["phases"])
            parts["sites"] = Self.pick("workers", of: content.values["sites"])
        case .location:
            parts["sites"] = .array(
                [Self.pick("city", of: content.values["sites"]), Self.pick("county", of: content.values["sites"])].compactMap { $0 })
        case .event where content.values["event_type"] == nil: return nil
        default: break
        }
        return parts.isEmpty || parts == ["sites": .array([])] ? nil : JSONValue.object(parts).canonicalText
    }

    private static func pick(_ name: String, of list: JSONValue?) -> JSONValue? {
        guard case .array(let elements)? = list else { return nil }
        return .array(elements.map { $0[name] ?? .null })
    }
}
