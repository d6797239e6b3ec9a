internal import Crypto

/// SHA-256 of bytes that come piece by piece; of the same bytes it is what ``Digest/init(of:)`` is of them whole.
public struct RunningDigest: Sendable {
    private var hash = SHA256()

    public init() {}

    public mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    public var digest: Digest { Digest(hash.finalize()) }
}
