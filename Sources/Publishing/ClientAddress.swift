#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whom requests are counted for: an IPv4 address, or the 64 leading bits of an IPv6 one, of which a household has all the rest.
struct ClientAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    /// - Parameter text: `192.0.2.7`, `2001:db8::1`, `::ffff:192.0.2.7` (which is the first again), with or without a port or brackets.
    /// - Returns: nil for anything else.
    init?(_ text: String) {
        let plain = Self.withoutPort(text)
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, plain, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, plain, &six) == 1 {
            let all = withUnsafeBytes(of: six) { Array($0) }
            let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
            let isOne = all.dropLast().allSatisfy { $0 == 0 } && all[15] == 1
            bytes = isMapped ? Array(all.suffix(4)) : isOne ? [127, 0, 0, 1] : Array(all.prefix(8))
        } else {
            return nil
        }
    }

    /// This machine itself.
    var isLoopback: Bool { bytes.count == 4 && bytes[0] == 127 }

    private static func withoutPort(_ text: String) -> String {
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : text
    }
}
