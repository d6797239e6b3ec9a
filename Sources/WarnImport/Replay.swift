import ArgumentParser
import Attributing
import Catalog
import Fetching
import Foundation
import Recording
import Register

/// `warn-import replay`: stored pages as today's manifest reads them.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads stored pages again with today's manifest, and shows what would be different before anything is recorded.",
        discussion: """
            The last page that passed is compared line by line with what the register says now; --record files what differs as
            re-readings (OBS/R): the state's bytes are the same, our reading was corrected. With --since the pages of earlier runs are
            read too and compared with what was filed from them; those differences are shown, and never filed over what came later.

            Exit status: 0 read; 1 a page cannot be read today; 3 the ledger or the machine failed.

            Examples:
              warn-import replay ny
              warn-import replay ny --since 2026-01-01
              warn-import replay ny --record
            """)

    @Argument(help: "The source.")
    var source: String
    @Option(help: ArgumentHelp("Also the pages recorded since this day.", valueName: "date"), transform: Replay.day)
    var since: CalendarDate?
    @Flag(help: "File the differences of the last page as re-readings.")
    var record = false
    @OptionGroup var home: HomeOptions
    @OptionGroup var database: DatabaseOptions

    private static func day(_ text: String) throws -> CalendarDate {
        guard let day = CalendarDate(text) else { throw ValidationError("\"\(text)\" is no day; write 2026-01-31.") }
        return day
    }

    func run() async throws {
        guard let today = CalendarDate.today else { throw Exit.system("The clock gives no day.") }
        let catalog = try home.catalog()
        let importer: SourceImport
        do {
            importer = SourceImport(
                source: try catalog.source(source), supply: .network, catalog: catalog, answers: try Answers(home: catalog.home.path),
                fetcher: Fetcher(contact: "none: stored pages are read"), ledger: try await Ledger.open(database.database, role: .importer),
                today: today)
        } catch let error as RecordingError {
            throw Exit.system(error.description)
        } catch let error as any RegisterError {
            throw Exit.failure(error)
        }
        do {
            try await replay(importer)
        } catch let error as RecordingError {
            throw error.isInput ? Exit.failure(error) : Exit.system(error.description)
        }
    }

    /// Why a run's pages cannot be read again.
    static func unreadable(_ removed: [Takedown]) -> String {
        guard let first = removed.first else { return "a page of it is private; the owner alone can read it." }
        return "a page of it was removed by a takedown at position \(first.position) (\(first.reason); \(first.authority)): "
            + "it cannot be read again. What was filed from it stays."
    }

    private func replay(_ importer: SourceImport) async throws {
        let runs = try await importer.ledger.storedRuns(of: importer.source.id, since: since)
        guard let last = runs.last else {
            print("\(source) has no page that passed.")
            return
        }
        var unreadable = false
        for run in runs {
            guard let pages = try await importer.ledger.snapshots(ofRun: run.run) else {
                let removed = try await importer.ledger.takedowns(ofRun: run.run)
                print("run \(run.run), \(run.at): " + Self.unreadable(removed))
                continue
            }
            do {
                let batch = try await importer.rereading(pages)
                let isLast = run == last
                let filings =
                    isLast
                    ? try await importer.ledger.preview(batch) : try await importer.ledger.differences(ofRun: run.run, to: batch)
                print(Replayed(run: run, tally: batch.tally, filings: filings).text)
                if isLast, record, !filings.isEmpty {
                    let result = try await importer.file(batch)
                    print("Recorded in run \(result.run): " + Replayed.words(result.filings))
                    _ = try await Relinking(ledger: importer.ledger).run(importer.source.state)
                    try await importer.ledger.record(.links, of: result.run)
                }
            } catch let error as RecordingError {
                throw error
            } catch let error as any RegisterError {
                unreadable = true
                Exit.complain("run \(run.run), \(run.at): \(error.description)")
            }
        }
        if unreadable { throw ExitCode(1) }
        if !record { print("Nothing was recorded. Add --record to file what differs on the last page.") }
    }
}

/// One run read again, as a person reads it.
struct Replayed {
    let run: StoredRun
    let tally: ImportTally
    let filings: [PlannedFiling]

    private static let shown = 200

    var text: String {
        let head = "run \(run.run), \(run.at): \(run.notices) notices then, \(tally.notices) now; \(filings.count) differ"
        let more = filings.count > Self.shown ? ["  and \(filings.count - Self.shown) more"] : []
        return ([head] + filings.prefix(Self.shown).map(Self.line) + more).joined(separator: "\n")
    }

    static func words(_ filings: [FormType: Int]) -> String {
        FormType.allCases.compactMap { form in filings[form].map { "\($0) \(form.rawValue)" } }.joined(separator: ", ")
    }

    private static func line(_ filing: PlannedFiling) -> String {
        let place = [filing.accessionNumber, filing.locator].compactMap { $0 }.joined(separator: ", ")
        let head = "  \((filing.form?.rawValue ?? "was").padded(to: 6)) \(filing.employer)" + (place.isEmpty ? "" : " (\(place))")
        let changes = filing.changes.map { "           \($0.name): \($0.was ?? "nothing") -> \($0.now ?? "nothing")" }
        return ([head] + changes).joined(separator: "\n")
    }
}
