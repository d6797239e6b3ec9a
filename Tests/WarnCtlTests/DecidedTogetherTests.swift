import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// Many submissions in one transaction: each has its own verdict, and what is recorded is what deciding them one by one records.
@Suite struct DecidedTogetherTests {
    typealias Office = SubmissionTests.Office

    private func withOffice(_ body: (Office) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { try await body(try await Office($0)) }
    }

    private func notice(_ office: Office, _ text: String, _ changes: [String: JSONValue?] = [:]) throws -> Submission {
        Submission(try office.record(["event.stated_reason_text": .string(text)].merging(changes) { $1 }), signedBy: office.key)
    }

    private func following(
        _ office: Office, _ form: String, _ head: AccessionNumber, _ reason: String, _ changes: [String: JSONValue?] = [:]
    ) throws -> Submission {
        try notice(
            office, "A",
            ["form_type": .string(form), "amends_accession_no": .string(head.rawValue), "amendment_reason": .string(reason)].merging(changes) { $1 })
    }

    private func handIn(_ submissions: [Submission], _ office: Office) async throws {
        for submission in submissions { try await office.filer.handIn(submission) }
    }

    private func receipts(_ submissions: [Submission], _ office: Office) async throws -> [SubmissionReceipt] {
        var receipts: [SubmissionReceipt] = []
        for submission in submissions { receipts.append(try #require(try await office.filer.receipt(of: submission.id))) }
        return receipts
    }

    @Test("each has its own verdict, numbers follow the order of arrival, and one notification tells of all")
    func verdicts() async throws {
        try await withOffice { office in
            let large: [String: JSONValue?] = [
                "event.workers": .integer(10_001), "sites.0.workers": .integer(10_001), "sites.0.employees_before": .integer(12_000),
                "employer.us_employee_count": .integer(40_000),
            ]
            var again = try notice(office, "A")
            var submissions = [again, try notice(office, "B", ["event.notice_date": .string("2026-09-03")]), try notice(office, "C", large)]
            again.id = UUID().uuidString.lowercased()
            submissions += [again, try notice(office, "D"), try notice(office, "E")]
            try await handIn(submissions, office)
            let heard = try await Listener.notifications(TestDatabase.conninfo(office.database, role: "warn_desk"), channel: "warn_register")
            let (claimed, decided, alone) = try await office.desk.decideTogether()
            #expect(claimed == 6 && decided.count == 5 && alone.map(\.submission.id) == [again.id])
            let told = try #require(try await heard.first { _ in true })
            let announcement = try JSONDecoder().decode(Announcement.self, from: Data(told.payload.utf8))
            #expect(announcement.entries == 3 && announcement.kind == "filing")
            try await office.desk.pass()
            let receipts = try await receipts(submissions, office)
            #expect(receipts.map(\.state) == [.accepted, .rejected, .held, .rejected, .accepted, .accepted])
            #expect(receipts.map(\.codes) == [[], ["FIL-302"], ["FIL-405"], ["FIL-706"], [], []])
            #expect(receipts.compactMap { $0.receipt?.accessionNumber.rawValue.suffix(6) } == ["000001", "000002", "000003"])
            #expect(try await Ledger.open(office.database, role: .reviewer).verify().isWhole)
        }
    }

    @Test("what the database refuses of one is held as a fault, and the others are accepted")
    func poison() async throws {
        try await withOffice { office in
            try await Connection.open(office.database).execute("alter table ledger.filing add constraint no_poison check (reason <> 'poison')")
            let submissions = [try notice(office, "A"), try notice(office, "poison"), try notice(office, "B")]
            try await handIn(submissions, office)
            try await office.desk.pass()
            let receipts = try await receipts(submissions, office)
            #expect(receipts.map(\.state) == [.accepted, .held, .accepted])
            #expect(receipts[1].answer?["fault"]?.text?.contains("no_poison") == true)
            #expect(try await Ledger.open(office.database, role: .reviewer).verify().isWhole)
        }
    }

    @Test("of two amendments of one filing that wait together the first wins, and the other is told the head")
    func race() async throws {
        try await withOffice { office in
            let head = try #require(try await office.decide(try notice(office, "A")).receipt?.accessionNumber)
            let rivals = try [
                following(office, "N/A", head, "count_change", ["event.workers": .integer(210), "sites.0.workers": .integer(210)]),
                following(office, "N/W", head, "new_information"),
            ]
            try await handIn(rivals, office)
            try await office.desk.pass()
            let receipts = try await receipts(rivals, office)
            #expect(receipts.map(\.state) == [.accepted, .rejected] && receipts[1].codes == ["FIL-105"])
        }
    }

    @Test("a submission that names what is only being decided is judged after it")
    func dependent() async throws {
        try await withOffice { office in
            let first = try notice(office, "A")
            let head = try #require(AccessionNumber(rawValue: "\(office.number)-\(try await year(office))-000001"))
            let second = try following(office, "N/W", head, "new_information")
            try await handIn([first, second], office)
            try await office.desk.pass()
            #expect(try await receipts([first, second], office).map(\.state) == [.accepted, .accepted])
        }
    }

    private func year(_ office: Office) async throws -> String {
        try await Connection.open(office.database).query("select to_char(now() at time zone 'UTC', 'YY') as year")[0].value("year")
    }

    @Test("decided together or alone, the same rows are recorded: notices, restatements, postponements, denials, withdrawals and quarters")
    func same() async throws {
        var recorded: [[String]] = []
        for isTogether in [true, false] {
            try await withOffice { office in
                func decideAll(_ submissions: [Submission]) async throws -> [AccessionNumber] {
                    try await handIn(submissions, office)
                    if isTogether {
                        let (_, decided, alone) = try await office.desk.decideTogether()
                        #expect(decided.count == submissions.count && alone.isEmpty)
                    } else {
                        let (waiting, _) = try await office.desk.chains.ledger.decideTogether(most: 100) { _ in [] }
                        for submission in waiting { _ = try await office.desk.decide(submission) }
                    }
                    return try await receipts(submissions, office).map { try #require($0.receipt?.accessionNumber, "\($0.codes)") }
                }
                let no: JSONValue = .array([
                    .object(["regime": .string("US-2102e"), "ai_answer": .string("no"), "causation_standard": .string("substantial_factor")])
                ])
                let heads = try await decideAll(["A", "B", "C", "D"].map { try notice(office, $0) })
                let followers = [
                    try following(
                        office, "N/A", heads[0], "count_change",
                        ["event.workers": .integer(210), "sites.0.workers": .integer(210), "ai": no]),
                    try following(office, "N/W", heads[1], "new_information"),
                    try following(
                        office, "N/P", heads[2], "postponement",
                        ["event.first_separation_date": .string("2026-11-20"), "amendment_text": .string("The customer stays a week longer.")]),
                ]
                let newer = try await decideAll(followers)
                _ = try await decideAll([
                    try following(office, "N/A", newer[1], "reinstated"), try following(office, "N/W", newer[0], "error_correction"),
                ])
                #expect(try await Ledger.open(office.database, role: .reviewer).verify().isWhole)
                recorded.append(try await rows(office.database))
            }
        }
        #expect(recorded[0] == recorded[1])
        #expect(recorded[0].count > 40)
    }

    /// Everything that was recorded but what is random or a moment.
    private func rows(_ database: String) async throws -> [String] {
        let session = try await Connection.open(database)
        let random = "{disclosure_id,accepted_at,received_at,payload,payload_sha256,previous_chain_sha256,detail_sha256,chain_sha256,"
            + "submission_id,decided_at,answer,content_sha256,entry_at,salted_sha256,salt,signature}"
        var rows: [String] = []
        for table in [
            "filing", "filing_site", "filing_phase", "attribution", "private_document", "private_body", "filing_signature", "disclosure",
            "submission", "log",
        ] {
            rows += try await session.query("select (to_jsonb(t) - '\(random)'::text[])::text as row from ledger.\(table) t order by 1").map {
                "\(table) " + (try $0.value("row", as: String.self))
            }
        }
        return rows
    }

    @Test("two desks are given different submissions, and each is decided once")
    func desks() async throws {
        try await withOffice { office in
            let submissions = try (0..<40).map { try notice(office, "Number \($0).") }
            try await handIn(submissions, office)
            let other = InboxDesk(chains: try await EmployersDesk.open(office.database), law: office.desk.law, clock: office.desk.clock)
            let claimed = try await office.desk.chains.ledger.decideTogether(most: 10) { mine in
                let theirs = try await other.chains.ledger.decideTogether(most: 40) { _ in [] }.claimed
                #expect(mine.count == 10 && theirs.count == 30)
                #expect(Set((mine + theirs).map(\.submission.id)) == Set(submissions.map(\.id)))
                return []
            }.claimed
            #expect(claimed.count == 10)
            async let one = office.desk.pass()
            async let two = other.pass()
            _ = try await (one, two)
            #expect(try await office.filings() == 40)
            #expect(try await Ledger.open(office.database, role: .reviewer).verify().isWhole)
        }
    }
}
