/// White space as a person reads it: lines trimmed, empty lines gone, every other run of white space one space.
///
/// No-break and typographic spaces are spaces; zero-width characters, soft hyphens and other controls are nothing.
public enum FoldedText {
    public static func fold(_ raw: String) -> String {
        isFolded(raw.utf8) ? raw : folded(raw.unicodeScalars)
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

    private static func folded(_ scalars: String.UnicodeScalarView) -> String {
        var result = String.UnicodeScalarView()
        var pending: Unicode.Scalar?
        // "â\u{80}\u{93}": UTF-8 read as another encoding. What undoes it needs the controls.
        let isMisread = scalars.contains { $0.value == 0xE2 || $0.value == 0xC3 || $0.value == 0xC2 }
        for scalar in scalars {
            switch isMisread && (0x80...0x9F).contains(scalar.value) ? .text : kind(of: scalar) {
            case .nothing: continue
            case .lineEnd: pending = "\n"
            case .space: pending = pending ?? " "
            case .text:
                if let separator = pending, !result.isEmpty { result.append(separator) }
                pending = nil
                result.append(scalar)
            }
        }
        return String(result)
    }

    private enum Kind { case text, space, lineEnd, nothing }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: .lineEnd
        case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: .nothing
        default: .text
        }
    }
}
