import Register

extension Visit {
    /// `{year}`, `{year-1}` and tokens in what a step sends; any other brace stands as it is, for a body may be JSON.
    func filled(_ template: String) -> String { Self.filled(template, year: today.year, tokens: tokens) }

    /// The same in an address: a token stands for one value there, so that what would end it is written `%XX`; a token that begins
    /// the address is an address itself.
    func filledAddress(_ template: String) -> String {
        var written = tokens.mapValues(Self.escaped)
        if let name = tokens.keys.first(where: { template.hasPrefix("{\($0)}") }) { written[name] = tokens[name] }
        return Self.filled(template, year: today.year, tokens: written)
    }

    static func filled(_ template: String, year: Int, tokens: [String: String] = [:]) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}"), let value = value(of: rest[rest.index(after: open)..<close], year, tokens) else {
                result.append("{")
                rest = rest.dropFirst()
                continue
            }
            result += value
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func value(of name: Substring, _ year: Int, _ tokens: [String: String]) -> String? {
        if let token = tokens[String(name)] { return token }
        guard name.hasPrefix("year") else { return nil }
        let minus = name.dropFirst("year".count)
        if minus.isEmpty { return String(year) }
        guard minus.first == "-", let years = Int(minus.dropFirst()) else { return nil }
        return String(year - years)
    }

    /// What is written `%XX` already stays so.
    private static func escaped(_ value: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let written = Array(value.utf8)
        var bytes: [UInt8] = []
        for (index, byte) in written.enumerated() {
            let isEscape = byte == UInt8(ascii: "%") && written[(index + 1)...].prefix(2).count { Self.isHexDigit($0) } == 2
            if !isEscape, "&+=#?%".utf8.contains(byte) || byte <= 0x20 || byte >= 0x7F {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}
