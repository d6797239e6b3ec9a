import ArgumentParser
import Catalog
import Foundation
import Linking
import Recording
import Register

/// `warn-import link`: the linker run again over everything, shown before it is recorded.
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract:
            "Finds again which disclosures are one notice or one event, and shows what would be different before anything is recorded.",
        discussion: """
            Every import links its own state; this links all of them, as a new version of the linker wants it, and proposes events of several
            states. Links that are found no longer are withdrawn; what a person confirmed or refused (warnctl link) stays.
            With --from the notices of saved pages are linked without a ledger: one JSON object a link, the same bytes for the same files
            in any order.

            Exit status: 0 done; 1 a page is not what it should be; 3 the ledger or the machine failed.

            Examples:
              warn-import link
              warn-import link ny wa --record
              warn-import link --from ny.csv wa.csv
            """)

    @Argument(help: ArgumentHelp("Only these states, two letters each.", valueName: "ss"))
    var states: [String] = []
    @Option(
        name: .customLong("from"), parsing: .upToNextOption,
        help: ArgumentHelp("Link the notices of these saved pages, without a ledger.", valueName: "file"), completion: .file())
    var files: [String] = []
    @Flag(help: "Record what is different.")
    var record = false
    @OptionGroup var home: HomeOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if !files.isEmpty, record || !states.isEmpty {
            throw ValidationError("--from needs no ledger: it goes with no states and no --record.")
        }
        for state in states where StateCode(rawValue: state.uppercased()) == nil { throw ValidationError("\"\(state)\" is no state.") }
    }

    func run() async throws {
        if !files.isEmpty { return try linkFiles() }
        do {
            try await relink()
        } catch let error as RecordingError {
            throw error.isInput ? Exit.failure(error) : Exit.system(error.description)
        } catch let error as any RegisterError {
            throw Exit.failure(error)
        }
    }

    private func linkFiles() throws {
        guard let today = CalendarDate.today else { throw Exit.system("The clock gives no day.") }
        var pages = LinkFiles(catalog: try home.catalog(of: Set(try files.map(LinkFiles.state(of:)))), today: today)
        var unread = false
        for file in files {
            do { try pages.add(file) } catch let error as any RegisterError {
                unread = true
                Exit.complain("\(file): \(error.description)")
            }
        }
        let links = Linker().links(among: pages.candidates)
        FileHandle.standardOutput.write(Data(links.map { pages.line($0) + "\n" }.joined().utf8))
        Exit.complain("\(pages.candidates.count) notices, \(links.count) links, \(links.count { $0.isAccepted }) of them accepted.")
        if unread { throw ExitCode(1) }
    }

    private func relink() async throws {
        let ledger = try await Ledger.open(database.database, role: .importer)
        let chosen = states.compactMap { StateCode(rawValue: $0.uppercased()) }
        // Events of several states last: they ask for all.
        let scopes: [StateCode?] = chosen.isEmpty ? try await ledger.linkedStates() + [nil] : chosen
        let relinking = Relinking(ledger: ledger)
        var total = 0
        for state in scopes {
            let name = state?.rawValue ?? "between states"
            if record {
                let result = try await relinking.run(state)
                total += result.entered + result.withdrawn
                if result.entered + result.withdrawn > 0 {
                    print("\(name): \(result.entered) entered, \(result.withdrawn) withdrawn")
                }
            } else {
                let changes = try await ledger.changes(to: relinking.links(state).links, of: state, linker: Linker.version)
                total += changes.count
                if !changes.isEmpty { print(([name] + Self.lines(changes)).joined(separator: "\n")) }
            }
        }
        // Links change what events there are; what reports sum is settled with them.
        if record { try await ledger.settleUnlessWatched() }
        if total == 0 { return print("Nothing is different.") }
        if !record { print("Nothing was recorded: \(total) links differ. Add --record to enter them.") }
    }

    private static let shown = 100

    private static func lines(_ changes: [LinkEntry]) -> [String] {
        changes.prefix(shown).map { change in
            "  \(change.status.padded(to: 10)) \(change.kind.rawValue.padded(to: 13)) \(change.rule), \(change.score)\n"
                + "     \(change.from.words)\n     \(change.to.words)"
        } + (changes.count > shown ? ["  and \(changes.count - shown) more"] : [])
    }
}

extension LinkEntry.Side {
    fileprivate var words: String {
        let parts = [
            employer, place, noticeDate.map { "notice \($0)" }, effectiveStart.map { "from \($0)" }, workers.map { "\($0) workers" },
            source,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ") + " (\(disclosure))"
    }
}
