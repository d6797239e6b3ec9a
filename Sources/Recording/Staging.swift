internal import Postgres
internal import Register

/// The staging tables of one transaction, filled by COPY, and the one call that records them.
extension Connection {
    func openImport() throws(PostgresError) { try query("select ledger.open_import()") }

    /// A page at a time: written out, its bytes are twice as many.
    ///
    /// - Parameter withBytes: false where the ledger has them.
    func stage(_ snapshots: [Snapshot], withBytes: Bool = true) throws(PostgresError) {
        for (place, snapshot) in snapshots.enumerated() {
            var text = CopyText()
            text.append(place + 1)
            text.append(.digest(snapshot.digest))
            if withBytes { snapshot.bytes.withUnsafeBytes { text.append(binary: $0) } } else { text.appendNull() }
            text.append(snapshot.header("content-type"))
            text.append(snapshot.url)
            text.append(Instant.text(snapshot.fetchedAt))
            text.append(snapshot.status)
            text.append(JSONValue.array(snapshot.headers.map { .array([.string($0.name), .string($0.value)]) }).canonicalText)
            text.append(snapshot.role.rawValue)
            text.endLine()
            try copy(
                into: "stage_snapshot", columns: ["seq", "sha256", "body", "media_type", "url", "fetched_at", "status", "headers", "role"],
                text: text)
        }
    }

    func stage(_ rejections: [Rejection]) throws(PostgresError) {
        try copy(
            into: "stage_rejection", columns: ["seq", "row", "locator", "code", "message", "hint"],
            rows: rejections.enumerated().lazy.map { [$0 + 1, $1.row, $1.locator, $1.code, $1.message, $1.hint] })
    }

    func stage(_ columns: [ColumnFill]) throws(PostgresError) {
        try copy(
            into: "stage_column", columns: ["section", "column_name", "filled"],
            rows: columns.lazy.map { [$0.section, $0.column, $0.filled] })
    }

    /// Enters a run that files nothing, with the pages that are staged.
    ///
    /// - Returns: its number.
    func enter(_ record: RunRecord) throws -> Int {
        try query(
            "select (ledger.enter_run($1, $2::jsonb, 0) ->> 'run_id')::bigint as run",
            [record.source.id.rawValue, record.described.canonicalText]
        )[0].value("run")
    }

    /// Enters an accepted run and takes the positions of its filings: the log is locked from here to commit.
    func enter(_ record: RunRecord, filings: Int) throws -> EnteredRun {
        let entered = try query(
            "select ledger.enter_run($1, $2::jsonb, $3)::text as entered",
            [record.source.id.rawValue, record.described.canonicalText, filings])
        return try EnteredRun(JSONValue(parsing: entered[0].value("entered")), readingVersion: record.readingVersion ?? "")
    }

    /// Writes the filings of an entered run, a batch at a time: while the server writes one, the next is prepared.
    func file(_ entries: [Entry], of run: EnteredRun) throws {
        let observed = entries.filter { $0.observation != nil }
        let batches = FilingBatches(
            entries: observed, run: run, heads: try heads(of: observed.compactMap(\.line?.head)), keys: try nameKeys(of: observed))
        try Ahead.forEach(batches.count, make: batches.staged) { staged in
            try copy(into: "stage_filing", columns: StagedFilings.filingColumns, text: staged.filings)
            try copy(into: "stage_site", columns: StagedFilings.siteColumns, text: staged.sites)
            try copy(into: "stage_phase", columns: StagedFilings.phaseColumns, text: staged.phases)
            try copy(into: "stage_warning", columns: StagedFilings.warningColumns, text: staged.warnings)
            try copy(into: "stage_attribution", columns: StagedFilings.attributionColumns, text: staged.attributions)
            try query("select ledger.file_staged()")
        }
        try fileUnlisted(entries.filter { $0.observation == nil }, after: observed.count)
        try query("select ledger.close_import()")
    }

    private func fileUnlisted(_ entries: [Entry], after filed: Int) throws {
        guard !entries.isEmpty else { return }
        try copy(
            into: "stage_unlisted", columns: ["item", "head_accession_no", "amendment_reason", "snapshot_sha256"],
            rows: entries.enumerated().lazy.map { place, entry in [filed + place + 1, entry.line?.head, entry.reason, entry.page] })
        try query("select ledger.file_unlisted()")
    }

    /// Version and chain digest of filings that are about to be continued.
    private func heads(of numbers: [String]) throws -> [String: FilingBatches.Head] {
        guard !numbers.isEmpty else { return [:] }
        let rows = try query(
            "select accession_no, version, chain_sha256 from ledger.filing where accession_no = any($1::text[])", [numbers])
        return Dictionary(
            try rows.map { row in
                (
                    try row.value("accession_no", as: String.self),
                    .init(version: try row.value("version"), chain: try row.value("chain_sha256"))
                )
            }
        ) { first, _ in first }
    }

    /// Keys of the employers' names that only the server can fold.
    private func nameKeys(of entries: [Entry]) throws -> [String: String] {
        let names = Set(entries.compactMap { $0.observation?.observed.notice.employer }.filter { NameKey.key(of: $0) == nil })
        guard !names.isEmpty else { return [:] }
        let rows = try query("select n.name, ledger.name_key(n.name) as key from unnest($1::text[]) n (name)", [Array(names)])
        return Dictionary(try rows.map { (try $0.value("name"), try $0.value("key")) }) { first, _ in first }
    }
}

extension EnteredRun {
    fileprivate init(_ entered: JSONValue, readingVersion: String) throws {
        func number(_ name: String) throws -> Int {
            guard case .integer(let number)? = entered[name] else { throw Self.unreadable(name) }
            return number
        }
        func text(_ name: String) throws -> String {
            guard let text = entered[name]?.text else { throw Self.unreadable(name) }
            return text
        }
        guard case .object(let received)? = entered["received_at"] else { throw Self.unreadable("received_at") }
        self.init(
            run: try number("run_id"), firstPosition: try number("first_position"), position: try number("position"),
            filer: try number("filer_no"), accessionYear: try number("accession_year"), lastSequence: try number("last_sequence"),
            state: try text("state"), readingVersion: readingVersion, acceptedAt: try text("accepted_at"),
            receivedAt: Dictionary(received.map { (Digest(hexadecimal: $0), $1.text ?? "") }) { first, _ in first })
    }

    private static func unreadable(_ name: String) -> PostgresError { .unreadable(column: name, text: nil, type: "EnteredRun") }
}
