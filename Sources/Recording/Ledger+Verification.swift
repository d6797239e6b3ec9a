internal import Postgres
public import Register

/// What a check of the whole ledger found.
public struct Verification: Sendable, Equatable {
    /// Something that does not fit: a changed, removed or added row, a gap, a broken chain, bytes without their digest.
    public struct Break: Sendable, Equatable {
        /// `changed_payload`, `changed_row`, `removed_row`, `added_row`, `gap`, `broken_chain`, `time_runs_backwards`, `changed_bytes`,
        /// `removed_bytes`; against checkpoints `rewritten`, `cut_tail`, `unsigned_checkpoint`.
        public var code: String
        /// An accession number, a kind of entry with its key, a position, a digest.
        public var subject: String
        /// Place in the log; nil for bytes that belong to no one place.
        public var position: Int?
        public var message: String
    }

    /// In the order of the log; empty when the ledger is whole.
    public var breaks: [Break]
    public var filings: Int
    /// Newest position.
    public var position: Int
    /// Root of the hash tree over the whole log.
    public var root: Digest
    /// Checkpoints whose roots were computed again: those kept here, and those given.
    public var checkpoints: Int

    public var isWhole: Bool { breaks.isEmpty }
    /// What broke first.
    public var first: Break? { breaks.first }
}

extension Ledger {
    /// Recomputes every digest, chain and sequence: in SQL what is set against set, and here each payload and chain once more; then the
    /// root of every checkpoint.
    ///
    /// - Parameters:
    ///   - held: checkpoints that were kept elsewhere. They find a log that was rewritten as a whole, or whose end was cut.
    ///   - publicKey: who must have signed the held ones, and the newest one kept here; nil: signatures are not looked at.
    public func verify(against held: [CheckpointNote] = [], signedBy publicKey: [UInt8]? = nil) async throws(RecordingError) -> Verification {
        try await Self.translating {
            // One moment: what is filed meanwhile is not seen half, by none of the connections.
            try await connection.execute("begin isolation level repeatable read read only")
            do {
                let moment = try await connection.query(
                    "select pg_export_snapshot() as snapshot, (select coalesce(max(position), 0) from ledger.log) as position")[0]
                let (snapshot, newest) = (try moment.value("snapshot", as: String.self), try moment.value("position", as: Int.self))
                async let rows = changedRows(seenBy: snapshot, upTo: newest)
                let rest = try await others(held, publicKey)
                let named = try await rows
                try await connection.execute("commit")
                let known = Set((named + rest.found).map { [$0.code, $0.subject] })
                let breaks = named + rest.found + rest.chain.breaks.filter { !known.contains([$0.code, $0.subject]) } + rest.tree.breaks
                return Verification(
                    breaks: breaks.sorted { ($0.position ?? .max, $0.code, $0.subject) < ($1.position ?? .max, $1.code, $1.subject) },
                    filings: rest.chain.filings, position: newest, root: rest.tree.root, checkpoints: rest.tree.checkpoints)
            } catch {
                _ = try? await connection.execute("rollback")
                throw error
            }
        }
    }

    private struct Rest: Sendable {
        var found: [Verification.Break]
        var chain: (breaks: [Verification.Break], filings: Int)
        var tree: (breaks: [Verification.Break], root: Digest, checkpoints: Int)
    }

    private func others(_ held: [CheckpointNote], _ publicKey: [UInt8]?) async throws -> Rest {
        try await connection.together { connection in
            let found = try Self.breaks(
                connection.query("select * from ledger.breaks_but_rows() union all select * from ledger.private_breaks()"))
            return Rest(found: found, chain: try Self.recomputed(connection), tree: try Self.tree(connection, held, publicKey))
        }
    }

    private static let ranges = 2

    /// Digests of rows and their parts cost the most: ranges of the log are looked through at once, each on a connection of its own.
    private func changedRows(seenBy snapshot: String, upTo newest: Int) async throws -> [Verification.Break] {
        let size = newest / Self.ranges + 1
        return try await withThrowingTaskGroup(of: [Verification.Break].self) { group in
            for start in stride(from: 0, through: newest, by: size) {
                // Whatever was added behind the last entry belongs to the last range.
                let end = start + size > newest ? Int.max : start + size - 1
                group.addTask {
                    let ledger: Ledger =
                        if let role { try await .open(conninfo, role: role) } else { try await .openForOwner(conninfo) }
                    return try await ledger.connection.together { connection in
                        try connection.execute("begin isolation level repeatable read read only; set transaction snapshot '\(snapshot)'")
                        let found = try Self.breaks(connection.query("select * from ledger.changed_rows($1, $2)", [start, end]))
                        try connection.execute("commit")
                        return found
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static func breaks(_ rows: Rows) throws -> [Verification.Break] {
        try rows.map { row in
            Verification.Break(
                code: try row.value("code"), subject: try row.value("subject"), position: try row.optional("position"),
                message: try row.value("message"))
        }
    }

    /// The log's hash tree, and which checkpoints it does not agree with.
    private static func tree(
        _ connection: isolated Connection, _ held: [CheckpointNote], _ publicKey: [UInt8]?
    ) throws -> (breaks: [Verification.Break], root: Digest, checkpoints: Int) {
        let kept = try notes(connection)
        var waiting = (kept.map { ($0, "kept here") } + held.map { ($0, "held elsewhere") }).sorted { $0.0.checkpoint.size < $1.0.checkpoint.size }[...]
        var breaks: [Verification.Break] = []
        var peaks = MerklePeaks()
        func compare() {
            while let (note, place) = waiting.first, note.checkpoint.size == peaks.size {
                waiting.removeFirst()
                guard note.checkpoint.root != peaks.root else { continue }
                breaks.append(
                    .init(
                        code: "rewritten", subject: "checkpoint of \(note.checkpoint.size)", position: note.checkpoint.size,
                        message: "an entry up to here is not what the checkpoint \(place) signed"))
            }
        }
        compare()
        try entries(upTo: .max, connection) { entry in
            peaks.append(MerkleTree.leaf(entry.leafData))
            compare()
        }
        breaks += waiting.map { note, place in
            .init(
                code: "cut_tail", subject: "checkpoint of \(note.checkpoint.size)", position: peaks.size,
                message: "the log has \(peaks.size) entries, and had \(note.checkpoint.size) when the checkpoint \(place) was signed")
        }
        if let publicKey {
            breaks += (kept.suffix(1) + held).filter { !$0.isSigned(by: publicKey) }.map { note in
                .init(
                    code: "unsigned_checkpoint", subject: "checkpoint of \(note.checkpoint.size)", position: note.checkpoint.size,
                    message: "it is not signed with the given key")
            }
        }
        return (breaks, peaks.root, kept.count + held.count)
    }

    private static let pageSize = 2000

    /// Payload and chain digests by our own code, so that a changed function in the database does not hide a changed row.
    private static func recomputed(_ connection: isolated Connection) throws -> (breaks: [Verification.Break], filings: Int) {
        var breaks: [Verification.Break] = []
        var (filings, last) = (0, 0)
        while true {
            let rows = try connection.query(
                """
                select f.accession_no, f.position, f.payload, f.payload_sha256, f.disclosure_id, f.version, f.form_type,
                    f.previous_chain_sha256, f.detail_sha256, f.chain_sha256
                from ledger.filing f where f.position > $1 order by f.position limit $2
                """, [last, pageSize])
            for row in rows { breaks += try Self.breaks(of: row) }
            filings += rows.count
            guard rows.count == pageSize, let end = rows.last else { return (breaks, filings) }
            last = try end.value("position")
        }
    }

    private static func breaks(of row: Row) throws -> [Verification.Break] {
        let number: String = try row.value("accession_no")
        let position: Int = try row.value("position")
        let payload: Digest = try row.value("payload_sha256")
        let previous: Digest? = try row.optional("previous_chain_sha256")
        // The eight lines that ledger.chain_sha256 documents.
        let lines = [
            "warn-register filing 1", try row.value("disclosure_id"), try row.value("version"), try row.value("form_type"), number,
            previous?.description ?? "-", payload.description, try row.value("detail_sha256", as: Digest.self).description,
        ]
        var breaks: [Verification.Break] = []
        if Digest(of: try row.value("payload", as: Binary.self).bytes) != payload {
            breaks.append(
                .init(
                    code: "changed_payload", subject: number, position: position,
                    message: "its payload does not have the digest that was recorded"))
        }
        if Digest(of: lines.joined(separator: "\n").utf8) != (try row.value("chain_sha256", as: Digest.self)) {
            breaks.append(
                .init(code: "broken_chain", subject: number, position: position, message: "its chain digest is not that of its own values"))
        }
        return breaks
    }
}
