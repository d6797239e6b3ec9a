import Foundation
import Postgres
import Recording
import Register
import Reporting
import TestDatabase
import Testing

/// Layoffs that are each below a threshold, and an employer's figures against its own notices.
@Suite struct AggregationTests {
    private static let employer = "Meridian Mills, Inc."

    private static func filing(
        _ employer: String = employer, workers: Int, on day: String, city: String = "Dover", street: String? = nil, state: String = "DE",
        event: EventType = .layoff, attributed: Int? = nil
    ) throws -> EmployerSubmission {
        let code = try #require(StateCode(rawValue: state))
        let start = try #require(CalendarDate(day))
        return EmployerSubmission(
            payload: .object(["day": .string("\(day) \(workers) \(street ?? "") \(city) \(employer)")]),
            columns: FilingColumns(
                employer: employer, state: code, noticeDate: start.adding(days: -60), noticeDateKind: .noticeLetter, effective: DateSpan(start: start),
                workers: WorkerCount(exact: workers, scope: .site), eventType: event,
                sites: [FiledSite(street: street, city: city, state: code, workers: workers)],
                answers: attributed.map {
                    [RecordedAttribution(regime: "US-2102e", standard: "substantial_factor", answer: "yes", label: .substitution, count: $0)]
                } ?? []), receivedAt: 1_780_000_000)
    }

    private func found(_ report: String, on conninfo: String, asOf position: Int? = nil) async throws -> [Summary.Row] {
        let reporter = Reporter(conninfo: conninfo)
        return try await reporter.summary(ReportQuery(report), asOf: position.map { AsOf.position($0) } ?? .newest).rows
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Workers, day, city, state.
        let losses: [(Int, String, String, String)]
        /// Of each of them; fewer: the rest tell none.
        var streets: [String?] = []
        /// Jurisdiction, events, workers, finding.
        let expected: [(String, Int, Int, String)]
    }

    static let cases = [
        Case(
            testDescription: "30 and 30 within 89 days cross 50 if they are a third of the site",
            losses: [(30, "2026-03-01", "Tulsa", "OK"), (30, "2026-05-29", "TULSA", "OK")], expected: [("US", 2, 60, "crosses_if_share")]),
        Case(testDescription: "the 91st day is too late", losses: [(30, "2026-03-01", "Tulsa", "OK"), (30, "2026-05-30", "Tulsa", "OK")], expected: []),
        Case(testDescription: "49 together do not cross", losses: [(30, "2026-03-01", "Tulsa", "OK"), (19, "2026-03-02", "Tulsa", "OK")], expected: []),
        Case(testDescription: "two sites are two", losses: [(30, "2026-03-01", "Tulsa", "OK"), (30, "2026-03-02", "Enid", "OK")], expected: []),
        Case(
            testDescription: "what crosses alone is not counted with others",
            losses: [(60, "2026-03-01", "Tulsa", "OK"), (30, "2026-03-02", "Tulsa", "OK")], expected: []),
        Case(
            testDescription: "a state's own threshold stands beside the federal one",
            losses: [(20, "2026-03-01", "Albany", "NY"), (20, "2026-03-02", "Albany", "NY"), (20, "2026-03-03", "Albany", "NY")],
            expected: [("NY", 3, 60, "crosses_if_share"), ("US", 3, 60, "crosses_if_share")]),
        Case(
            testDescription: "two addresses of one city are two sites",
            losses: [(30, "2026-03-01", "Tulsa", "OK"), (30, "2026-03-02", "Tulsa", "OK")], streets: ["1 Mill Road", "900 Oak Avenue"], expected: []),
        Case(
            testDescription: "one address is one site, however it is written",
            losses: [(30, "2026-03-01", "Tulsa", "OK"), (30, "2026-03-02", "Tulsa", "OK")],
            streets: ["1 North Mill Road, Suite 200", "1 N. MILL RD"], expected: [("US", 2, 60, "crosses_if_share")]),
        Case(
            testDescription: "who tells no address counts with either, and the two do not count with each other",
            losses: [(30, "2026-03-01", "Tulsa", "OK"), (30, "2026-03-02", "Tulsa", "OK"), (25, "2026-03-03", "Tulsa", "OK")],
            streets: ["1 Mill Road", "900 Oak Avenue"], expected: [("US", 2, 55, "crosses_if_share"), ("US", 2, 55, "crosses_if_share")]),
        Case(
            testDescription: "those that tell no address are one site, named once beside others",
            losses: [(5, "2025-03-01", "Tulsa", "OK"), (5, "2025-09-01", "Tulsa", "OK"), (30, "2026-03-01", "Tulsa", "OK"), (30, "2026-03-02", "Tulsa", "OK")],
            streets: ["1 Mill Road", "900 Oak Avenue"], expected: [("US", 2, 60, "crosses_if_share")]),
        Case(
            testDescription: "New Jersey counts all addresses",
            losses: [(30, "2026-03-01", "Newark", "NJ"), (30, "2026-03-02", "Newark", "NJ")], streets: ["1 Mill Road", "900 Oak Avenue"],
            expected: [("NJ", 2, 60, "crosses")]),
        Case(
            testDescription: "New Jersey counts the whole state, and no share",
            losses: [(30, "2026-03-01", "Newark", "NJ"), (30, "2026-03-02", "Camden", "NJ")], expected: [("NJ", 2, 60, "crosses")]),
        Case(
            testDescription: "two periods that reach past each other are two lines, one within the other is none",
            losses: [(20, "2026-01-01", "Tulsa", "OK"), (20, "2026-03-01", "Tulsa", "OK"), (20, "2026-03-20", "Tulsa", "OK"), (20, "2026-05-20", "Tulsa", "OK")],
            expected: [("US", 3, 60, "crosses_if_share"), ("US", 3, 60, "crosses_if_share")]),
    ]

    @Test("layoffs at one site count together within 90 days", arguments: cases)
    func aggregation(_ item: Case) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let owner = try await Ledger.openForOwner(conninfo)
            var last = 0
            for (place, (workers, day, city, state)) in item.losses.enumerated() {
                let street = place < item.streets.count ? item.streets[place] : nil
                last = try await owner.file(Self.filing(workers: workers, on: day, city: city, street: street, state: state)).position
            }
            _ = try await owner.file(Self.filing("Another Employer LLC", workers: 40, on: "2026-03-01", city: "Tulsa", state: "OK"))
            let rows = try await found("aggregation", on: conninfo)
            let lines = rows.map { "\($0.text("jurisdiction") ?? "") \($0.integer("events") ?? 0) \($0.integer("workers") ?? 0) \($0.text("finding") ?? "")" }
            #expect(lines.sorted() == item.expected.map { "\($0.0) \($0.1) \($0.2) \($0.3)" }.sorted())
            // Before the last of them was filed there was less to say.
            #expect(try await found("aggregation", on: conninfo, asOf: last - 1).count < max(1, rows.count))
        }
    }

    static let streets: [(String?, String?)] = [
        ("1 Mill Road", "1 mill rd"), ("1 NORTH MILL RD., Ste. 4, Tulsa, OK 74103", "1 n mill rd"), ("12-14 West 34th Street", "12 14 w 34th st"),
        ("500 Fifth Avenue 3rd Floor", "500 fifth ave"), ("77 Unit Road", "77 unit rd"), ("9A Plaza Drive #12", "9a plz dr"),
        ("Tulsa", nil), ("Multiple locations", nil), ("", nil), (nil, nil), ("74103", nil),
    ]

    @Test("a street address is folded; what begins with no house number is none", arguments: streets)
    func street(_ address: String?, _ folded: String?) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let key: String? = try await Connection.open(conninfo).query("select ledger.street_key($1) as key", [address])[0].optional("key")
            #expect(key == folded)
        }
    }

    @Test("the rules are those of the notice-period table that name a period and a count")
    func rules() async throws {
        let table = try String(contentsOfFile: TestDatabase.packageRoot + "/Schema/reference/notice-periods.csv", encoding: .utf8)
        let rows = table.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let header = try #require(rows.first)
        func cell(_ row: [String], _ name: String) -> String { header.firstIndex(of: name).map { row[$0] } ?? "" }
        let stated = Set(
            rows.dropFirst().filter { !cell($0, "aggregation_days").isEmpty && !cell($0, "threshold_count").isEmpty }.map { row in
                let from = cell(row, "valid_from").isEmpty ? "1989-02-04" : cell(row, "valid_from")
                return [
                    cell(row, "jurisdiction").replacing("US-", with: ""), from, cell(row, "valid_to"), cell(row, "counted_over"),
                    cell(row, "threshold_count"), cell(row, "threshold_pct"), cell(row, "threshold_alternative"), cell(row, "aggregation_days"),
                ].joined(separator: " ")
            })
        let known = try await TestDatabase.withDatabase { conninfo in
            try await Connection.open(conninfo).query(
                """
                select concat_ws(' ', r.jurisdiction, r.valid_from, coalesce(r.valid_to::text, ''), r.counted_over, r.threshold,
                    coalesce(r.share_pct::text, ''), coalesce(r.threshold_alternative::text, ''), r.days) as rule
                from ledger.aggregation_rule r
                """
            ).map { try $0.value("rule", as: String.self) }
        }
        #expect(Set(known) == stated)
    }

    @Test("a quarter's figure against the notices it names, and against all of that quarter")
    func reconciliation() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let owner = try await Ledger.openForOwner(conninfo)
            let first = try await owner.file(Self.filing(workers: 100, on: "2026-08-01", attributed: 71))
            _ = try await owner.file(Self.filing(workers: 40, on: "2026-09-30", attributed: 10))
            _ = try await owner.file(Self.filing(workers: 40, on: "2026-10-01", attributed: 9))
            _ = try await owner.file(Self.filing("Another Employer LLC", workers: 40, on: "2026-09-01", attributed: 5))
            func quarter(_ laidOff: Int, note: String?, mode: String = "public") -> EmployerSubmission {
                EmployerSubmission(
                    payload: .object([
                        "report_year": .integer(2026), "report_quarter": .integer(3), "public_release_mode": .string(mode),
                        "reconciles_to": .array([.string(first.accessionNumber.rawValue)]),
                        "reconciliation_note": note.map { .string($0) } ?? .null,
                        "impacts": .array([
                            .object([
                                "naics_code": .string("5614"), "naics_vintage": .integer(2022), "laid_off_ai": .integer(laidOff),
                                "hired_ai": .integer(5), "not_filled_ai": .integer(0), "retraining_ai": .integer(0),
                            ])
                        ]),
                    ]), columns: FilingColumns(employer: Self.employer), receivedAt: 1_780_000_000)
            }
            let filed = try await owner.file(quarter(82, note: nil), as: .quarter)
            func line(asOf position: Int? = nil) async throws -> [String?] {
                let row = try #require(try await found("reconciliation", on: conninfo, asOf: position).first)
                return ["laid_off_reported", "workers_named", "difference_named", "notices_found", "workers_found", "difference_found"].map {
                    row.integer($0).map(String.init)
                } + [row.text("finding")]
            }
            #expect(try await line() == ["82", "71", "11", "2", "81", "1", "differs"])
            let explained = try await owner.amend(
                filed.accessionNumber, with: quarter(82, note: "One is in Canada."), as: .quarterAmended, reason: "new_information")
            #expect(try await line().last == "differs_explained")
            #expect(try await line(asOf: filed.position).last == "differs")
            _ = try await owner.amend(
                explained.accessionNumber, with: quarter(83, note: nil, mode: "confidential_aggregate_only"), as: .quarterAmended, reason: "court_order")
            #expect(try await found("reconciliation", on: conninfo).isEmpty)
            let versions = try await found("versions", on: conninfo).filter { $0.text("disclosure_id") == filed.disclosure.rawValue }
            #expect(versions.count == 3)
            #expect(versions.map { $0["payload"] == .null } == [false, false, true])
        }
    }

    @Test("a state's line and the employer's own filing of one event stand side by side, and what differs is named")
    func origins() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            #expect(try await found("two_origins", on: conninfo).isEmpty)
            let owner = try await Ledger.openForOwner(conninfo)
            let own = try await owner.file(Self.filing("ACME MILLS", workers: 75, on: "2026-06-01", city: "Albany", state: "NY", event: .closure))
            let session = try await Connection.open(conninfo)
            let observed: String = try await session.query("select disclosure_id from ledger.filing where employer = 'Acme Mills' limit 1")[0].value(
                "disclosure_id")
            let state = try #require(DisclosureID(rawValue: observed))
            _ = try await Ledger.open(conninfo, role: .importer).record(
                [Link(kind: .sameNotice, from: own.disclosure, to: state, score: 1, rule: "test")], of: StateCode(rawValue: "NY"), linker: "1", seenAt: .max)
            let rows = try await found("two_origins", on: conninfo)
            #expect(rows.count == 1)
            #expect(rows.first?.integer("state_workers") == 70 && rows.first?.integer("own_workers") == 75)
            let differences = try await session.query("select array_to_string(differences, ' ') as names from report.two_origins")[0].value(
                "names", as: String.self)
            #expect(differences == "workers notice_date")
        }
    }
}
