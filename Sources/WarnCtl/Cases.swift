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
                let books = try files.map { try CaseBook(path: $0) }
                let law = try ReferenceTables.law(home)
                var faults = 0
                for book in books { faults += try await run(book.borrowing(from: books), on: scratch, law: law) }
                if faults > 0 { throw Program.badInput }
            } catch {
                try await scratch.drop()
                throw error
            }
            try await scratch.drop()
        }
    }

    /// Gives how many cases could not be run; each is said, and the others go on.
    private func run(_ book: CaseBook, on scratch: ScratchDatabases, law: FilingLaw) async throws -> Int {
        var faults = 0
        for item in book.cases where names.isEmpty || names.contains(item["id"]?.text ?? "") {
            let id = item["id"]?.text ?? ""
            do {
                let ending = try await scratch.withDatabase { database in
                    var run = try await CaseRun(book: book, database: database, law: law)
                    return try await run.run(item)
                }
                Terminal.standard.write(ending.line(id) + "\n")
            } catch let error as any RegisterError {
                Terminal.standard.say("\(id): \(error)\n")
                Terminal.standard.write(CaseRun.Ending(outcome: "error", codes: [], computed: .object([:])).line(id) + "\n")
                faults += 1
            }
        }
        return faults
    }
}

extension CaseRun.Ending {
    func line(_ id: String) -> String {
        JSONValue.object([
            "id": .string(id), "outcome": .string(outcome), "codes": .array(codes.map { .string($0) }), "computed": computed,
        ]).canonicalText
    }
}
