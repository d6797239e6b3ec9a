internal import Postgres
public import Register

/// One filing as the ledger has it.
public struct RecordedFiling: Sendable, Equatable {
    public var accessionNumber: AccessionNumber
    public var disclosure: DisclosureID
    public var origin: Origin
    public var version: Int
    public var form: FormType
    public var position: Int
    /// ISO 8601 in UTC.
    public var acceptedAt: String
    public var receivedAt: String
    public var payload: JSONValue
    public var payloadDigest: Digest
    public var previousChainDigest: Digest?
    public var chainDigest: Digest
    public var amendmentReason: String?
    public var changedFields: [String]
    public var warnings: [String]
    /// Where it was read; nil for an employer's filing.
    public var provenance: Provenance?
    /// True for the newest version of its disclosure.
    public var isHead: Bool

    public struct Provenance: Sendable, Equatable {
        public var source: SourceID
        public var run: Int
        public var snapshot: Digest?
        public var row: Int?
        public var locator: String?
        public var readingVersion: String?
    }
}

extension Ledger {
    /// The filing of an accession number, or the head of a disclosure.
    public func show(_ number: String) async throws(RecordingError) -> RecordedFiling {
        let versions = try await history(number)
        guard let filing = versions.first(where: { $0.accessionNumber.rawValue == number }) ?? versions.last else {
            throw .notFound(number)
        }
        return filing
    }

    /// Every version of a disclosure, oldest first.
    ///
    /// A filer has those that it handed in itself.
    /// - Parameter number: the disclosure, or the accession number of any filing of it.
    public func history(_ number: String) async throws(RecordingError) -> [RecordedFiling] {
        let (source, origin) =
            role == .filer
            ? ("ledger.own_filings($1) f", "'employer' as origin, null as source_id")
            : (
                """
                ledger.filing f join ledger.disclosure d on d.disclosure_id = f.disclosure_id
                where f.disclosure_id = coalesce(
                    (select n.disclosure_id from ledger.filing n where n.accession_no = $1),
                    case when $1 ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then $1::uuid end)
                """, "d.origin, d.source_id"
            )
        let versions = try await Self.translating {
            try await connection.query(
                """
                select f.accession_no, f.disclosure_id, \(origin), f.version, f.form_type, f.position,
                    to_char(f.accepted_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as accepted_at,
                    to_char(f.received_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as received_at,
                    convert_from(f.payload, 'UTF8') as payload, f.payload_sha256, f.previous_chain_sha256, f.chain_sha256, f.amendment_reason,
                    f.changed_fields, f.warnings, f.run_id, f.snapshot_sha256, f.row, f.locator, f.reading_version,
                    lead(f.version) over (order by f.version) is null as is_head
                from \(source)
                order by f.version
                """, [number]
            ).map { try RecordedFiling($0) }
        }
        guard !versions.isEmpty else { throw .notFound(number) }
        return versions
    }
}

extension RecordedFiling {
    init(_ row: Row) throws {
        accessionNumber = try row.parsed("accession_no", AccessionNumber.init(rawValue:))
        disclosure = try row.parsed("disclosure_id", DisclosureID.init(rawValue:))
        origin = try row.parsed("origin", Origin.init(rawValue:))
        form = try row.parsed("form_type", FormType.init(rawValue:))
        version = try row.value("version")
        position = try row.value("position")
        acceptedAt = try row.value("accepted_at")
        receivedAt = try row.value("received_at")
        payload = try JSONValue(parsing: row.value("payload"))
        payloadDigest = try row.value("payload_sha256")
        previousChainDigest = try row.optional("previous_chain_sha256")
        chainDigest = try row.value("chain_sha256")
        amendmentReason = try row.optional("amendment_reason")
        changedFields = try row.value("changed_fields")
        warnings = try row.value("warnings")
        isHead = try row.value("is_head")
        if let source: String = try row.optional("source_id"), let id = SourceID(rawValue: source) {
            provenance = Provenance(
                source: id, run: try row.value("run_id"), snapshot: try row.optional("snapshot_sha256"), row: try row.optional("row"),
                locator: try row.optional("locator"), readingVersion: try row.optional("reading_version"))
        }
    }
}

extension Row {
    /// A text that is one of the register's own values.
    func parsed<Value>(_ column: String, _ parse: (String) -> Value?) throws(PostgresError) -> Value {
        let text: String = try value(column)
        guard let value = parse(text) else { throw .unreadable(column: column, text: text, type: "\(Value.self)") }
        return value
    }
}
