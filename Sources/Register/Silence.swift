/// What is known of a jurisdiction that publishes nothing.
public struct Silence: Sendable, Hashable {
    /// The earliest year, month or day of which it is known: `2021`, `2026-07`, `2026-07-31`.
    public var since: String
    /// Whom to ask.
    public var contact: String
    /// What is known of it, and what the law there says.
    public var comment: String

    public init(since: String, contact: String, comment: String) {
        self.since = since
        self.contact = contact
        self.comment = comment
    }
}
