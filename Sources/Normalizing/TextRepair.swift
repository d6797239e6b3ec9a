import Foundation

/// Undoes what programs did to a text on its way: entities left standing, UTF-8 read as another encoding, escapes of workbooks.
enum TextRepair {
    static func repair(_ text: String) -> String {
        var text = text
        if text.utf8.contains(UInt8(ascii: "_")), text.contains("_x000") {
            text = text.replacingOccurrences(of: "_x000D_", with: " ").replacingOccurrences(of: "_x000A_", with: " ")
        }
        if text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: ";")) { text = decodedEntities(text) }
        // The first byte of all three.
        if text.utf8.contains(0xC3), text.unicodeScalars.contains(where: { ["â", "Ã", "Â"].contains($0) }) { text = decodedTwice(text) }
        return text
    }

    private static let entities = [
        "&amp;": "&", "&quot;": "\"", "&apos;": "'", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&rsquo;": "’", "&lsquo;": "‘",
        "&ldquo;": "“",
        "&rdquo;": "”", "&ndash;": "–", "&mdash;": "—", "&eacute;": "é", "&reg;": "®", "&trade;": "™", "&#39;": "'", "&#039;": "'",
        // The hyphen of a line's end, which stands in names where a page was made of a printed list.
        "&#038;": "&", "&shy;": "-",
    ]

    /// One pass, so that what an entity stands for is not taken for the beginning of another.
    private static func decodedEntities(_ text: String) -> String {
        var decoded = ""
        var rest = Substring(text)
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
            decoded += rest[..<start]
            rest = rest[start...]
            // The longest is "&eacute;".
            guard let end = rest.utf8.prefix(8).firstIndex(of: UInt8(ascii: ";")), let sign = entities[String(rest[...end])] else {
                decoded.append("&")
                rest = rest.dropFirst()
                continue
            }
            decoded += sign
            rest = rest[rest.utf8.index(after: end)...]
        }
        return decoded + rest
    }

    /// `â\u{80}\u{93}` was an en dash; where the bytes make no UTF-8 the text stays.
    private static func decodedTwice(_ text: String) -> String {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < 256 {
                bytes.append(UInt8(scalar.value))
            } else if let byte = windows[scalar.value] {
                bytes.append(byte)
            } else {
                return text
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? text
    }

    /// Windows-1252 where it differs from Latin-1.
    private static let windows: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89,
        0x0160: 0x8A,
        0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96,
        0x2014: 0x97,
        0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B, 0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
    ]
}
