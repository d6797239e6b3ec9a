import ArgumentParser
import Catalog
import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// Commands that look and do not record, the editor, and keys with a passphrase.
@Suite struct LookingCommandTests {
    private func run(
        _ words: [String], on database: String = "", typing lines: [String] = [], in editor: Editor? = nil, home: Bool = true
    ) async throws -> (code: Int32, stage: Stage) {
        let stage = Stage(lines)
        let terminal = stage.terminal(isInteractive: !lines.isEmpty)
        let places = (home ? ["--home", Project.home.path] : []) + (database.isEmpty ? [] : ["--database", database])
        let command = try WarnCtl.parseAsRoot(words + places)
        do {
            try await Program.run(terminal) {
                switch command {
                case let command as Preview: try await command.preview(on: terminal)
                case let command as DiffCommand: try await command.diff(on: terminal)
                case let command as SearchCommand: try await command.search(on: terminal)
                case let command as CalendarCommand: try await command.tell(on: terminal)
                case let command as Amend: try await command.amend(on: terminal, in: editor)
                case let command as File: try await command.file(on: terminal)
                default: Issue.record("\(words)")
                }
            }
            return (0, stage)
        } catch let code as ExitCode { return (code.rawValue, stage) }
    }

    private func json(_ stage: Stage) throws -> JSONValue { try JSONDecoder().decode(JSONValue.self, from: Data(stage.written.utf8)) }

    private func filed(_ database: String) async throws -> String {
        let (code, stage) = try await run(["file", try Project.file(Project.notice), "--yes", "--format", "json"], on: database)
        #expect(code == 0, "\(stage.said)")
        return try #require(try json(stage)["receipt"]?["accession_no"]?.text)
    }

    @Test("a preview shows the record, the law's arithmetic and the findings, and seals what is private")
    func preview() async throws {
        let path = try Project.file(Project.notice)
        let shown = try await run(["preview", path])
        #expect(shown.code == 0, "\(shown.stage.written)")
        #expect(shown.stage.written.contains("Meridian Mills, Inc.") && shown.stage.written.contains("days they require"))
        let sealed = try await run(["preview", path, "--format", "json"])
        #expect(!sealed.stage.written.contains("+12545550142") && sealed.stage.written.contains(FilingRecord.seal))
        #expect(try json(sealed.stage)["payload"]?["event"]?["workers"] == .integer(200))
        let refused = try await run(["preview", path, "--workers", "0"])
        #expect(refused.code == 1 && refused.stage.written.contains("rejected"))
    }

    @Test("a preview heads each item of a list with the path that --set takes")
    func paths() async throws {
        let path = try Project.file(Project.notice)
        let shown = try await run(["preview", path])
        let named = try #require(shown.stage.written.firstMatch(of: /Site 1 \((sites\.[0-9]+)\)/)?.output.1)
        let changed = try await run(["preview", path, "--set", "\(named).city=Hutto"])
        #expect(changed.stage.written.contains("Hutto") && !changed.stage.written.contains("Site 2"))
    }

    @Test("a record written for the editor is read back as the same record")
    func yaml() throws {
        var record = try RecordFile(Project.notice, name: "notice.yaml", isJSON: false).record
        record["event.stated_reason_text"] = .string("no: #yes\n\"quoted\" \u{7D4C} - x: y ")
        record["employer.dba"] = .string("null")
        record["sites.1"] = .object(["city": .string("El Paso"), "zip": .string("01234"), "unions": .array([.object(["name": .string("12")])])])
        record["event.stated_reason_code"] = .array([.string("a"), .string("true")])
        let text = RecordYAML.text(of: record)
        #expect(try RecordFile(text, name: "x.yaml", isJSON: false).record == record, "\(text)")
    }

    @Test("an amendment opens the last version in the editor, shows what changes, and records it")
    func editor() async throws {
        try await TestDatabase.withDatabase { database in
            let number = try await filed(database)
            var seen = ""
            let editor = Editor { path in
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                seen = try String(contentsOfFile: path, encoding: .utf8)
                let text = seen.replacing("workers: 200", with: "workers: 180").replacing("amendment_reason: null", with: "amendment_reason: count_change")
                try text.write(toFile: path, atomically: false, encoding: .utf8)
                return true
            }
            let amended = try await run(["amend", number], on: database, typing: ["yes"], in: editor)
            #expect(amended.code == 0, "\(amended.stage.said)")
            #expect(seen.contains("count_change") && seen.contains("# Filing \(number)"))
            #expect(amended.stage.said.contains("What changes") && amended.stage.said.contains("200") && amended.stage.said.contains("180"))

            let newest = try await Ledger.open(database, role: .desk).show(try await Ledger.open(database, role: .desk).show(number).disclosure.rawValue)
            #expect(newest.payload["event"]?["workers"] == .integer(180) && newest.version == 2)
            #expect(newest.changedFields == ["event.workers", "sites.0.workers"])
            // What cannot be read is opened again, and given up when they say so.
            let broken = Editor { path in
                try "a: [".write(toFile: path, atomically: false, encoding: .utf8)
                return true
            }
            let given = try await run(["amend", newest.accessionNumber.rawValue], on: database, typing: ["yes", "no"], in: broken)
            #expect(given.code == 1 && given.stage.said.contains("CTL-02"))
            let failed = try await run(["amend", newest.accessionNumber.rawValue], on: database, typing: ["yes"], in: Editor { _ in false })
            #expect(failed.code == 1 && failed.stage.said.contains("CTL-07"))
            #expect(try await run(["amend", newest.accessionNumber.rawValue, "--edit"], on: database).stage.said.contains("CTL-20"))

            let words = try await run(["diff", number, newest.accessionNumber.rawValue], on: database)
            #expect(words.stage.written.contains("200 became 180."), "\(words.stage.written)")
            let changes = try json(try await run(["diff", number, newest.accessionNumber.rawValue, "--format", "json"], on: database).stage)
            #expect(changes["changes"]?.items?.first?["path"]?.text == "event.workers")
            #expect(changes["changes"]?.items?.first?["after"] == .integer(180))
            #expect(try await run(["diff", number, number], on: database).stage.written.contains("They state the same."))
            #expect(try await run(["diff", number, "0000000099-26-000001"], on: database).stage.said.contains("REC-25"))
        }
    }

    @Test("what the editor's command line names is run with the file, and a quote in its path does no harm")
    func command() throws {
        setenv("VISUAL", "", 1)
        setenv("EDITOR", "sed -i s/old/new/", 1)
        defer { unsetenv("EDITOR") }
        let path = try Project.file("old", name: "it's \"a\" $(touch x) file")
        #expect(try Editor.chosen?.open(path) == true)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("new"))
    }

    @Test("a search finds notices of states and employers, and says when there is none")
    func search() async throws {
        try await TestDatabase.withDatabase { database in
            let seed = try await Seed.record(into: database)
            func lines(_ words: String...) async throws -> [JSONValue] {
                let (_, stage) = try await run(["search"] + words + ["--format", "json"], on: database, home: false)
                return try json(stage).items ?? []
            }
            #expect(try await lines("brightline").compactMap { $0["accession_no"]?.text } == [seed.receipt.accessionNumber.rawValue])
            #expect(try await lines("--state", "va").count == 5)
            #expect(try await lines("--filed").count == 1)
            #expect(try await lines("--state", "NY", "--since", "2026-02-01", "--until", "2026-02-28").count == 3)
            #expect(try await lines("--ai", "ai_substitution").count == 2)
            #expect(try await lines("brightline", "--as-of", String(seed.positions[0])).isEmpty)
            let text = try await run(["search", "nespresso"], on: database, home: false)
            #expect(text.stage.written.contains("46 workers") && text.stage.written.contains("New York, NY"))
            #expect(try await run(["search", "no such employer"], on: database, home: false).code == 1)
        }
    }

    @Test("the calendar counts back from a record, and lists what is filed and what is owed")
    func calendar() async throws {
        let drafted = try await run(["calendar", try Project.file(Project.notice)])
        #expect(drafted.stage.written.contains("2026-09-01") && drafted.stage.written.contains("period of US, 60 days"), "\(drafted.stage.written)")
        #expect(drafted.stage.written.contains("2026-10-31") && drafted.stage.written.contains("first separation"))
        try await TestDatabase.withDatabase { database in
            let number = try await filed(database)
            let quarter = EmployerSubmission(
                payload: .object(["report_year": .integer(2026), "report_quarter": .integer(1), "impacts": .array([])]),
                columns: FilingColumns(employer: "Meridian Mills, Inc."), receivedAt: 0)
            _ = try await Ledger.openForOwner(database).file(quarter, as: .quarter)
            let span = ["--from", "2026-09-01", "--to", "2026-12-31"]
            let listed = try await run(["calendar"] + span + ["--format", "json"], on: database)
            let lines = try json(listed.stage).items ?? []
            #expect(lines.map { "\($0["date"]?.text ?? "") \($0["kind"]?.text ?? "") \($0["quarter"]?.text ?? "")" } == [
                "2026-07-30 quarter 2026-Q2", "2026-10-30 quarter 2026-Q3", "2026-10-31 separation ",
            ])
            #expect(lines.last?["accession_no"]?.text == number)
            #expect(try await run(["calendar", "--in", "NY"] + span, on: database).stage.said.contains("Nothing is due"))
            #expect(try json(try await run(["calendar", "--filer", "0000000999", "--format", "json"] + span, on: database).stage).items == [])
        }
    }

    @Test("a key with a passphrase opens with it alone, and is nowhere in its file")
    func passphrase() throws {
        let path = try Project.file("", name: "empty") + ".key"
        let made = try KeyFile.create(name: "mills", at: path, passphrase: "correct horse")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!text.contains(Base64.text(made.key.bytes)) && text.contains("scrypt"))
        #expect(try KeyFile(path: path) { _ in "correct horse" }.key.bytes == made.key.bytes)
        #expect(throws: CommandError.wrongPassphrase(path: path)) { try KeyFile(path: path) { _ in "wrong horse" } }
        // Under another name it does not open: a sealed key is its name's.
        try text.replacing("\"mills\"", with: "\"looms\"").write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: CommandError.wrongPassphrase(path: path)) { try KeyFile(path: path) { _ in "correct horse" } }
        let open = path + "2"
        _ = try KeyFile.create(name: "mills", at: open)
        #expect(try KeyFile(path: open) { _ in "never asked" }.name == "mills")
    }
}
