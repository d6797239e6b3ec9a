import ArgumentParser
import Recording
import Register

/// Signs what the log holds, for others to keep.
struct CheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign how many entries the log has and the root of its hash tree; without a key, print the newest checkpoint.",
        discussion: """
            Send it to others, or keep it where this machine's keeper cannot reach: whoever holds one can find that the log was rewritten or
            cut since. Before it signs, the log is read again from the start, and must begin with what was signed last. The form is that of
            C2SP tlog-checkpoint; the register's key is made with `warnctl key new`, and its .pub file is published.

            EXAMPLES
              warnctl checkpoint --key /etc/warn/register.key --origin warn.example.gov > 2026-09-01.txt
              warnctl checkpoint --key /etc/warn/register.key        # the name stays that of the first one
              warnctl checkpoint                                     # the newest one again
            """)

    @Option(help: ArgumentHelp("The register's private key.", valueName: "file"))
    var key: String?

    @Option(help: "The log's name, for the first checkpoint; else the key's name.")
    var origin: String?

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run { try await sign(on: .standard) }
    }

    func sign(on terminal: Terminal) async throws {
        let file = try key.map { try KeyFile(path: $0) }
        let ledger = try await Ledger.open(standard.database, role: .desk)
        let note: CheckpointNote
        if let file {
            note = try await ledger.makeCheckpoint(origin: origin, fallback: file.name, key: file.key)
        } else {
            guard let newest = try await ledger.checkpoints().last else { throw CommandError.noCheckpoint }
            note = newest
        }
        switch standard.format {
        case .text: terminal.write(note.text)
        case .json:
            terminal.write(
                JSONValue.object([
                    "origin": .string(note.checkpoint.origin), "size": .integer(note.checkpoint.size),
                    "root_sha256": .string(note.checkpoint.root.description), "note": .string(note.text),
                ]).canonicalText + "\n")
        }
    }
}

/// Everything that proves one filing, in one file.
struct Prove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write what proves a filing's place in the log, or that the log only grew: anyone can check it without this database.",
        discussion: """
            The bundle holds the filing's public bytes (private values are salted digests in them), the digests of its disclosure's versions,
            the filer's signature, the entry of the log, the path to the root, and the newest checkpoint. With --since it holds an earlier
            checkpoint, the newest, and what shows that nothing was changed or taken away between them. Schema/LOG.md says how to check both.

            EXAMPLES
              warnctl prove 0000000001-26-000001 > filing.json
              warnctl prove --since 2026-09-01.txt > grown.json
              warnctl verify bundle filing.json --key register.key.pub
            """)

    @Argument(help: "An accession number, or a disclosure's id for its newest filing.")
    var number: String?

    @Option(help: ArgumentHelp("An earlier checkpoint.", valueName: "file"))
    var since: String?

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard (number == nil) != (since == nil) else { throw ValidationError("Name a filing, or an earlier checkpoint with --since.") }
    }

    func run() async throws {
        try await Program.run { try await prove(on: .standard) }
    }

    func prove(on terminal: Terminal) async throws {
        let earlier = try since.map { try CheckpointFiles.note($0) }
        let ledger = try await Ledger.open(standard.database, role: .desk)
        if let earlier { return terminal.write(try await ledger.consistency(since: earlier).json.canonicalText + "\n") }
        let filing = try await ledger.show(Number(number ?? "").text)
        terminal.write(try await ledger.bundle(for: filing.accessionNumber).json.canonicalText + "\n")
    }
}
