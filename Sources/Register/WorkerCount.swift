/// How many workers a notice affects, as certain as the source was, whole persons.
///
/// Not stated is never zero: a blank, `TBD` or a source's `0` that means unknown has no figure at all.
public struct WorkerCount: Sendable, Hashable, Codable {
    /// Whom the figure counts.
    public enum Scope: String, Sendable, Hashable, Codable, CaseIterable {
        /// At the named site or sites.
        case site
        /// In the publishing state.
        case state
        case severalStates = "several_states"
        /// Everywhere in the country; never enters a state's sum.
        case nationwide
        case unknown
    }

    /// The certain figure for this state or site; nil where the cell is a range, a bound, or says nothing.
    public var exact: Int?
    /// Least and most, where the source gives a range or a bound (`Up to 300`: most 300). Equal to `exact` when that is known.
    public var least: Int?
    public var most: Int?
    /// A figure wider than the state, where the source gives one beside or instead of the state's.
    public var total: Int?
    public var scope: Scope
    public var isApproximate: Bool
    /// Those whose kind of employment the cell names (`74 fulltime and 184 parttime`), in its order; empty where it names none. They are
    /// among the figures above or beside them, as the state has it: nothing is added up.
    public var groups: [Group]

    /// So many of one kind of employment.
    public struct Group: Sendable, Hashable, Codable {
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            case contracted, remote
            case fullTime = "full_time"
            case partTime = "part_time"
        }

        public var kind: Kind
        public var workers: Int

        public init(kind: Kind, workers: Int) {
            self.kind = kind
            self.workers = workers
        }
    }

    public init(
        exact: Int? = nil, least: Int? = nil, most: Int? = nil, total: Int? = nil, scope: Scope = .unknown, isApproximate: Bool = false,
        groups: [Group] = []
    ) {
        self.exact = exact
        self.least = least ?? exact
        self.most = most ?? exact
        self.total = total
        self.scope = scope
        self.isApproximate = isApproximate
        self.groups = groups
    }

    /// Nothing was stated.
    public static let notStated = WorkerCount()

    enum CodingKeys: String, CodingKey {
        case exact, least, most, total, scope, groups
        case isApproximate = "approximate"
    }
}
