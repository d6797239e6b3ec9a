public import Register

/// One reading of one source, ready to be recorded.
public struct ImportBatch: Sendable {
    public var source: Source
    /// Seconds since 1970 when fetching began.
    public var startedAt: Double
    /// Every page, in the order fetched.
    public var snapshots: [Snapshot]
    public var notices: [ObservedNotice]
    public var rejections: [Rejection]
    /// Employers of rejected rows, as written where they could be read: a line whose row is unreadable today is not unlisted.
    public var rejectedEmployers: [String]
    /// Rows kept for a person.
    public var held: Int
    /// Rows that are no notices, by the rule that says so.
    public var skipped: [String: Int]
    public var columns: [ColumnFill]
    /// Version of manifest and program, so that a corrected reading can be told from an amended page.
    public var readingVersion: String
    /// Who gave a saved file by hand; nil when fetched. What a manifest expects of an ordinary day's page is asked of fetched pages only.
    public var suppliedBy: String?
    /// The page says itself that it has no notices.
    public var saysEmpty: Bool
    /// Pages that were recorded before, read again: they are compared with nothing but the ledger's own lines.
    public var isReread: Bool

    public init(
        source: Source, startedAt: Double, snapshots: [Snapshot], notices: [ObservedNotice], rejections: [Rejection] = [],
        rejectedEmployers: [String] = [], held: Int = 0, skipped: [String: Int] = [:], columns: [ColumnFill] = [], readingVersion: String,
        suppliedBy: String? = nil, saysEmpty: Bool = false, isReread: Bool = false
    ) {
        self.source = source
        self.startedAt = startedAt
        self.snapshots = snapshots
        self.notices = notices
        self.rejections = rejections
        self.rejectedEmployers = rejectedEmployers
        self.held = held
        self.skipped = skipped
        self.columns = columns
        self.readingVersion = readingVersion
        self.suppliedBy = suppliedBy
        self.saysEmpty = saysEmpty
        self.isReread = isReread
    }

    public var tally: ImportTally { ImportTally(notices: notices.count, held: held, rejected: rejections.count, skipped: skipped) }
}

/// A notice, the page its row is on, and what its text says about AI.
///
/// Its many values are held once, however many lists it stands in: a page of a million rows is matched, compared and staged.
public struct ObservedNotice: Sendable, Equatable {
    public var notice: Notice {
        get { values.notice }
        set { values = Values(notice: newValue, snapshot: snapshot, attribution: attribution) }
    }
    public var snapshot: Digest { values.snapshot }
    public var attribution: Attribution? {
        get { values.attribution }
        set { values = Values(notice: notice, snapshot: snapshot, attribution: newValue) }
    }

    private var values: Values

    private final class Values: Sendable {
        let notice: Notice
        let snapshot: Digest
        let attribution: Attribution?

        init(notice: Notice, snapshot: Digest, attribution: Attribution?) {
            self.notice = notice
            self.snapshot = snapshot
            self.attribution = attribution
        }
    }

    public init(_ notice: Notice, on snapshot: Digest, attribution: Attribution? = nil) {
        values = Values(notice: notice, snapshot: snapshot, attribution: attribution)
    }

    public static func == (left: ObservedNotice, right: ObservedNotice) -> Bool {
        left.values === right.values
            || left.notice == right.notice && left.snapshot == right.snapshot && left.attribution == right.attribution
    }
}

/// What became of an import.
public struct ImportResult: Sendable, Equatable {
    public enum Outcome: String, Sendable, Codable {
        /// Filings, or at least another tally, entered the log.
        case accepted
        /// The page says what it said last time: nothing entered the log.
        case unchanged
    }

    public var run: Int
    public var outcome: Outcome
    public var tally: ImportTally
    /// Filings recorded, by form.
    public var filings: [FormType: Int]
    /// First and last position taken; nil when unchanged.
    public var positions: ClosedRange<Int>?
}
