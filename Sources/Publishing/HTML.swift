import Register

/// Markup. A literal is trusted; whatever is interpolated into it is escaped, unless it is markup itself.
///
/// Attributes are always written in double quotes, so that one escaping serves text and attributes.
struct HTML: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    let description: String

    init(stringLiteral value: String) { description = value }
    init(stringInterpolation interpolation: Interpolation) { description = interpolation.markup }
    init(joining parts: some Sequence<HTML>, by separator: HTML = "") {
        description = parts.map(\.description).joined(separator: separator.description)
    }

    struct Interpolation: StringInterpolationProtocol {
        var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity + 16 * interpolationCount) }
        mutating func appendLiteral(_ literal: String) { markup += literal }
        mutating func appendInterpolation(_ part: HTML) { markup += part.description }
        mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { markup += part.description } }
        mutating func appendInterpolation(_ part: HTML?) { markup += part?.description ?? "" }
        mutating func appendInterpolation(_ number: Int) { markup += String(number) }
        mutating func appendInterpolation(_ text: some StringProtocol) { markup += HTML.escaped(text) }
    }

    /// The text with the five characters that markup gives a meaning written as entities.
    static func escaped(_ text: some StringProtocol) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A link out of the register: only to http and https; anything else stays text.
    static func outward(_ address: String, label: String? = nil) -> HTML {
        let lowered = address.lowercased()
        guard lowered.hasPrefix("https://") || lowered.hasPrefix("http://") else { return "\(label ?? address)" }
        return "<a href=\"\(address)\" rel=\"noopener noreferrer nofollow\">\(label ?? address)</a>"
    }
}
