import ArgumentParser
import Register

/// Moves a filed notice's first separation to a later day.
struct Postpone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Postpone a filed notice by less than 60 days (20 CFR 639.10).",
        discussion: """
            From 60 days on, file a new notice with supersedes_disclosure_id.

            EXAMPLES
              warnctl postpone 0000000001-26-000001 --to 2026-12-15 --text "The customer extended its contract."
            """)

    @Argument(help: "The newest filing of the disclosure.")
    var accessionNumber: String

    @Option(name: .customLong("to"), help: ArgumentHelp("The new first separation.", valueName: "yyyy-mm-dd"))
    var day: String

    @Option(help: "Why, in your own words.")
    var text: String

    @OptionGroup var standard: StandardOptions
    @OptionGroup var consent: ConsentOptions
    @OptionGroup var signing: SigningOptions

    func run() async throws {
        try await Program.run { try await postpone(on: .standard) }
    }

    func postpone(on terminal: Terminal) async throws {
        let reason = try ReasonOptions.parse(["--reason", "postponement", "--text", text])
        try await Continuation(terminal: terminal, standard: standard, consent: consent, form: .noticePostponed, signing: signing)
            .run(on: accessionNumber, reason: reason, arguments: try RecordArguments.parse(["--separation-date", day]), asks: false)
    }
}

/// Opens a withdrawn disclosure again.
struct Reinstate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reinstate a withdrawn notice, with what is different.",
        discussion: """
            EXAMPLES
              warnctl reinstate 0000000001-26-000003
              warnctl reinstate 0000000001-26-000003 --separation-date 2027-01-15 --text "The buyer stepped back."
            """)

    @Argument(help: "The withdrawal.")
    var accessionNumber: String

    @Option(help: "Why, in your own words.")
    var text: String?

    @OptionGroup var record: RecordArguments
    @OptionGroup var standard: StandardOptions
    @OptionGroup var consent: ConsentOptions
    @OptionGroup var signing: SigningOptions

    func run() async throws {
        try await Program.run { try await reinstate(on: .standard) }
    }

    func reinstate(on terminal: Terminal) async throws {
        let reason = try ReasonOptions.parse(["--reason", "reinstated"] + (text.map { ["--text", $0] } ?? []))
        try await Continuation(terminal: terminal, standard: standard, consent: consent, form: .noticeAmended, signing: signing)
            .run(on: accessionNumber, reason: reason, arguments: record, asks: false)
    }
}
