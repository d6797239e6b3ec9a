import ArgumentParser
import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// What must not be kept is erased, says so, and everything still verifies.
@Suite struct TakedownTests {
    private static let phone = "certification.contact_phone"

    private func run(_ words: [String], on database: String, typing lines: [String] = []) async throws -> (code: Int32, text: String) {
        let stage = Stage(lines)
        let terminal = stage.terminal(isInteractive: !lines.isEmpty)
        let command = try WarnCtl.parseAsRoot(words + ["--database", database])
        do {
            try await Program.run(terminal) {
                switch command {
                case let command as TakedownCommand: try await command.erase(on: terminal)
                case let command as Show: try await command.show(on: terminal)
                default: Issue.record("\(words)")
                }
            }
            return (0, stage.written + stage.said)
        } catch let code as ExitCode { return (code.rawValue, stage.written + stage.said) }
    }

    private static let why = ["--reason", "Asked for by its owner.", "--authority", "Counsel, 2026-114"]

    @Test("a private part goes with its salt, from every filing that repeats it; chain, proof and counts stay")
    func part() async throws {
        try await TestDatabase.withDatabase { database in
            let office = try await SubmissionTests.Office(database)
            let first = try #require(try await office.decide(Submission(try office.record(), signedBy: office.key)).receipt)
            let desk = office.desk.chains.ledger
            let kept = try await desk.privateParts(of: first.accessionNumber)
            let amended = try office.record([
                "form_type": .string("N/A"), "amends_accession_no": .string(first.accessionNumber.rawValue),
                "amendment_reason": .string("new_information"), "event.stated_reason_text": .string("Loss of two contracts."),
            ])
            let second = try #require(try await office.decide(Submission(amended, signedBy: office.key, keeping: kept)).receipt)
            let note = try await desk.makeCheckpoint(origin: nil, fallback: "log", key: SigningKey())

            let part = first.accessionNumber.rawValue + "/" + Self.phone
            #expect(try await run(["takedown", part] + Self.why, on: database).text.contains("CTL-06"))
            #expect(try await run(["takedown", part] + Self.why, on: database, typing: ["no"]).text.contains("CTL-07"))
            let removed = try await run(["takedown", part] + Self.why, on: database, typing: ["yes"])
            #expect(removed.code == 0 && removed.text.contains(second.accessionNumber.rawValue + "/" + Self.phone), "\(removed.text)")
            for filing in [first, second] {
                #expect(try await desk.privateParts(of: filing.accessionNumber).allSatisfy { $0.name != Self.phone })
                let shown = try await run(["show", filing.accessionNumber.rawValue], on: database)
                #expect(shown.text.contains("removed") && shown.text.contains("Counsel, 2026-114") && !shown.text.contains("5550142"))
            }
            #expect(try await run(["takedown", part, "--yes"] + Self.why, on: database).text.contains("REC-33"))
            #expect(try await run(["takedown", "no such thing", "--yes"] + Self.why, on: database).text.contains("CTL-18"))
            #expect(
                try await run(["takedown", first.accessionNumber.rawValue + "/nothing", "--yes"] + Self.why, on: database).text.contains("REC-33"))

            let verified = try await desk.verify(against: [note])
            #expect(verified.isWhole, "\(verified.breaks)")
            _ = try await desk.makeCheckpoint(origin: nil, fallback: "log", key: SigningKey())
            let bundle = try await desk.bundle(for: second.accessionNumber)
            #expect(bundle.payload == bundle.payload && bundle.chain.count == 2)
            // The chain goes on from what is left.
            let third = try office.record([
                "form_type": .string("N/A"), "amends_accession_no": .string(second.accessionNumber.rawValue),
                "amendment_reason": .string("new_information"), "event.stated_reason_text": .string("Loss of three contracts."),
            ])
            #expect(try await office.decide(Submission(third, signedBy: office.key)).state == .accepted)
        }
    }

    @Test("a letter goes with the texts read from it, its quotes stay, and it is not stored again")
    func letter() async throws {
        try await TestDatabase.withDatabase { database in
            try await Seed.record(into: database)
            let superuser = try await Connection.open(database)
            let body = "We replace the team with AI."
            let document = Snapshot(bytes: Array("the letter".utf8), url: "https://example.gov/letter.pdf", fetchedAt: 1_780_000_000, headers: [], status: 200)
            try await superuser.query(
                """
                insert into ledger.snapshot (sha256, size_bytes, first_fetched_at, is_public) values ($1, 10, now(), false)
                """, [document.digest])
            try await superuser.query("insert into ledger.snapshot_body (sha256, body) values ($1, 'the letter')", [document.digest])
            let insert =
                "insert into ledger.extracted_text (sha256, snapshot_sha256, extractor, extractor_version, body) values ($1, $2, 'pdftotext', $3, $4)"
            try await superuser.query(insert, [Digest(of: body.utf8), document.digest, "1", body])
            let erased = await #expect(throws: PostgresError.self) { try await superuser.execute("update ledger.extracted_text set body = null") }
            #expect(erased?.state == "42501")

            let removed = try await run(["takedown", document.digest.description, "--yes"] + Self.why, on: database)
            #expect(removed.code == 0, "\(removed.text)")
            #expect(try await superuser.query("select 1 from ledger.extracted_text x where x.body is not null").isEmpty)
            try await superuser.query(insert, [Digest(of: body.utf8), document.digest, "2", body])
            #expect(try await superuser.query("select 1 from ledger.extracted_text x where x.body is not null").isEmpty)
            let reviewer = try await Ledger.open(database, role: .reviewer)
            let verified = try await reviewer.verify()
            #expect(verified.isWhole, "\(verified.breaks)")
            let reader = try await Connection.open(TestDatabase.conninfo(database, role: "warn_reader"))
            #expect(try await reader.query("select reason from report.takedowns")[0].value("reason", as: String.self) == "Asked for by its owner.")

            try await superuser.execute(
                "set session_replication_role to replica; insert into ledger.extracted_text values ('\\x00', null, 'x', '1', 'y')")
            #expect(try await reviewer.verify().breaks.map(\.code) == ["changed_bytes"])
        }
    }
}
