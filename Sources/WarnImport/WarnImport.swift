import ArgumentParser
import Catalog
import Foundation
import Register

/// Brings what states publish into the register.
@main struct WarnImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warn-import",
        abstract: "Fetches, reads and records the layoff notices that states publish.",
        discussion: """
            Exit status: 0 done; 1 a page or a manifest is not what it should be; 3 the system failed; 64 the command was not understood.

            Examples:
              warn-import run
              warn-import status
              warn-import check
              warn-import parse --state SS page.csv
              warn-import record ny
            """,
        subcommands: [
            Run.self, Status.self, Explain.self, Accept.self, Replay.self, Export.self, Parse.self, Check.self, Record.self,
            LinkCommand.self, Letters.self, Reattribute.self, Relate.self,
        ])
}

/// Where `Importers` and `Schema` are.
struct HomeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with Importers and Schema. Default: $WARN_HOME, ../share/warn-register beside the program, the current folder.",
            valueName: "folder"))
    var home: String?

    /// - Parameter states: only these states' sources; nil: all.
    func catalog(of states: Set<StateCode>? = nil) throws -> Catalog {
        do throws(CatalogError) {
            return try Catalog.load(Home.find(given: home), only: states)
        } catch {
            throw Exit.failure(error)
        }
    }
}

/// How a command ends: the error's words on standard error, and the status that says whose fault it is.
enum Exit {
    /// A page, a manifest or a sample is not what it should be.
    static func failure(_ error: any RegisterError) -> ExitCode {
        complain(error.description)
        return ExitCode(1)
    }

    /// A file or the machine failed.
    static func system(_ message: String) -> ExitCode {
        complain(message)
        return ExitCode(3)
    }

    static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}

extension CalendarDate {
    /// The day now, in UTC.
    static var today: CalendarDate? { CalendarDate(daysSinceEpoch: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down))) }
}
