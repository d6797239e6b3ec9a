/// Bytes of an unknown encoding made UTF-8.
///
/// A byte order mark decides; then zero bytes that betray UTF-16; then UTF-8. A byte that is no UTF-8 is read as
/// Windows-1252, one by one, because pages mix both. What a server or a page declares is heard for UTF-16 only:
/// pages that are UTF-8 and say otherwise are common.
public enum TextEncoding {
    public static func utf8(_ bytes: [UInt8], declared: String? = nil) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return repaired(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBigEndian: true) }
        if let isBigEndian = looksLikeUTF16(bytes, declared: declared) { return utf16(bytes[...], isBigEndian: isBigEndian) }
        return repaired(bytes)
    }

    /// Whether UTF-16 is big-endian; nil where the text is no UTF-16.
    private static func looksLikeUTF16(_ bytes: [UInt8], declared: String?) -> Bool? {
        let head = bytes.prefix(512)
        let zerosAtEven = stride(from: 0, to: head.count, by: 2).count { head[$0] == 0 }
        let zerosAtOdd = stride(from: 1, to: head.count, by: 2).count { head[$0] == 0 }
        let half = max(1, head.count / 2)
        if zerosAtOdd * 10 > half * 7, zerosAtEven == 0 { return false }
        if zerosAtEven * 10 > half * 7, zerosAtOdd == 0 { return true }
        guard zerosAtEven + zerosAtOdd > 0 else { return nil }
        switch declared?.lowercased() {
        case "utf-16le"?, "utf-16"?: return false
        case "utf-16be"?: return true
        default: return nil
        }
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        guard String(validating: bytes, as: UTF8.self) == nil else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        var index = 0
        while index < bytes.count {
            let length = sequenceLength(bytes, at: index)
            if length > 0 {
                result.append(contentsOf: bytes[index..<index + length])
            } else {
                // Beyond 0x9F it is Latin-1, two bytes each.
                let byte = bytes[index]
                if byte >= 0xA0 {
                    result.append(0xC0 | byte >> 6)
                    result.append(0x80 | byte & 0x3F)
                    index += 1
                    continue
                }
                for unit in UTF8.encode(windows1252(byte)) ?? UTF8.encodedReplacementCharacter { result.append(unit) }
            }
            index += max(1, length)
        }
        return result
    }

    /// Bytes of the well-formed UTF-8 sequence that begins here (Unicode, table 3-7); 0 where none does.
    private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
        let lead = bytes[index]
        guard lead >= 0x80 else { return 1 }
        guard lead >= 0xC2, lead <= 0xF4 else { return 0 }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard index + length <= bytes.count else { return 0 }
        let second: ClosedRange<UInt8> =
            switch lead {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard second.contains(bytes[index + 1]) else { return 0 }
        for place in 2..<max(2, length) where bytes[index + place] & 0xC0 != 0x80 { return 0 }
        return length
    }

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(high[Int(byte) - 0x80]) ?? "\u{FFFD}"
    }

    /// 0x80 to 0x9F of Windows-1252; its five holes are the replacement character.
    private static let high: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
