/// White space as a person reads it: lines trimmed, empty lines gone, every other run of white space one space.
///
/// No-break and typographic spaces are spaces; zero-width characters, soft hyphens and other controls are nothing.
public enum FoldedText {
    public static func fold(_ raw: String) -> String {
        isFolded(raw.utf8) ? raw : folded(raw)
    }

    /// The same on one line.
    public static func foldToOneLine(_ raw: String) -> String {
        let text = fold(raw)
        return text.utf8.contains(0x0A) ? text.split(separator: "\n").joined(separator: " ") : text
    }

    /// Most cells: printing ASCII with single inner spaces.
    private static func isFolded(_ bytes: String.UTF8View) -> Bool {
        var previous: UInt8 = 0x20
        for byte in bytes {
            guard byte >= 0x20, byte < 0x7F, byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return previous != 0x20 || bytes.isEmpty
    }

    /// Byte by byte: a text of many megabytes is read as fast as it is copied.
    private static func folded(_ raw: String) -> String {
        var raw = raw
        return raw.withUTF8 { bytes in
            let isMisread = isMisread(bytes)
            return String(unsafeUninitializedCapacity: bytes.count) { result in
                var (count, index) = (0, 0)
                var pending: UInt8?
                while index < bytes.count {
                    let (value, length) = scalar(at: index, in: bytes)
                    switch isMisread && (0x80...0x9F).contains(value) ? .text : kind(of: value) {
                    case .nothing: break
                    case .lineEnd: pending = 0x0A
                    case .space: pending = pending ?? 0x20
                    case .text:
                        if let separator = pending, count > 0 {
                            result[count] = separator
                            count += 1
                        }
                        pending = nil
                        for place in index..<index + length {
                            result[count] = bytes[place]
                            count += 1
                        }
                    }
                    index += length
                }
                return count
            }
        }
    }

    /// "â\u{80}\u{93}": UTF-8 read as another encoding. What undoes it needs the controls. The letters are U+00C2, U+00C3 and U+00E2.
    private static func isMisread(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.indices.dropLast().contains { place in
            let second = bytes[place + 1]
            return bytes[place] == 0xC3 && (second == 0x82 || second == 0x83 || second == 0xA2)
        }
    }

    /// The number of the scalar that begins there, and its bytes. A text's bytes are UTF-8 for certain.
    private static func scalar(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt32, length: Int) {
        let lead = UInt32(bytes[index])
        if lead < 0x80 { return (lead, 1) }
        func next(_ place: Int) -> UInt32 { UInt32(bytes[index + place]) & 0x3F }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | next(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
        return ((lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
    }

    private enum Kind { case text, space, lineEnd, nothing }

    private static func kind(of scalar: UInt32) -> Kind {
        switch scalar {
        case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: .lineEnd
        case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: .nothing
        default: .text
        }
    }
}
