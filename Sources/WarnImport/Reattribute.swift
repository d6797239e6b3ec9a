import ArgumentParser
import Attributing
import Catalog
import Foundation
import Recording
import Register

/// `warn-import reattribute`: today's phrasebook over every text that is stored.
struct Reattribute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads every stored text again with today's phrasebook, and shows what would be different before anything is recorded.",
        discussion: """
            Reasons on states' pages, letters and statements are read anew. A different answer is entered as a proposal of its own with
            --record: what was read before stays in the log, what a reviewer decided is left alone, and states' listed answers (tier 2) and
            signed filings (tier 1) are not read by a phrasebook at all.

            Exit status: 0 done; 1 the phrasebook is not in order; 3 the ledger or the machine failed.

            Examples:
              warn-import reattribute
              warn-import reattribute --record
            """)

    @Flag(help: "Enter what is different.")
    var record = false
    @OptionGroup var home: HomeOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        do {
            let catalog = try home.catalog()
            let attributor = Attributor(try Phrasebook(home: catalog.home.path))
            let ledger = try await Ledger.open(database.database, role: .importer)
            let standing = try await ledger.standingAttributions() + (try await ledger.unattributedReasons())
            let changes = standing.compactMap { Self.change(of: $0, attributor) }
            for change in changes { print(change.words) }
            let held = changes.count { $0.was.isReviewed }
            if held > 0 { print("\(held) of these a reviewer decided: they stay.") }
            let open = changes.filter { !$0.was.isReviewed }
            if open.isEmpty { return print("\(standing.count) texts were read. Nothing is different.") }
            guard record else {
                return print("\(standing.count) texts were read. Nothing was recorded: \(open.count) differ. Add --record to enter them.")
            }
            print("\(try await ledger.reattribute(open.map(\.now))) were entered as proposals.")
        } catch let error as RecordingError {
            throw error.isInput ? Exit.failure(error) : Exit.system(error.description)
        } catch let error as any RegisterError {
            throw Exit.failure(error)
        }
    }

    struct Change {
        var was: StandingAttribution
        var now: StandingAttribution

        var words: String {
            func told(_ attribution: Attribution) -> String {
                "\(attribution.label.rawValue) by \(attribution.rule)" + (attribution.evidence.map { ": \"\($0.text)\"" } ?? "")
            }
            return "\(was.accessionNumber) \(was.employer)\n  was \(told(was.attribution))\n  now \(told(now.attribution))"
        }
    }

    /// Another label or other words; another rule that says the same is no change.
    static func change(of standing: StandingAttribution, _ attributor: Attributor) -> Change? {
        let read = attributor.attribution(of: standing.text, employer: standing.employer, tier: standing.attribution.tier)
        guard read.label != standing.attribution.label || read.evidence != standing.attribution.evidence else { return nil }
        var now = standing
        now.attribution = read
        return Change(was: standing, now: now)
    }
}
