import Catalog
import Foundation
import Register
import Testing
import Yams

@testable import WarnCtl

/// The acceptance cases for employers' filings, where they are present: those of notices, their restatements and withdrawals.
@Suite struct FilingCasesTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path
    static let path = root + "/../shared/data/filing-cases.yaml"

    static let book: CaseBook? = {
        guard FileManager.default.fileExists(atPath: path) else {
            print("skipped: ../shared/data/filing-cases.yaml is absent")
            return nil
        }
        return try? CaseBook(path: path, law: ReferenceTables.law(Home(path: root)))
    }()

    static let names: [String] = book?.names ?? []

    @Test("a case has its outcome, its exact codes and its computed values", .enabled(if: !names.isEmpty), arguments: names)
    func acceptanceCase(name: String) throws {
        let book = try #require(Self.book)
        var desk = CaseDesk(book: book)
        let (verdict, record) = try desk.run(name)
        let expected = try #require(book.cases[name]?["expect"])
        #expect(verdict.outcome.rawValue == expected["outcome"]?.text)
        #expect(verdict.codes.map(\.rawValue) == expected["codes"]?.items?.compactMap(\.text))
        let computed = verdict.json
        for (key, value) in expected["computed"]?.members ?? [:] where CaseDesk.judged.contains(key) {
            #expect(
                CaseDesk.contains(computed[key] ?? .null, value),
                "\(key): \(computed[key]?.canonicalText ?? "absent") is not \(value.canonicalText)")
        }
        for path in expected["byte_equal"]?.items?.compactMap(\.text) ?? [] {
            #expect(record.sealed { [UInt8](repeating: 7, count: 16) }.payload.member(path) == book.submitted(name, path))
        }
    }
}

/// The file, with the cases that this version takes.
struct CaseBook {
    let cases: [String: JSONValue]
    let base: JSONValue
    let law: FilingLaw

    init(path: String, law: FilingLaw) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var places = Places()
        let root = try PlacedYAML(name: path).value(try #require(try Yams.compose(yaml: text)), at: "", &places)
        base = try #require(root["base"])
        cases = Dictionary(
            (root["cases"]?.items ?? []).compactMap { item in item["id"]?.text.map { ($0, item) } }, uniquingKeysWith: { first, _ in first }
        )
        self.law = law
    }

    /// Signatures, keys and the other forms come with their own work.
    var names: [String] {
        cases.keys.filter { name in
            let forms = ([cases[name]?["submit"]] + (cases[name]?["before"]?.items ?? [])).compactMap { $0?["form_type"]?.text }
            let codes = cases[name]?["expect"]?["codes"]?.items?.compactMap(\.text) ?? []
            return forms.allSatisfy(FilingRules.forms.contains) && cases[name]?["submit"]?["replay_of"] == nil
                && !codes.contains { ["FIL-703", "FIL-704", "FIL-705", "FIL-706"].contains($0) }
        }.sorted()
    }

    func submitted(_ name: String, _ path: String) -> JSONValue? {
        cases[name]?["submit"]?["set"]?.members?[path] ?? FilingRecord(base)[path]
    }
}

/// Files cases one after another into chains of its own.
struct CaseDesk {
    let book: CaseBook
    private var chains: [String: FilingChain] = [:]
    private var records: [String: FilingRecord] = [:]
    private var supersessions: [DisclosureID: DisclosureID] = [:]
    private var count = 0

    static let judged: Set<String> = [
        "regimes", "ai_asked", "ai_voluntary", "ai_answers", "ai_categories", "lead_days", "required_days", "shortfall_days",
        "shortfall_by",
        "period_label", "workers_by_state", "changed_fields",
    ]

    init(book: CaseBook) { self.book = book }

    mutating func run(_ name: String) throws -> (verdict: FilingVerdict, record: FilingRecord) {
        let item = try #require(book.cases[name])
        for before in item["before"]?.items ?? [] { try file(before) }
        return try judge(try #require(item["submit"]), set: [:], today: item["today"]?.text ?? "")
    }

    private mutating func file(_ before: JSONValue) throws {
        let alias = before["as"]?.text ?? ""
        var submit = before
        var today = before["today"]?.text
        if let name = before["case"]?.text {
            let item = try #require(book.cases[name])
            for earlier in item["before"]?.items ?? [] { try file(earlier) }
            submit = try #require(item["submit"])
            today = today ?? item["today"]?.text
        }
        let over = before["case"] == nil ? [:] : before["set"]?.members ?? [:]
        let (verdict, record) = try judge(submit, set: over, today: today ?? "")
        #expect(verdict.outcome == .accepted)
        accept(record, as: alias)
    }

    private mutating func accept(_ record: FilingRecord, as alias: String) {
        count += 1
        let number = AccessionNumber(rawValue: "0000000101-26-" + String(String(1_000_000 + count).dropFirst()))
        let fresh = DisclosureID(rawValue: "00000000-0000-4000-8000-" + String(String(1_000_000_000_000 + count).dropFirst()))
        guard let number, let fresh else { return }
        let amended = record["amends_accession_no"]?.text.flatMap { named in
            chains.values.first { $0.filings.contains { $0.rawValue == named } }
        }
        let state: FilingChain.State = record["form_type"]?.text == "N/W" ? .withdrawn : .open
        let chain = FilingChain(
            disclosure: amended?.disclosure ?? fresh, filings: (amended?.filings ?? []) + [number], record: record, state: state)
        for (name, other) in chains where other.disclosure == chain.disclosure { chains[name] = chain }
        chains[alias] = chain
        records[alias] = record
        numbers[alias] = number.rawValue
        if let named = record["supersedes_disclosure_id"]?.text.flatMap(DisclosureID.init) {
            supersessions[chain.disclosure] = named
            for (name, other) in chains where other.disclosure == named { chains[name]?.state = .superseded }
        }
    }

    private var numbers: [String: String] = [:]

    private func judge(_ submit: JSONValue, set over: [String: JSONValue], today: String) throws -> (
        verdict: FilingVerdict, record: FilingRecord
    ) {
        var record = FilingRecord(book.base)
        if let from = submit["from"]?.text, let earlier = records[from] {
            record = earlier.restatable
            record["certification"] = FilingRecord(book.base)["certification"]
            record["origin"] = .string("filer_cli")
        }
        record["filer_id"] = nil
        record["form_type"] = submit["form_type"]
        record["certification.certified_at"] = .string(today + "T09:00:00Z")
        for (path, value) in (submit["set"]?.members ?? [:]).merging(over, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            record[path] = resolved(value)
        }
        let named = record["amends_accession_no"]?.text
        let context = FilingContext(
            law: book.law, receivedAt: try #require(Moment(today + "T12:00:00Z")),
            amended: chains.values.first { chain in chain.filings.contains { $0.rawValue == named } },
            superseded: chains.values.first { $0.disclosure.rawValue == record["supersedes_disclosure_id"]?.text },
            supersessions: supersessions)
        return (FilingRules.judge(record, in: context), record)
    }

    private func resolved(_ value: JSONValue) -> JSONValue {
        guard let text = value.text, text.hasPrefix("$") else { return value }
        let parts = text.dropFirst().split(separator: ".").map(String.init)
        if parts.count == 2 { return chains[parts[0]].map { .string($0.disclosure.rawValue) } ?? value }
        return numbers[parts[0]].map { .string($0) } ?? value
    }

    /// Every key that is expected is there with its value; others are not judged.
    static func contains(_ value: JSONValue, _ expected: JSONValue) -> Bool {
        guard let members = expected.members else { return value == expected }
        return members.allSatisfy { contains(value[$0.key] ?? .null, $0.value) }
    }
}

extension JSONValue {
    func member(_ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(Optional(self)) { value, step in value?[String(step)] }
    }
}
