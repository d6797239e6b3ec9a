/// Two checkpoints of a log, and what proves that the later one only added to the earlier: nothing was changed or taken away between them.
public struct ConsistencyBundle: Sendable, Equatable {
    public var earlier: CheckpointNote
    public var later: CheckpointNote
    /// RFC 9162, section 2.1.4.
    public var proof: [Digest]

    public init(earlier: CheckpointNote, later: CheckpointNote, proof: [Digest]) {
        self.earlier = earlier
        self.later = later
        self.proof = proof
    }

    /// What does not fit.
    public enum Fault: String, Sendable, CaseIterable {
        /// The later log does not begin with the earlier one.
        case notConsistent = "not_consistent"
        /// They are of two logs.
        case otherLog = "other_log"
        /// The key did not sign both.
        case badCheckpoint = "unsigned_checkpoint"
    }

    /// Everything that does not fit; empty when all is proved.
    ///
    /// - Parameter publicKey: the log's Ed25519 key, got from elsewhere.
    public func faults(under publicKey: [UInt8]) -> [Fault] {
        var faults: [Fault] = []
        let (first, second) = (earlier.checkpoint, later.checkpoint)
        if !MerkleTree.verifiesConsistency(from: (first.size, first.root), to: (second.size, second.root), proof: proof) {
            faults.append(.notConsistent)
        }
        if first.origin != second.origin { faults.append(.otherLog) }
        if !earlier.isSigned(by: publicKey) || !later.isSigned(by: publicKey) { faults.append(.badCheckpoint) }
        return faults
    }

    private static let format = "warn-register consistency 1"

    /// The bundle as a file holds it.
    public var json: JSONValue {
        .object([
            "bundle": .string(Self.format), "earlier": .string(earlier.text), "later": .string(later.text),
            "proof": .array(proof.map { .string($0.description) }),
        ])
    }

    /// Nil when it is none.
    public init?(_ json: JSONValue) {
        guard json["bundle"]?.text == Self.format, let earlier = json["earlier"]?.text.flatMap({ CheckpointNote($0) }),
            let later = json["later"]?.text.flatMap({ CheckpointNote($0) }), case .array(let hashes)? = json["proof"]
        else { return nil }
        let proof = hashes.compactMap { $0.text.flatMap(Digest.init(hexadecimal:)) }
        guard proof.count == hashes.count else { return nil }
        self.init(earlier: earlier, later: later, proof: proof)
    }
}
