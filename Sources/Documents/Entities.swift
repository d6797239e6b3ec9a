internal import CLibxml2

/// HTML's character references (`&amp;`, `&#39;`, `&#x2013;`) in a text that is no HTML, decoded once.
public enum Entities {
    public static func decode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";"), let scalar = scalar(rest[rest.index(after: start)..<end]) else {
                result.append("&")
                rest = rest.dropFirst()
                continue
            }
            result.unicodeScalars.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func scalar(_ name: Substring) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return htmlEntityLookup(String(name)).flatMap { Unicode.Scalar($0.pointee.value) } }
        let digits = name.dropFirst()
        let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
}
