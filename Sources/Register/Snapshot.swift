/// The exact bytes a state served, when, and from which address.
public struct Snapshot: Sendable, Equatable {
    /// What a page of a fetch is for.
    public enum Role: String, Sendable, Codable, CaseIterable {
        /// Rows are read from it.
        case rows
        /// It adds values to rows read elsewhere, joined by its address.
        case details
        /// Only its links were used.
        case index
    }

    public let bytes: [UInt8]
    public let digest: Digest
    /// The address asked for after redirects; `file:` and a name for a file given by hand.
    public let url: String
    /// Seconds since 1970 in UTC when the last byte arrived.
    public let fetchedAt: Double
    /// Response headers, names in lower case, in the order served. Empty for a file.
    public let headers: [Header]
    /// HTTP status; 0 for a file.
    public let status: Int
    public let role: Role

    public struct Header: Sendable, Hashable, Codable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(bytes: [UInt8], url: String, fetchedAt: Double, headers: [Header] = [], status: Int = 0, role: Role = .rows) {
        self.bytes = bytes
        self.digest = Digest(of: bytes)
        self.url = url
        self.fetchedAt = fetchedAt
        self.headers = headers
        self.status = status
        self.role = role
    }

    /// The first header of that name (lower case).
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
