import ArgumentParser
import Attributing
import Catalog
import Fetching
import Foundation
import Recording
import Register

/// `warn-import run`: from the states' pages to filings.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fetches and records sources: all, or some.",
        discussion: """
            A page that is not what its manifest says stops that source alone: its bytes are kept, nothing is filed, and
            `warn-import status` says why. A page that says what it said last time records nothing.

            Exit status: 0 every source came in or had nothing new; 1 at least one is stopped; 3 the ledger or the machine failed.

            Examples:
              warn-import run
              warn-import run ny va --format json
              warn-import run va --from ~/Downloads/warn_notices.csv --supplied-by "J. Doe, by browser"
              warn-import run ks --from pages/ks/          # a folder: every page of the source
              warn-import run --samples                    # the sample pages in Importers, for a trial without network
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "Sources, as `ny` or `va-csv`. Default: every published one, but not the same list in another form.")
    var sources: [String] = []
    @Option(help: ArgumentHelp("A saved file, or a folder of pages, instead of the network. Needs one source.", valueName: "path"))
    var from: String?
    @Option(help: "Who saved the file; kept with the run.")
    var suppliedBy: String?
    @Flag(help: "The newest sample page of each source, instead of the network.")
    var samples = false
    @Option(help: "How the outcome is written; json is one object a line.")
    var format: Format = .text
    @Option(help: ArgumentHelp("Where a publisher reaches you; sent with every request. Default: $WARN_CONTACT.", valueName: "address"))
    var contact: String?
    @OptionGroup var home: HomeOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if from != nil, sources.count != 1 {
            throw ValidationError("--from gives the pages of one source: name it, as in `warn-import run va --from FILE`.")
        }
        if from != nil, samples { throw ValidationError("--from and --samples exclude each other.") }
        if suppliedBy != nil, from == nil { throw ValidationError("--supplied-by goes with --from.") }
    }

    func run() async throws {
        guard let today = CalendarDate.today else { throw Exit.system("The clock gives no day.") }
        let catalog = try home.catalog()
        let chosen = try chosen(in: catalog)
        let broken = sources.isEmpty ? catalog.broken : []
        for manifest in broken { Exit.complain(manifest.error.description) }
        let answers: Answers
        do { answers = try Answers(home: catalog.home.path) } catch { throw Exit.failure(error) }
        let fetcher = Fetcher(contact: contact ?? ProcessInfo.processInfo.environment["WARN_CONTACT"] ?? "no contact given")
        let lines = try await imported(chosen) { source, ledger in
            try await SourceImport(
                source: source, supply: supply, catalog: catalog, answers: answers, fetcher: fetcher, ledger: ledger, today: today
            ).run()
        }
        if lines.contains(where: { $0.outcome == .failed || $0.unlinked != nil }) { throw ExitCode(3) }
        if !broken.isEmpty || lines.contains(where: { $0.outcome == .stopped }) { throw ExitCode(1) }
    }

    private var supply: SourceImport.Supply {
        if samples { return .sample }
        guard let from else { return .network }
        return .files(path: from, suppliedBy: suppliedBy ?? "file given by \(NSUserName())")
    }

    private func chosen(in catalog: Catalog) throws -> [Source] {
        do throws(CatalogError) {
            var chosen: [Source] = []
            for id in sources { chosen.append(try catalog.source(id)) }
            return sources.isEmpty ? catalog.sources.filter { $0.publication == .published && $0.sameListAs == nil } : chosen
        } catch {
            throw Exit.failure(error)
        }
    }

    /// Imports at most four sources at once, each on a connection of its own; prints each outcome as it comes.
    private func imported(
        _ sources: [Source], _ body: @escaping @Sendable (Source, Ledger) async throws -> RunLine
    ) async throws -> [RunLine] {
        let conninfo = database.database
        return try await withThrowingTaskGroup(of: RunLine.self) { group in
            var waiting = sources[...]
            func start() {
                guard let source = waiting.popFirst() else { return }
                group.addTask {
                    do {
                        return try await body(source, try await Ledger.open(conninfo, role: .importer))
                    } catch let error as any RegisterError {
                        return RunLine(source: source.id, failure: error)
                    }
                }
            }
            for _ in 0..<4 { start() }
            var lines: [RunLine] = []
            while let line = try await group.next() {
                lines.append(line)
                FileHandle.standardOutput.write(Data(((format == .json ? line.json.canonicalText : line.text) + "\n").utf8))
                start()
            }
            return lines
        }
    }
}

/// Which database.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The ledger, as a PostgreSQL connection string. Default: $DATABASE_URL, else the PG* variables.", valueName: "conninfo"))
    var database: String?
}
