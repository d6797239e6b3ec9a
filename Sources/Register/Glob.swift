/// A pattern of a manifest: `*` is any run of characters, `?` one character, `[0-9]` one of a set, `[!0-9]` one outside it.
///
/// The whole text must match. Matching takes time in proportion to pattern times text, whatever both are.
public struct Glob: Sendable, Hashable, CustomStringConvertible {
    public let pattern: String
    private let parts: [Part]
    /// Of the pattern in lower case.
    private let lowered: [Part]

    private enum Part: Sendable, Hashable {
        case run
        case one
        case exactly(Character)
        case set([ClosedRange<Character>], isNegated: Bool)
    }

    /// A `[` without its `]` stands for itself.
    public init(_ pattern: String) {
        self.pattern = pattern
        parts = Self.parts(of: pattern)
        let lower = pattern.lowercased()
        lowered = lower == pattern ? parts : Self.parts(of: lower)
    }

    private static func parts(of pattern: String) -> [Part] {
        var rest = Substring(pattern)
        var parts: [Part] = []
        while let character = rest.popFirst() {
            switch character {
            case "*": if parts.last != .run { parts.append(.run) }
            case "?": parts.append(.one)
            case "[": parts.append(set(&rest) ?? .exactly("["))
            default: parts.append(.exactly(character))
            }
        }
        return parts
    }

    public var description: String { pattern }

    /// - Parameter ignoringCase: compares both in lower case.
    public func matches(_ text: some StringProtocol, ignoringCase: Bool = false) -> Bool {
        ignoringCase ? Self.matches(Array(text.lowercased()), lowered) : Self.matches(Array(text), parts)
    }

    private static func matches(_ text: [Character], _ parts: [Part]) -> Bool {
        var position = 0
        var part = 0
        // Where to take up again after the last run swallows one more character.
        var resume: (part: Int, position: Int)?
        while position < text.count {
            if part < parts.count, parts[part] == .run {
                resume = (part + 1, position)
                part += 1
            } else if part < parts.count, accepts(parts[part], text[position]) {
                part += 1
                position += 1
            } else if let last = resume {
                resume = (last.part, last.position + 1)
                (part, position) = (last.part, last.position + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .run }
    }

    private static func accepts(_ part: Part, _ character: Character) -> Bool {
        switch part {
        case .run: false
        case .one: true
        case .exactly(let expected): expected == character
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
        }
    }

    /// Reads `0-9a-f]`, the opening bracket being read; nil, and nothing read, where the closing one is missing.
    private static func set(_ rest: inout Substring) -> Part? {
        guard let end = rest.dropFirst().firstIndex(of: "]") else { return nil }
        var members = rest[..<end]
        rest = rest[rest.index(after: end)...]
        let isNegated = members.first == "!"
        if isNegated { members.removeFirst() }
        var ranges: [ClosedRange<Character>] = []
        while let lower = members.popFirst() {
            guard members.first == "-", let upper = members.dropFirst().first, lower <= upper else {
                ranges.append(lower...lower)
                continue
            }
            ranges.append(lower...upper)
            members.removeFirst(2)
        }
        return .set(ranges, isNegated: isNegated)
    }
}
