import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnImport

/// What is counted does not depend on which source was imported first, nor on the order of rows.
@Suite struct LinkingOrderTests {
    private static let lists = ["ny", "ny-archive", "ny-years"]

    @Test("three lists of one state, imported and linked in any order, give the same events")
    func order() async throws {
        let first = try await events(Self.lists, isReversed: false)
        // Acme: one notice of two sites in three lists, updated once; Hartwell: rescinded; Meridian: two events; Harbor: two rows of one.
        #expect(first.count == 5, "\(first)")
        for order in [["ny-years", "ny-archive", "ny"], ["ny-archive", "ny", "ny-years"]] {
            #expect(try await events(order, isReversed: true) == first)
        }
    }

    @Test("what an amendment does not state stays as it was, and each notice counts once")
    func workers() async throws {
        let events = try await events(Self.lists, isReversed: false)
        // Albany 64, updated to 70; Buffalo 30, updated without a figure.
        #expect(events.contains { $0.hasPrefix("2026-08-03|Acme Foods|") && $0.contains("|100|") }, "\(events)")
        // "207 total locations" in the row of each town.
        #expect(events.contains { $0.hasPrefix("2026-03-02|Harbor Services|") && $0.contains("|207|207|") }, "\(events)")
        #expect(events.contains { $0.hasPrefix("2026-06-01|Hartwell Mills|") && $0.contains("|nothing|") }, "\(events)")
    }

    private func events(_ order: [String], isReversed: Bool) async throws -> [String] {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            for id in order {
                let batch = try Self.batch(id, isReversed: isReversed)
                #expect(try await ledger.record(batch).outcome == .accepted)
                _ = try await Relinking(ledger: ledger).run(batch.source.state)
            }
            let rows = try await Connection.open(conninfo).query(
                """
                select concat_ws('|', e.notice_date, e.employer, e.city, coalesce(e.workers::text, 'nothing'), coalesce(e.workers_counted::text, 'nothing'),
                    e.counted, e.rescinded, e.amended, e.notices, e.disclosures, e.effective_start, e.effective_end, e.source_id) as line
                from report.events e order by 1
                """)
            return try rows.map { try $0.value("line") }
        }
    }

    private static func batch(_ id: String, isReversed: Bool) throws -> ImportBatch {
        let source = Source(
            id: try #require(SourceID(rawValue: id)), state: try #require(StateCode(rawValue: "NY")), publisher: "Department of Labor",
            publication: .published, page: "https://example.gov/\(id)", window: .all, fetch: [], read: ReadRule(format: .csv),
            fields: FieldRules([:]), expect: .init())
        var notices = [
            try notice("Acme Foods", 64, "2026-08-03", "Albany"), try notice("Acme Foods", 30, "2026-08-03", "Buffalo"),
            try notice("Acme Foods (Updated)", 70, "2026-08-20", "Albany", isAmendment: true),
            try notice("Acme Foods (Updated)", nil, "2026-08-20", "Buffalo", isAmendment: true),
            try notice("Hartwell Mills", 55, "2026-06-01", "Utica"),
            try notice("Hartwell Mills - RESCINDED", nil, "2026-07-01", "Utica", isRescinded: true),
            try notice("Meridian", 25, "2026-01-05", "Troy"), try notice("Meridian", 41, "2026-09-05", "Troy"),
        ]
        for town in ["Troy", "Albany"] {
            var notice = try notice("Harbor Services", 207, "2026-03-02", town)
            notice.workers.scope = .state
            notices.append(notice)
        }
        if isReversed { notices.reverse() }
        let snapshot = Snapshot(bytes: Array(id.utf8), url: "https://example.gov/\(id)", fetchedAt: 1_788_000_000, headers: [], status: 200)
        let observed = notices.enumerated().map { place, notice in
            var notice = notice
            (notice.source, notice.row, notice.locator) = (source.id, place, "line \(place + 2)")
            return ObservedNotice(notice, on: snapshot.digest, attribution: nil)
        }
        return ImportBatch(
            source: source, startedAt: 1_788_000_000, snapshots: [snapshot], notices: observed, rejections: [], rejectedEmployers: [],
            columns: [.init(section: "", column: "Employer", filled: notices.count)], readingVersion: "1")
    }

    private static func notice(
        _ employer: String, _ workers: Int?, _ date: String, _ city: String, isAmendment: Bool = false, isRescinded: Bool = false
    ) throws -> Notice {
        let name = employer.replacing(" (Updated)", with: "").replacing(" - RESCINDED", with: "")
        var notice = Notice(
            source: try #require(SourceID(rawValue: "ny")), state: try #require(StateCode(rawValue: "NY")), row: 0, locator: "",
            employer: name,
            employerRaw: employer)
        notice.noticeDate = CalendarDate(date)
        notice.noticeDateKind = .noticeLetter
        notice.effective = DateSpan(start: CalendarDate(date)?.adding(days: 60))
        notice.workers = workers.map { WorkerCount(exact: $0, scope: .site) } ?? .notStated
        notice.city = city
        notice.eventType = .layoff
        (notice.amendment, notice.rescinded) = (isAmendment, isRescinded)
        return notice
    }
}
