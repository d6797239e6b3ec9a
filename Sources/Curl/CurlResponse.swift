/// The answer to a request, after decompression.
public struct CurlResponse: Sendable, Equatable {
    public struct Header: Sendable, Hashable {
        /// Lower case.
        public let name: String
        /// Trimmed; bytes that are no UTF-8 are replaced.
        public let value: String
    }

    public let status: Int
    /// The address that answered.
    public let url: String
    /// Of the last response only, in the order served.
    public let headers: [Header]
    public let bytes: [UInt8]

    /// The first header of that name (lower case).
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
