internal import Postgres
internal import Register

/// Digests of filings by our own code, of the rows as they are: payload, details with all parts, chain; and the log that names them. No
/// function of the database has a say.
struct FilingRecomputing {
    private var found: [Verification.Break] = []
    private(set) var filings = 0
    private var log: LogRecomputing
    private var parts: [FilingParts]
    private let row: RowText
    private let places: Places
    private var text: [UInt8] = []

    /// Where columns stand.
    private struct Places {
        let accession, position, acceptedAt, payload, payloadDigest, disclosure, version, form, previous, detailDigest, chainDigest: Int

        init(_ row: RowText) throws {
            func place(_ column: String) throws -> Int {
                guard let place = row.place(of: column) else {
                    throw PostgresError.unreadable(column: column, text: nil, type: "column of ledger.filing")
                }
                return place
            }
            accession = try place("accession_no")
            position = try place("position")
            acceptedAt = try place("accepted_at")
            payload = try place("payload")
            payloadDigest = try place("payload_sha256")
            disclosure = try place("disclosure_id")
            version = try place("version")
            form = try place("form_type")
            previous = try place("previous_chain_sha256")
            detailDigest = try place("detail_sha256")
            chainDigest = try place("chain_sha256")
        }
    }

    /// - Parameter first: where the positions begin that will be checked.
    init(from first: Int, _ connection: isolated Connection) throws {
        row = try RowText(
            of: "ledger.filing", without: ["payload", "detail_sha256", "chain_sha256"], parts: FilingParts.kinds.map(\.name), connection)
        places = try Places(row)
        parts = try FilingParts.kinds.map { try FilingParts($0, connection) }
        log = try LogRecomputing(from: first, connection)
    }

    /// What does not fit of what was checked so far.
    var breaks: [Verification.Break] { found + log.breaks }
    /// Leaf hashes of the log, in order.
    var leaves: [Digest] { log.leaves }

    /// So many positions at a time: their entries and parts are kept meanwhile.
    static let together = 16_384

    /// Checks the filings between two positions, which follow those that were checked before.
    mutating func check(_ first: Int, _ last: Int, _ connection: isolated Connection) throws {
        try log.read(first, last, connection)
        for index in parts.indices { try parts[index].read(first, last, connection) }
        try connection.copyOut(
            "select \(row.selection) from ledger.filing x where x.position between \(first) and \(last) order by x.position"
        ) { check($0) }
        log.end()
    }

    private mutating func check(_ filing: BinaryRow) {
        filings += 1
        if !Self.is(filing[places.payloadDigest], digestOf: filing[places.payload]) {
            add(filing, "changed_payload", "its payload does not have the digest that was recorded")
        }
        let position = filing.integer(places.position) ?? 0
        log.check(
            filing.text(places.accession) ?? "", at: position, acceptedAt: filing.integer(places.acceptedAt), chain: filing[places.chainDigest])
        text.removeAll(keepingCapacity: true)
        row.write(filing, to: &text) { parts[$0].text(at: position) }
        if !text.withUnsafeBytes({ Self.is(filing[places.detailDigest], digestOf: $0) }) {
            add(filing, "changed_row", "its row, sites, phases, attributions or private digests do not have the digest that was recorded")
        }
        writeChain(of: filing)
        if !text.withUnsafeBytes({ Self.is(filing[places.chainDigest], digestOf: $0) }) {
            add(filing, "broken_chain", "its chain digest is not that of its own values")
        }
    }

    /// The eight lines that `Schema/LOG.md` describes.
    private mutating func writeChain(of filing: BinaryRow) {
        text.removeAll(keepingCapacity: true)
        text += "warn-register filing 1\n".utf8
        if let disclosure = filing[places.disclosure] { text.append(uuid: disclosure) }
        text.append(UInt8(ascii: "\n"))
        if let version = filing.integer(places.version) { text.append(number: version) }
        for column in [places.form, places.accession] {
            text.append(UInt8(ascii: "\n"))
            if let value = filing[column] { text.append(contentsOf: value) }
        }
        text.append(UInt8(ascii: "\n"))
        if let previous = filing[places.previous] { text.append(hexadecimal: previous) } else { text.append(UInt8(ascii: "-")) }
        for column in [places.payloadDigest, places.detailDigest] {
            text.append(UInt8(ascii: "\n"))
            if let digest = filing[column] { text.append(hexadecimal: digest) }
        }
    }

    private mutating func add(_ filing: BinaryRow, _ code: String, _ message: String) {
        found.append(
            .init(code: code, subject: filing.text(places.accession) ?? "", position: filing.integer(places.position), message: message))
    }

    private static func `is`(_ digest: UnsafeRawBufferPointer?, digestOf bytes: UnsafeRawBufferPointer?) -> Bool {
        guard let digest, let bytes else { return false }
        return Digest(of: bytes).withBytes { $0.elementsEqual(digest) }
    }
}
