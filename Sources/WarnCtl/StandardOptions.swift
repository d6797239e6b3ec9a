import ArgumentParser

/// How an answer is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// Options of every command that uses the ledger.
struct StandardOptions: ParsableArguments {
    @Option(help: "How the answer is written.")
    var format: OutputFormat = .text

    @Option(help: "The folder that holds Importers and Schema; else $WARN_HOME, beside the binary, or the current folder.")
    var home: String?

    @Option(help: "The ledger, as a PostgreSQL connection string; else $DATABASE_URL, or the PG* variables.")
    var database: String?
}
