import ArgumentParser
import Catalog
import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// Commands on a real ledger, typed as a person types them.
@Suite struct FilingCommandTests {
    /// Runs a command line; gives its exit code and what it said and wrote.
    private func run(_ words: [String], on database: String, typing lines: [String] = [], isInteractive: Bool = true) async throws -> (
        code: Int32, stage: Stage
    ) {
        let stage = Stage(lines)
        let terminal = stage.terminal(isInteractive: isInteractive)
        var command = try WarnCtl.parseAsRoot(words + ["--home", Project.home.path, "--database", database])
        do {
            try await Program.run(terminal) {
                switch command {
                case let file as File: try await file.file(on: terminal)
                case let amend as Amend: try await amend.amend(on: terminal)
                case let withdraw as Withdraw: try await withdraw.withdraw(on: terminal)
                case let show as Show: try await show.show(on: terminal)
                case let history as History: try await history.history(on: terminal)
                case let verify as Verify: try await verify.verify(on: terminal)
                default: try command.run()
                }
            }
            return (0, stage)
        } catch let code as ExitCode {
            return (code.rawValue, stage)
        }
    }

    private func json(_ stage: Stage) throws -> JSONValue {
        var places = Places()
        var parser = PlacedJSON(stage.written, name: "answer")
        return try parser.document(&places)
    }

    private func filed(_ database: String) async throws -> String {
        let (code, stage) = try await run(["file", try Project.file(Project.notice), "--yes", "--format", "json"], on: database)
        #expect(code == 0)
        return try #require(try json(stage)["receipt"]?["accession_no"]?.text)
    }

    private func count(_ database: String) async throws -> Int {
        try await Connection.open(database).query("select count(*) as count from ledger.filing")[0].value("count")
    }

    @Test("a file is read back and confirmed, and ends in a receipt; private values are in no payload")
    func receipt() async throws {
        try await TestDatabase.withDatabase { database in
            let (code, stage) = try await run(["file", try Project.file(Project.notice)], on: database, typing: ["what?", "yes"])
            #expect(code == 0)
            #expect(stage.said.contains("Loss of a supply contract.") && stage.said.contains("+12545550142"))
            #expect(stage.said.contains("meets_recorded_period"))
            for line in ["accession number     0000000001-", "position in the log  ", "payload SHA-256", "chain SHA-256", "accepted at"] {
                #expect(stage.written.contains(line))
            }
            let number = try #require(stage.written.firstMatch(of: /\d{10}-\d{2}-\d{6}/)).output
            let shown = try await run(["show", String(number), "--format", "json"], on: database).stage
            let payload = try #require(try json(shown)["payload"])
            #expect(payload["event"]?["workers"] == .integer(200))
            #expect(payload["certification"]?["contact_phone"]?.text?.hasPrefix(FilingRecord.seal) == true)
            #expect(!shown.written.contains("5550142") && !shown.written.contains("741234567"))
            #expect(try json(shown)["payload_sha256"]?.text == Digest(of: payload.canonicalBytes).description)
        }
    }

    @Test("the sealed digest is that of the salt and the value that the desk keeps")
    func seals() async throws {
        try await TestDatabase.withDatabase { database in
            let number = try #require(AccessionNumber(rawValue: try await filed(database)))
            let parts = try await Ledger.open(database, role: .desk).privateParts(of: number)
            let payload = try await Ledger.open(database, role: .desk).show(number.rawValue).payload
            #expect(
                parts.map(\.name) == [
                    "certification.contact_email", "certification.contact_name", "certification.contact_phone", "employer.fein",
                ])
            for part in parts { #expect(FilingRecord(payload)[part.name] == .string(FilingRecord.seal + part.saltedDigest.description)) }
        }
    }

    @Test("a refused record is told every code at once with its line, and nothing is recorded")
    func rejected() async throws {
        try await TestDatabase.withDatabase { database in
            let path = try Project.file(
                Project.notice.replacing("fein: 741234567", with: "fein: 12").replacing("workers: 200\n", with: "wrokers: 200\n").replacing(
                    "2026-10-31", with: "2026-10-32"))
            let (code, stage) = try await run(["file", path, "--yes"], on: database)
            #expect(code == 1)
            for part in [
                "FIL-102 event.wrokers", "notice.yaml:10", "Did you mean \"workers\"?", "FIL-103", "FIL-202", "FIL-301",
                "nothing was recorded",
            ] {
                #expect(stage.said.contains(part), "\(part)")
            }
            let answer = try await run(["file", path, "--yes", "--format", "json"], on: database).stage
            #expect(try json(answer)["findings"]?.items?.compactMap { $0["code"]?.text } == ["FIL-102", "FIL-103", "FIL-202", "FIL-301"])
            #expect(try await count(database) == 0)
        }
    }

    @Test("a held record is not recorded, and the code says why")
    func held() async throws {
        try await TestDatabase.withDatabase { database in
            let words = [
                "file", try Project.file(Project.notice), "--yes", "--workers", "10001", "--set", "sites.0.employees_before=20000",
            ]
            let (code, stage) = try await run(words, on: database)
            #expect(code == 1)
            #expect(stage.said.contains("Held by FIL-405"))
            #expect(try await count(database) == 0)
        }
    }

    @Test("without a yes nothing is recorded: no, the end of input, no terminal, and --check")
    func unconfirmed() async throws {
        try await TestDatabase.withDatabase { database in
            let path = try Project.file(Project.notice)
            #expect(try await run(["file", path], on: database, typing: ["no"]).code == 1)
            #expect(try await run(["file", path], on: database).code == 1)
            #expect(try await run(["file", path], on: database, typing: ["yes"], isInteractive: false).code == 1)
            #expect(try await run(["file"], on: database, isInteractive: false).stage.said.contains("CTL-05"))
            #expect(try await run(["file", path, "--check"], on: database).code == 0)
            #expect(try await count(database) == 0)
        }
    }

    @Test("an amendment restates the head and shows what changes; the older head is stale, and is told the new one")
    func amendment() async throws {
        try await TestDatabase.withDatabase { database in
            let first = try await filed(database)
            let (code, stage) = try await run(
                ["amend", first, "--reason", "count_change", "--workers", "220", "--yes", "--format", "json"], on: database)
            #expect(code == 0)
            #expect(stage.said.contains("200 → 220"))
            let second = try #require(try json(stage)["receipt"]?["accession_no"]?.text)
            let stale = try await run(["amend", first, "--reason", "count_change", "--workers", "210", "--yes"], on: database)
            #expect(stale.code == 1)
            for part in ["FIL-105", second, "200 → 220"] { #expect(stale.stage.said.contains(part)) }
            let history = try await run(["history", first, "--format", "json"], on: database).stage
            #expect(try json(history).items?.compactMap { $0["form_type"]?.text } == ["N", "N/A"])
            #expect(try json(history).items?.last?["changed_fields"] == .array([.string("event.workers"), .string("sites.0.workers")]))
            let same = try await run(["amend", second, "--reason", "error_correction", "--yes"], on: database)
            #expect(same.stage.said.contains("FIL-109"))
            #expect(try await run(["amend", second, "--workers", "230", "--yes"], on: database).stage.said.contains("FIL-108"))
        }
    }

    @Test("a head that moves between reading and recording is refused by the ledger")
    func race() async throws {
        try await TestDatabase.withDatabase { database in
            let first = try #require(AccessionNumber(rawValue: try await filed(database)))
            let desk = try await EmployersDesk.open(database)
            let found = try await desk.chain(of: first)
            func draft(_ workers: Int) -> FilingRecord {
                var record = found.chain.record
                for path in ["event.workers", "sites.0.workers"] { record[path] = .integer(workers) }
                record["form_type"] = .string("N/A")
                record["amends_accession_no"] = .string(first.rawValue)
                record["amendment_reason"] = .string("count_change")
                return record
            }
            let now = try #require(Moment.now())
            let context = FilingContext(law: try ReferenceTables.law(Project.home), receivedAt: now, amended: found.chain)
            let receipt = try await desk.record(draft(220), FilingRules.judge(draft(220), in: context), receivedAt: now)
            await #expect(throws: RecordingError.staleHead(amended: first.rawValue, head: receipt.accessionNumber.rawValue)) {
                try await desk.record(draft(210), FilingRules.judge(draft(210), in: context), receivedAt: now)
            }
        }
    }

    @Test("a withdrawal closes the chain; only a reinstatement follows")
    func withdrawal() async throws {
        try await TestDatabase.withDatabase { database in
            let first = try await filed(database)
            let words = [
                "withdraw", first, "--reason", "new_information", "--text", "The contract was renewed.", "--yes", "--format", "json",
            ]
            let withdrawn = try #require(try json(try await run(words, on: database).stage)["receipt"]?["accession_no"]?.text)
            let refused = try await run(["amend", withdrawn, "--reason", "count_change", "--workers", "220", "--yes"], on: database)
            #expect(refused.code == 1)
            #expect(refused.stage.said.contains("FIL-107"))
            #expect(try await run(["amend", withdrawn, "--reason", "reinstated", "--yes"], on: database).code == 0)
        }
    }

    @Test("a withdrawal without a reason, or with one of another kind, names the reasons it may have, as its help does")
    func withdrawalReasons() async throws {
        try await TestDatabase.withDatabase { database in
            let first = try await filed(database)
            let reasons = FilingWords.withdrawalReasons.joined(separator: ", ")
            for reason in [[], ["--reason", "mistake"], ["--reason", "reinstated"]] {
                let refused = try await run(["withdraw", first] + reason + ["--yes"], on: database)
                #expect(refused.code == 1 && refused.stage.said.contains(reasons), "\(reason): \(refused.stage.said)")
            }
            #expect(Withdraw.helpMessage(columns: 400).contains(reasons))
        }
    }

    @Test("a notice supersedes an open one of the ledger once; the superseded chain is closed")
    func supersession() async throws {
        try await TestDatabase.withDatabase { database in
            let first = try await filed(database)
            let shown = try await run(["show", first, "--format", "json"], on: database).stage
            let disclosure = try #require(try json(shown)["disclosure_id"]?.text)
            let words = ["file", try Project.file(Project.notice), "--yes", "--set", "supersedes_disclosure_id=\(disclosure)"]
            let (once, twice) = (try await run(words, on: database), try await run(words, on: database))
            #expect(once.code == 0)
            #expect(twice.code == 1 && twice.stage.said.contains("FIL-111"))
            let closed = try await run(["amend", first, "--reason", "count_change", "--workers", "220", "--yes"], on: database)
            #expect(closed.stage.said.contains("FIL-107"))
        }
    }

    @Test("verify names a changed payload and exits 1")
    func tampering() async throws {
        try await TestDatabase.withDatabase { database in
            let number = try await filed(database)
            let whole = try await run(["verify"], on: database)
            #expect(whole.code == 0)
            #expect(whole.stage.written.hasPrefix("Whole. 1 filings"))
            let connection = try await Connection.open(database)
            try await connection.execute(
                """
                alter table ledger.filing disable trigger all;
                update ledger.filing set payload = convert_to(replace(convert_from(payload, 'UTF8'), '200', '201'), 'UTF8')
                """)
            let broken = try await run(["verify"], on: database)
            #expect(broken.code == 1)
            #expect(broken.stage.written.contains("First break: changed_payload \(number)"))
        }
    }

    @Test("numbers that are none, and unknown ones, are told apart")
    func unknownNumbers() async throws {
        try await TestDatabase.withDatabase { database in
            let (none, unknown) = (
                try await run(["show", "12"], on: database), try await run(["show", "0000000009-26-000001"], on: database)
            )
            #expect(none.stage.said.contains("CTL-08") && none.code == 1)
            #expect(unknown.stage.said.contains("REC-25") && unknown.code == 1)
            let unreachable = try await run(["show", "0000000009-26-000001"], on: "host=/nowhere-at-all")
            #expect(unreachable.code == 3)
        }
    }

    @Test("wrong usage is no command", arguments: [["file", "--format", "xml"], ["amend"], ["frobnicate"], ["show"], ["file", "--frob"]])
    func usage(words: [String]) {
        let error = #expect(throws: (any Error).self) { try WarnCtl.parseAsRoot(words) }
        #expect(error.map { WarnCtl.exitCode(for: $0) } == ExitCode(64))
    }
}
