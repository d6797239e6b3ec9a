internal import Postgres
internal import Register

/// The staging tables of one transaction, filled by COPY, and the one call that records them.
extension Connection {
    func openImport() throws(PostgresError) { try query("select ledger.open_import()") }

    func stage(_ snapshots: [Snapshot]) throws(PostgresError) {
        try copy(
            into: "stage_snapshot", columns: ["seq", "sha256", "body", "media_type", "url", "fetched_at", "status", "headers", "role"],
            rows: snapshots.enumerated().lazy.map { place, snapshot in
                [
                    place + 1, snapshot.digest, Binary(snapshot.bytes), snapshot.header("content-type"), snapshot.url,
                    Instant.text(snapshot.fetchedAt), snapshot.status,
                    JSONValue.array(snapshot.headers.map { .array([.string($0.name), .string($0.value)]) }).canonicalText,
                    snapshot.role.rawValue,
                ]
            })
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

    func stage(_ entries: [Entry]) throws(PostgresError) {
        try copy(
            into: "stage_entry",
            columns: [
                "item", "disclosure_id", "head_accession_no", "form_type", "payload", "content_sha256", "amendment_reason",
                "changed_fields", "columns",
            ],
            rows: entries.enumerated().lazy.map { place, entry in
                [
                    place + 1, entry.line?.disclosure, entry.line?.head, entry.form.rawValue, entry.observation.map { Binary($0.payload) },
                    entry.observation?.contentDigest, entry.reason, entry.changes, entry.columns.canonicalText,
                ]
            })
    }

    /// Records what is staged.
    func finishImport(_ record: RunRecord) throws -> (run: Int, positions: ClosedRange<Int>?) {
        let answer = try query(
            """
            select (a ->> 'run_id')::bigint as run, (a ->> 'first_position')::bigint as first, (a ->> 'position')::bigint as last
            from ledger.record_import($1, $2::jsonb) a
            """, [record.source.id.rawValue, record.described.canonicalText])[0]
        let first: Int? = try answer.optional("first")
        let last: Int? = try answer.optional("last")
        let positions = first.flatMap { first in last.map { first...$0 } }
        return (try answer.value("run"), positions)
    }
}
