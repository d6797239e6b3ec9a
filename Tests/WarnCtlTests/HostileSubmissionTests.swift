import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// Two hundred hostile submissions, twenty of each kind: every one is refused with a code, and none becomes a filing.
@Suite struct HostileSubmissionTests {
    enum Attack: String, CaseIterable, Sendable {
        case tamperedSubmission, tamperedBundle, oldCheckpoint, revokedKey, clockOff, replayed, hugeField, hiddenCharacters, othersKey, otherTable
    }

    private static let variants = 20

    @Test("none of them is accepted", arguments: Attack.allCases)
    func refused(_ attack: Attack) async throws {
        try await TestDatabase.withDatabase { database in
            let office = try await SubmissionTests.Office(database)
            let scene = try await Scene(office)
            let before = try await office.filings()
            for number in 0..<Self.variants {
                let code = try await scene.attempt(attack, number)
                #expect(code?.isEmpty == false, "\(attack) \(number)")
            }
            #expect(try await office.filings() == before)
            #expect(try await Connection.open(database).query("select 1 from ledger.inbox").isEmpty)
            #expect(try await Ledger.open(database, role: .reviewer).verify().isWhole)
        }
    }

    /// A register with one filing in it, its proof, and everything an attacker may hold.
    private struct Scene {
        let office: SubmissionTests.Office
        let accepted: Submission
        let bundle: ProofBundle
        let old: CheckpointNote
        let publicKey: [UInt8]
        let tables: [String]

        init(_ office: SubmissionTests.Office) async throws {
            self.office = office
            let desk = office.desk.chains.ledger
            let key = SigningKey()
            publicKey = key.publicKey
            old = try await desk.makeCheckpoint(origin: nil, fallback: "log", key: key)
            accepted = Submission(try office.record(), signedBy: office.key)
            let receipt = try #require(try await office.decide(accepted).receipt)
            _ = try await desk.makeCheckpoint(origin: nil, fallback: "log", key: key)
            bundle = try await desk.bundle(for: receipt.accessionNumber)
            try #require(bundle.faults(under: publicKey) == [])
            tables = try await Connection.open(office.database).query(
                "select tablename from pg_tables where schemaname = 'ledger' and tablename <> 'inbox' order by tablename"
            ).map { try $0.value("tablename", as: String.self) }
        }

        /// The code of the refusal; nil when it was not refused.
        func attempt(_ attack: Attack, _ number: Int) async throws -> String? {
            switch attack {
            case .tamperedSubmission: return try await tampered(number)
            case .tamperedBundle: return try tamperedBundle(number)
            case .oldCheckpoint: return try oldCheckpoint(number)
            case .revokedKey: return try await revoked(number)
            case .clockOff: return try await decided(clock(number))
            case .replayed: return try await replayed(number)
            case .hugeField: return try await huge(number)
            case .hiddenCharacters: return try await decided(hidden(number))
            case .othersKey: return try await others(number)
            case .otherTable: return try await otherTable(number)
            }
        }

        private func record(_ number: Int, _ changes: [String: JSONValue?] = [:]) throws -> FilingRecord {
            try office.record(
                ["event.stated_reason_text": .string("Attempt \(number).")].merging(changes) { $1 })
        }

        private func decided(_ submission: Submission) async throws -> String? {
            let receipt = try await office.decide(submission)
            return receipt.state == .rejected ? receipt.codes.first : nil
        }

        /// One bit of the signed bytes, of the signature, or of a private part.
        private func tampered(_ number: Int) async throws -> String? {
            var submission = Submission(try record(number), signedBy: office.key)
            switch number % 3 {
            case 0: submission.payload[(number * 97) % submission.payload.count] ^= UInt8(1 << (number % 7))
            case 1: submission.signature?[(number * 31) % 64] ^= 1
            default:
                let part = submission.privateParts.removeFirst()
                submission.privateParts.append(PrivatePart(name: part.name, salt: part.salt, body: Array("\"other \(number)\"".utf8)))
            }
            return try await decided(submission)
        }

        /// One character of the file: it is no bundle any more, or names what does not fit.
        private func tamperedBundle(_ number: Int) throws -> String? {
            var bytes = bundle.json.canonicalBytes
            let places = bytes.indices.filter { (48...57).contains(bytes[$0]) || (97...102).contains(bytes[$0]) }
            let place = places[(number * 7919) % places.count]
            bytes[place] = bytes[place] == 52 ? 53 : 52
            guard let content = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)), let changed = ProofBundle(content) else { return "CTL-16" }
            return changed.faults(under: publicKey).first?.rawValue
        }

        /// The checkpoint from before it was filed, as it is, or with its figures made to fit.
        private func oldCheckpoint(_ number: Int) throws -> String? {
            var changed = bundle
            changed.note = old
            if number % 2 == 1 {
                let size = bundle.note.checkpoint.size + number / 2
                changed.note = try #require(CheckpointNote(old.text.replacing("\n\(old.checkpoint.size)\n", with: "\n\(size)\n")))
            }
            return changed.faults(under: publicKey).first?.rawValue
        }

        private func revoked(_ number: Int) async throws -> String? {
            let ledger = office.desk.chains.ledger
            let (key, name) = (SigningKey(), "lost-\(number)")
            let start = try #require(Moment("2020-01-01T00:00:00Z"))
            let end = try #require(Moment("2026-0\(1 + number % 8)-01T00:00:00Z"))
            try await ledger.registerKey(name, publicKey: key.publicKey, validFrom: start, filer: office.number, employer: nil)
            try await ledger.revokeKey(name, at: end, reason: "lost")
            return try await decided(Submission(try record(number, ["certification.key_id": .string(name)]), signedBy: key))
        }

        /// Signed a day and some hours ahead, or a notice of the day after tomorrow.
        private func clock(_ number: Int) throws -> Submission {
            let changes: [String: JSONValue?] =
                number % 2 == 0
                ? ["certification.certified_at": .string("2026-09-0\(2 + number / 10)T1\(2 + number % 8):00:00Z")]
                : ["event.notice_date": .string("2026-09-\(number < 9 ? "0" : "")\(number + 2)")]
            return Submission(try record(number, changes), signedBy: office.key)
        }

        /// The accepted bytes again, or the accepted signature under other bytes.
        private func replayed(_ number: Int) async throws -> String? {
            var submission = accepted
            if number % 2 == 1 {
                submission = Submission(try record(number), signedBy: office.key)
                submission.signature = accepted.signature
            }
            submission.id = UUID().uuidString.lowercased()
            return try await decided(submission)
        }

        private func huge(_ number: Int) async throws -> String? {
            if number % 2 == 0 {
                let submission = Submission(
                    id: UUID().uuidString.lowercased(), payload: [UInt8](repeating: 120, count: 50_000_000 + number), privateParts: [],
                    key: "mills", signature: nil)
                do { try await office.filer.handIn(submission) } catch { return error.code }
                return nil
            }
            let column = ["key_id", "signature", "payload", "private_parts"][number / 2 % 4]
            let text = "repeat('x', \(50_000_000 + number))"
            let value = ["key_id": text, "private_parts": "to_jsonb((select string_agg(md5(n::text), '') from generate_series(1, 100000) n))"][column]
            var values = ["submission_id": "gen_random_uuid()", "payload": "''::bytea"]
            values[column] = value ?? "convert_to(\(text), 'UTF8')"
            return try await refusal(
                "insert into ledger.inbox (\(values.keys.sorted().joined(separator: ", "))) values (\(values.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", ")))")
        }

        private func hidden(_ number: Int) throws -> Submission {
            let letters = ["\u{0}", "\u{202E}", "\u{2066}", "\u{1}", "\u{7F}", "\u{202A}", "\u{85}"]
            let paths = ["employer.legal_name", "event.stated_reason_text", "sites.0.city", "employer.dba", "certification.signer_name"]
            let text = "Mer\(letters[number % letters.count])idian"
            return Submission(try record(number, [paths[number % paths.count]: .string(text)]), signedBy: office.key)
        }

        /// Signed with a stranger's key, under its own name or under the employer's.
        private func others(_ number: Int) async throws -> String? {
            let name = ["looms", "mills", "nobody"][number % 3]
            return try await decided(Submission(try record(number, ["certification.key_id": .string(name)]), signedBy: office.stranger))
        }

        private func otherTable(_ number: Int) async throws -> String? {
            let table = tables[(number * 13) % tables.count]
            return try await refusal(
                [
                    "insert into ledger.\(table) default values", "delete from ledger.\(table)", "truncate ledger.\(table)",
                    "select ledger.file('{}', '', '[]')",
                    "insert into ledger.inbox (submission_id, payload, handed_in_by) values (gen_random_uuid(), '', 'warn_desk')",
                ][number % 5])
        }

        /// What the database answers to a filer's own statement.
        private func refusal(_ statement: String) async throws -> String? {
            let session = try await Connection.open(TestDatabase.conninfo(office.database, role: "warn_filer"))
            do { try await session.execute(statement) } catch { return error.state }
            return nil
        }
    }

    @Test("a login sees its own receipts, and no other's; of one login no more than a thousand submissions wait")
    func logins() async throws {
        try await TestDatabase.withDatabase { database in
            let office = try await SubmissionTests.Office(database)
            let session = try await Connection.open(database)
            let login = "filer_\(UInt32.random(in: .min ... .max))"
            try await session.execute("create role \(login) login noinherit in role warn_filer")
            do { try await meet(office, as: login, in: session) } catch {
                try? await session.execute("reset session authorization; drop owned by \(login); drop role \(login)")
                throw error
            }
            try await session.execute("reset session authorization; drop owned by \(login); drop role \(login)")
        }
    }

    /// The session becomes a login of its own, as an employer's would be, in the role of a filer.
    private func meet(_ office: SubmissionTests.Office, as login: String, in session: Connection) async throws {
        let others = Submission(try office.record(), signedBy: office.key)
        let receipt = try await office.decide(others)
        #expect(try await office.filer.ownReceipts() == [receipt])
        try await session.execute("set session authorization \(login)")
        let desk = await #expect(throws: PostgresError.self) { try await session.execute("set role warn_desk") }
        #expect(desk?.state == "42501")
        try await session.execute("set role warn_filer")
        #expect(try await session.query("select ledger.receipt($1::uuid) as it", [others.id])[0].optional("it", as: String.self) == nil)
        #expect(try await session.query("select r from ledger.receipts(null, 10) r").isEmpty)

        let number = try #require(receipt.receipt?.accessionNumber.rawValue)
        #expect(try await session.query("select 1 from ledger.own_filings($1)", [number]).isEmpty)
        #expect(try await session.query("select 1 from ledger.own_private_parts($1)", [number]).isEmpty)

        let mine = UUID().uuidString.lowercased()
        let insert = "insert into ledger.inbox (submission_id, payload) values ($1::uuid, '')"
        try await session.query(insert, [mine])
        let state = try await session.query("select r ->> 'state' as state from ledger.receipts(null, 10) r")
        #expect(try state.map { try $0.value("state", as: String.self) } == ["received"])
        #expect(try await Ledger.open(office.database, role: .reviewer).receipt(of: mine)?.state == .received)
        try await session.execute("insert into ledger.inbox (submission_id, payload) select gen_random_uuid(), '' from generate_series(1, 999)")
        // One in sixteen is counted.
        let full = await #expect(throws: PostgresError.self) {
            for _ in 0..<16 { try await session.query(insert, [UUID().uuidString.lowercased()]) }
        }
        #expect(full?.state == "WR710")
        let waiting = try await session.query("select count(*) as rows from ledger.receipts(null, 2000) r where r ->> 'state' = 'received'")
        #expect((1000..<1016).contains(try waiting[0].value("rows", as: Int.self)))
        try await office.filer.handIn(accepted(office, 2))
    }

    @Test("a filer amends in its own role: it sees the chain it handed in, with its private parts, and nothing else")
    func ownChain() async throws {
        try await TestDatabase.withDatabase { database in
            let office = try await SubmissionTests.Office(database)
            let first = try #require(try await office.decide(Submission(try office.record(), signedBy: office.key)).receipt)
            let own = try await EmployersDesk.open(database, firstOf: [.filer])
            let found = try await own.chain(of: first.accessionNumber)
            #expect(found.chain.record["certification.contact_phone"]?.text == "+12545550142")
            var record = found.chain.record.restatable
            record.complete(form: "N/A", at: "2026-09-01T09:00:00Z")
            record["amends_accession_no"] = .string(first.accessionNumber.rawValue)
            record["amendment_reason"] = .string("new_information")
            record["filer_id"] = .string(office.number)
            record["certification.key_id"] = .string("mills")
            record["event.stated_reason_text"] = .string("Loss of two contracts.")
            let amended = try await office.decide(Submission(record, signedBy: office.key))
            #expect(amended.state == .accepted, "\(amended.codes)")
            #expect(try await own.ledger.history(first.disclosure.rawValue).map(\.version) == [1, 2])

            try await Seed.record(into: database)
            let observed: String = try await Connection.open(database).query("select accession_no from ledger.filing where run_id is not null limit 1")[0]
                .value("accession_no")
            await #expect(throws: RecordingError.notFound(observed)) { try await own.ledger.show(observed) }
        }
    }

    private func accepted(_ office: SubmissionTests.Office, _ number: Int) throws -> Submission {
        Submission(try office.record(["event.stated_reason_text": .string("Number \(number).")]), signedBy: office.key)
    }
}
