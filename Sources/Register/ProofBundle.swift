/// A filing with all that proves its place in the log to someone who has no database and does not trust us.
///
/// What it proves, given the log's public key: these payload bytes are the filing of this number; it follows the named versions of its
/// disclosure; its entry is in the log that the checkpoint signs; and, for a signed filing, the stated key signed the payload.
public struct ProofBundle: Sendable, Equatable {
    /// One version of the disclosure, as its chain digest names it.
    public struct Version: Sendable, Equatable {
        public var accessionNumber: AccessionNumber
        public var version: Int
        public var form: FormType
        public var payloadDigest: Digest
        /// Digest of all that the row says beside the payload.
        public var detailDigest: Digest

        public init(accessionNumber: AccessionNumber, version: Int, form: FormType, payloadDigest: Digest, detailDigest: Digest) {
            self.accessionNumber = accessionNumber
            self.version = version
            self.form = form
            self.payloadDigest = payloadDigest
            self.detailDigest = detailDigest
        }
    }

    /// The filer's signature over the payload.
    public struct Signature: Sendable, Equatable {
        public var key: String
        public var publicKey: [UInt8]
        public var bytes: [UInt8]

        public init(key: String, publicKey: [UInt8], bytes: [UInt8]) {
            self.key = key
            self.publicKey = publicKey
            self.bytes = bytes
        }
    }

    public var disclosure: DisclosureID
    /// From the first version to the one that is proved, which is the last.
    public var chain: [Version]
    /// Canonical JSON; private values are salted digests in it.
    public var payload: [UInt8]
    /// Nil for an observation, and for what the agency entered unsigned.
    public var signature: Signature?
    public var entry: LogEntry
    /// Hashes from the entry's neighbor up to the root.
    public var proof: [Digest]
    public var note: CheckpointNote

    public init(
        disclosure: DisclosureID, chain: [Version], payload: [UInt8], signature: Signature?, entry: LogEntry, proof: [Digest],
        note: CheckpointNote
    ) {
        self.disclosure = disclosure
        self.chain = chain
        self.payload = payload
        self.signature = signature
        self.entry = entry
        self.proof = proof
        self.note = note
    }

    /// What does not fit.
    public enum Fault: String, Sendable, CaseIterable {
        /// The payload's bytes do not have the digest the chain names.
        case changedPayload = "changed_payload"
        /// The chain's versions do not lead to the digest that the log names.
        case brokenChain = "broken_chain"
        /// The log's entry is not this filing's.
        case wrongEntry = "wrong_entry"
        /// The entry is not in the log that the checkpoint speaks of.
        case notIncluded = "not_included"
        /// The key did not sign the checkpoint.
        case badCheckpoint = "unsigned_checkpoint"
        /// The filer's signature is not over these bytes.
        case badSignature = "false_signature"
    }

    /// Everything that does not fit; empty when all is proved.
    ///
    /// - Parameter publicKey: the log's Ed25519 key, got from elsewhere.
    public func faults(under publicKey: [UInt8]) -> [Fault] {
        var faults: [Fault] = []
        if chain.last?.payloadDigest != Digest(of: payload) { faults.append(.changedPayload) }
        if chain.isEmpty || chainDigest != entry.contentDigest || chain.enumerated().contains(where: { $1.version != $0 + 1 }) {
            faults.append(.brokenChain)
        }
        if entry.kind != "filing" || entry.subject != chain.last?.accessionNumber.rawValue { faults.append(.wrongEntry) }
        let checkpoint = note.checkpoint
        if !MerkleTree.verifiesInclusion(
            of: MerkleTree.leaf(entry.leafData), at: entry.position - 1, size: checkpoint.size, proof: proof, root: checkpoint.root)
        {
            faults.append(.notIncluded)
        }
        if !note.isSigned(by: publicKey) { faults.append(.badCheckpoint) }
        if let signature, !FilerKey.verifies(signature.bytes, over: payload, by: signature.publicKey) { faults.append(.badSignature) }
        return faults
    }

    /// Computed from the first version on: each names the digest before it.
    private var chainDigest: Digest? {
        chain.reduce(nil) { previous, version in
            let lines = [
                "warn-register filing 1", disclosure.rawValue, String(version.version), version.form.rawValue,
                version.accessionNumber.rawValue, previous?.description ?? "-", version.payloadDigest.description,
                version.detailDigest.description,
            ]
            return Digest(of: lines.joined(separator: "\n").utf8)
        }
    }
}

extension ProofBundle {
    private static let format = "warn-register bundle 1"

    /// The bundle as a file holds it: digests in hexadecimal, other bytes in base64.
    public var json: JSONValue {
        .object([
            "bundle": .string(Self.format), "disclosure_id": .string(disclosure.rawValue), "payload": .string(Base64.text(payload)),
            "chain": .array(
                chain.map { version in
                    .object([
                        "accession_no": .string(version.accessionNumber.rawValue), "version": .integer(version.version),
                        "form_type": .string(version.form.rawValue), "payload_sha256": .string(version.payloadDigest.description),
                        "detail_sha256": .string(version.detailDigest.description),
                    ])
                }),
            "signature": signature.map { signature in
                .object([
                    "key_id": .string(signature.key), "public_key": .string(Base64.text(signature.publicKey)),
                    "signature": .string(Base64.text(signature.bytes)),
                ])
            } ?? .null,
            "entry": .object([
                "position": .integer(entry.position), "entry_at": .string(entry.entryAt), "kind": .string(entry.kind),
                "subject": .string(entry.subject), "content_sha256": .string(entry.contentDigest.description),
            ]),
            "proof": .array(proof.map { .string($0.description) }), "checkpoint": .string(note.text),
        ])
    }

    /// Nil when it is no bundle.
    public init?(_ json: JSONValue) {
        guard json["bundle"]?.text == Self.format, let disclosure = json["disclosure_id"]?.text.flatMap(DisclosureID.init(rawValue:)),
            let payload = json["payload"]?.text.flatMap({ Base64.bytes($0) }), case .array(let versions)? = json["chain"],
            let entry = json["entry"].flatMap({ LogEntry($0) }), case .array(let hashes)? = json["proof"],
            let note = json["checkpoint"]?.text.flatMap({ CheckpointNote($0) })
        else { return nil }
        let chain = versions.compactMap { Version($0) }
        let proof = hashes.compactMap { $0.text.flatMap(Digest.init(hexadecimal:)) }
        guard chain.count == versions.count, proof.count == hashes.count else { return nil }
        var signature: Signature?
        if let stated = json["signature"], stated != .null {
            guard let key = stated["key_id"]?.text, let publicKey = stated["public_key"]?.text.flatMap({ Base64.bytes($0) }),
                let bytes = stated["signature"]?.text.flatMap({ Base64.bytes($0) })
            else { return nil }
            signature = Signature(key: key, publicKey: publicKey, bytes: bytes)
        }
        self.init(
            disclosure: disclosure, chain: chain, payload: payload, signature: signature, entry: entry, proof: proof, note: note)
    }
}

extension ProofBundle.Version {
    fileprivate init?(_ json: JSONValue) {
        guard let number = json["accession_no"]?.text.flatMap(AccessionNumber.init(rawValue:)), case .integer(let version)? = json["version"],
            let form = json["form_type"]?.text.flatMap(FormType.init(rawValue:)),
            let payload = json["payload_sha256"]?.text.flatMap(Digest.init(hexadecimal:)),
            let detail = json["detail_sha256"]?.text.flatMap(Digest.init(hexadecimal:))
        else { return nil }
        self.init(accessionNumber: number, version: version, form: form, payloadDigest: payload, detailDigest: detail)
    }
}

extension LogEntry {
    fileprivate init?(_ json: JSONValue) {
        guard case .integer(let position)? = json["position"], let entryAt = json["entry_at"]?.text, let kind = json["kind"]?.text,
            let subject = json["subject"]?.text, let digest = json["content_sha256"]?.text.flatMap(Digest.init(hexadecimal:))
        else { return nil }
        self.init(position: position, entryAt: entryAt, kind: kind, subject: subject, contentDigest: digest)
    }
}
