internal import Postgres
internal import Register

/// Payload and chain digests of filings by our own code, so that a changed function in the database does not hide a changed row.
struct ChainRecomputing {
    private(set) var breaks: [Verification.Break] = []
    private(set) var filings = 0
    private var lines: [UInt8] = []

    /// What ``check(_:)`` reads, of the filings between two positions.
    static func query(_ first: Int, _ last: Int) -> String {
        """
        select f.accession_no, f.position, f.payload, f.payload_sha256, f.disclosure_id::text, f.version::text, f.form_type,
            f.previous_chain_sha256, f.detail_sha256, f.chain_sha256
        from ledger.filing f where f.position between \(first) and \(last)
        """
    }

    mutating func check(_ row: BinaryRow) {
        filings += 1
        if !Self.is(row[3], digestOf: row[2]) { add(row, "changed_payload", "its payload does not have the digest that was recorded") }
        // The eight lines that ledger.chain_sha256 documents.
        lines.removeAll(keepingCapacity: true)
        lines += "warn-register filing 1".utf8
        for column in [4, 5, 6, 0] { line(row[column]) }
        lines.append(UInt8(ascii: "\n"))
        if let previous = row[7] { lines.append(hexadecimal: previous) } else { lines.append(UInt8(ascii: "-")) }
        for column in [3, 8] {
            lines.append(UInt8(ascii: "\n"))
            if let digest = row[column] { lines.append(hexadecimal: digest) }
        }
        let isRight = lines.withUnsafeBytes { Self.is(row[9], digestOf: $0) }
        if !isRight { add(row, "broken_chain", "its chain digest is not that of its own values") }
    }

    private mutating func line(_ text: UnsafeRawBufferPointer?) {
        lines.append(UInt8(ascii: "\n"))
        if let text { lines.append(contentsOf: text) }
    }

    private mutating func add(_ row: BinaryRow, _ code: String, _ message: String) {
        breaks.append(.init(code: code, subject: row.text(0) ?? "", position: row.integer(1), message: message))
    }

    private static func `is`(_ digest: UnsafeRawBufferPointer?, digestOf bytes: UnsafeRawBufferPointer?) -> Bool {
        guard let digest, let bytes else { return false }
        return Digest(of: bytes).withBytes { $0.elementsEqual(digest) }
    }
}
