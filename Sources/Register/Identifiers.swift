/// One place a state publishes notices: `ny`, `ny-archive`. Lower case, digits and hyphens; the file stem of its manifest.
public struct SourceID: RawRepresentable, Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    public let rawValue: String

    public init?(rawValue: String) {
        let allowed = rawValue.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard allowed, (2...40).contains(rawValue.utf8.count), !rawValue.hasPrefix("-"), !rawValue.hasSuffix("-") else { return nil }
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
    /// The publishing jurisdiction: the letters before the first hyphen.
    public var state: StateCode? { StateCode(rawValue: String(rawValue.prefix { $0 != "-" }).uppercased()) }
    public static func < (left: SourceID, right: SourceID) -> Bool { left.rawValue < right.rawValue }
}

/// A jurisdiction's two capital letters, as the postal service writes them: `NY`. The roster is `Schema/reference/jurisdictions.csv`.
public struct StateCode: RawRepresentable, Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    public let rawValue: String

    public init?(rawValue: String) {
        guard rawValue.utf8.count == 2, rawValue.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
    public static func < (left: StateCode, right: StateCode) -> Bool { left.rawValue < right.rawValue }
}
