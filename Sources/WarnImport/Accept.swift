import ArgumentParser
import Foundation
import Recording
import Register

/// `warn-import accept`: a person's word that a stopped page is right.
struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accepts a page that stopped for having too few rows, or for being outside what its manifest expects.",
        discussion: """
            Your word takes a position in the log, with your name and reason. The next run of the source with such a page passes.

            Example:
              warn-import accept ny --run 17 --reason "the state moved last year's notices to an archive; compared by hand"
            """)

    @Argument(help: "The source.")
    var source: String
    @Option(help: "The stopped run's number; `warn-import status` shows it.")
    var run: Int
    @Option(help: "Why the page is right.")
    var reason: String
    @Option(help: ArgumentHelp("Who says so. Default: the user's name.", valueName: "name"))
    var by: String?
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason must say why the page is right.") }
    }

    func run() async throws {
        do {
            let ledger = try await Ledger.open(database.database, role: .reviewer)
            let position = try await ledger.accept(run: run, reason: reason, by: by ?? NSUserName())
            print("Accepted at position \(position). Import again: warn-import run \(source)")
        } catch {
            throw error.isInput ? Exit.failure(error) : Exit.system(error.description)
        }
    }
}
