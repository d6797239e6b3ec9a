/// The number a request goes by: the asker's own (`X-Request-Id`), where it can stand in a log, else a new one.
struct RequestID: Sendable, Equatable, CustomStringConvertible {
    let description: String

    static let none = RequestID(unchecked: "none")

    /// - Returns: nil for what is empty, longer than 64 characters, or has others than letters, digits and `-._`.
    init?(_ said: String) {
        let isPlain = said.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || [45, 46, 95].contains($0)
        }
        guard isPlain, (1...64).contains(said.utf8.count) else { return nil }
        description = said
    }

    private init(unchecked: String) { description = unchecked }

    /// Sixteen hexadecimal digits.
    static func made() -> RequestID {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return RequestID(unchecked: String(repeating: "0", count: 16 - digits.count) + digits)
    }
}
