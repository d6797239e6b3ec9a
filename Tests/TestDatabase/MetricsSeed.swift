import Postgres
import Recording
import Register

/// A register for the measures of time: two years of four states, recorded on February 1, 2026, and New York's page once more ten days later.
///
/// | state | employer | notice | first day | workers | type |
/// |---|---|---|---|---|---|
/// | NY | Alpha | 2025-01-10 | 2025-04-10 | 100 | closure |
/// | NY | Beta | 2025-01-20 | 2025-02-19 | 50 | layoff |
/// | NY | Alpha (county 36001) | 2026-01-12 | 2026-03-13 | 150, then 120 | layoff |
/// | NY | Gamma | 2026-01-15 | – | not stated | layoff |
/// | NY | Delta, temporary | 2026-01-20 | 30 on 2026-02-10, 20 on 2026-03-10 | 50 | layoff |
/// | VA | Alpha | 2025-01-15 | 2025-03-16 | 60 | layoff |
/// | VA | Epsilon | 2026-01-05 | 2026-03-06 | 40 | closure |
/// | VA | Epsilon | 2026-01-25 | 2026-03-20 | 45 | closure |
/// | VA | Zeta | 2026-02-01 | 2025-04-01 | 10 | layoff |
/// | TX | Eta | 2025-12-01 | 2026-02-28 | 70 | layoff |
/// | TX | Alpha (sector 31-33) | 2026-01-13 | 2026-03-14 | 500 | layoff |
/// | TX | Eta | 2026-01-31 | 2026-04-01 | 80 | layoff |
/// | OH | Mill 1 to Mill 20 | 2025-06-01 to 20 | – | 1 to 20 | layoff |
/// | OH | Mill 21 | 2025-08-03 | – | not stated | layoff |
public enum MetricsSeed {
    /// Records everything into a fresh database, and sets its clock back.
    public static func record(into conninfo: String) async throws {
        let importer = try await Ledger.open(conninfo, role: .importer)
        let sources = try ["ny", "va", "tx", "oh"].map(source)
        try await importer.register(sources)
        for source in sources { _ = try await importer.record(batch(try page(source, alpha: 150), of: source, page: "first")) }
        try await settle(importer, try sources.flatMap { try page($0, alpha: 150) })
        let owner = try await Connection.open(conninfo)
        let first: Int = try await owner.query("select max(position) as last from ledger.log")[0].value("last")
        _ = try await importer.record(batch(try page(sources[0], alpha: 120), of: sources[0], page: "second"))
        try await setBack(owner, first)
    }

    /// A ledger refuses to be changed, and that is why a test must say that it does so.
    private static func setBack(_ owner: Connection, _ first: Int) async throws {
        let day = "case when position <= \(first) then timestamptz '2026-02-01 12:00+00' else timestamptz '2026-02-11 12:00+00' end"
        try await owner.execute(
            """
            set session_replication_role = replica;
            update ledger.log set entry_at = \(day);
            update ledger.filing set accepted_at = \(day), received_at = \(day);
            update ledger.run set started_at = \(day), finished_at = \(day);
            set session_replication_role = default
            """)
    }

    private static func settle(_ importer: Ledger, _ notices: [Notice]) async throws {
        try await importer.record(placementsOf: notices, by: Digest(of: "rosters".utf8))
        try await importer.record(industriesOf: notices, by: Digest(of: "tables".utf8))
    }

    private static func page(_ source: Source, alpha: Int) throws -> [Notice] {
        switch source.id.rawValue {
        case "ny":
            var albany = try notice(source, "Alpha", "2026-01-12", alpha, "2026-03-13")
            albany.county = "Albany"
            albany.placement = Placement(countyFIPS: "36001", basis: .county, confidence: .high)
            var delta = try notice(source, "Delta", "2026-01-20", 50, "2026-02-10")
            delta.temporary = true
            delta.phases = [
                Phase(date: try day("2026-02-10"), workers: 30), Phase(date: try day("2026-03-10"), workers: 20),
            ]
            return [
                try notice(source, "Alpha", "2025-01-10", 100, "2025-04-10", .closure),
                try notice(source, "Beta", "2025-01-20", 50, "2025-02-19"), albany, try notice(source, "Gamma", "2026-01-15", nil, nil),
                delta,
            ]
        case "va":
            return [
                try notice(source, "Alpha", "2025-01-15", 60, "2025-03-16"),
                try notice(source, "Epsilon", "2026-01-05", 40, "2026-03-06", .closure, city: "Salem"),
                try notice(source, "Epsilon", "2026-01-25", 45, "2026-03-20", .closure, city: "Salem"),
                try notice(source, "Zeta", "2026-02-01", 10, "2025-04-01"),
            ]
        case "tx":
            var plant = try notice(source, "Alpha", "2026-01-13", 500, "2026-03-14")
            plant.naics = "336"
            plant.industryRead = Industry(
                code: "336", vintage: 2022, level: .subsector, title: "Transportation Equipment Manufacturing", sector: "31-33")
            return [
                try notice(source, "Eta", "2025-12-01", 70, "2026-02-28"), plant, try notice(source, "Eta", "2026-01-31", 80, "2026-04-01"),
            ]
        default:
            return try (1...20).map { try notice(source, "Mill \($0)", "2025-06-" + ($0 < 10 ? "0" : "") + String($0), $0, nil) }
                + [try notice(source, "Mill 21", "2025-08-03", nil, nil)]
        }
    }

    private static func notice(
        _ source: Source, _ employer: String, _ date: String, _ workers: Int?, _ start: String?, _ type: EventType = .layoff,
        city: String? = nil
    ) throws -> Notice {
        var notice = Notice(source: source.id, state: source.state, row: 0, locator: "", employer: employer, employerRaw: employer)
        notice.noticeDate = try day(date)
        notice.noticeDateKind = .noticeLetter
        notice.effective = try start.map { DateSpan(start: try day($0)) }
        notice.workers = workers.map { WorkerCount(exact: $0, scope: .site) } ?? .notStated
        notice.eventType = type
        notice.city = city
        return notice
    }

    private static func batch(_ notices: [Notice], of source: Source, page: String) -> ImportBatch {
        let snapshot = Snapshot(
            bytes: Array((source.id.rawValue + page).utf8), url: "https://example.gov/\(source.id)", fetchedAt: 1_769_900_000, headers: [],
            status: 200)
        let observed = notices.enumerated().map { place, notice in
            var notice = notice
            notice.row = place
            notice.locator = "line \(place + 2)"
            return ObservedNotice(notice, on: snapshot.digest, attribution: nil)
        }
        return ImportBatch(
            source: source, startedAt: 1_769_900_000, snapshots: [snapshot], notices: observed, rejections: [],
            columns: [ColumnFill(section: "", column: "Employer", filled: notices.count, rows: notices.count, examined: notices.count)],
            readingVersion: "1")
    }

    private static func source(_ id: String) throws -> Source {
        guard let known = SourceID(rawValue: id), let state = StateCode(rawValue: id.uppercased()) else { throw SeedError() }
        return Source(
            id: known, state: state, publisher: "Department of Labor of \(state)", publication: .published,
            page: "https://example.gov/\(id)", fetch: [], read: ReadRule(format: .csv), fields: FieldRules([:]))
    }

    private static func day(_ text: String) throws -> CalendarDate {
        guard let day = CalendarDate(text) else { throw SeedError() }
        return day
    }
}
