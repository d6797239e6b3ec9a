import Recording
public import Register

/// A small register whose every answer can be counted by hand.
///
/// New York: nine lines, then the same page with Acme's 64 become 70 and Gone LLC no longer listed.
/// Virginia: a letter that blames AI, an amendment linked to its original, two sites of one event.
/// An employer's own filing with all four elements of section 2102(e). A stopped source, and one never looked at.
public struct Seed: Sendable {
    /// What the employer got for its filing.
    public let receipt: Receipt
    /// Position of each step: after the first page, after the second, at the end.
    public let positions: [Int]

    public static let reason = "Relocation of Business, Artificial Intelligence"

    /// Records everything into a fresh database.
    @discardableResult
    public static func record(into conninfo: String) async throws -> Seed {
        let importer = try await Ledger.open(conninfo, role: .importer)
        let (ny, va, wa, mi) = try (source("ny"), source("va"), source("wa"), source("mi"))
        try await importer.register([ny, va, wa, mi])
        let first = try await importer.record(batch(try newYork(acme: 64, isGoneListed: true), of: ny, page: "first page"))
        let second = try await importer.record(batch(try newYork(acme: 70, isGoneListed: false), of: ny, page: "second page"))
        _ = try await importer.record(
            batch(
                try virginia(), of: va, page: "virginia's page",
                rejections: [
                    Rejection(
                        source: va.id, row: 5, locator: "line 7", code: "NORM-04", message: "NOTICE_DATE \"13/45/26\" is no day.",
                        hint: "Look at the page.")
                ]))
        _ = try await importer.record(try await links(importer), of: code("VA"), linker: "1", seenAt: .max)
        _ = try await importer.recordStop(
            source: wa, startedAt: 1_780_000_000, snapshots: [], code: "FETCH-07", message: "The page is a bot challenge.",
            hint: "Save it by hand.", changes: [PageChange(.columnMissing, column: "Employer", was: "filled in 3 of 3 rows")])
        let receipt = try await Ledger.openForOwner(conninfo).file(try brightline())
        return Seed(receipt: receipt, positions: [first.positions?.upperBound ?? 0, second.positions?.upperBound ?? 0, receipt.position])
    }

    private static func newYork(acme: Int, isGoneListed: Bool) throws -> [(Notice, Attribution?)] {
        var nespresso = try notice("ny", "Nespresso", workers: 46, date: "2026-01-13", city: "New York")
        nespresso.reason = reason
        var acmeMills = try notice("ny", "Acme Mills", workers: acme, date: "2026-01-20", city: "Albany")
        acmeMills.eventType = .closure
        var undated = try notice("ny", "Undated Inc", workers: 30, date: nil, city: "Troy")
        undated.noticeDateKind = nil
        var freight = try notice("ny", "Nation Freight", workers: nil, date: "2026-02-20", city: "Utica")
        freight.workers = WorkerCount(exact: 5000, total: 5000, scope: .nationwide)
        var calledOff = try notice("ny", "Called Off <b>& Sons</b>", workers: 40, date: "2026-03-01", city: "Rome")
        calledOff.rescinded = true
        var tiny = try notice("ny", "Tiny Shop", workers: 5, date: "2026-03-02", city: "Olean")
        tiny.act = .nonWarn
        let gone = isGoneListed ? [try notice("ny", "Gone LLC", workers: 20, date: "2026-01-25", city: "Ithaca")] : []
        var bigBox = try notice("ny", "Big Box", workers: 800, date: "2026-02-02", city: "Buffalo")
        bigBox.workers.groups = [.init(kind: .fullTime, workers: 500), .init(kind: .partTime, workers: 300)]
        bigBox.revisions = [Revision(date: CalendarDate("2026-02-20"), stated: "Big Box-Revised (2/20/26)", letterURL: "revised.pdf")]
        let quiet = try notice("ny", "Quiet Corp", workers: nil, date: "2026-02-10", city: "Elmira")
        return observed([nespresso, acmeMills, bigBox, quiet, undated, freight] + gone + [calledOff, tiny]) { notice in
            guard notice.reason == reason else { return nil }
            return Attribution(
                label: .substitution, technology: "Artificial Intelligence",
                evidence: Quote(text: "Artificial Intelligence", start: 24, end: 47),
                rule: "listed_answer:US-NY", phrasebook: "1", tier: .stateForm)
        }
    }

    private static func virginia() throws -> [(Notice, Attribution?)] {
        var letter = try notice("va", "=Letter Co", workers: 120, date: "2026-02-15", city: "Reston")
        letter.reason = "We will use AI to run support with fewer people."
        var amended = try notice("va", "Chat Support", workers: 95, date: "2026-03-24", city: "Salem")
        amended.amendment = true
        let original = try notice("va", "Chat Support", workers: 90, date: "2026-03-10", city: "Salem")
        let norfolk = try notice("va", "Warehouse A", workers: 60, date: "2026-03-05", city: "Norfolk")
        let hampton = try notice("va", "Warehouse A", workers: 50, date: "2026-03-05", city: "Hampton")
        return observed([letter, original, amended, norfolk, hampton]) { notice in
            guard notice.employer == "=Letter Co" else { return nil }
            return Attribution(
                label: .restructuring, technology: "AI", evidence: Quote(text: "use AI to run support", start: 8, end: 29),
                rule: "use_to_run",
                phrasebook: "1", tier: .noticeLetter)
        }
    }

    private static func links(_ importer: Ledger) async throws -> [Link] {
        let known = try await importer.linkCandidates(of: code("VA"))
        func id(_ employer: String, _ city: String, isAmendment: Bool = false) throws -> DisclosureID {
            guard let found = known.first(where: { $0.employer == employer && $0.city == city && $0.isAmendment == isAmendment }) else {
                throw SeedError()
            }
            return found.id
        }
        return [
            Link(
                kind: .amendmentOf, from: try id("Chat Support", "Salem", isAmendment: true), to: try id("Chat Support", "Salem"), score: 1,
                rule: "marked_amendment"),
            Link(
                kind: .sameEvent, from: try id("Warehouse A", "Hampton"), to: try id("Warehouse A", "Norfolk"), score: 1, rule: "same_day"),
        ]
    }

    private static func brightline() throws -> EmployerSubmission {
        let payload = JSONValue.object([
            "employer": .object(["legal_name": .string("Brightline Software, Inc."), "us_employee_count": .integer(900)]),
            "sites": .array([.object(["city": .string("Fresno"), "workers": .integer(200), "employees_before": .integer(500)])]),
        ])
        let columns = FilingColumns(
            employer: "Brightline Software, Inc.", state: try code("CA"), noticeDate: CalendarDate("2026-03-12"),
            noticeDateKind: .noticeLetter,
            effective: DateSpan(start: CalendarDate("2026-05-15")), workers: WorkerCount(exact: 200, scope: .site), eventType: .layoff,
            sites: [FiledSite(city: "Fresno", state: try code("CA"), workers: 200)],
            answers: [
                RecordedAttribution(
                    regime: "US-2102e", standard: "substantial_factor", answer: "yes", label: .substitution, percentage: "40",
                    usageText: "Agents answer first-line tickets.", aiTypes: ["agentic_software"], upskillingText: "none")
            ])
        return EmployerSubmission(payload: payload, columns: columns, receivedAt: 1_780_000_000)
    }

    private static func notice(_ source: String, _ employer: String, workers: Int?, date: String?, city: String) throws -> Notice {
        let id = try self.id(source)
        var notice = Notice(
            source: id, state: try code(source.uppercased()), row: 0, locator: "", employer: employer, employerRaw: employer)
        notice.noticeDate = date.flatMap { CalendarDate($0) }
        notice.noticeDateKind = .noticeLetter
        notice.effective = DateSpan(start: CalendarDate("2026-06-01"))
        notice.workers = workers.map { WorkerCount(exact: $0, scope: .site) } ?? .notStated
        notice.city = city
        notice.eventType = .layoff
        if date == nil {
            notice.warnings = ["date_impossible"]
            notice.warnedOf = ["notice_date: 02/30/2026"]
        }
        return notice
    }

    private static func observed(_ notices: [Notice], _ attribution: (Notice) -> Attribution?) -> [(Notice, Attribution?)] {
        notices.map { ($0, attribution($0)) }
    }

    private static func batch(_ notices: [(Notice, Attribution?)], of source: Source, page: String, rejections: [Rejection] = [])
        -> ImportBatch
    {
        let snapshot = Snapshot(
            bytes: Array(page.utf8), url: "https://example.gov/\(source.id)", fetchedAt: 1_780_000_000,
            headers: [.init(name: "content-type", value: "text/html")], status: 200)
        let observed = notices.enumerated().map { place, pair in
            var notice = pair.0
            notice.row = place
            notice.locator = "line \(place + 2)"
            return ObservedNotice(notice, on: snapshot.digest, attribution: pair.1)
        }
        return ImportBatch(
            source: source, startedAt: 1_780_000_000, snapshots: [snapshot], notices: observed, rejections: rejections,
            columns: [
                ColumnFill(section: "", column: "Employer", filled: notices.count, rows: notices.count, examined: notices.count)
            ], readingVersion: "1")
    }

    private static func source(_ id: String) throws -> Source {
        Source(
            id: try self.id(id), state: try code(id.uppercased()), publisher: "Department of Labor of \(id.uppercased())",
            publication: .published,
            page: "https://example.gov/\(id)", fetch: [], read: ReadRule(format: .csv), fields: FieldRules([:]))
    }

    private static func id(_ text: String) throws -> SourceID {
        guard let id = SourceID(rawValue: text) else { throw SeedError() }
        return id
    }

    private static func code(_ text: String) throws -> StateCode {
        guard let code = StateCode(rawValue: text) else { throw SeedError() }
        return code
    }
}

/// The seed names something that cannot be.
public struct SeedError: Error {
    public init() {}
}
