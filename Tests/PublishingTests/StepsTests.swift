import Hummingbird
import HummingbirdTesting
import Postgres
import Publishing
import Recording
import Register
import TestDatabase
import Testing

/// Import, file, amend, link, review, take down: after each step the page, the files, the feed and `psql` say the same, now and as of every
/// earlier step, whether the events are settled or folded for the question.
@Suite struct StepsTests {
    private static let reports = ["totals", "events", "workers_noticed", "workers_by_state", "ai_ladder", "separations", "employers"]

    /// What was said at a position, by address.
    private struct Said {
        let position: Int
        let answers: [String: String]
    }

    @Test("after each step everything says the same, now and as of every earlier step")
    func steps() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let seed = try await Seed.record(into: conninfo)
            let owner = try await Connection.open(conninfo)
            try await owner.execute("set jit = off; set enable_nestloop = off")
            let register = try await Ledger.openForOwner(conninfo)
            try await Site.serving(conninfo) { client in
                var said: [Said] = []
                var head: AccessionNumber?
                let steps: [(name: String, isSettled: Bool, body: () async throws -> Void)] = [
                    ("import", false, {}),
                    ("file", true, { head = try await register.file(Self.submission(workers: 75)).accessionNumber }),
                    ("amend", false, { if let known = head { head = try await register.amend(known, with: Self.submission(workers: 60), reason: "count_change").accessionNumber } }),
                    ("link", true, { try await Self.link("Big Box", "Acme Mills", owner) }),
                    ("review", false, { try await Self.review("=Letter Co", owner) }),
                    ("take down", true, {
                        try await owner.query("select ledger.takedown('snapshot', $1, 'a court asks', 'court order 1')", [Digest(of: "first page".utf8).description])
                    }),
                ]
                for step in steps {
                    try await step.body()
                    if step.isSettled { try await register.settle() }
                    said.append(try await Self.agreed(step.name, client, owner))
                    for earlier in said {
                        for (report, text) in earlier.answers {
                            let now = try await Self.text("/reports/\(report).csv?as_of=\(earlier.position)", client)
                            #expect(now == text, "\(report) as of \(earlier.position), after \(step.name)")
                        }
                    }
                }
                #expect(said.map { Self.workers($0) } == [1491, 1566, 1551, 1551, 1551, 1551])
                #expect(said.first?.position == seed.receipt.position)
                #expect(try await client.execute(uri: "/snapshots/\(Digest(of: "first page".utf8))", method: .get).status == .notFound)
            }
        }
    }

    /// The page, the file, the feed and psql at the newest position.
    private static func agreed(_ step: String, _ client: any TestClientProtocol, _ owner: Connection) async throws -> Said {
        let row = try await owner.query("select as_of_position, events, workers from report.totals")[0]
        let (position, events, workers): (Int, Int, Int) = (try row.value("as_of_position"), try row.value("events"), try row.value("workers"))
        let page = try await text("/", client)
        #expect(page.contains(">\(grouped(workers))</a> workers") && page.contains(">\(events)</a> layoff events"), "\(step)")
        var answers: [String: String] = [:]
        for report in reports {
            answers[report] = try await text("/reports/\(report).csv", client)
            let count: Int = try await owner.query("select count(*) as lines from report.\(report)")[0].value("lines")
            #expect(answers[report]?.split(separator: "\n").count == count + 1, "\(step): \(report)")
        }
        let newest: Int = try await owner.query("select max(position) as newest from report.feed")[0].value("newest")
        #expect(try await text("/feeds/all.atom", client).contains("<entry><id>urn:warn-register:position:\(newest)</id>"), "\(step)")
        return Said(position: position, answers: answers)
    }

    private static func text(_ uri: String, _ client: any TestClientProtocol) async throws -> String {
        String(buffer: try await client.execute(uri: uri, method: .get).body)
    }

    /// Of the file of totals: its second column.
    private static func workers(_ said: Said) -> Int? {
        said.answers["totals"]?.split(separator: "\n").last.flatMap { Int($0.split(separator: ",", omittingEmptySubsequences: false)[1]) }
    }

    private static func grouped(_ number: Int) -> String { number < 1000 ? "\(number)" : "\(number / 1000),\(String(number % 1000 + 1000).dropFirst())" }

    private static func submission(workers: Int) throws -> EmployerSubmission {
        guard let state = StateCode(rawValue: "OR") else { throw SeedError() }
        return EmployerSubmission(
            payload: .object(["employer": .object(["legal_name": .string("Stepwise Co")]), "workers": .integer(workers)]),
            columns: FilingColumns(
                employer: "Stepwise Co", state: state, noticeDate: CalendarDate("2026-04-02"), noticeDateKind: .noticeLetter,
                effective: DateSpan(start: CalendarDate("2026-06-02")), workers: WorkerCount(exact: workers, scope: .site), eventType: .layoff,
                sites: [FiledSite(city: "Bend", state: state, workers: workers)]), receivedAt: 1_780_000_000)
    }

    private static func link(_ one: String, _ other: String, _ owner: Connection) async throws {
        try await owner.query(
            """
            select ledger.settle_link(a.disclosure_id, b.disclosure_id, 'same_event', 'accepted', 'one decision', 'R. Reviewer')
            from report.notices a cross join report.notices b where a.employer = $1 and b.employer = $2
            """, [one, other])
    }

    private static func review(_ employer: String, _ owner: Connection) async throws {
        try await owner.query(
            """
            select ledger.review_attribution(a.position, a.seq, 'refused', null, 'R. Reviewer', 'the letter speaks of a product')
            from report.attributions a where a.employer = $1 and a.in_force
            """, [employer])
    }
}
