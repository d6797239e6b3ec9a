import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// Signed submissions on a real ledger: accepted once, and whatever is hostile refused with its code.
@Suite struct SubmissionTests {
    /// A filer, a stranger, the inbox and the desk.
    struct Office {
        let database: String
        let filer: Ledger
        let desk: InboxDesk
        let key = SigningKey()
        let stranger = SigningKey()
        let number: String

        init(_ database: String, at moment: String = "2026-09-01T12:00:00Z") async throws {
            self.database = database
            filer = try await Ledger.open(database, role: .filer)
            let chains = try await EmployersDesk.open(database)
            desk = InboxDesk(chains: chains, law: try ReferenceTables.law(Project.home), clock: .fixed(try #require(Moment(moment))))
            let start = try #require(Moment("2020-01-01T00:00:00Z"))
            number = try await chains.ledger.registerKey(
                "mills", publicKey: key.publicKey, validFrom: start, filer: nil, employer: "Meridian Mills, Inc.")
            try await chains.ledger.registerKey(
                "looms", publicKey: stranger.publicKey, validFrom: start, filer: nil, employer: "Borealis Looms LLC")
        }

        func record(_ changes: [String: JSONValue?] = [:]) throws -> FilingRecord {
            var record = try RecordFile(Project.notice, name: "notice.yaml", isJSON: false).record
            record.complete(form: "N", at: "2026-09-01T09:00:00Z")
            record["filer_id"] = .string(number)
            record["certification.key_id"] = .string("mills")
            for (path, value) in changes.sorted(by: { $0.key < $1.key }) { record[path] = value }
            return record
        }

        func decide(_ submission: Submission) async throws -> SubmissionReceipt {
            try await filer.handIn(submission)
            try await desk.pass()
            return try #require(try await filer.receipt(of: submission.id))
        }

        func filings() async throws -> Int {
            try await Connection.open(database).query("select count(*) as count from ledger.filing")[0].value("count")
        }
    }

    private func withOffice(_ body: (Office) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { try await body(try await Office($0)) }
    }

    @Test("received and accepted are two receipts, and the filing is signed, chained and in the log")
    func accepted() async throws {
        try await withOffice { office in
            let submission = Submission(try office.record(), signedBy: office.key)
            try await office.filer.handIn(submission)
            #expect(try await office.filer.receipt(of: submission.id)?.state == .received)
            let receipt = try await office.decide(submission)
            #expect(receipt.state == .accepted && receipt.codes == [])
            #expect(receipt.receipt?.payloadDigest == Digest(of: submission.payload))
            #expect(!String(decoding: submission.payload, as: UTF8.self).contains("+12545550142"))
            let reviewer = try await Ledger.open(office.database, role: .reviewer)
            #expect(try await reviewer.verify().isWhole)
            let superuser = try await Connection.open(office.database)
            #expect(try await superuser.query("select 1 from ledger.inbox").isEmpty)
            try await superuser.execute(
                "alter table ledger.filing_signature disable trigger all; update ledger.filing_signature set key_id = 'looms'")
            #expect(try await reviewer.verify().first?.code == "changed_row")
        }
    }

    @Test("a submission handed in three times is one filing; its bytes under another number are a replay that names it")
    func retried() async throws {
        try await withOffice { office in
            var submission = Submission(try office.record(), signedBy: office.key)
            try await office.filer.handIn(submission)
            let first = try await office.decide(submission)
            let again = try await office.decide(submission)
            #expect(first.receipt == again.receipt)
            submission.id = UUID().uuidString.lowercased()
            let replay = try await office.decide(submission)
            #expect(replay.state == .rejected && replay.codes == ["FIL-706"])
            #expect(replay.answer?["computed"]?["accession_no"]?.text == first.receipt?.accessionNumber.rawValue)
            #expect(try await office.filings() == 1)
        }
    }

    @Test("several are handed in at once or not at all, and their receipts come in the order they are asked for")
    func together() async throws {
        try await withOffice { office in
            let submissions = try (1...3).map { number in
                Submission(try office.record(["event.workers": .integer(200 + number), "sites.0.workers": .integer(200 + number)]), signedBy: office.key)
            }
            var large = submissions[2]
            large.id = UUID().uuidString.lowercased()
            large.payload = [UInt8](repeating: 32, count: Submission.mostBytes + 1)
            await #expect(throws: RecordingError.tooLarge(bytes: Submission.mostBytes + 1)) { try await office.filer.handIn([submissions[0], large]) }
            #expect(try await office.filer.receipts(of: [submissions[0].id, large.id]) == [nil, nil])

            var unsigned = submissions[1]
            (unsigned.key, unsigned.signature) = (nil, nil)
            try await office.filer.handIn([submissions[0], unsigned, submissions[2], submissions[0]])
            try await office.desk.pass()
            let ids = [submissions[2].id, "no number", unsigned.id, submissions[0].id]
            let receipts = try await office.filer.receipts(of: ids)
            #expect(receipts.map { $0?.state } == [.accepted, nil, .rejected, .accepted])
            #expect(receipts[3]?.receipt?.payloadDigest == Digest(of: submissions[0].payload))
            #expect(receipts[2]?.codes == ["FIL-703"])
            #expect(try await office.filings() == 2)
        }
    }

    @Test("tampered bytes, parts and signatures are refused")
    func tampered() async throws {
        try await withOffice { office in
            let whole = Submission(try office.record(), signedBy: office.key)
            var text = String(decoding: whole.payload, as: UTF8.self)
            text.replace("\"workers\":200", with: "\"workers\":201")
            var variants: [Submission] = [whole, whole, whole, whole, whole]
            variants[0].payload = Array(text.utf8)
            variants[1].signature = whole.signature.map { $0.dropLast() + [$0.last.map { ~$0 } ?? 0] }
            variants[2].signature = nil
            variants[3].privateParts = whole.privateParts.map { part in
                part.name.hasSuffix("phone") ? PrivatePart(name: part.name, salt: part.salt, body: Array("\"+12545550143\"".utf8)) : part
            }
            variants[4].payload = Array((" " + String(decoding: whole.payload, as: UTF8.self)).utf8)
            for variant in variants {
                var variant = variant
                variant.id = UUID().uuidString.lowercased()
                #expect(try await office.decide(variant).codes.contains("FIL-703"))
            }
            #expect(try await office.filings() == 0)
        }
    }

    @Test("another employer's key, an unknown and a revoked one are refused, whenever it was signed")
    func keys() async throws {
        try await withOffice { office in
            let foreign = Submission(try office.record(["certification.key_id": .string("looms")]), signedBy: office.stranger)
            #expect(try await office.decide(foreign).codes == ["FIL-705"])
            let unknown = Submission(try office.record(["certification.key_id": .string("nobody")]), signedBy: office.key)
            #expect(try await office.decide(unknown).codes == ["FIL-705"])
            let signedBefore = Submission(try office.record(), signedBy: office.key)
            let moment = try #require(Moment("2026-09-01T12:00:00Z"))
            try await office.desk.chains.ledger.revokeKey("mills", at: moment, reason: "lost")
            #expect(try await office.decide(signedBefore).codes == ["FIL-704"])
            #expect(try await office.filings() == 0)
        }
    }

    static let texts: [(path: String, text: String, code: String)] = [
        ("employer.legal_name", "Meridian\u{0}Mills", "FIL-801"), ("event.stated_reason_text", "a\u{202E}b", "FIL-802"),
        ("event.stated_reason_text", String(repeating: "x", count: 20_001), "FIL-803"),
        ("certification.certified_at", "2026-09-02T12:00:00Z", "FIL-701"), ("event.notice_date", "2026-09-03", "FIL-302"),
        ("employer.dba", "\u{7F}", "FIL-801"), ("sites.0.city", "Al\tbany", "FIL-801"), ("holders", "A. Smith", "FIL-804"),
    ]

    @Test("hostile text and clocks a day off are refused through the inbox", arguments: texts)
    func text(path: String, text: String, code: String) async throws {
        try await withOffice { office in
            let receipt = try await office.decide(Submission(try office.record([path: .string(text)]), signedBy: office.key))
            #expect(receipt.state == .rejected && receipt.codes == [code])
            #expect(try await office.filings() == 0)
        }
    }

    @Test("of a rejected submission no private value and no worker's name is kept")
    func forgotten() async throws {
        try await withOffice { office in
            let changes: [String: JSONValue?] = [
                "holders": .string("Quill Abernathy"), "certification.contact_phone": .string("5550199"),
                "employer.fein": .string("98765432"),
            ]
            let receipt = try await office.decide(Submission(try office.record(changes), signedBy: office.key))
            #expect(receipt.codes == ["FIL-202", "FIL-702", "FIL-804"])
            let kept = try await Connection.open(office.database).query(
                "select convert_from(s.answer, 'UTF8') as answer from ledger.submission s")[0].value("answer", as: String.self)
            for secret in ["Abernathy", "5550199", "98765432"] { #expect(!kept.contains(secret)) }
        }
    }

    @Test("a field of 50 MB never gets into the inbox, by the program or around it")
    func huge() async throws {
        try await withOffice { office in
            let huge = Submission(
                try office.record(["event.stated_reason_text": .string(String(repeating: "x", count: 50_000_000))]), signedBy: office.key)
            await #expect(throws: RecordingError.self) { try await office.filer.handIn(huge) }
            let session = try await Connection.open(TestDatabase.conninfo(office.database, role: "warn_filer"))
            let error = await #expect(throws: PostgresError.self) {
                try await session.query(
                    "insert into ledger.inbox (submission_id, payload) values ($1::uuid, convert_to(repeat('x', 50000000), 'UTF8'))",
                    [huge.id])
            }
            #expect(error?.state == "23514")
        }
    }

    @Test(
        "bytes that are no record are refused, and the desk goes on",
        arguments: ["", "{", "[]", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", "null"])
    func unreadable(text: String) async throws {
        try await withOffice { office in
            let submission = Submission(
                id: UUID().uuidString.lowercased(), payload: Array(text.utf8), privateParts: [], key: "mills",
                signature: office.key.signature(over: Array(text.utf8)))
            let refused = try await office.decide(submission)
            #expect(refused.state == .rejected)
            let next = try await office.decide(Submission(try office.record(), signedBy: office.key))
            #expect(next.state == .accepted)
        }
    }

    @Test("figures at the end of the number line neither stop the desk nor pass")
    func figures() async throws {
        try await withOffice { office in
            for figure in [JSONValue.integer(.max), .integer(.min), .number(1e300), .number(-0.5)] {
                let record = try office.record(["event.workers": figure, "sites.0.workers": figure, "employer.us_employee_count": figure])
                #expect(try await office.decide(Submission(record, signedBy: office.key)).codes == ["FIL-102"])
            }
        }
    }

    @Test("SQL, shell, HTML and formula text come back byte for byte")
    func plain() async throws {
        try await withOffice { office in
            let text = "'); drop table ledger.filing;-- $(rm -rf /) <script>alert(1)</script> =SUM(A1) ../../etc/passwd caf\u{65}\u{301}"
            let receipt = try await office.decide(
                Submission(try office.record(["event.stated_reason_text": .string(text)]), signedBy: office.key))
            let number = try #require(receipt.receipt?.accessionNumber.rawValue)
            let back = try await office.desk.chains.ledger.show(number).payload["event"]?["stated_reason_text"]?.text
            #expect(back.map { Array($0.utf8) } == Array(text.utf8))
        }
    }

    @Test("a filer's role inserts into the inbox and does nothing else")
    func role() async throws {
        try await withOffice { office in
            let session = try await Connection.open(TestDatabase.conninfo(office.database, role: "warn_filer"))
            let tables = try await Connection.open(office.database).query(
                "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('ledger', 'report')")
            for table in try tables.map({ try $0.value("name", as: String.self) }) {
                let verbs = ["select from \(table)", "delete from \(table)", "truncate \(table)"]
                let inserts = table == "ledger.inbox" ? [] : ["insert into \(table) default values"]
                for statement in verbs + inserts {
                    let error = await #expect(throws: PostgresError.self, "\(statement)") { try await session.execute(statement) }
                    #expect(error?.state == "42501", "\(statement)")
                }
            }
            let calls = [
                "insert into ledger.inbox (submission_id, payload, received_at) values (gen_random_uuid(), '', now())",
                "insert into ledger.inbox (submission_id, payload, handed_in_by) values (gen_random_uuid(), '', 'desk')",
                "select ledger.file('{}', '', '[]')", "select ledger.accept(gen_random_uuid(), '{}', '{}', '')",
                "select ledger.claim_submissions(1)", "select ledger.decide_together('[]')",
                "select ledger.register_key(null, 'x', 'x', '', now())",
                "select ledger.settle_hold(gen_random_uuid(), 'released', 'x', 'x')",
            ]
            for call in calls {
                let error = await #expect(throws: PostgresError.self, "\(call)") { try await session.execute(call) }
                #expect(error?.state == "42501", "\(call)")
            }
        }
    }

    @Test("a held submission has no number until a person releases it, and may be refused")
    func held() async throws {
        try await withOffice { office in
            let changes: [String: JSONValue?] = [
                "event.workers": .integer(10_001), "sites.0.workers": .integer(10_001), "sites.0.employees_before": .integer(12_000),
                "employer.us_employee_count": .integer(40_000),
            ]
            let reviewer = try await Ledger.open(office.database, role: .reviewer)
            for decision in HoldDecision.allCases {
                let submission = Submission(try office.record(changes), signedBy: office.key)
                #expect(try await office.decide(submission).state == .held)
                #expect(try await reviewer.holds().map(\.id) == [submission.id])
                let before = try await office.filings()
                try await office.desk.pass()
                #expect(try await office.filings() == before)
                try await reviewer.settle(submission.id, decision, by: "Ana Ortiz", reason: "asked by telephone")
                try await office.desk.pass()
                let receipt = try await office.filer.receipt(of: submission.id)
                #expect(receipt?.state == (decision == .released ? .accepted : .rejected))
                #expect(receipt?.codes == ["FIL-405"])
            }
            #expect(try await office.filings() == 1)
        }
    }

    @Test("of two amendments at once one wins, and the other is told the head")
    func race() async throws {
        try await withOffice { office in
            let first = try await office.decide(Submission(try office.record(), signedBy: office.key))
            let head = try #require(first.receipt?.accessionNumber)
            func amendment(_ workers: Int) throws -> Submission {
                Submission(
                    try office.record([
                        "form_type": .string("N/A"), "amends_accession_no": .string(head.rawValue),
                        "amendment_reason": .string("count_change"),
                        "event.workers": .integer(workers), "sites.0.workers": .integer(workers),
                    ]), signedBy: office.key)
            }
            let rivals = [try amendment(210), try amendment(220)]
            for rival in rivals { try await office.filer.handIn(rival) }
            let other = InboxDesk(chains: try await EmployersDesk.open(office.database), law: office.desk.law, clock: office.desk.clock)
            async let one = office.desk.pass()
            async let two = other.pass()
            _ = try await (one, two)
            var states: [SubmissionReceipt.State] = []
            for rival in rivals {
                let receipt = try #require(try await office.filer.receipt(of: rival.id))
                states.append(receipt.state)
                if receipt.state == .rejected { #expect(receipt.codes == ["FIL-105"]) }
            }
            #expect(Set(states) == [.accepted, .rejected])
            #expect(try await Ledger.open(office.database, role: .reviewer).verify().isWhole)
        }
    }

    @Test("a private key is written with mode 0600, never overwritten, and refused when others may read it")
    func keyFiles() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { for file in [path, path + ".pub"] { try? FileManager.default.removeItem(atPath: file) } }
        let made = try KeyFile.create(name: "mills", at: path)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try KeyFile(path: path).key.publicKey == made.key.publicKey)
        #expect(try PublicKeyFile(path: path + ".pub").bytes == made.key.publicKey)
        #expect(throws: CommandError.self) { try KeyFile.create(name: "mills", at: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: CommandError.openKey(path: path)) { try KeyFile(path: path) }
    }
}
