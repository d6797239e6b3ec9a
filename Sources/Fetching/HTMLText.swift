/// Text as it stands in HTML, turned into text as a person reads it.
enum HTMLText {
    /// The named characters that links and pagers use; any other name stays as it is written.
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "laquo": "«", "raquo": "»", "lsaquo": "‹",
        "rsaquo": "›", "larr": "←", "rarr": "→", "hellip": "…", "ndash": "–", "mdash": "—", "rsquo": "’", "lsquo": "‘", "eacute": "é",
    ]
    private static let longestName = 10

    /// Decodes the bytes (UTF-8, else Latin-1) and their entities, once: `&amp;lt;` is `&lt;`.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(validating: bytes, as: UTF8.self) ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let ampersand = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
            result += rest[..<ampersand]
            rest = rest[ampersand...]
            let (character, end) = entity(at: rest) ?? ("&", rest.index(after: rest.startIndex))
            result += character
            rest = rest[end...]
        }
        return result + rest
    }

    /// White space, no-break space included, is one space; none at the ends.
    static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `&name;`, `&#39;`, `&#x27;` at the start of the text.
    private static func entity(at text: Substring) -> (String, String.Index)? {
        let head = text.utf8.dropFirst().prefix(longestName)
        guard let semicolon = head.firstIndex(of: UInt8(ascii: ";")),
            let name = String(head[..<semicolon]), !name.isEmpty
        else { return nil }
        let end = text.utf8.index(after: semicolon)
        if let character = named[name] { return (character, end) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let number, number != 0, let scalar = Unicode.Scalar(number) else { return nil }
        return (String(Character(scalar)), end)
    }
}
