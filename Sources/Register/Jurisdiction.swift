/// One of the places whose agencies receive notices, as the roster `Schema/reference/jurisdictions.csv` lists them.
public struct Jurisdiction: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case state, district, territory
    }

    public var code: StateCode
    public var name: String
    /// Two digits, as the Census Bureau writes them.
    public var fips: String
    public var kind: Kind

    public init(code: StateCode, name: String, fips: String, kind: Kind) {
        self.code = code
        self.name = name
        self.fips = fips
        self.kind = kind
    }
}
