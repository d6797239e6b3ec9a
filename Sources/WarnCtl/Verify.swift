import ArgumentParser
import Recording
import Register

/// Recomputes the whole ledger.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute every digest, chain and sequence of the ledger, and name what does not fit.",
        discussion: """
            A changed, removed or added row, a gap in the log, a broken chain and bytes without their digest are each named with their
            place. Exit code 1 when anything does not fit.

            EXAMPLES
              warnctl verify
              warnctl verify --format json
            """)

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run { try await verify(on: .standard) }
    }

    func verify(on terminal: Terminal) async throws {
        let found = try await Ledger.open(standard.database, role: .desk).verify()
        switch standard.format {
        case .json: terminal.write(found.json.canonicalText + "\n")
        case .text: terminal.write(text(found, terminal))
        }
        guard found.isWhole else { throw Program.badInput }
    }

    private static let shownBreaks = 20

    private func text(_ found: Verification, _ terminal: Terminal) -> String {
        guard let first = found.first else {
            return terminal.styled("Whole.", .green) + " \(found.filings) filings recomputed, up to position \(found.position).\n"
        }
        var text = terminal.styled("Broken.", .red) + " First break: \(first.words)\n"
        for other in found.breaks.dropFirst().prefix(Self.shownBreaks) { text += "  " + other.words + "\n" }
        let rest = found.breaks.count - 1 - Self.shownBreaks
        return text + (rest > 0 ? "  and \(rest) more; --format json lists them all\n" : "")
    }
}

extension Verification.Break {
    var words: String { "\(code) \(subject.shown)\(position.map { " at position \($0)" } ?? ""): \(message.shown)" }
}

extension Verification {
    var json: JSONValue {
        .object([
            "whole": .bool(isWhole), "filings": .integer(filings), "position": .integer(position),
            "breaks": .array(
                breaks.map { item in
                    .object([
                        "code": .string(item.code), "subject": .string(item.subject),
                        "position": item.position.map { .integer($0) } ?? .null,
                        "message": .string(item.message),
                    ])
                }),
        ])
    }
}
