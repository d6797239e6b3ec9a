import Foundation
import Recording
import Register

/// The ledger as an employer's filings meet it: chains in, receipts out. Acts in the role of the desk, or of the filer whose chains they are.
struct EmployersDesk {
    /// `RecordingError.staleHead`: the head moved between reading and recording.
    static let staleHead = "REC-21"

    let ledger: Ledger
    private let conninfo: String?

    static func open(_ conninfo: String?, firstOf roles: [LedgerRole] = [.desk]) async throws -> EmployersDesk {
        EmployersDesk(ledger: try await Ledger.open(conninfo, firstOf: roles), conninfo: conninfo)
    }

    /// Who enters a filing that nobody signed: the owner alone, for an agency that transcribes.
    private func owner() async throws -> Ledger {
        do { return try await Ledger.openForOwner(conninfo) } catch RecordingError.refused("42501", _, _, _) { throw CommandError.unsigned }
    }

    /// A chain, and what each of its filings said.
    struct Found {
        var chain: FilingChain
        var records: [AccessionNumber: FilingRecord]
    }

    func chain(of number: AccessionNumber) async throws -> Found { try await chain(named: number.rawValue) }

    /// Nil when there is no such disclosure.
    func chain(of disclosure: DisclosureID) async throws -> Found? {
        do { return try await chain(named: disclosure.rawValue) } catch RecordingError.notFound { return nil }
    }

    /// Adds what the ledger knows about the disclosure that a draft supersedes.
    func complete(_ context: inout FilingContext, for draft: FilingRecord) async throws {
        guard let named = draft["supersedes_disclosure_id"]?.text.flatMap(DisclosureID.init) else { return }
        context.superseded = try await chain(of: named)?.chain
        context.supersessions = try await ledger.supersessions()
    }

    private func chain(named number: String) async throws -> Found {
        let versions = try await ledger.history(number)
        guard let head = versions.last, head.origin == .employer else { throw RecordingError.notFound(number) }
        var records: [AccessionNumber: FilingRecord] = [:]
        var filed: [FilingVersion] = []
        for version in versions {
            let record = try await record(of: version)
            records[version.accessionNumber] = record
            filed.append(version.filed(record))
        }
        let isSuperseded = try await ledger.supersessions().values.contains(head.disclosure)
        // A withdrawal restates the record it withdraws, so the head's content is the chain's in any state.
        let chain = FilingChain(
            disclosure: head.disclosure, filings: versions.map(\.accessionNumber), record: records[head.accessionNumber] ?? FilingRecord(),
            state: isSuperseded ? .superseded : head.form == .noticeWithdrawn ? .withdrawn : .open,
            filer: String(head.accessionNumber.rawValue.prefix(10)), versions: filed)
        return Found(chain: chain, records: records)
    }

    func record(of filing: RecordedFiling) async throws -> FilingRecord {
        let parts = try await ledger.privateParts(of: filing.accessionNumber)
        let values = try parts.map { ($0.name, try JSONDecoder().decode(JSONValue.self, from: Data("[".utf8 + $0.body + "]".utf8))) }
        return FilingRecord.opened(
            filing.payload, privateValues: Dictionary(values.map { ($0.0, $0.1.items?.first ?? .null) }, uniquingKeysWith: { $1 }))
    }

    /// Seals and records a judged draft by its form, unsigned.
    func record(_ draft: FilingRecord, _ verdict: FilingVerdict, receivedAt: Moment) async throws -> Receipt {
        let owner = try await owner()
        let amended = draft["amends_accession_no"]?.text.flatMap(AccessionNumber.init)
        let kept: [PrivatePart] = if let amended { try await ledger.privateParts(of: amended) } else { [] }
        let (payload, parts) = draft.sealed(keeping: kept) { Self.salt() }
        let values = Dictionary(uniqueKeysWithValues: parts.map { ($0.name, draft[$0.name] ?? .null) })
        let salts = Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.salt) })
        let reason = draft["amendment_reason"]?.text
        guard let amended, let form = draft["form_type"]?.text.flatMap(FormType.init) else {
            return try await owner.file(
                submission(payload, values, salts, draft, verdict, receivedAt), as: draft.form ?? .notice)
        }
        guard form == .noticeWithdrawn else {
            return try await owner.amend(
                amended, with: submission(payload, values, salts, draft, verdict, receivedAt), as: form, reason: reason)
        }
        return try await owner.withdraw(
            amended, payload: payload, privateParts: values, salts: salts, reason: reason, receivedAt: receivedAt.seconds,
            warnings: verdict.codes.map(\.rawValue))
    }

    private func submission(
        _ payload: JSONValue, _ values: [String: JSONValue], _ salts: [String: [UInt8]], _ draft: FilingRecord, _ verdict: FilingVerdict,
        _ receivedAt: Moment
    ) -> EmployerSubmission {
        EmployerSubmission(
            payload: payload, privateParts: values, salts: salts, columns: FilingColumns(draft, verdict), receivedAt: receivedAt.seconds)
    }

    private static func salt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

extension RecordedFiling {
    /// It as a version of its chain.
    func filed(_ record: FilingRecord) -> FilingVersion {
        FilingVersion(
            form: form, record: record, receivedOn: CalendarDate(receivedAt.prefix(10)), filer: String(accessionNumber.rawValue.prefix(10)))
    }
}
