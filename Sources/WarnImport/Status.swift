import ArgumentParser
import Foundation
import Recording
import Register

/// `warn-import status`: how each source stands.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows each source: last success, last change, rows, rejections, and why it is stopped.",
        discussion: """
            Exit status: 0 no source is stopped; 1 at least one is; 3 the ledger or the machine failed.

            Examples:
              warn-import status
              warn-import status --format json
            """)

    @Option(help: "How the answer is written; json is one object a line.")
    var format: Run.Format = .text
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let sources: [SourceStatus]
        do {
            sources = try await Ledger.open(database.database, role: .importer).status()
        } catch {
            throw Exit.system(error.description)
        }
        if format == .text, sources.isEmpty { print("No source has been imported yet. `warn-import run` imports them.") }
        if format == .text, !sources.isEmpty { print(StatusLine.heading) }
        for source in sources {
            let line = StatusLine(source: source)
            print(format == .json ? line.json.canonicalText : line.text)
        }
        if sources.contains(where: { $0.stop != nil }) { throw ExitCode(1) }
    }
}
