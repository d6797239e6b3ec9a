internal import Register

/// A notice as it is stored and compared: its payload, and what of it is compared from one page to the next.
struct Observation: Sendable {
    let observed: ObservedNotice
    let payload: [UInt8]
    let payloadDigest: Digest
    let content: Content
    let contentDigest: Digest

    init(_ observed: ObservedNotice) {
        self.observed = observed
        let payload = observed.notice.payload
        self.payload = payload.canonicalBytes
        self.payloadDigest = Digest(of: self.payload)
        self.content = Content(payload: payload)
        self.contentDigest = content.digest
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
            switch name {
            case "employer_raw", "letter_url", "source", "state": continue
            case "reason" where hasReasons: continue
            case "number": values[name] = value
            default: values[name] = Self.folded(value)
            }
        }
        self.values = values
    }

    var digest: Digest { Digest(of: JSONValue.object(values).canonicalBytes) }
    var number: String? { values["number"]?.text }

    /// Names of the values that differ, sorted.
    func changes(from other: Content) -> [String] {
        Set(values.keys).union(other.values.keys).filter { values[$0] != other.values[$0] }.sorted()
    }

    static func folded(_ text: String) -> String {
        if let folded = foldedASCII(text) { return folded.isEmpty ? text : folded }
        let folded = String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { !$0.isSeparator }))
        return folded.isEmpty ? text : folded
    }

    /// Most texts are no day, and are seen to be none by their length.
    private static func isDay(_ text: String) -> Bool { text.utf8.count == 10 && CalendarDate(text) != nil }

    /// The same for plain text, byte by byte, which nearly all of it is; nil for any other.
    private static func foldedASCII(_ text: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
            // The symbols of ASCII: what is neither a control character nor punctuation.
            case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "<")...UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"),
                UInt8(ascii: "|"), UInt8(ascii: "~"):
                bytes.append(byte)
            case ..<0x80: continue
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
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
