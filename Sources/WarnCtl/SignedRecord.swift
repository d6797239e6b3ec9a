import Foundation
import Recording
import Register

extension Submission {
    /// A record sealed and signed, as it is handed in.
    ///
    /// - Parameters:
    ///   - key: what signs it; nil leaves it unsigned.
    ///   - kept: private parts of the filing it amends, so that an unchanged value keeps its digest.
    init(_ record: FilingRecord, signedBy key: SigningKey?, keeping kept: [PrivatePart] = [], id: String = UUID().uuidString.lowercased()) {
        let sealed = record.sealed(keeping: kept) { Self.salt() }
        let payload = sealed.payload.canonicalBytes
        self.init(
            id: id, payload: payload, privateParts: sealed.parts, key: record["certification.key_id"]?.text,
            signature: key?.signature(over: payload))
    }

    private static func salt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

/// A submission read back into the record that was filed, as far as its bytes allow.
struct OpenedSubmission {
    let record: FilingRecord
    /// Canonical bytes, every private value sealed, and each seal the digest of a part that was handed in.
    let isWhole: Bool

    /// What is wrong with bytes that are no record.
    struct Unreadable: Error {
        let code: FilingCode
        let message: String
    }

    init(_ submission: Submission) throws(Unreadable) {
        guard let text = String(validating: submission.payload, as: UTF8.self) else {
            throw Unreadable(code: .textLength, message: "the payload is not UTF-8")
        }
        let content = try Self.parse(text)
        let values = submission.privateParts.compactMap { part in
            String(validating: part.body, as: UTF8.self).flatMap { try? Self.parse($0) }.map { (part.name, $0) }
        }
        let digests = Dictionary(
            submission.privateParts.map { ($0.name, JSONValue.string(FilingRecord.seal + $0.saltedDigest.description)) },
            uniquingKeysWith: { first, _ in first })
        let sealed = FilingRecord(content).leaves.filter { FilingField.at($0.path)?.isPrivate == true }
        isWhole =
            content.canonicalBytes == submission.payload && sealed.count == submission.privateParts.count
            && values.count == sealed.count && sealed.allSatisfy { digests[$0.path] == $0.value }
            && submission.privateParts.allSatisfy { $0.salt.count >= 16 }
        var record = FilingRecord.opened(content, privateValues: Dictionary(values, uniquingKeysWith: { first, _ in first }))
        record["certification.key_id"] = submission.key.map { .string($0) }
        record["certification.signature"] = submission.signature.map { .string(Data($0).base64EncodedString()) }
        self.record = record
    }

    private static func parse(_ text: String) throws(Unreadable) -> JSONValue {
        var places = Places()
        var parser = PlacedJSON(text, name: "payload")
        do {
            let value = try parser.document(&places)
            return value
        } catch {
            let message = (error as? any RegisterError)?.message ?? String(describing: error)
            throw Unreadable(code: message.contains("surrogate") ? .textLength : .closedRecord, message: message)
        }
    }
}
