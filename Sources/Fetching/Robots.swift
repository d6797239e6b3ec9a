/// What a host's robots.txt (RFC 9309) says to this program.
///
/// The group that names our product counts, else the one for `*`; several groups of one name are one. The longest rule that fits an
/// address decides, `Allow` where two are equally long. What no rule fits is allowed.
struct Robots: Sendable, Equatable {
    struct Rule: Sendable, Equatable {
        var allows: Bool
        /// A path with `*` for anything and `$` for the end.
        var pattern: String

        var text: String { (allows ? "Allow: " : "Disallow: ") + pattern }
    }

    private(set) var rules: [Rule] = []
    /// Seconds between two requests, where the file asks for it (no part of the RFC, but meant).
    private(set) var crawlDelay: Double?

    /// No file: everything is allowed.
    static let permissive = Robots(rules: [])

    /// - Parameters:
    ///   - bytes: of the file; what lies beyond 500 KiB is not read, as the RFC allows.
    ///   - product: ours, compared without case.
    init(_ bytes: [UInt8], product: String) {
        var groups: [String: Robots] = [:]
        var names: [String] = []
        var isNaming = false
        let text = String(decoding: bytes.prefix(500 << 10), as: UTF8.self)
        for line in text.split(whereSeparator: \.isNewline) {
            guard let (key, value) = Self.entry(line) else { continue }
            if key == "user-agent" {
                names = (isNaming ? names : []) + [value.lowercased().prefix { $0 != "/" && $0 != " " }].map(String.init)
                isNaming = true
                for name in names { groups[name] = groups[name] ?? .permissive }
                continue
            }
            isNaming = false
            for name in Set(names) { groups[name]?.add(key, value) }
        }
        self = groups[product.lowercased()] ?? groups["*"] ?? .permissive
    }

    private init(rules: [Rule]) {
        self.rules = rules
    }

    /// - Parameter target: path and query of an address.
    /// - Returns: the rule that disallows it; nil where it is allowed.
    func refusal(of target: String) -> Rule? {
        if target == "/robots.txt" { return nil }
        let path = Self.normalized(target)
        let fitting = rules.filter { Self.matches(Array(Self.normalized($0.pattern).utf8), Array(path.utf8)) }
        let longest = fitting.max { ($0.pattern.utf8.count, $0.allows ? 1 : 0) < ($1.pattern.utf8.count, $1.allows ? 1 : 0) }
        return longest.flatMap { $0.allows ? nil : $0 }
    }

    private mutating func add(_ key: String, _ value: String) {
        switch key {
        // An empty Disallow allows everything, which is what no rule does.
        case "allow", "disallow": if !value.isEmpty { rules.append(Rule(allows: key == "allow", pattern: value)) }
        case "crawl-delay": crawlDelay = Double(value).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
        default: break
        }
    }

    /// `User-agent: *   # everyone`; nil for a line that says nothing.
    private static func entry(_ line: Substring) -> (key: String, value: String)? {
        let said = line.prefix { $0 != "#" }
        guard let colon = said.firstIndex(of: ":") else { return nil }
        let key = HTMLText.folded(String(said[..<colon])).lowercased()
        return (key == "\u{FEFF}user-agent" ? "user-agent" : key, HTMLText.folded(String(said[said.index(after: colon)...])))
    }

    /// `%7e` and `~` are the same octet, `%2f` and `/` are not: only what needs no escape is unescaped.
    private static func normalized(_ path: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else {
                bytes.append(byte)
                continue
            }
            let isPlain =
                (48...57).contains(value) || (65...90).contains(value) || (97...122).contains(value) || "-._~".utf8.contains(value)
            bytes += isPlain ? [value] : Array("%".utf8) + rest.prefix(2).map { (97...102).contains($0) ? $0 - 32 : $0 }
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the pattern fits the path's beginning. Linear space, no recursion: a hostile file has many stars.
    private static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        let isAnchored = pattern.last == UInt8(ascii: "$")
        let pattern = isAnchored ? pattern.dropLast() : pattern[...]
        let pieces = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        guard let first = pieces.first, path.starts(with: first) else { return false }
        var place = first.count
        for (index, piece) in pieces.enumerated().dropFirst() {
            if isAnchored, index == pieces.count - 1 { return path.count - place >= piece.count && path.suffix(piece.count) == piece }
            guard let found = path[place...].firstRange(of: piece) ?? (piece.isEmpty ? place..<place : nil) else { return false }
            place = found.upperBound
        }
        return !isAnchored || place == path.count
    }
}
