import ArgumentParser
import Catalog
import Register

/// A record as it would be filed, without filing it.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a record as it would be filed: in plain words, with what the law makes of it and what the rules say.",
        discussion: """
            Neither a ledger nor a network is needed, and nothing is recorded. With --format json the public payload is printed as it would
            be signed, private values as seals. Exit code 1 when it would be rejected or held.

            EXAMPLES
              warnctl preview notice.yaml
              warnctl preview notice.yaml --workers 52 --format json
            """)

    @OptionGroup var record: RecordArguments

    @Option(help: "How the answer is written.")
    var format: OutputFormat = .text

    @Option(help: "The folder that holds Importers and Schema; else $WARN_HOME, beside the binary, or the current folder.")
    var home: String?

    func run() async throws {
        try await Program.run { try await preview(on: .standard) }
    }

    func preview(on terminal: Terminal) async throws {
        guard !record.isEmpty else { throw CommandError.nothingToFile }
        let draft = try Draft(record, form: nil)
        var context = FilingContext(law: try ReferenceTables.law(Home.find(given: home)), receivedAt: try Moment.given(nil))
        context.isOffline = true
        let verdict = FilingRules.judge(draft.record, in: context)
        let findings = FindingsText(terminal: terminal, place: draft.place)
        switch format {
        case .json:
            let sealed = draft.record.sealed { (0..<32).map { _ in UInt8.random(in: .min ... .max) } }
            terminal.write(
                JSONValue.object([
                    "outcome": .string(verdict.outcome.rawValue), "payload": sealed.payload,
                    "private": .array(sealed.parts.map { .string($0.name) }), "findings": findings.json(verdict.findings),
                    "computed": verdict.computed(draft.record, in: context),
                ]).canonicalText + "\n")
        case .text:
            let words = RecordText(terminal: terminal)
            terminal.write(words.text(of: draft.record) + "\n")
            terminal.write((verdict.quarter.map { words.text(of: $0) } ?? words.text(of: verdict.measure)) + "\n")
            terminal.write(findings.text(verdict.findings))
            terminal.write("It would be \(verdict.outcome.rawValue). Nothing was recorded.\n")
        }
        guard verdict.outcome == .accepted else { throw Program.badInput }
    }
}
