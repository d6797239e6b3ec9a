import ArgumentParser

/// `warnctl`: the employer's side of the register and the ledger's keeper.
@main
struct WarnCtl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warnctl",
        abstract: "File a layoff notice, amend it, withdraw it, and check the ledger that holds it.",
        discussion: """
            Exit codes: 0 done; 1 the input or the ledger is not what it should be; 3 the system failed; 64 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [
            File.self, Amend.self, Postpone.self, Withdraw.self, Reinstate.self, QuarterCommand.self, Check.self, Preview.self,
            ReceiptCommand.self, KeyCommand.self, DeskCommand.self, Holds.self, Release.self, Show.self, History.self, DiffCommand.self,
            SearchCommand.self, CalendarCommand.self, LinkCommand.self, EvidenceCommand.self, ReviewCommand.self, ReportCommand.self,
            SQLCommand.self, RecomputeCommand.self, ReferenceCommand.self, CheckpointCommand.self, Prove.self, Verify.self,
            TakedownCommand.self, Migrate.self, Template.self, Attribute.self, Cases.self, FilingRate.self,
        ]
    )
}
