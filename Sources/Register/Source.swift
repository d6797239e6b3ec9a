/// One place a state publishes notices, and how to fetch, read and map it. Made by `Catalog` from a manifest in `Importers/`.
public struct Source: Sendable, Equatable {
    /// How the jurisdiction makes notices public.
    public enum Publication: String, Sendable, Codable, CaseIterable {
        case published
        case byRequest = "by_request"
        case none
    }

    public var id: SourceID
    public var state: StateCode
    public var publisher: String
    public var publication: Publication
    /// The page a person opens.
    public var page: String
    /// Which notices the page lists at a time, so that a row that leaves is no withdrawal.
    public var window: Window
    /// Seconds between two requests to one host, at least.
    public var pauseSeconds: Double
    public var fetch: [FetchStep]
    public var read: ReadRule
    public var fields: FieldRules
    /// Columns that are known and not used.
    public var ignore: [String]
    public var expect: Expectation
    /// No real page was at hand when the manifest was written: unproven until its first run from the network passes.
    public var fromFacts = false
    /// How often the page is looked at.
    public var every: Duration = .seconds(86_400)
    /// Whom to ask where nothing is published, and why; nil where something is. `fetch`, `read` and `fields` are empty then.
    public var silence: Silence?
    /// The source that publishes the same list in another form. This one is then imported only when it is named, so that no notice comes twice.
    public var sameListAs: SourceID?
    /// Pages whose bytes are the owner's alone. Nil: letters only, which are documents that a list links to.
    public var privatePages: Set<Snapshot.Role>?
    /// Columns with private persons' names, addresses or numbers. They are known, and never leave the snapshot: no row has them.
    public var privateColumns: [String]
    /// A collection of what a state published earlier, kept by somebody else; imported only when it is named. Its rows and the
    /// state's own are two disclosures, which are linked.
    public var archive: Bool
    /// Whether an import of everything leaves it out.
    public var isOnlyByName: Bool { archive || sameListAs != nil }

    public init(
        id: SourceID, state: StateCode, publisher: String, publication: Publication, page: String, window: Window = .all,
        pauseSeconds: Double = 2, fetch: [FetchStep], read: ReadRule, fields: FieldRules, ignore: [String] = [],
        expect: Expectation = .init(), sameListAs: SourceID? = nil, archive: Bool = false, privateColumns: [String] = []
    ) {
        self.id = id
        self.state = state
        self.publisher = publisher
        self.publication = publication
        self.page = page
        self.window = window
        self.pauseSeconds = pauseSeconds
        self.fetch = fetch
        self.read = read
        self.fields = fields
        self.ignore = ignore
        self.expect = expect
        self.sameListAs = sameListAs
        self.privateColumns = privateColumns
        self.archive = archive
    }
}

/// Which notices a page lists at a time. Written `all`, `calendar_year`, `fiscal_year` (July to June) or `rolling N` (N days).
public enum Window: Sendable, Hashable {
    case all
    case calendarYear
    case fiscalYear
    case rolling(days: Int)
}

/// What an ordinary day's page looks like; outside it the source stops.
public struct Expectation: Sendable, Hashable, Codable {
    /// Rows at least and at most; nil: no bound.
    public var least: Int?
    public var most: Int?
    /// The newest notice is at most this many days old; nil: not checked.
    public var newestWithinDays: Int?

    public init(least: Int? = nil, most: Int? = nil, newestWithinDays: Int? = nil) {
        self.least = least
        self.most = most
        self.newestWithinDays = newestWithinDays
    }
}

/// One step of a fetch. Steps run in order; each works on the pages of the step before it.
public enum FetchStep: Sendable, Equatable {
    /// Get an address; `{year}` and `{year-1}` stand for the calendar year of today. `page` means the source's page.
    case get(url: String, role: Snapshot.Role)
    /// Get every address linked from the pages so far that matches the glob, at most `most`.
    case follow(links: String, role: Snapshot.Role, most: Int)
    /// Get the link whose text is this (`Next`, `»`, `{page}` for the next number) from the last page, again and again, at most `most` times.
    case next(link: String, most: Int)
    /// Post the page's own form back with `__EVENTTARGET` and `__EVENTARGUMENT`, `{page}` counting from 2, while the page has such a link; at most `most` times.
    case postback(target: String, argument: String, most: Int)
    /// Send the form of the newest page that has the field `has`: its own fields kept, these put in. `url` stands in for the form's action.
    case form(has: String, fields: [String: String], url: String?, role: Snapshot.Role)
    /// Post these fields as a form, or this body.
    case post(url: String, content: PostContent, role: Snapshot.Role)
    /// Take the first group of the pattern from the newest page that has it; `{name}` stands for it in what later steps send.
    case token(name: String, pattern: String)
    /// Send these headers with every later request of this fetch; an empty value ends one.
    case header([String: String])
}

/// What a `post` step sends.
public enum PostContent: Sendable, Hashable {
    case fields([String: String])
    case body(String, type: String)
}

/// How rows are found in the pages of one shape. Columns are found by content, never by position.
public struct ReadRule: Sendable, Equatable {
    public enum Format: String, Sendable, Codable, CaseIterable {
        /// An HTML table whose header row has the names of `header`.
        case table
        /// An XLSX workbook, or an old one (XLS).
        case workbook
        case csv
        /// A JSON array at `array`, of objects, or of arrays that are a table with a header; where `fragment` names a member, that member is HTML of `Label: value` lines. Its labels are
        /// columns, and so are `Title` (the link or heading above them), `Links` (further lines that are only a link), `Heading`, `Text`.
        case json
        /// A list (a table, as a JobLink site's search pages) and a page for each record (labels and values), joined by the number
        /// that ends the record's address, which is the column `Number`.
        case joblink
        /// A PDF with a table: ruled, or under a heading whose cells are ruled or shaded.
        case pdf
        /// Records of `Label: value` lines, in an HTML page or in plain text. `block` cuts a page of many into records; without it
        /// the page is one. The columns are the labels', and `Title` (the heading above them), `Text` (lines of no label).
        case labels
        /// A list of links to letters: each line of the page with a link that matches `links` is a row. Columns: `Line` (what it
        /// says), `Link` (the first such link, its text and address), `Section` (the heading above it).
        case links
    }

    public var format: Format
    /// Names that make a row the header: compared without case, white space and a final colon.
    public var header: [String]
    /// The names of the columns in their order, where the page has no header. Such a page is told by its values: see `Reader.fits`.
    public var columns: [String]
    /// A sheet's name as a glob; nil: every sheet with the header.
    public var sheet: String?
    /// A row whose first filled cell begins with one of these ends its table (totals, footers), unless nearly all its cells are
    /// filled. It and what follows, up to the next header, is skipped by the rule `stop`.
    public var stop: [String]
    /// A table with one of these column names is another list (federal agencies, say), however like the notices' it is.
    public var except: [String]
    /// Rows that are no notices, by name.
    public var skip: [SkipRule]
    /// JSON: dotted path to the array (`Results`).
    public var array: String?
    /// JSON: the member that holds HTML.
    public var fragment: String?
    /// Label blocks: the column's name and every label that means it.
    public var labels: [String: [String]]
    /// Labels: the class of the elements that hold a record each; those that hold others of the class are only containers.
    public var block: String?
    /// Links: a glob for the addresses of the letters.
    public var links: String?
    /// Texts by which the page says that it has no notices (`There were no matches`). Written `empty: [There were no matches]`.
    public var empty: [String]
    /// Written `entities: true`: cells hold HTML entities (`&amp;`) beyond those of the format itself; they are decoded once.
    public var entities: Bool

    public init(
        format: Format, header: [String] = [], columns: [String] = [], sheet: String? = nil, stop: [String] = [], except: [String] = [],
        skip: [SkipRule] = [],
        array: String? = nil, fragment: String? = nil, labels: [String: [String]] = [:],
        block: String? = nil, links: String? = nil, empty: [String] = [], entities: Bool = false
    ) {
        self.format = format
        self.header = header
        self.columns = columns
        self.sheet = sheet
        self.stop = stop
        self.except = except
        self.skip = skip
        self.array = array
        self.fragment = fragment
        self.labels = labels
        self.block = block
        self.links = links
        self.empty = empty
        self.entities = entities
    }
}

/// A named rule for rows that are no notices: the text of every one of the columns matches one of the globs.
public struct SkipRule: Sendable, Hashable {
    public var name: String
    /// Those the row's table has; a rule of whose columns it has none skips nothing.
    public var columns: [String]
    public var matches: [String]
    /// Such a row says only that the notice above it was revised; it goes with that notice (``Notice/revisions``). Tables alone have rows
    /// above rows.
    public var revisesRowAbove: Bool

    public init(name: String, columns: [String], matches: [String], revisesRowAbove: Bool = false) {
        self.name = name
        self.columns = columns
        self.matches = matches
        self.revisesRowAbove = revisesRowAbove
    }
}
