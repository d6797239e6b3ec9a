internal import Postgres
internal import Register

/// Entries of the log as they come: each against the one before it, its leaf of the hash tree, and the filings it names against those there are.
struct LogRecomputing {
    private(set) var breaks: [Verification.Break] = []
    /// Leaf hashes, in the order of positions.
    private(set) var leaves: [Digest] = []
    private var before: (position: Int, moment: Int)?
    private var named: [NamedFiling] = []
    private var next = 0

    /// A filing as the log names it.
    private struct NamedFiling {
        let entry: LogEntry
        let moment: Int
        var isThere = false
    }

    /// - Parameter first: where the entries begin that will be read.
    init(from first: Int, _ connection: isolated Connection) throws {
        try connection.copyOut("select \(LogRow.selection) from ledger.log l where l.position < \(first) order by l.position desc limit 1") {
            let row = try LogRow($0)
            before = (row.entry.position, row.moment)
        }
    }

    /// Reads the entries between two positions.
    mutating func read(_ first: Int, _ last: Int, _ connection: isolated Connection) throws {
        named.removeAll(keepingCapacity: true)
        next = 0
        try connection.copyOut(
            "select \(LogRow.selection) from ledger.log l where l.position between \(first) and \(last) order by l.position"
        ) { try add(LogRow($0)) }
    }

    private mutating func add(_ row: LogRow) {
        let (entry, last) = (row.entry, before)
        if entry.position != (last?.position ?? 0) + 1 {
            add("gap", "\(entry.position)", entry.position, "position \(entry.position) follows \(last?.position ?? 0)")
        }
        if let last, row.moment < last.moment {
            add(
                "time_runs_backwards", "\(entry.position)", entry.position,
                "position \(entry.position) is dated before the position before it")
        }
        before = (entry.position, row.moment)
        leaves.append(MerkleTree.leaf(entry.leafData))
        if entry.kind == "filing" { named.append(NamedFiling(entry: entry, moment: row.moment)) }
    }

    /// Holds a filing against the entry at its position. Asked in the order of positions, within what was read last.
    mutating func check(_ accession: String, at position: Int, acceptedAt moment: Int?, chain: UnsafeRawBufferPointer?) {
        while next < named.count, named[next].entry.position < position { next += 1 }
        guard next < named.count, named[next].entry.position == position, named[next].entry.subject == accession else {
            return add("added_row", accession, position, "this filing has no entry in the log")
        }
        named[next].isThere = true
        let isSame = chain.map { chain in named[next].entry.contentDigest.withBytes { $0.elementsEqual(chain) } } ?? false
        if !isSame || named[next].moment != moment {
            add("changed_row", accession, position, "the log has another digest or time for this filing")
        }
    }

    /// Names the filings of what was read last that are not there.
    mutating func end() {
        for missing in named where !missing.isThere {
            add("removed_row", missing.entry.subject, missing.entry.position, "the log names this filing, and it is not there")
        }
    }

    private mutating func add(_ code: String, _ subject: String, _ position: Int, _ message: String) {
        breaks.append(.init(code: code, subject: subject, position: position, message: message))
    }
}

/// A row of `ledger.log` in COPY's binary format.
struct LogRow {
    /// Of the alias `l`.
    static let selection = "l.position, l.entry_at, l.kind, l.subject, l.content_sha256"
    let entry: LogEntry
    /// `entry_at` in microseconds since 2000-01-01, as PostgreSQL counts.
    let moment: Int

    init(_ row: BinaryRow) throws {
        guard let position = row.integer(0), let moment = row.integer(1), let kind = row.text(2), let subject = row.text(3),
            let digest = row[4].flatMap({ Digest(bytes: Array($0)) })
        else { throw PostgresError.unreadable(column: "of the log", text: row.integer(0).map(String.init), type: "entry") }
        var time: [UInt8] = []
        time.append(exactMoment: Int64(moment))
        self.moment = moment
        entry = LogEntry(
            position: position, entryAt: String(decoding: time, as: UTF8.self), kind: kind, subject: subject, contentDigest: digest)
    }
}
