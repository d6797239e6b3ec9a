internal import FoundationEssentials
import HummingbirdCore
import Register

/// The parameters of an address, in order and decoded as forms write them.
struct Query: Sendable {
    let pairs: [(name: String, value: String)]

    init(_ uri: URI) { self.init(uri.query ?? "") }

    /// The parameters of an address that takes only these. One that is misspelled would be answered as if it were not there.
    init(_ uri: URI, only known: [String]) throws(PublishingError) {
        self.init(uri)
        if let other = pairs.first(where: { !known.contains($0.name) }) { throw .unknownParameter(name: other.name, known: known) }
    }

    init(_ query: String) {
        pairs = query.split(separator: "&").compactMap { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(sides[0])
            return Self.isTracking(name) ? nil : (name, sides.count > 1 ? Self.decoded(sides[1]) : "")
        }
    }

    /// What other sites hang on a link to follow who clicks it: no question, and no reason to refuse a shared address.
    private static func isTracking(_ name: String) -> Bool {
        name.hasPrefix("utm_") || ["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "twclid"].contains(name)
    }

    /// As written after a path: with its `?`, or nothing.
    var text: String { replacing("", with: nil) }

    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// `+` is a space and `%41` an `A`; a broken escape stays as it is, and bytes that are no UTF-8 become U+FFFD.
    static func decoded(path: Substring) -> String {
        decoded(Substring(path.split(separator: "+", omittingEmptySubsequences: false).joined(separator: "%2B")))
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
            if byte == UInt8(ascii: "%"), digits.count == 2 {
                bytes.append(UInt8(digits[0] * 16 + digits[1]))
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Written for an address: everything but letters, digits and `-._~` as `%XX`.
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || [45, 46, 95, 126].contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            encoded += isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }
        return encoded
    }

    /// The same parameters with one set anew, or taken out; as a query with its `?`, or nothing.
    func replacing(_ name: String, with value: String?) -> String {
        var kept = pairs.filter { $0.name != name }
        if let value { kept.append((name, value)) }
        let query = kept.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
        return query.isEmpty ? "" : "?" + query
    }

    /// The moment asked for: a position, an instant, or the newest.
    ///
    /// A day that has not come is refused: what is said of it would be another thing when it has. Tomorrow is let through, being today
    /// somewhere.
    func asOf(now: Date = .now) throws(PublishingError) -> AsOf {
        guard let said = self["as_of"], !said.isEmpty else { return .newest }
        let tomorrow = now.addingTimeInterval(86_400).formatted(.iso8601.year().month().day())
        if let day = CalendarDate(said.prefix(10)), let last = CalendarDate(tomorrow), day > last {
            throw .badParameter(name: "as_of", value: said, expected: "a moment that has come; nothing is on record of a later one")
        }
        if let position = Int(said) {
            guard position >= 0 else {
                throw .badParameter(name: "as_of", value: said, expected: "a position of the log or an instant such as 2026-01-31")
            }
            return .position(position)
        }
        return .moment(said)
    }

    /// A whole number of at least 0 and at most `most`; nil when absent.
    ///
    /// - Parameter beyond: what to ask for who wants more.
    func count(_ name: String, most: Int, beyond: String? = nil) throws(PublishingError) -> Int? {
        guard let said = self[name], !said.isEmpty else { return nil }
        guard let number = Int(said), (0...most).contains(number) else {
            throw .badParameter(name: name, value: said, expected: "a whole number from 0 to \(most)\(beyond.map { "; " + $0 } ?? "")")
        }
        return number
    }
}
