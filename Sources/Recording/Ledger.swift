internal import Postgres
public import Register

/// The append-only record: what states published and what employers filed, each as a chain of immutable filings in one log.
///
/// ```swift
/// let ledger = try await Ledger.open(nil, role: .importer)
/// let result = try await ledger.record(batch)
/// ```
public struct Ledger: Sendable {
    let connection: Connection
    /// Nil: the owner.
    public let role: LedgerRole?
    /// How it was connected, for another connection like it.
    let conninfo: String?

    /// Connects in the first of these roles that the login may take.
    public static func open(_ conninfo: String?, firstOf roles: [LedgerRole]) async throws(RecordingError) -> Ledger {
        var refusal: RecordingError?
        for role in roles {
            do { return try await open(conninfo, role: role) } catch {
                guard case .refused("42501", _, _, _) = error else { throw error }
                refusal = refusal ?? error
            }
        }
        throw refusal ?? .refused(state: "42501", message: "no role was asked for", detail: nil, hint: nil)
    }

    /// Connects and takes the role's rights.
    ///
    /// - Parameter conninfo: libpq's keywords or address; nil: `DATABASE_URL`, else `PGHOST` and the like.
    public static func open(_ conninfo: String?, role: LedgerRole) async throws(RecordingError) -> Ledger {
        try await open(conninfo, as: role.rawValue)
    }

    /// Connects as who migrates: the only one that may read private pages. No program does so unasked.
    public static func openForOwner(_ conninfo: String?) async throws(RecordingError) -> Ledger {
        try await open(conninfo, as: "warn_owner")
    }

    private static func open(_ conninfo: String?, as role: String) async throws(RecordingError) -> Ledger {
        try await translating {
            let connection = try await Connection.open(conninfo)
            let user: String = try await connection.query("select current_user as name")[0].value("name")
            if user != role { try await connection.execute("set role \(role)") }
            return Ledger(connection: connection, role: LedgerRole(rawValue: role), conninfo: conninfo)
        }
    }

    /// Enters sources that are new, and what is new about those that are known.
    ///
    /// - Returns: how many were new or had changed.
    @discardableResult
    public func register(_ sources: [Source]) async throws(RecordingError) -> Int {
        try await Self.translating {
            var count = 0
            for source in sources {
                let rows = try await connection.query("select ledger.register_source($1::jsonb) as it", [source.description.canonicalText])
                if try rows[0].value("it", as: Bool.self) { count += 1 }
            }
            return count
        }
    }

    /// Tells PostgreSQL's errors in the ledger's words.
    static func translating<Result>(_ body: () async throws -> Result) async throws(RecordingError) -> Result {
        do { return try await body() } catch let error as RecordingError { throw error } catch let error as PostgresError {
            throw RecordingError(error)
        } catch { throw .refused(state: "XX000", message: "\(error)", detail: nil, hint: nil) }
    }
}

/// As whom a program acts. The database grants each role what its program needs, and no more.
public enum LedgerRole: String, Sendable, CaseIterable {
    case importer = "warn_importer"
    case filer = "warn_filer"
    case desk = "warn_desk"
    case reviewer = "warn_reviewer"
    case reader = "warn_reader"
}

extension Source {
    /// What the ledger keeps of a manifest.
    fileprivate var description: JSONValue {
        .stated(
            texts: [
                "source_id": id.rawValue, "state": state.rawValue, "publisher": publisher, "publication": publication.rawValue,
                "page": page,
                "listing_window": window.text, "since": silence?.since, "contact": silence?.contact, "comment": silence?.comment,
            ],
            // A false would be a new version of every source that is known without it.
            booleans: fromFacts ? ["from_facts": true] : [:])
    }
}

extension Window {
    /// As a manifest writes it.
    var text: String {
        switch self {
        case .all: "all"
        case .calendarYear: "calendar_year"
        case .fiscalYear: "fiscal_year"
        case .rolling(let days): "rolling \(days)"
        }
    }

    /// The first day whose notices a page of this day still lists; nil: all of them.
    func firstDay(on day: CalendarDate) -> CalendarDate? {
        switch self {
        case .all: nil
        case .calendarYear: CalendarDate(year: day.year, month: 1, day: 1)
        case .fiscalYear: CalendarDate(year: day.month >= 7 ? day.year : day.year - 1, month: 7, day: 1)
        case .rolling(let days): day.adding(days: -days)
        }
    }
}
