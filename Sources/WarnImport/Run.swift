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
              warn-import run --due                        # what its schedule says, as a timer runs it every hour
              warn-import run ny va --format json
              warn-import run va --from ~/Downloads/warn_notices.csv --supplied-by "J. Doe, by browser"
              warn-import run ks --from pages/ks/          # a folder: every page of the source
              warn-import run --samples                    # the sample pages in Importers, for a trial without network
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "Sources, as `ny` or `va-csv`. Default: every published one, but no archive and not the same list in another form.")
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

    @Flag(
        inversion: .prefixedNo,
        help: "Tie what came in to what other lines say of the same event, and settle what reports sum. Left out, the next import that brings something does it.")
    var link = true
    @Flag(help: "Only sources whose last run ended longer ago than their manifest's `every`.")
    var due = false
    @Option(help: ArgumentHelp("Requests to one host in this run, at most.", valueName: "number"))
    var requestsPerHost = FetchPolicy().requestsPerHost

    func validate() throws {
        if from != nil, sources.count != 1 {
            throw ValidationError("--from gives the pages of one source: name it, as in `warn-import run va --from FILE`.")
        }
        if from != nil, samples { throw ValidationError("--from and --samples exclude each other.") }
        if due, from != nil || samples { throw ValidationError("--due is about fetching: it goes with neither --from nor --samples.") }
        if suppliedBy != nil, from == nil { throw ValidationError("--supplied-by goes with --from.") }
        if requestsPerHost < 1 { throw ValidationError("--requests-per-host must be at least 1.") }
    }

    func run() async throws {
        guard let today = CalendarDate.today else { throw Exit.system("The clock gives no day.") }
        let catalog = try catalog()
        let chosen = try chosen(in: catalog)
        for source in chosen {
            if let silence = source.silence { throw Exit.failure(RunError.silent(source.id, silence)) }
        }
        let broken = sources.isEmpty ? catalog.broken : []
        for manifest in broken { Exit.complain(manifest.error.description) }
        let answers: Answers
        do { answers = try Answers(home: catalog.home.path) } catch { throw Exit.failure(error) }
        let desk = LedgerDesk(conninfo: database.database)
        if sources.isEmpty { try await enter(chosen + catalog.sources.filter { $0.silence != nil }, at: desk) }
        let wanted = due ? try await Schedule(lastRuns: lastRuns(desk), now: Date().timeIntervalSince1970).due(chosen) : chosen
        let round = Round(
            sources: wanted, supply: supply, catalog: catalog, answers: answers, fetcher: fetcher(), desk: desk, today: today,
            links: link)
        var report = RunReport(form: format == .json ? .json : RunReport.form(isTerminal: isatty(1) == 1), sources: wanted.count)
        await round.run { report.add($0) }
        if link { await settle(desk) }
        report.end(notDue: chosen.count - wanted.count, broken: broken.count)
        let status = report.exitStatus(broken: broken.count)
        if status != 0 { throw ExitCode(status) }
    }

    /// Reports answer from what is settled and fold what is not: a failure makes them slow, and nothing wrong. Where a settler is connected it
    /// is left to that. Links change what events there are: whoever leaves them to the next import leaves this to it, too.
    private func settle(_ desk: LedgerDesk) async {
        do { try await desk.lend { _ = try await $0.settleUnlessWatched() } } catch let error as any RegisterError {
            Exit.complain("the facts of events are not settled, and reports are slow: \(error.description)")
        } catch {
            Exit.complain("the facts of events are not settled, and reports are slow: \(error)")
        }
    }

    /// The manifests of the states whose sources are named; all of them where a name is not known, so that its error names the nearest.
    private func catalog() throws -> Catalog {
        let states = sources.compactMap { SourceID(rawValue: $0)?.state }
        guard !states.isEmpty, states.count == sources.count else { return try home.catalog() }
        let some = try home.catalog(of: Set(states))
        let known = Set(some.sources.map(\.id.rawValue))
        return sources.allSatisfy(known.contains) ? some : try home.catalog()
    }

    private func fetcher() -> Fetcher {
        let contact = contact ?? ProcessInfo.processInfo.environment["WARN_CONTACT"] ?? ""
        if contact.isEmpty, supply == .network {
            Exit.complain("No contact is given: set WARN_CONTACT to an address where a publisher reaches you. It goes with every request.")
        }
        var policy = FetchPolicy()
        policy.requestsPerHost = requestsPerHost
        return Fetcher(contact: contact.isEmpty ? "no contact given" : contact, policy: policy)
    }

    /// Enters what the manifests say before anything is fetched, so that coverage knows what was not looked at, and where nothing is published.
    private func enter(_ sources: [Source], at desk: LedgerDesk) async throws {
        do {
            try await desk.lend { ledger in _ = try await ledger.register(sources) }
        } catch let error as any RegisterError {
            throw Exit.system(error.description)
        }
    }

    private func lastRuns(_ desk: LedgerDesk) async throws -> [SourceID: Double] {
        do {
            return try await desk.lend { try await $0.lastRuns() }
        } catch let error as any RegisterError {
            throw Exit.system(error.description)
        }
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
            return sources.isEmpty ? catalog.sources.filter { $0.publication == .published && !$0.isOnlyByName } : chosen
        } catch {
            throw Exit.failure(error)
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
