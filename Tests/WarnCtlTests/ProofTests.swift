import ArgumentParser
import Catalog
import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// Checkpoints, bundles, and whoever would rather that they said something else.
@Suite struct ProofTests {
    /// The seeded ledger with a signed filing in it, the register's key, and a folder for files.
    struct Archive {
        let database: String
        let folder: URL
        let number: String

        init(_ database: String) async throws {
            self.database = database
            folder = Project.folder.appendingPathComponent(UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try await Seed.record(into: database)
            let office = try await SubmissionTests.Office(database)
            number = try #require(try await office.decide(Submission(try office.record(), signedBy: office.key)).receipt).accessionNumber.rawValue
            for name in ["register", "stranger"] { _ = try KeyFile.create(name: name, at: path(name + ".key")) }
        }

        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

        /// Exit code, and what was written and said.
        func run(_ words: String...) async throws -> (code: Int32, text: String) {
            let stage = Stage()
            let terminal = stage.terminal(isInteractive: false)
            let command = try WarnCtl.parseAsRoot(words + ["--database", database])
            do {
                try await Program.run(terminal) {
                    switch command {
                    case let command as CheckpointCommand: try await command.sign(on: terminal)
                    case let command as Prove: try await command.prove(on: terminal)
                    case let command as Verify: try await command.verify(on: terminal)
                    default: Issue.record("\(words)")
                    }
                }
                return (0, stage.written + stage.said)
            } catch let code as ExitCode { return (code.rawValue, stage.written + stage.said) }
        }

        func checkpoint(_ name: String, key: String = "register.key") async throws {
            let (code, text) = try await run("checkpoint", "--key", path(key), "--origin", "warn.example.gov")
            try #require(code == 0, "\(text)")
            try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        }

        func bundle(_ name: String = "bundle") async throws -> String {
            let (code, text) = try await run("prove", number)
            try #require(code == 0, "\(text)")
            try text.write(toFile: path(name), atomically: true, encoding: .utf8)
            return text
        }

        func check(_ name: String = "bundle", key: String = "register.key.pub") async throws -> (code: Int32, text: String) {
            try await run("verify", "bundle", path(name), "--key", path(key))
        }

        func superuser(_ sql: String) async throws {
            try await Connection.open(database).execute("set session_replication_role to replica; set timezone to 'UTC'; set bytea_output to hex; " + sql)
        }

        /// Gives the ledger consistent digests again after it was changed: what a superuser who knows how it is made would do.
        func rewriteDigests() async throws {
            try await superuser(
                """
                update ledger.filing f set payload_sha256 = sha256(f.payload);
                update ledger.filing f set detail_sha256 = ledger.filing_detail_sha256(to_jsonb(f), ledger.filing_parts(f.accession_no, f.position));
                do $$ declare f ledger.filing; begin
                    for f in select n.* from ledger.filing n order by n.position loop
                        update ledger.filing n set previous_chain_sha256 =
                            (select p.chain_sha256 from ledger.filing p where p.disclosure_id = f.disclosure_id and p.version = f.version - 1)
                        where n.accession_no = f.accession_no and f.version > 1;
                        update ledger.filing n set detail_sha256 = ledger.filing_detail_sha256(to_jsonb(n), ledger.filing_parts(n.accession_no, n.position))
                        where n.accession_no = f.accession_no;
                        update ledger.filing n set chain_sha256 = ledger.chain_sha256(
                            n.disclosure_id, n.version, n.form_type, n.accession_no, n.previous_chain_sha256, n.payload_sha256, n.detail_sha256)
                        where n.accession_no = f.accession_no;
                    end loop;
                end $$;
                update ledger.log l set content_sha256 = f.chain_sha256 from ledger.filing f where f.position = l.position;
                """)
        }
    }

    private func withArchive(_ body: (Archive) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { database in
            let archive = try await Archive(database)
            defer { try? FileManager.default.removeItem(at: archive.folder) }
            try await body(archive)
        }
    }

    @Test("a filing is proved without the database, and a changed bundle, another key and another log are named")
    func bundle() async throws {
        try await withArchive { archive in
            #expect(try await archive.run("prove", archive.number).text.contains("REC-31"))
            try await archive.checkpoint("first")
            let whole = try await archive.bundle()
            let proved = try await archive.check()
            #expect(proved.code == 0 && proved.text.contains("Proved.") && proved.text.contains("signed with mills"), "\(proved.text)")
            #expect(!whole.contains("+12545550142"))
            #expect(try await archive.check(key: "stranger.key.pub").text.contains("unsigned_checkpoint"))

            let bundle = try #require(ProofBundle(JSONDecoder().decode(JSONValue.self, from: Data(whole.utf8))))
            func faults(_ change: (inout ProofBundle) -> Void) throws -> [ProofBundle.Fault] {
                var changed = bundle
                change(&changed)
                return try #require(ProofBundle(changed.json)).faults(under: PublicKeyFile(path: archive.path("register.key.pub")).bytes)
            }
            #expect(try faults { _ in } == [])
            #expect(try faults { $0.payload[20] ^= 1 }.contains(.changedPayload))
            #expect(try faults { $0.chain[0].detailDigest = Digest(of: []) } == [.brokenChain])
            #expect(try faults { $0.chain = [] }.contains(.brokenChain))
            #expect(try faults { $0.entry.entryAt = "2020-01-01T00:00:00.000000Z" } == [.notIncluded])
            #expect(try faults { $0.entry.position -= 1 } == [.notIncluded])
            #expect(try faults { $0.entry.subject = "0000000001-26-000009" } == [.wrongEntry, .notIncluded])
            #expect(try faults { $0.proof.removeLast() } == [.notIncluded])
            #expect(try faults { $0.signature?.bytes[3] ^= 1 } == [.badSignature])

            // An old checkpoint, from before the filing, proves nothing of it.
            let old = try #require(
                Checkpoint(origin: "warn.example.gov", size: 3, root: Digest(of: []))?.note(signedBy: KeyFile(path: archive.path("register.key")).key))
            #expect(try faults { $0.note = old } == [.notIncluded])
            for damage in ["{}", "", String(whole.dropLast(30)), "\u{0}"] {
                try damage.write(toFile: archive.path("bundle"), atomically: true, encoding: .utf8)
                let refused = try await archive.check()
                #expect(refused.code == 1 && refused.text.contains("CTL-16"))
            }
        }
    }

    @Test("a log that was rewritten as a whole, and one whose end was cut, are found by a checkpoint that is held elsewhere")
    func rewritten() async throws {
        try await withArchive { archive in
            try await archive.checkpoint("held")
            let key = ["--key", archive.path("register.key.pub")]
            #expect(try await archive.run("verify", "--log", "--checkpoint", archive.path("held"), key[0], key[1]).code == 0)
            #expect(try await archive.run("verify", "--key", archive.path("stranger.key.pub")).text.contains("unsigned_checkpoint"))

            // Everything is made to fit again, the checkpoints here with it.
            try await archive.superuser("update ledger.filing set workers = 460, workers_least = 460, workers_most = 460 where employer = 'Nespresso'")
            try await archive.rewriteDigests()
            let told = try await archive.run("verify")
            #expect(told.code == 1 && told.text.contains("rewritten checkpoint of"), "\(told.text)")
            #expect(try await archive.run("checkpoint", "--key", archive.path("register.key")).text.contains("REC-32"))
            try await archive.superuser("delete from ledger.checkpoint")
            try await archive.checkpoint("false")
            #expect(try await archive.run("verify").code == 0)
            let found = try await archive.run("verify", "--checkpoint", archive.path("held"))
            #expect(found.code == 1 && found.text.contains("rewritten") && found.text.contains("held elsewhere"), "\(found.text)")

            // The last entry is cut off.
            try await archive.superuser(
                """
                delete from ledger.checkpoint;
                delete from ledger.filing_signature; delete from ledger.private_document; delete from ledger.private_body; delete from ledger.submission;
                delete from ledger.filing_site where accession_no = '\(archive.number)';
                delete from ledger.attribution where accession_no = '\(archive.number)';
                delete from ledger.filing where accession_no = '\(archive.number)'; delete from ledger.log where subject = '\(archive.number)';
                """)
            #expect(try await archive.run("verify").code == 0)
            let cut = try await archive.run("verify", "--checkpoint", archive.path("held"))
            #expect(cut.code == 1 && cut.text.contains("cut_tail"), "\(cut.text)")
        }
    }

    @Test("checkpoints follow each other: the same log prints the same one, a log keeps its name, and a later one holds the earlier")
    func checkpoints() async throws {
        try await withArchive { archive in
            #expect(try await archive.run("checkpoint").text.contains("CTL-17"))
            try await archive.checkpoint("first")
            try await archive.checkpoint("again")
            let first = try CheckpointFiles.text(archive.path("first"))
            #expect(try CheckpointFiles.text(archive.path("again")) == first)
            #expect(try await archive.run("checkpoint").text == first)
            let renamed = try await archive.run("checkpoint", "--key", archive.path("stranger.key"), "--origin", "other.example")
            #expect(renamed.code == 1 && renamed.text.contains("REC-32"), "\(renamed.text)")
            _ = try await Ledger.open(archive.database, role: .importer).register([])
            try await Connection.open(archive.database).query("select ledger.revoke_key('looms', now(), 'lost')")
            try await archive.checkpoint("second")
            let (proved, grown) = try await archive.run("prove", "--since", archive.path("first"))
            #expect(proved == 0, "\(grown)")
            try grown.write(toFile: archive.path("bundle"), atomically: true, encoding: .utf8)
            let whole = try await archive.check()
            #expect(whole.code == 0 && whole.text.contains("begins with"), "\(whole.text)")
            #expect(try await archive.check(key: "stranger.key.pub").text.contains("unsigned_checkpoint"))
            let bundle = try #require(ConsistencyBundle(JSONDecoder().decode(JSONValue.self, from: Data(grown.utf8))))
            var changed = bundle
            changed.proof[0] = Digest(of: [])
            let key = try PublicKeyFile(path: archive.path("register.key.pub")).bytes
            #expect(changed.faults(under: key) == [.notConsistent])
            changed.proof = bundle.proof.dropLast()
            #expect(changed.faults(under: key) == [.notConsistent])
            (changed.earlier, changed.later, changed.proof) = (bundle.later, bundle.earlier, bundle.proof)
            #expect(changed.faults(under: key) == [.notConsistent])
            let verified = try await archive.run("verify", "--checkpoint", archive.path("first"), "--checkpoint", archive.path("second"))
            #expect(verified.code == 0 && verified.text.contains("4 checkpoints agree"), "\(verified.text)")
        }
    }

    @Test("a filing whose bytes the signature does not fit, or whose key is not its filer's or was not in force, is named with --signatures")
    func signatures() async throws {
        try await withArchive { archive in
            let whole = try await archive.run("verify", "--signatures")
            #expect(whole.code == 0 && whole.text.contains("1 signatures fit"), "\(whole.text)")
            let payload = try await Connection.open(archive.database).query(
                "select payload from ledger.filing where accession_no = $1", [archive.number])[0].value("payload", as: Binary.self)
            var changed = payload
            changed.bytes[changed.bytes.count / 2] ^= 1
            let change = "update ledger.filing set payload = '\(changed.databaseText)' where accession_no = '\(archive.number)'"
            let restore = "update ledger.filing set payload = '\(payload.databaseText)' where accession_no = '\(archive.number)'"
            let cases = [
                (change, restore, "bad_signature"),
                ("update ledger.filing_signature set key_id = 'looms'", "update ledger.filing_signature set key_id = 'mills'", "unfit_key"),
                ("update ledger.filing_signature set key_id = 'nobody'", "update ledger.filing_signature set key_id = 'mills'", "unfit_key"),
                (
                    "update ledger.filer_key set valid_from = '2026-09-01 12:00:01Z' where key_id = 'mills'",
                    "update ledger.filer_key set valid_from = '2020-01-01Z' where key_id = 'mills'", "unfit_key"
                ),
            ]
            for (tampering, undoing, code) in cases {
                try await archive.superuser(tampering)
                // All digests are made to fit again: only the signature tells.
                try await archive.rewriteDigests()
                try await archive.superuser(Self.refitKeys)
                #expect(try await archive.run("verify").code == 0, "\(code)")
                let found = try await archive.run("verify", "--signatures")
                #expect(found.code == 1 && found.text.contains("\(code) \(archive.number)"), "\(tampering): \(found.text)")
                try await archive.superuser(undoing)
                try await archive.rewriteDigests()
                try await archive.superuser(Self.refitKeys)
            }
            try await archive.superuser(
                "insert into ledger.key_revocation values ('mills', '2026-09-01 12:00:00Z', 'lost', 1)")
            let revoked = try await archive.run("verify", "--signatures")
            #expect(revoked.text.contains("unfit_key \(archive.number)"), "\(revoked.text)")
        }
    }

    private static let refitKeys =
        "update ledger.log l set content_sha256 = e.digest from ledger.entry e where e.position = l.position and e.kind = l.kind and l.kind = 'key'"

    static let python = "/usr/bin/python3"

    @Test(
        "a verifier in Python, on a plain dump, computes the same root and names what was changed",
        .enabled(if: FileManager.default.isExecutableFile(atPath: python)))
    func independent() async throws {
        try await withArchive { archive in
            try await archive.checkpoint("held")
            func check() throws -> (status: Int32, text: String) {
                let dumped = try Self.process("/bin/bash", [Project.home.path + "/Tests/plain-dump", archive.database, archive.path("dump")])
                try #require(dumped.status == 0, "\(dumped.text)")
                return try Self.process(Self.python, [Project.home.path + "/Tests/verify_dump.py", archive.path("dump"), archive.path("held")])
            }
            let whole = try check()
            let root = try await Ledger.open(archive.database, role: .reviewer).verify().root
            #expect(whole.status == 0 && whole.text.contains("root \(root)"), "\(whole.text)")
            if try Self.process(Self.python, ["-c", "import cryptography"]).status == 0 {
                try await archive.superuser("update ledger.filer_key set valid_from = '2026-09-01 12:00:01Z' where key_id = 'mills'")
                let late = try check()
                #expect(late.text.contains("unfit_key \(archive.number)"), "\(late.text)")
                try await archive.superuser("update ledger.filer_key set valid_from = '2020-01-01Z' where key_id = 'mills'")
            }
            try await archive.superuser("update ledger.filing set workers = 47 where employer = 'Nespresso'")
            #expect(try check().text.hasPrefix("changed_row"))
            try await archive.rewriteDigests()
            let rewritten = try check()
            #expect(rewritten.status == 1 && rewritten.text.contains("rewritten"), "\(rewritten.text)")
        }
    }

    private static func process(_ path: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
