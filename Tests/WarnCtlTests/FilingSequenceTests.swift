import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// Filers and desks at once, doing what comes into their heads: whatever happens, the ledger stays one.
@Suite struct FilingSequenceTests {
    private static let filers = 8
    /// Two hundred operations, or ten thousand where Ops/test --long asks for them.
    private static let steps = ProcessInfo.processInfo.environment["WARN_LONG"] == nil ? 25 : 1250

    @Test("eight filers and two desks at once: no chain forks, no number is missing, nothing acknowledged is lost")
    func sequences() async throws {
        try await TestDatabase.withDatabase { database in
            let law = try ReferenceTables.law(Project.home)
            let moment = try #require(Moment("2026-09-01T12:00:00Z"))
            var employers: [Employer] = []
            for index in 0..<Self.filers { employers.append(try await Employer(index, on: database)) }
            let desks = try await [EmployersDesk.open(database), EmployersDesk.open(database)].map {
                InboxDesk(chains: $0, law: law, clock: .fixed(moment))
            }
            let receipts = try await withThrowingTaskGroup(of: [SubmissionReceipt].self) { group in
                for employer in employers {
                    group.addTask {
                        var employer = employer
                        return try await employer.act(Self.steps)
                    }
                }
                for desk in desks {
                    group.addTask {
                        while !Task.isCancelled {
                            do { if try await desk.pass() == 0 { try await Task.sleep(for: .milliseconds(5)) } } catch is CancellationError { break }
                        }
                        return []
                    }
                }
                var (receipts, waiting): ([SubmissionReceipt], Int) = ([], employers.count)
                while waiting > 0, let some = try await group.next() {
                    receipts += some
                    waiting -= 1
                }
                group.cancelAll()
                return receipts
            }
            // Who handed in again after the decision left a copy that the next look clears away.
            try await desks[0].pass()
            try await Self.expectOne(database, receipts)
            try await Self.expectReplay(database)
        }
    }

    /// What reports say at any moment is what the filings' own bytes say, taken in the order of the log.
    private static func expectReplay(_ database: String) async throws {
        let session = try await Connection.open(database)
        let filings = try await session.query(
            "select f.position, f.disclosure_id, f.form_type, f.payload from ledger.filing f order by f.position")
        var state: [String: String] = [:]
        var states: [(position: Int, state: [String: String])] = []
        for filing in filings {
            let said = try JSONDecoder().decode(JSONValue.self, from: Data(try filing.value("payload", as: Binary.self).bytes))
            let disclosure: String = try filing.value("disclosure_id")
            let form: String = try filing.value("form_type")
            // A withdrawal repeats what it withdraws.
            let former = state[disclosure]?.split(separator: " ").first.map(String.init)
            let workers = form == "N/W" ? former ?? "" : said["event"]?["workers"]?.canonicalText ?? ""
            state[disclosure] = "\(workers) \(form == "N/W")"
            states.append((try filing.value("position"), state))
        }
        for moment in states.enumerated().filter({ $0.offset % max(1, states.count / 12) == 0 || $0.offset == states.count - 1 }).map(\.element) {
            try await session.query("select set_config('report.as_of', $1, false)", [String(moment.position)])
            let told = try await session.query("select n.disclosure_id, n.workers || ' ' || n.rescinded as said from report.notices n")
            let reported = try Dictionary(uniqueKeysWithValues: told.map { (try $0.value("disclosure_id", as: String.self), try $0.value("said", as: String.self)) })
            let differing = moment.state.filter { reported[$0.key] != $0.value }.keys.sorted()
            #expect(differing == [] && reported.count == moment.state.count, "position \(moment.position)")
        }
    }

    private static func expectOne(_ database: String, _ receipts: [SubmissionReceipt]) async throws {
        #expect(receipts.count == filers * steps)
        let accepted = receipts.compactMap(\.receipt)
        #expect(accepted.count > filers)
        #expect(Set(accepted.map(\.accessionNumber)).count == accepted.count)
        let session = try await Connection.open(database)
        let filed = try await session.query("select f.accession_no from ledger.filing f").map {
            try $0.value("accession_no", as: String.self)
        }
        #expect(Set(filed) == Set(accepted.map(\.accessionNumber.rawValue)))
        // Sequences, versions and positions without a gap are among what verification looks at.
        #expect(try await Ledger.open(database, role: .reviewer).verify().isWhole)
        let forked = try await session.query(
            "select 1 from ledger.filing f group by f.disclosure_id having count(*) <> max(f.version) or count(distinct f.previous_chain_sha256) <> max(f.version) - 1"
        )
        #expect(forked.isEmpty)
        // What is left waits for a person.
        let left = try await session.query("select i.submission_id from ledger.inbox i").map { try $0.value("submission_id", as: String.self) }
        #expect(Set(left) == Set(receipts.filter { $0.state == .held }.map(\.id)))
    }
}

/// One employer with its key, and a random mind that a failure can be repeated with.
private struct Employer: Sendable {
    let index: Int
    private let ledger: Ledger
    private let key = SigningKey()
    private let number: String
    private var random: SequenceGenerator
    private var heads: [Receipt] = []

    init(_ index: Int, on database: String) async throws {
        self.index = index
        ledger = try await Ledger.open(database, role: .filer)
        random = SequenceGenerator(state: UInt64(index + 1))
        number = try await Ledger.open(database, role: .desk).registerKey(
            "key-\(index)", publicKey: key.publicKey, validFrom: try #require(Moment("2020-01-01T00:00:00Z")), filer: nil,
            employer: "Employer \(index)")
    }

    mutating func act(_ steps: Int) async throws -> [SubmissionReceipt] {
        var receipts: [SubmissionReceipt] = []
        for _ in 0..<steps {
            let submission = Submission(try record(), signedBy: key)
            try await ledger.handIn(submission)
            // A client that is cut off hands in again.
            if Int.random(in: 0..<4, using: &random) == 0 { try await ledger.handIn(submission) }
            var receipt = try await ledger.receipt(of: submission.id)
            while receipt?.state == .received {
                try await Task.sleep(for: .milliseconds(5))
                receipt = try await ledger.receipt(of: submission.id)
            }
            let decided = try #require(receipt)
            receipts.append(decided)
            if let accepted = decided.receipt {
                heads.removeAll { $0.disclosure == accepted.disclosure }
                heads.append(accepted)
            }
        }
        return receipts
    }

    /// A new notice, or something about an old one: a restatement, a postponement, a withdrawal, a reinstatement, sensible or not.
    private mutating func record() throws -> FilingRecord {
        var record = try RecordFile(Project.notice, name: "notice.yaml", isJSON: false).record
        record.complete(form: "N", at: "2026-09-01T09:00:00Z")
        record["filer_id"] = .string(number)
        record["certification.key_id"] = .string("key-\(index)")
        let workers = JSONValue.integer(Int.random(in: 150...250, using: &random))
        record["event.workers"] = workers
        record["sites.0.workers"] = workers
        guard let head = heads.randomElement(using: &random), Int.random(in: 0..<4, using: &random) > 0 else { return record }
        record["amends_accession_no"] = .string(head.accessionNumber.rawValue)
        record["amendment_text"] = .string("It is so.")
        switch Int.random(in: 0..<4, using: &random) {
        case 0: (record["form_type"], record["amendment_reason"]) = (.string("N/W"), .string("new_information"))
        case 1:
            (record["form_type"], record["amendment_reason"]) = (.string("N/P"), .string("postponement"))
            record["event.first_separation_date"] = .string("2026-11-\(Int.random(in: 10...29, using: &random))")
        default:
            let isWithdrawn = head.form == .noticeWithdrawn
            (record["form_type"], record["amendment_reason"]) = (.string("N/A"), .string(isWithdrawn ? "reinstated" : "count_change"))
        }
        return record
    }
}

/// SplitMix64: the same sequence for the same state.
private struct SequenceGenerator: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
