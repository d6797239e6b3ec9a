/// One question an analyst asks: a view of schema `report`, described by the database's own comments.
public struct Report: Sendable, Equatable, Codable {
    /// The view's name; a word of the catalog, never of a request.
    public var name: String
    /// The view's comment.
    public var question: String
    public var columns: [Column]
    /// SHA-256 of the view's definition: the same position and definition give the same bytes.
    public var definition: Digest

    public init(name: String, question: String, columns: [Column], definition: Digest) {
        self.name = name
        self.question = question
        self.columns = columns
        self.definition = definition
    }

    public struct Column: Sendable, Hashable, Codable {
        public var name: String
        /// As PostgreSQL writes it: `integer`, `date`, `text[]`.
        public var type: String
        /// Meaning, unit, and what null means.
        public var comment: String

        public init(name: String, type: String, comment: String) {
            self.name = name
            self.type = type
            self.comment = comment
        }

        public var isNumber: Bool {
            ["smallint", "integer", "bigint", "numeric", "real", "double precision"].contains { type.hasPrefix($0) }
        }
    }

    public func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}

/// Which rows of a report, in which order, how many.
public struct ReportQuery: Sendable, Hashable {
    public var report: String
    public var filters: [Filter]
    /// Before the view's own order, which is its columns from left to right.
    public var order: [Order]
    /// nil: every row.
    public var limit: Int?
    public var offset: Int
    /// Whether all rows that fit are to be counted, which may take longer than the rows of a page.
    public var isCounted: Bool

    public init(
        _ report: String, filters: [Filter] = [], order: [Order] = [], limit: Int? = nil, offset: Int = 0, isCounted: Bool = true
    ) {
        self.report = report
        self.filters = filters
        self.order = order
        self.limit = limit
        self.offset = offset
        self.isCounted = isCounted
    }

    public struct Filter: Sendable, Hashable {
        public enum Test: String, Sendable, Hashable, CaseIterable {
            case equals = ""
            /// Something else, or not stated; written `column.not=`.
            case not
            /// At least; written `column.from=`.
            case from
            /// At most; written `column.to=`.
            case to
            /// Holds this text, in any case; written `column.has=`.
            case has
            /// Holds these words in any of their forms; written `column.words=`, with "quotes", `or` and `-` as search pages have them.
            case words
            /// Not stated; written `column.null=`.
            case null
        }

        public var column: String
        public var test: Test
        public var value: String

        public init(_ column: String, _ test: Test = .equals, _ value: String = "") {
            self.column = column
            self.test = test
            self.value = value
        }
    }

    public struct Order: Sendable, Hashable {
        public var column: String
        public var isDescending: Bool

        public init(_ column: String, isDescending: Bool = false) {
            self.column = column
            self.isDescending = isDescending
        }
    }
}

/// The moment a report speaks of.
public enum AsOf: Sendable, Hashable {
    case newest
    /// A place in the one log: exactly reproducible.
    case position(Int)
    /// The newest position at an instant, as PostgreSQL reads it: `2026-01-31`, `2026-01-31T12:00:00Z`.
    case moment(String)
}
