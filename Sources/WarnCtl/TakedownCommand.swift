import ArgumentParser
import Recording
import Register

/// Erases bytes that must not be kept, and says so for good.
struct TakedownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takedown",
        abstract: "Erase one private part of a filing, or one page or document, with the reason and the authority on record.",
        discussion: """
            A private part goes with its salt, in every filing of its disclosure that repeats it; a document goes with the texts read from
            it. Digests, chains, proofs, counts and quotes stay, pages and reports say "removed", and the same bytes are never stored again.
            It cannot be taken back. Copies in backups are not reached: see Ops/README.md.

            EXAMPLES
              warnctl takedown 0000000001-26-000001/certification.contact_phone --reason "Asked for by its owner." --authority "Counsel, 2026-114"
              warnctl takedown 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --reason "Names workers." --authority "Court order 5" --yes
            """)

    @Argument(help: "ACCESSION/PART, or the SHA-256 of a page or document.")
    var subject: String

    @Option(help: "Why.")
    var reason: String

    @Option(help: "Who decided, or the order.")
    var authority: String

    @Flag(help: "Without asking.")
    var yes = false

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard !reason.withoutEdges.isEmpty, !authority.withoutEdges.isEmpty else {
            throw ValidationError("--reason and --authority are not empty: both stay on record.")
        }
    }

    func run() async throws {
        try await Program.run { try await erase(on: .standard) }
    }

    func erase(on terminal: Terminal) async throws {
        let words = subject.withoutEdges.lowercased()
        let parts = words.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let snapshot = Digest(hexadecimal: words)
        let filing = parts.count == 2 ? AccessionNumber(rawValue: parts[0]) : nil
        guard snapshot != nil || filing != nil else { throw CommandError.notErasable(subject) }
        try confirm(words, on: terminal)
        let ledger = try await Ledger.open(standard.database, role: .reviewer)
        var removed: [Takedown] = []
        if let snapshot { removed = try await ledger.takeDown(snapshot, reason: reason, authority: authority) }
        if let filing { removed = try await ledger.takeDown(parts[1], of: filing, reason: reason, authority: authority) }
        switch standard.format {
        case .json: terminal.write(JSONValue.array(removed.map(\.json)).canonicalText + "\n")
        case .text: for item in removed { terminal.write("Removed \(item.words.shown)\n") }
        }
    }

    private func confirm(_ words: String, on terminal: Terminal) throws(CommandError) {
        guard !yes else { return }
        guard terminal.isInteractive else { throw .needsAnswer }
        terminal.say("Erase \(words.shown) for good? It cannot be taken back. yes or no: ")
        guard terminal.readLine()?.withoutEdges.lowercased() == "yes" else { throw .canceled }
    }
}

extension Takedown {
    var json: JSONValue {
        .object([
            "position": .integer(position), "subject": .string(subject), "reason": .string(reason), "authority": .string(authority),
        ])
    }

    var words: String { "\(subject) at position \(position): \(reason) (\(authority))" }
}
