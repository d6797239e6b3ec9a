internal import Crypto

/// A filer's public key, and when it is in force.
public struct FilerKey: Sendable, Hashable {
    /// The name the filer gave it: `alder-2026`.
    public let name: String
    /// The filer's number, ten digits.
    public let filer: String
    /// Ed25519 (RFC 8032), 32 bytes.
    public let publicKey: [UInt8]
    public let validFrom: Moment
    /// The first moment at which it is no longer in force; nil while it is.
    public let revokedAt: Moment?

    public init(name: String, filer: String, publicKey: [UInt8], validFrom: Moment, revokedAt: Moment?) {
        self.name = name
        self.filer = filer
        self.publicKey = publicKey
        self.validFrom = validFrom
        self.revokedAt = revokedAt
    }

    /// Whenever it was signed: what counts is when it was received.
    public func isInForce(at moment: Moment) -> Bool { validFrom <= moment && revokedAt.map { moment < $0 } ?? true }

    /// Whether the signature (64 bytes) is this key's over these bytes.
    public func verifies(_ signature: [UInt8], over bytes: [UInt8]) -> Bool { Self.verifies(signature, over: bytes, by: publicKey) }

    /// Whether the signature is this Ed25519 key's over these bytes; false for bytes that are no key.
    public static func verifies(_ signature: [UInt8], over bytes: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }
}

/// A filer's private key. It stays on the filer's disk.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    public init() { key = Curve25519.Signing.PrivateKey() }

    /// From its 32 bytes.
    public init?(bytes: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else { return nil }
        self.key = key
    }

    public var bytes: [UInt8] { Array(key.rawRepresentation) }
    public var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// 64 bytes; nil when the library fails.
    public func signature(over bytes: [UInt8]) -> [UInt8]? { (try? key.signature(for: bytes)).map(Array.init) }
}

/// How a filing was signed, as the desk found it.
public struct FilingSigning: Sendable {
    /// The key that `certification.key_id` names, of whichever filer; nil when none is registered under that name.
    public var key: FilerKey?
    /// The canonical payload as it was handed in.
    public var payload: [UInt8]
    /// Nil when none was handed in.
    public var signature: [UInt8]?
    /// Whether payload and private parts are what the signature speaks of: canonical bytes, and parts with their salted digests.
    public var isWhole: Bool

    public init(key: FilerKey?, payload: [UInt8], signature: [UInt8]?, isWhole: Bool) {
        self.key = key
        self.payload = payload
        self.signature = signature
        self.isWhole = isWhole
    }
}
