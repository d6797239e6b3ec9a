internal import Postgres
public import Register

extension Ledger {
    /// Signs what the log holds now, and keeps the note. The log must still begin with what was signed last. Role: desk.
    ///
    /// - Parameter origin: the log's name; nil: that of the last checkpoint, else the given fallback.
    /// - Returns: the new note; the last one again when nothing entered since and the same key signed it.
    public func makeCheckpoint(origin: String?, fallback: String, key: SigningKey) async throws(RecordingError) -> CheckpointNote {
        try await Self.translating {
            try await connection.transaction { connection in
                try connection.query("set transaction isolation level repeatable read")
                let last = try Self.notes(connection).last
                var lastRoot: Digest?
                var peaks = MerklePeaks()
                if last?.checkpoint.size == 0 { lastRoot = peaks.root }
                try Self.entries(upTo: .max, connection) { entry in
                    peaks.append(MerkleTree.leaf(entry.leafData))
                    if peaks.size == last?.checkpoint.size { lastRoot = peaks.root }
                }
                if let last, last.checkpoint.root != lastRoot {
                    throw RecordingError.unfitCheckpoint(
                        text: "the log no longer begins with the \(last.checkpoint.size) entries that were signed last")
                }
                let name = origin ?? last?.checkpoint.origin ?? fallback
                guard let note = Checkpoint(origin: name, size: peaks.size, root: peaks.root)?.note(signedBy: key) else {
                    throw RecordingError.unfitCheckpoint(text: "\"\(name)\" is no name of a log")
                }
                if let last, last.checkpoint == note.checkpoint, last.isSigned(by: key.publicKey) { return last }
                try connection.query(
                    "select ledger.keep_checkpoint($1, $2, $3, $4)", [name, peaks.size, peaks.root, note.text])
                return note
            }
        }
    }

    /// Checkpoints that were made here, oldest first. Role: desk, importer or reviewer.
    public func checkpoints() async throws(RecordingError) -> [CheckpointNote] {
        try await Self.translating { try await connection.transaction { try Self.notes($0) } }
    }

    /// What proves a filing to someone without the database, under the newest checkpoint. Role: desk or reviewer.
    ///
    /// - Throws: ``RecordingError/notCovered(accessionNumber:)`` when no checkpoint was made since it was filed.
    public func bundle(for accession: AccessionNumber) async throws(RecordingError) -> ProofBundle {
        try await Self.translating {
            try await connection.transaction { connection in
                try connection.query("set transaction isolation level repeatable read, read only")
                let rows = try connection.query(
                    """
                    select f.disclosure_id, f.accession_no, f.version, f.form_type, f.position, f.payload_sha256, f.detail_sha256,
                        s.key_id, k.public_key, s.signature, case when f.accession_no = $1 then f.payload end as payload
                    from ledger.filing n
                    join ledger.filing f on f.disclosure_id = n.disclosure_id and f.version <= n.version
                    left join ledger.filing_signature s on s.accession_no = f.accession_no
                    left join ledger.filer_key k on k.key_id = s.key_id
                    where n.accession_no = $1 order by f.version
                    """, [accession.rawValue])
                guard let proved = rows.last else { throw RecordingError.notFound(accession.rawValue) }
                let position: Int = try proved.value("position")
                guard let note = try Self.notes(connection).last(where: { $0.checkpoint.size >= position }) else {
                    throw RecordingError.notCovered(accessionNumber: accession.rawValue)
                }
                var (tree, found) = (MerkleTree(), LogEntry?.none)
                try Self.entries(upTo: note.checkpoint.size, connection) { entry in
                    tree.append(entry.leafData)
                    if entry.position == position { found = entry }
                }
                guard let entry = found, tree.root == note.checkpoint.root else {
                    throw RecordingError.unfitCheckpoint(text: "the log is not what the checkpoint of \(note.checkpoint.size) entries signed")
                }
                return ProofBundle(
                    disclosure: try proved.parsed("disclosure_id", DisclosureID.init(rawValue:)), chain: try rows.map(Self.version),
                    payload: try proved.value("payload", as: Binary.self).bytes, signature: try Self.signature(proved), entry: entry,
                    proof: tree.inclusionProof(of: position - 1, inFirst: tree.size), note: note)
            }
        }
    }

    /// What proves that the newest checkpoint only added to an earlier one. Role: desk or reviewer.
    ///
    /// - Throws: ``RecordingError/unfitCheckpoint(text:)`` when it did not, or there is none as large.
    public func consistency(since earlier: CheckpointNote) async throws(RecordingError) -> ConsistencyBundle {
        try await Self.translating {
            try await connection.transaction { connection in
                try connection.query("set transaction isolation level repeatable read, read only")
                guard let later = try Self.notes(connection).last, later.checkpoint.size >= earlier.checkpoint.size else {
                    throw RecordingError.unfitCheckpoint(text: "no checkpoint was made of \(earlier.checkpoint.size) entries or more")
                }
                var tree = MerkleTree()
                try Self.entries(upTo: later.checkpoint.size, connection) { tree.append($0.leafData) }
                guard tree.size == later.checkpoint.size, tree.root == later.checkpoint.root,
                    tree.root(ofFirst: earlier.checkpoint.size) == earlier.checkpoint.root
                else { throw RecordingError.unfitCheckpoint(text: "the log is not what the two checkpoints signed") }
                return ConsistencyBundle(
                    earlier: earlier, later: later, proof: tree.consistencyProof(from: earlier.checkpoint.size, to: tree.size))
            }
        }
    }

    private static func version(_ row: Row) throws -> ProofBundle.Version {
        ProofBundle.Version(
            accessionNumber: try row.parsed("accession_no", AccessionNumber.init(rawValue:)), version: try row.value("version"),
            form: try row.parsed("form_type", FormType.init(rawValue:)), payloadDigest: try row.value("payload_sha256"),
            detailDigest: try row.value("detail_sha256"))
    }

    private static func signature(_ row: Row) throws -> ProofBundle.Signature? {
        guard let key: String = try row.optional("key_id") else { return nil }
        return ProofBundle.Signature(
            key: key, publicKey: try row.value("public_key", as: Binary.self).bytes,
            bytes: try row.value("signature", as: Binary.self).bytes)
    }

    static func notes(_ connection: isolated Connection) throws -> [CheckpointNote] {
        try connection.query("select c.note from ledger.checkpoint c order by c.checkpoint_id").map {
            try $0.parsed("note") { CheckpointNote($0) }
        }
    }

    /// Every entry of the log up to a position, in order.
    static func entries(upTo end: Int, _ connection: isolated Connection, _ body: (LogEntry) throws -> Void) throws {
        try connection.copyOut("select \(LogRow.selection) from ledger.log l where l.position <= \(end) order by l.position") {
            try body(LogRow($0).entry)
        }
    }
}
