import Postgres
import Register
import TestDatabase
import Testing

@testable import Recording

/// What goes to the server as text must be what the server would have made of it: bytes, digests and keys.
@Suite struct StagingTests {
    /// Notices with every field, and with texts that are hard to write.
    static let notices: [Notice] = {
        var full = Page.notice("O'Brien \"Quoted\" \\ Söhne & Co.", number: "17-A", reason: "Automation;\tnew\nline \u{1}")
        full.employerRaw = "O'Brien **Updated**"
        full.dba = "…"
        full.receivedDate = CalendarDate("2026-08-04")
        full.postedDate = CalendarDate("2026-08-05")
        full.effective = DateSpan(
            start: CalendarDate("2026-11-02"), end: CalendarDate("2026-12-31"), precision: .month, isApproximate: true)
        full.phases = [
            Phase(date: CalendarDate("2026-11-02")!, workers: 3), Phase(date: CalendarDate("2026-12-31")!, workers: nil),
        ]
        full.workers = WorkerCount(least: 3, most: 90, total: 400, scope: .severalStates, isApproximate: true)
        full.sites = [Site(city: "Saint-Éloi", county: nil, workers: 3), Site(city: nil, county: "Kings", workers: nil)]
        full.county = "Kings"
        full.zip = "11201"
        full.locationRaw = "1 Main St.\\Rear\r\n"
        full.eventType = .reductionInHours
        full.temporary = true
        full.conditional = true
        full.rescinded = true
        full.amendment = true
        full.act = .nonWarn
        full.naics = "311"
        full.industry = "2026-08-03"
        full.union = "Local\u{2028}12"
        full.reasons = ["Automation", "new, \"line\"", ""]
        full.letterURL = "../a b.pdf?x=1&y=2"
        full.warnings = ["date_repaired", "count_range"]
        var bare = Page.notice("株式会社", workers: nil)
        bare.effective = nil
        bare.eventType = nil
        bare.noticeDate = nil
        bare.noticeDateKind = nil
        return [full, bare, Page.notice("Acme"), Page.notice("***", reason: "-")]
    }()

    @Test("a payload's bytes are the canonical bytes of its values, and its comparison's those of its content", arguments: notices)
    func bytes(notice: Notice) {
        var payload = PayloadBytes()
        payload.write(notice)
        #expect(payload.bytes == notice.payload.canonicalBytes)
        let observation = Observation(ObservedNotice(notice, on: Digest(of: [])))
        #expect(observation.payloadDigest == Digest(of: notice.payload.canonicalBytes))
        #expect(observation.contentDigest == Content(payload: notice.payload).digest)
    }

    @Test("the digests that come with filings are the server's own, in every batch")
    func digests() async throws {
        try await TestDatabase.withDatabase { conninfo in
            var batch = Page(Self.notices + (1...2100).map { (number: Int) in Page.notice("Employer \(number)", workers: number) }).batch
            batch.notices[0].attribution = Attribution(
                label: .substitution, technology: "\"AI\"", evidence: Quote(text: "Auto\tmation", start: 0, end: 10), rule: "ai",
                phrasebook: "1", tier: .noticeLetter)
            let result = try await Ledger.open(conninfo, role: .importer).record(batch)
            #expect(result.filings == [.observed: 2104])
            let verification = try await Ledger.open(conninfo, role: .reviewer).verify()
            #expect(verification.breaks == [])
            #expect(verification.filings == 2104)
        }
    }

    @Test("a name's key is the one the server folds")
    func keys() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ascii = String(decoding: (1..<128).map(UInt8.init), as: UTF8.self)
            let names = ["Acme, Inc.", "A&B  (d/b/a) C_D", "$5 < Store=+^`|~", ascii]
            let rows = try await Connection.open(conninfo).query(
                "select n.name, ledger.name_key(n.name) as key from unnest($1::text[]) with ordinality n (name, place) order by n.place",
                [names])
            #expect(try rows.map { try $0.value("key", as: String.self) } == names.compactMap(NameKey.key))
            #expect(NameKey.key(of: "Söhne") == nil)
        }
    }

    /// A transaction of an importer that has entered a run of `filings` filings.
    private func entered(_ filings: Int, _ body: @Sendable (isolated Connection) throws -> Void) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            let batch = Page(Page.others).batch
            try await ledger.register([batch.source])
            try await ledger.connection.transaction { connection in
                try connection.openImport()
                try connection.stage(batch.snapshots)
                _ = try connection.enter(RunRecord(batch, outcome: "accepted"), filings: filings)
                try body(connection)
            }
        }
    }

    @Test("a filing with another's digest is refused")
    func falseDigest() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await entered(1) { connection in
                try connection.execute(
                    """
                    insert into stage_filing (item, disclosure_id, version, form_type, payload, detail_sha256, chain_sha256, changed_fields,
                        warnings, employer, employer_key, workers_scope, workers_approximate, temporary, amendment, rescinded, conditional,
                        act, reasons)
                    values (1, gen_random_uuid(), 1, 'OBS', '{}', sha256('a'), sha256('b'), '{}', '{}', 'Acme', 'acme', 'site', false, false,
                        false, false, false, 'warn', '{}')
                    """)
                try connection.query("select ledger.file_staged()")
            }
        }
        #expect(error?.state == "XX001")
    }

    @Test("a run that is not closed cannot be committed")
    func unclosed() async throws {
        let error = await #expect(throws: PostgresError.self) { try await entered(0) { _ in } }
        #expect(error?.state == "23503")
    }

    @Test("a run with fewer filings than it announced is refused")
    func fewer() async throws {
        await #expect(throws: PostgresError.self) {
            try await entered(2) { connection in try connection.query("select ledger.close_import()") }
        }
    }
}
