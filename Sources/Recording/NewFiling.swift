internal import Postgres
internal import Register

/// The numbers, the place and the time that the ledger gave to the filings of one run.
struct EnteredRun: Sendable {
    let run: Int
    let firstPosition: Int
    /// The run's own position, after its filings.
    let position: Int
    let filer: Int
    let accessionYear: Int
    let lastSequence: Int
    let state: String
    let readingVersion: String
    /// As PostgreSQL writes a time in JSON.
    let acceptedAt: String
    /// The same of each page's arrival; under nil that of a filing of no page.
    let receivedAt: [Digest?: String]
}

/// A filing about to be staged, with everything that its digests speak of.
struct NewFiling {
    let run: EnteredRun
    /// From 1 within the run.
    let item: Int
    let form: FormType
    let observation: Observation
    let payload: [UInt8]
    let employerKey: String
    let reason: String?
    let changes: [String]
    let disclosure: String
    let version: Int
    let previous: Digest?
    /// As `ledger.accession_no` numbers an observation.
    let accessionNumber: String

    var sequence: Int { run.lastSequence + item }
    var position: Int { run.firstPosition + item - 1 }
}

extension EnteredRun {
    /// As `ledger.accession_no` numbers the observation of this item.
    func accessionNumber(of item: Int) -> String {
        Self.padded(filer, 10) + "-" + Self.padded(accessionYear % 100, 2) + "-" + Self.padded(lastSequence + item, 9)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// A column of `ledger.filing`, as an observation fills it.
struct FilingColumn: Sendable {
    enum Use {
        /// Staged, and part of the digest.
        case both
        /// The same for the whole run, or told by the number of the filing: the server fills it in.
        case digestOnly
    }

    let name: String
    let use: Use
    let value: @Sendable (NewFiling, Notice) -> ColumnValue

    private init(_ name: String, _ use: Use = .both, _ value: @escaping @Sendable (NewFiling, Notice) -> ColumnValue) {
        self.name = name
        self.use = use
        self.value = value
    }

    /// All but the payload and the two digests that are made of the others.
    static let all: [FilingColumn] = [
        FilingColumn("accession_no", .digestOnly) { filing, _ in .text(filing.accessionNumber) },
        FilingColumn("filer_no", .digestOnly) { filing, _ in .number(filing.run.filer) },
        FilingColumn("accession_year", .digestOnly) { filing, _ in .number(filing.run.accessionYear) },
        FilingColumn("accession_sequence", .digestOnly) { filing, _ in .number(filing.sequence) },
        FilingColumn("position", .digestOnly) { filing, _ in .number(filing.position) },
        FilingColumn("accepted_at", .digestOnly) { filing, _ in .text(filing.run.acceptedAt) },
        FilingColumn("received_at", .digestOnly) { filing, _ in
            .of(filing.run.receivedAt[filing.observation.observed.snapshot] ?? filing.run.receivedAt[nil])
        },
        FilingColumn("payload_sha256", .digestOnly) { filing, _ in .digest(filing.observation.payloadDigest) },
        FilingColumn("run_id", .digestOnly) { filing, _ in .number(filing.run.run) },
        FilingColumn("reading_version", .digestOnly) { filing, _ in .text(filing.run.readingVersion) },
        FilingColumn("state", .digestOnly) { filing, _ in .text(filing.run.state) },
        FilingColumn("disclosure_id") { filing, _ in .text(filing.disclosure) },
        FilingColumn("version") { filing, _ in .number(filing.version) },
        FilingColumn("form_type") { filing, _ in .text(filing.form.rawValue) },
        FilingColumn("content_sha256") { filing, _ in .digest(filing.observation.contentDigest) },
        FilingColumn("previous_chain_sha256") { filing, _ in .of(filing.previous) },
        FilingColumn("snapshot_sha256") { filing, _ in .digest(filing.observation.observed.snapshot) },
        FilingColumn("row") { _, notice in .number(notice.row) },
        FilingColumn("locator") { _, notice in .text(notice.locator) },
        FilingColumn("amendment_reason") { filing, _ in .of(filing.reason) },
        FilingColumn("changed_fields") { filing, _ in .texts(filing.changes) },
        FilingColumn("warnings") { _, notice in .texts(notice.warnings) },
        FilingColumn("employer") { _, notice in .text(notice.employer) },
        FilingColumn("employer_key") { filing, _ in .text(filing.employerKey) },
        FilingColumn("dba") { _, notice in .of(notice.dba) },
        FilingColumn("notice_date") { _, notice in .of(notice.noticeDate) },
        FilingColumn("notice_date_kind") { _, notice in .of(notice.noticeDateKind?.rawValue) },
        FilingColumn("received_date") { _, notice in .of(notice.receivedDate) },
        FilingColumn("posted_date") { _, notice in .of(notice.postedDate) },
        FilingColumn("effective_start") { _, notice in .of(notice.effective?.start) },
        FilingColumn("effective_end") { _, notice in .of(notice.effective?.end) },
        FilingColumn("effective_precision") { _, notice in .of(notice.effective?.precision.rawValue) },
        FilingColumn("effective_approximate") { _, notice in .of(notice.effective?.isApproximate) },
        FilingColumn("workers") { _, notice in .of(notice.workers.exact) },
        FilingColumn("workers_least") { _, notice in .of(notice.workers.least) },
        FilingColumn("workers_most") { _, notice in .of(notice.workers.most) },
        FilingColumn("workers_total") { _, notice in .of(notice.workers.total) },
        FilingColumn("workers_scope") { _, notice in .text(notice.workers.scope.rawValue) },
        FilingColumn("workers_approximate") { _, notice in .flag(notice.workers.isApproximate) },
        FilingColumn("event_type") { _, notice in .of(notice.eventType?.rawValue) },
        FilingColumn("temporary") { _, notice in .flag(notice.temporary) },
        FilingColumn("amendment") { _, notice in .flag(notice.amendment) },
        FilingColumn("rescinded") { _, notice in .flag(notice.rescinded) },
        FilingColumn("conditional") { _, notice in .flag(notice.conditional) },
        FilingColumn("act") { _, notice in .text(notice.act.rawValue) },
        FilingColumn("city") { _, notice in .of(notice.city) },
        FilingColumn("county") { _, notice in .of(notice.county) },
        FilingColumn("zip") { _, notice in .of(notice.zip) },
        FilingColumn("location") { _, notice in .of(notice.locationRaw) },
        FilingColumn("naics") { _, notice in .of(notice.naics) },
        FilingColumn("industry") { _, notice in .of(notice.industry) },
        FilingColumn("union") { _, notice in .of(notice.union) },
        FilingColumn("reason") { _, notice in .of(notice.reason) },
        FilingColumn("reasons") { _, notice in .texts(notice.reasons) },
        FilingColumn("letter_url") { _, notice in .of(notice.letterURL) },
        FilingColumn("state_number") { _, notice in .of(notice.number) },
    ]
}

/// A row that belongs to a filing: a site, a phase, or what its text says about AI.
struct FilingPart {
    typealias Cell = (name: String, value: ColumnValue)

    let cells: [Cell]

    static func sites(of notice: Notice) -> [FilingPart] {
        notice.sites.map {
            FilingPart(cells: [("city", .of($0.city)), ("county", .of($0.county)), ("workers", .of($0.workers))])
        }
    }

    static func phases(of notice: Notice) -> [FilingPart] {
        notice.phases.map { FilingPart(cells: [("phase_date", .day($0.date)), ("workers", .of($0.workers))]) }
    }

    static func warnings(of notice: Notice) -> [FilingPart] {
        notice.warnings.enumerated().map { place, code in
            let stated = notice.warnedOf.indices.contains(place) ? notice.warnedOf[place] : ""
            return FilingPart(cells: [("code", .text(code)), ("stated", .of(stated.isEmpty ? nil : stated))])
        }
    }

    static func attributions(of observed: ObservedNotice) -> [FilingPart] {
        guard let attribution = observed.attribution else { return [] }
        let recorded = RecordedAttribution(attribution, text: observed.notice.reason)
        let cells: [Cell] = [
            ("tier", .number(recorded.tier.rawValue)), ("regime", .of(recorded.regime)), ("standard", .of(recorded.standard)),
            ("answer", .of(recorded.answer)), ("label", .text(recorded.label.rawValue)), ("technology", .of(recorded.technology)),
            ("quote", .of(recorded.quote?.text)), ("quote_start", .of(recorded.quote?.start)), ("quote_end", .of(recorded.quote?.end)),
            ("text_sha256", .of(recorded.textDigest)), ("rule", .of(recorded.rule)), ("phrasebook", .of(recorded.phrasebook)),
            ("status", .text(recorded.status.rawValue)),
        ]
        return [FilingPart(cells: cells)]
    }
}
