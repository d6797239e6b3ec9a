import Foundation
import Recording
import Register

/// Runs cases the way a filer's program and the desk do, on a ledger of their own.
struct CaseRun {
    let book: CaseBook
    let filer: Ledger
    let desk: EmployersDesk
    let law: FilingLaw
    private let keys: [String: SigningKey]
    /// What was filed under each alias.
    private var filed: [String: Filed] = [:]

    private struct Filed {
        var submission: Submission
        var record: FilingRecord
        var receipt: Receipt?
    }

    /// What a case ended with, in the words of its file.
    struct Ending {
        var outcome: String
        var codes: [String]
        var computed: JSONValue
    }

    init(book: CaseBook, database: String, law: FilingLaw) async throws {
        self.book = book
        self.law = law
        filer = try await Ledger.open(database, role: .filer)
        desk = try await EmployersDesk.open(database)
        var keys: [String: SigningKey] = [:]
        for key in book.keys {
            let signing = SigningKey()
            keys[key.name] = signing
            try await desk.ledger.registerKey(
                key.name, publicKey: signing.publicKey, validFrom: key.validFrom, filer: key.filer, employer: key.employer)
            if let moment = key.revokedAt { try await desk.ledger.revokeKey(key.name, at: moment, reason: "as the case says") }
        }
        self.keys = keys
    }

    mutating func run(_ item: JSONValue) async throws -> Ending {
        try await file(before: item)
        let paths = item["expect"]?["byte_equal"]?.items?.compactMap(\.text) ?? []
        return try await file(item["submit"] ?? .null, over: [:], as: nil, today: item["today"]?.text ?? "", returning: paths)
    }

    private mutating func file(before item: JSONValue) async throws {
        for step in item["before"]?.items ?? [] {
            let alias = step["as"]?.text
            let today = step["today"]?.text
            guard let name = step["case"]?.text else {
                _ = try await file(step, over: [:], as: alias, today: today ?? item["today"]?.text ?? "", returning: [])
                continue
            }
            let other = try book.named(name)
            try await file(before: other)
            _ = try await file(
                other["submit"] ?? .null, over: step["set"]?.members ?? [:], as: alias, today: today ?? other["today"]?.text ?? "",
                returning: [])
        }
    }

    private mutating func file(
        _ submit: JSONValue, over: [String: JSONValue], as alias: String?, today: String, returning paths: [String]
    ) async throws -> Ending {
        guard let receivedAt = Moment(today + "T12:00:00Z") else {
            throw CommandError.notARecord(place: "today", reason: "\(today) is no day")
        }
        let record: FilingRecord
        var submission: Submission
        if let former = submit["replay_of"]?.text.flatMap({ filed[$0] }) {
            record = former.record
            submission = former.submission
            submission.id = UUID().uuidString.lowercased()
        } else {
            record = draft(submit, over: over, today: today)
            submission = signed(record)
        }
        guard try await isTaken(submission) else {
            return Ending(outcome: "rejected", codes: [FilingCode.textLength.rawValue], computed: .object([:]))
        }
        try await InboxDesk(chains: desk, law: law, clock: .fixed(receivedAt)).pass()
        guard let receipt = try await filer.receipt(of: submission.id) else { throw CommandError.unknownNumber(submission.id) }
        if let alias { filed[alias] = Filed(submission: submission, record: record, receipt: receipt.receipt) }
        return Ending(
            outcome: receipt.state.rawValue, codes: receipt.codes, computed: try await computed(receipt, returning: paths))
    }

    /// Whether the inbox took it: what is too large never gets there.
    private func isTaken(_ submission: Submission) async throws -> Bool {
        do {
            try await filer.handIn(submission)
            return true
        } catch {
            guard case .tooLarge = error else { throw error }
            return false
        }
    }

    private func draft(_ submit: JSONValue, over: [String: JSONValue], today: String) -> FilingRecord {
        let form = submit["form_type"]?.text ?? "N"
        let base = book.base(of: form)
        var record = base
        if let former = submit["from"]?.text.flatMap({ filed[$0] }) {
            record = former.record.restatable
            for path in ["certification", "filer_id", "origin"] { record[path] = base[path] }
        }
        record["form_type"] = submit["form_type"]
        for (path, value) in (submit["set"]?.members ?? [:]).merging(over, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            record[path] = resolved(value)
        }
        if record["certification.certified_at"] == nil, record["certification"] != nil {
            record["certification.certified_at"] = .string(today + "T09:00:00Z")
        }
        return record
    }

    /// `valid` is signed with the named key, or with a stranger's where none of that name is registered; anything else is no signature.
    private func signed(_ record: FilingRecord) -> Submission {
        let asked = record["certification.signature"]?.text
        let key = record["certification.key_id"]?.text.map { keys[$0] ?? SigningKey() }
        var submission = Submission(record, signedBy: asked == "valid" ? key : nil)
        if let asked, asked != "valid" { submission.signature = Array(asked.utf8.prefix(64)) }
        return submission
    }

    /// `$n1` and `$n1.disclosure`, in texts and lists.
    private func resolved(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text) where text.hasPrefix("$"):
            let parts = text.dropFirst().split(separator: ".").map(String.init)
            guard let receipt = parts.first.flatMap({ filed[$0]?.receipt }) else { return value }
            return .string(parts.count == 2 ? receipt.disclosure.rawValue : receipt.accessionNumber.rawValue)
        case .array(let items): return .array(items.map(resolved))
        case .object(let members): return .object(members.mapValues(resolved))
        default: return value
        }
    }

    /// The other way about: numbers of this run as the aliases they stand for.
    private func aliased(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            for (alias, filed) in filed {
                if filed.receipt?.accessionNumber.rawValue == text { return .string("$" + alias) }
            }
            return value
        case .array(let items): return .array(items.map(aliased))
        case .object(let members): return .object(members.mapValues(aliased))
        default: return value
        }
    }

    private func computed(_ receipt: SubmissionReceipt, returning paths: [String]) async throws -> JSONValue {
        var members = receipt.answer?["computed"]?.members ?? [:]
        if let accepted = receipt.receipt {
            members["accession_no"] = .string(accepted.accessionNumber.rawValue)
            members["chain_head"] = .string(accepted.accessionNumber.rawValue)
            let filing = try await desk.ledger.show(accepted.accessionNumber.rawValue)
            let record = try await desk.record(of: filing)
            if !paths.isEmpty {
                members["returned"] = .object(Dictionary(uniqueKeysWithValues: paths.map { ($0, record[$0] ?? .null) }))
            }
        }
        return aliased(.object(members))
    }
}
