import ArgumentParser
import Catalog
import Foundation
import Recording
import Register

/// Runs acceptance cases for filings against scratch databases; `Benchmarks/filing-cases` calls it.
struct Cases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filing-cases",
        abstract: "Run acceptance cases for filings, each on a scratch database of its own.",
        discussion: """
            Each case is signed, handed in and decided the way a filer's program and the desk do it. Prints a line of JSON a case:
            {"id", "outcome", "codes", "computed"}. The server's connection string must be one that may create databases.

            EXAMPLES
              warnctl filing-cases --server "host=/run/postgresql user=postgres" cases.yaml
            """,
        shouldDisplay: false)

    @Argument(help: "Files of cases.")
    var files: [String]

    @Option(help: "The server, without a database's name.")
    var server: String

    @Option(help: "The folder that holds Importers and Schema.")
    var home: String?

    @Option(name: .customLong("case"), help: "Only this case. May be repeated.")
    var names: [String] = []

    func run() async throws {
        try await Program.run {
            let home = try Home.find(given: home)
            let scratch = try await ScratchDatabases(server: server, schema: home.schema)
            do {
                for file in files { try await run(try CaseBook(path: file), on: scratch, law: try ReferenceTables.law(home)) }
            } catch {
                try await scratch.drop()
                throw error
            }
            try await scratch.drop()
        }
    }

    private func run(_ book: CaseBook, on scratch: ScratchDatabases, law: FilingLaw) async throws {
        for item in book.cases where names.isEmpty || names.contains(item["id"]?.text ?? "") {
            let ending = try await scratch.withDatabase { database in
                var run = try await CaseRun(book: book, database: database, law: law)
                return try await run.run(item)
            }
            Terminal.standard.write(ending.line(item["id"]?.text ?? "") + "\n")
        }
    }
}

extension CaseRun.Ending {
    func line(_ id: String) -> String {
        JSONValue.object([
            "id": .string(id), "outcome": .string(outcome), "codes": .array(codes.map { .string($0) }), "computed": computed,
        ]).canonicalText
    }
}
