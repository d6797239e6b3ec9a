/// One entry of the ledger's log, which is one leaf of its hash tree: position p is leaf p - 1.
public struct LogEntry: Sendable, Equatable {
    /// From 1, without gaps.
    public var position: Int
    /// `2026-09-01T12:00:00.000000Z`: UTC, six digits of a second.
    public var entryAt: String
    /// `filing`, `run`, `link` and so on.
    public var kind: String
    /// Key of the entry in its own table.
    public var subject: String
    /// Digest of the entry: a filing's chain digest, else that of its row.
    public var contentDigest: Digest

    public init(position: Int, entryAt: String, kind: String, subject: String, contentDigest: Digest) {
        self.position = position
        self.entryAt = entryAt
        self.kind = kind
        self.subject = subject
        self.contentDigest = contentDigest
    }

    /// The leaf's data: six lines joined by line feeds, without one at the end. The subject is last, so that whatever it holds moves no line.
    public var leafData: [UInt8] {
        var data = Array("warn-register log 1\n".utf8)
        data.reserveCapacity(120 + kind.utf8.count + subject.utf8.count)
        for line in [String(position), entryAt, kind, contentDigest.description] {
            data += line.utf8
            data.append(UInt8(ascii: "\n"))
        }
        data += subject.utf8
        return data
    }
}
