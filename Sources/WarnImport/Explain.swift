import ArgumentParser
import Catalog
import Recording
import Register

/// `warn-import explain`: the last stop of a source in full.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows why a source stopped: what changed on its page, and the manifest edit that would read it.",
        discussion: """
            The edit is a proposal: look at the page before you make it. Where the page is right as it is, accept the run instead.

            Exit status: 0 shown, or it never stopped; 1 no such source; 3 the ledger or the machine failed.

            Example:
              warn-import explain ny
            """)

    @Argument(help: "The source.")
    var source: String
    @OptionGroup var home: HomeOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let catalog = try home.catalog()
        guard let id = SourceID(rawValue: source), catalog.sources.contains(where: { $0.id == id }) || catalog.isBroken(source) else {
            do { _ = try catalog.source(source) } catch { throw Exit.failure(error) }
            return
        }
        do {
            let ledger = try await Ledger.open(database.database, role: .importer)
            guard let stop = try await ledger.lastStop(of: id) else {
                print("\(source) has never stopped.")
                return
            }
            print(Explanation(source: id, stop: stop).text)
        } catch {
            throw Exit.system(error.description)
        }
    }
}

extension Catalog {
    /// Whether the source has a manifest that is not in order: its stops can be explained all the same.
    fileprivate func isBroken(_ id: String) -> Bool { broken.contains { $0.path.hasSuffix("/\(id).yaml") } }
}

/// A stop as a person reads it.
struct Explanation {
    let source: SourceID
    let stop: ExplainedStop

    var text: String {
        var lines = ["\(source) stopped \(stop.at), run \(stop.run)", "", "\(stop.code) \(stop.message)", stop.hint, ""]
        if let run = stop.comparedRun {
            let now = stop.rows == 0 ? "its rows were not read" : "\(stop.rows) rows, \(stop.notices) notices"
            lines.append("Compared with run \(run), the last that passed (\(stop.comparedRows ?? 0) rows): \(now).")
        }
        lines += stop.changes.isEmpty ? [] : ["", "What changed:"] + stop.changes.map { "  " + $0.description }
        lines += ["", "Pages kept:"] + (stop.pages.isEmpty ? ["  none arrived"] : stop.pages.map { "  " + $0 })
        if let edit = stop.edit {
            lines += ["", "Proposed edit, for you to judge:"] + edit.split(separator: "\n").map { "  " + $0 }
        } else {
            lines += ["", "No edit of the manifest suggests itself."]
        }
        lines += ["", acceptance]
        return lines.joined(separator: "\n")
    }

    private var acceptance: String {
        if let acceptance = stop.acceptance { return "Accepted by \(acceptance)" }
        guard stop.code.hasPrefix("REC-") else {
            return "Its rows were not read, so there is nothing to accept: mend the manifest, or give a saved page."
        }
        return "If the page is right: warn-import accept \(source) --run \(stop.run) --reason \"…\""
    }
}
