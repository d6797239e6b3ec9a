internal import Postgres
internal import Register

/// Which pages' bytes are the owner's alone.
enum PrivatePages {
    enum Reason: String {
        case letter, manifest
    }

    /// Nil for a page that anyone may read.
    static func reason(_ snapshot: Snapshot, of source: Source) -> Reason? {
        if let roles = source.privatePages { return roles.contains(snapshot.role) ? .manifest : nil }
        return snapshot.role == .details && isDocument(snapshot.bytes) ? .letter : nil
    }

    /// A letter comes as a document or as its picture; a page of details is markup.
    private static func isDocument(_ bytes: [UInt8]) -> Bool {
        let beginnings: [[UInt8]] = [
            Array("%PDF".utf8), Array("PK\u{3}\u{4}".utf8), Array("{\\rtf".utf8), [0xD0, 0xCF, 0x11, 0xE0], [0x89, 0x50, 0x4E, 0x47],
            [0xFF, 0xD8, 0xFF], Array("II*\u{0}".utf8), Array("MM\u{0}*".utf8),
        ]
        return beginnings.contains { bytes.starts(with: $0) }
    }
}

extension Connection {
    /// Within the transaction that stores the pages, so that nobody sees private bytes before they are marked.
    func keepPrivate(_ snapshots: [Snapshot], of source: Source) throws(PostgresError) {
        var marked: [String: [String]] = [:]
        for snapshot in snapshots {
            guard let reason = PrivatePages.reason(snapshot, of: source) else { continue }
            marked[reason.rawValue, default: []].append(snapshot.digest.description)
        }
        for (reason, digests) in marked.sorted(by: { $0.key < $1.key }) {
            try query("select ledger.keep_private($1::text[], $2)", [digests, reason])
        }
    }
}
