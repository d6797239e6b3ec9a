/// A part of a filing that is not public: its bytes and salt are kept apart and can be erased; the ledger holds the salted digest.
public struct PrivatePart: Sendable, Equatable {
    /// The field's path: `certification.contact_phone`.
    public let name: String
    /// Random bytes, so that a short text cannot be guessed from its digest.
    public let salt: [UInt8]
    /// Canonical JSON of the value.
    public let body: [UInt8]

    public init(name: String, salt: [UInt8], body: [UInt8]) {
        self.name = name
        self.salt = salt
        self.body = body
    }

    /// SHA-256 of the salt followed by the body.
    public var saltedDigest: Digest { Digest(of: salt + body) }
}

extension FilingRecord {
    /// What a private value is replaced by in a payload: these letters and the salted digest.
    public static let seal = "salted-sha256:"

    /// The payload that is stored and digested, and the private parts it names by salted digest only.
    ///
    /// The key and the signature are no part of what they sign.
    /// A value that the chain's head has too keeps its salt, so that an unchanged value has an unchanged digest.
    /// - Parameters:
    ///   - kept: private parts of the chain's head.
    ///   - salt: 16 random bytes or more, fresh at each call.
    public func sealed(keeping kept: [PrivatePart] = [], salt: () -> [UInt8]) -> (payload: JSONValue, parts: [PrivatePart]) {
        var payload = self
        payload["certification.key_id"] = nil
        payload["certification.signature"] = nil
        let parts = leaves.filter { FilingField.at($0.path)?.isPrivate == true }.map { leaf in
            let body = leaf.value.canonicalBytes
            return kept.first { $0.name == leaf.path && $0.body == body } ?? PrivatePart(name: leaf.path, salt: salt(), body: body)
        }
        for part in parts { payload[part.name] = .string(Self.seal + part.saltedDigest.description) }
        return (payload.content, parts)
    }

    /// The record a payload was sealed from, with the private values that are still kept; erased ones are absent.
    public static func opened(_ payload: JSONValue, privateValues: [String: JSONValue]) -> FilingRecord {
        var record = FilingRecord(payload)
        for leaf in record.leaves where FilingField.at(leaf.path)?.isPrivate == true && leaf.value.text?.hasPrefix(seal) == true {
            record[leaf.path] = privateValues[leaf.path]
        }
        return record
    }
}
