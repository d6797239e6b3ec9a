/// One thing that is different about a page since it was last accepted. Names and figures only, never what stands in a cell.
public struct PageChange: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case columnAdded = "column_added"
        case columnMissing = "column_missing"
        /// `was` is missing, and `now` is new and looks like it.
        case columnAlike = "column_alike"
        case columnEmptied = "column_emptied"
        /// Counts stand where dates were.
        case kindChanged = "kind_changed"
        /// The first of two dates now comes after the second, or no longer does.
        case datesReversed = "dates_reversed"
        case typesShifted = "types_shifted"
        case newestFell = "newest_fell"
        /// The page was served before, and another one since.
        case oldPage = "old_page"
        /// Most lines say something else.
        case linesChanged = "lines_changed"
        /// Many more rows than before cannot be read.
        case rowsRejected = "rows_rejected"
    }

    public var kind: Kind
    /// The column or the field; nil: the page as a whole.
    public var column: String?
    public var was: String?
    public var now: String?

    public init(_ kind: Kind, column: String? = nil, was: String? = nil, now: String? = nil) {
        self.kind = kind
        self.column = column
        self.was = was
        self.now = now
    }
}

extension PageChange: CustomStringConvertible {
    public var description: String {
        let (column, was, now) = (column ?? "", was ?? "nothing", now ?? "nothing")
        return switch kind {
        case .columnAdded: "the column \"\(column)\" is new"
        case .columnMissing: "the column \"\(column)\" is gone"
        case .columnAlike: "\"\(now)\" may be what \"\(was)\" was"
        case .columnEmptied: "the column \"\(column)\" was filled in \(was), now in \(now)"
        case .kindChanged: "the column \"\(column)\" held \(was), now \(now)"
        case .datesReversed: "\(column) in \(was), now in \(now)"
        case .typesShifted: "event types were \(was), now \(now)"
        case .newestFell: "the newest notice was of \(was), now of \(now)"
        case .oldPage: "the state serves an old page again: that of \(was)"
        case .rowsRejected: "unreadable were \(was), now \(now)"
        case .linesChanged: "of \(was) lines, \(now) are gone or say something else"
        }
    }
}
