/// What the ledger calls out when a transaction commits: the positions it took. Sent on channel `warn_register`.
public struct Announcement: Sendable, Equatable, Codable {
    /// First and last position taken.
    public var first: Int
    public var position: Int
    public var entries: Int
    /// `import`, `filing`, `link`, …; `catch_up` when several were missed.
    public var kind: String
    /// The source, where an import was it.
    public var source: String?

    public init(first: Int, position: Int, entries: Int, kind: String, source: String? = nil) {
        self.first = first
        self.position = position
        self.entries = entries
        self.kind = kind
        self.source = source
    }
}
