/// A row that could not honestly be turned into a notice, and why. Stored, counted, visible in `report.rejections`.
public struct Rejection: Sendable, Equatable, Codable {
    public var source: SourceID
    public var row: Int
    public var locator: String
    /// Stable, such as `NORM-04`.
    public var code: String
    public var message: String
    public var hint: String

    public init(source: SourceID, row: Int, locator: String, code: String, message: String, hint: String) {
        self.source = source
        self.row = row
        self.locator = locator
        self.code = code
        self.message = message
        self.hint = hint
    }
}

/// What one import read and what became of it. `rows = notices + held + rejected + skipped`, always.
public struct ImportTally: Sendable, Equatable, Codable {
    public var rows: Int
    public var notices: Int
    public var held: Int
    public var rejected: Int
    /// Rows by the named rule that skipped them.
    public var skipped: [String: Int]

    public init(notices: Int, held: Int = 0, rejected: Int, skipped: [String: Int]) {
        self.notices = notices
        self.held = held
        self.rejected = rejected
        self.skipped = skipped
        self.rows = notices + held + rejected + skipped.values.reduce(0, +)
    }
}
