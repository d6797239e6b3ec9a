internal import Postgres
public import Register

/// What a check of the whole ledger found.
public struct Verification: Sendable, Equatable {
    /// Something that does not fit: a changed, removed or added row, a gap, a broken chain, bytes without their digest.
    public struct Break: Sendable, Equatable {
        /// `changed_payload`, `changed_row`, `removed_row`, `added_row`, `gap`, `broken_chain`, `time_runs_backwards`, `changed_bytes`,
        /// `removed_bytes`; against checkpoints `rewritten`, `cut_tail`, `unsigned_checkpoint`; of filers' signatures `bad_signature`,
        /// `unfit_key`.
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
    /// Filers' signatures that were checked; nil when none were looked at.
    public var signatures: Int?

    public var isWhole: Bool { breaks.isEmpty }
    /// What broke first.
    public var first: Break? { breaks.first }
}

extension Ledger {
    /// Recomputes every digest, chain and sequence: here each filing's, of the rows as they are, in SQL what is set against set; then the root
    /// of every checkpoint.
    ///
    /// - Parameters:
    ///   - held: checkpoints that were kept elsewhere. They find a log that was rewritten as a whole, or whose end was cut.
    ///   - publicKey: who must have signed the held ones, and the newest one kept here; nil: signatures are not looked at.
    ///   - withSignatures: also checks that each signed filing's signature is over its payload, by a key of its filer that was in force.
    public func verify(
        against held: [CheckpointNote] = [], signedBy publicKey: [UInt8]? = nil, withSignatures: Bool = false
    ) async throws(RecordingError) -> Verification {
        try await Self.translating {
            // One moment: what is filed meanwhile is not seen half, by none of the connections.
            try await connection.execute("begin isolation level repeatable read read only")
            do {
                let moment = try await connection.query(
                    "select pg_export_snapshot() as snapshot, (select coalesce(max(position), 0) from ledger.log) as position")[0]
                let (snapshot, newest) = (try moment.value("snapshot", as: String.self), try moment.value("position", as: Int.self))
                async let sets = brokenSets()
                let ranges = try await recomputed(seenBy: snapshot, upTo: newest)
                let found = try await sets
                let tree = try await tree(of: ranges.flatMap(\.leaves), held, publicKey)
                let signed = withSignatures ? try await signatures(seenBy: snapshot, upTo: newest) : nil
                try await connection.execute("commit")
                let breaks = ranges.flatMap(\.breaks) + found + tree.breaks + (signed?.breaks ?? [])
                return Verification(
                    breaks: breaks.sorted { ($0.position ?? .max, $0.code, $0.subject) < ($1.position ?? .max, $1.code, $1.subject) },
                    filings: ranges.reduce(0) { $0 + $1.filings }, position: newest, root: tree.root, checkpoints: tree.checkpoints,
                    signatures: signed?.count)
            } catch {
                _ = try? await connection.execute("rollback")
                throw error
            }
        }
    }

    private func brokenSets() async throws -> [Verification.Break] {
        try await connection.together { connection in
            try Self.breaks(connection.query("select * from ledger.broken_sets() union all select * from ledger.private_breaks()"))
        }
    }

    private struct Recomputed: Sendable {
        var breaks: [Verification.Break]
        var filings: Int
        var leaves: [Digest]
    }

    /// The log and each filing's digests, range by range.
    private func recomputed(seenBy snapshot: String, upTo newest: Int) async throws -> [Recomputed] {
        try await inRanges(seenBy: snapshot, upTo: newest) { connection, first, last in
            // What stands outside the positions that were given belongs to the first and the last range.
            var start = first == 0 ? -Int.max : first
            var recomputing = try FilingRecomputing(from: start, connection)
            for end in stride(from: first + FilingRecomputing.together, to: min(last, newest), by: FilingRecomputing.together) {
                try recomputing.check(start, end, connection)
                start = end + 1
            }
            try recomputing.check(start, last, connection)
            return Recomputed(breaks: recomputing.breaks, filings: recomputing.filings, leaves: recomputing.leaves)
        }
    }

    private static let ranges = 2

    /// Looks through ranges of the log at once, each on a connection of its own that sees the same moment. Gives what was found in their order.
    func inRanges<Found: Sendable>(
        seenBy snapshot: String, upTo newest: Int, _ body: @escaping @Sendable (isolated Connection, _ first: Int, _ last: Int) throws -> Found
    ) async throws -> [Found] {
        let size = newest / Self.ranges + 1
        return try await withThrowingTaskGroup(of: (Int, Found).self) { group in
            for start in stride(from: 0, through: newest, by: size) {
                // Whatever was added behind the last entry belongs to the last range.
                let end = start + size > newest ? Int.max : start + size - 1
                group.addTask {
                    let ledger: Ledger =
                        if let role { try await .open(conninfo, role: role) } else { try await .openForOwner(conninfo) }
                    let found = try await ledger.connection.together { connection in
                        try connection.execute("begin isolation level repeatable read read only; set transaction snapshot '\(snapshot)'")
                        let found = try body(connection, start, end)
                        try connection.execute("commit")
                        return found
                    }
                    return (start, found)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
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
    private func tree(
        of leaves: [Digest], _ held: [CheckpointNote], _ publicKey: [UInt8]?
    ) async throws -> (breaks: [Verification.Break], root: Digest, checkpoints: Int) {
        let kept = try await connection.together { try Self.notes($0) }
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
        for leaf in leaves {
            peaks.append(leaf)
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
}
