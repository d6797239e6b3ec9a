import ArgumentParser
import Catalog
import Register

/// The rules without a ledger.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what the rules say of a record, without a ledger or a network.",
        discussion: """
            The same rules as at the desk, for every form. What only the ledger knows (the filing that is amended, the filer's keys, the
            notices a quarter names) is not judged. Exit code 1 when it would be rejected or held.

            EXAMPLES
              warnctl check notice.yaml
              warnctl check quarter.json --format json
              warnctl check notice.yaml --set event.workers=46 --received-at 2026-09-01T12:00:00Z
            """)

    @OptionGroup var record: RecordArguments

    @Option(help: "The moment of receipt to judge by; else now.")
    var receivedAt: String?

    @Option(help: "How the answer is written.")
    var format: OutputFormat = .text

    @Option(help: "The folder that holds Importers and Schema; else $WARN_HOME, beside the binary, or the current folder.")
    var home: String?

    func run() async throws {
        try await Program.run { try await check(on: .standard) }
    }

    func check(on terminal: Terminal) async throws {
        guard !record.isEmpty else { throw CommandError.nothingToFile }
        let draft = try Draft(record, form: nil)
        var context = FilingContext(law: try ReferenceTables.law(Home.find(given: home)), receivedAt: try Moment.given(receivedAt))
        context.isOffline = true
        let verdict = FilingRules.judge(draft.record, in: context)
        let findings = FindingsText(terminal: terminal, place: draft.place)
        switch format {
        case .json:
            let answer = JSONValue.object([
                "outcome": .string(verdict.outcome.rawValue), "findings": findings.json(verdict.findings),
                "computed": verdict.computed(draft.record, in: context),
            ])
            terminal.write(answer.canonicalText + "\n")
        case .text:
            terminal.write(findings.text(verdict.findings))
            terminal.write(verdict.outcome == .accepted ? "It would be accepted.\n" : "It would be \(verdict.outcome.rawValue).\n")
        }
        guard verdict.outcome == .accepted else { throw Program.badInput }
    }
}
