import ArgumentParser
import Register

/// Files a quarter's counts.
struct QuarterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarter",
        abstract: "File a quarter's counts (proposed S. 3108), amend them, or say that nothing happened.",
        discussion: """
            EXAMPLES
              warnctl quarter q3.yaml                                   # form Q
              warnctl quarter q3.yaml --none                            # form Q/NA: no activity
              warnctl quarter --amends 0000000001-26-000004 --reason error_correction --set impacts.0.laid_off_ai=68
            """)

    @OptionGroup var record: RecordArguments

    @Flag(help: "Nothing happened in the quarter.")
    var none = false

    @Option(help: "The quarter's newest report, to amend it.")
    var amends: String?

    @OptionGroup var reason: ReasonOptions
    @OptionGroup var standard: StandardOptions
    @OptionGroup var consent: ConsentOptions
    @OptionGroup var signing: SigningOptions

    func validate() throws {
        guard !none || amends == nil else { throw ValidationError("--none says a quarter for the first time; an amendment has no rows.") }
    }

    func run() async throws {
        try await Program.run { try await file(on: .standard) }
    }

    func file(on terminal: Terminal) async throws {
        if let amends {
            return try await Continuation(terminal: terminal, standard: standard, consent: consent, form: .quarterAmended, signing: signing)
                .run(on: amends, reason: reason, arguments: record, asks: false)
        }
        guard !record.isEmpty else { throw CommandError.nothingToFile }
        try await Original(terminal: terminal, standard: standard, consent: consent, signing: signing)
            .run(try Draft(record, form: none ? .quarterWithoutActivity : .quarter))
    }
}
