import ArgumentParser
import Recording

/// Proves the settled facts, or settles them.
struct RecomputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recompute",
        abstract: "Settle the facts that measures are summed from; with --check, fold the ledger anew and compare.",
        discussion: """
            Reports answer from facts that are settled at a position, and fold what the log holds after it. This settles them for the newest
            position. With --watch it goes on, woken by the ledger's announcements, and imports leave it to this. --check compares facts,
            lines and cells, at as many settled positions as asked, chosen at random, with what the whole ledger folds to, and exits with 1
            where anything differs; --any chooses among all positions of the log.

            EXAMPLES
              warnctl recompute
              warnctl recompute --watch          # as its unit runs it: whenever the log has grown
              warnctl recompute --check --positions 50
            """)

    @Flag(help: "Compare instead.")
    var check = false

    @Flag(help: "Go on, and settle whenever the log has grown.")
    var watch = false

    @Option(help: "Seconds between two settlings with --watch, at least.")
    var every = 0.5

    @Option(help: "Positions to compare at, at most; the newest is one of them.")
    var positions = 5

    @Flag(help: "Compare at any positions of the log, with what is folded after the settled ones.")
    var any = false

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard (0.1...3600).contains(every) else { throw ValidationError("--every is a number of seconds from 0.1 to 3600.") }
        guard !(watch && check) else { throw ValidationError("--watch settles, --check compares: one of the two.") }
        guard check || !any else { throw ValidationError("--any goes with --check.") }
    }

    func run() async throws {
        let terminal = Terminal.standard
        try await Program.run(terminal) {
            let ledger = try await Ledger.open(standard.database, role: .reviewer)
            if watch {
                return try await ledger.keepSettled(pause: .seconds(every)) { changes in
                    if changes > 0 { Terminal.standard.write("\(changes) facts added or ended.\n") }
                }
            }
            guard check else { return terminal.write("\(try await ledger.settle()) facts added or ended.\n") }
            let settled = any ? Array(1...max(1, try await ledger.newestPosition())) : try await ledger.settledPositions()
            guard let newest = settled.last else { return terminal.write("Nothing is settled: every report folds the ledger.\n") }
            let chosen = [newest] + settled.dropLast().shuffled().prefix(max(0, positions - 1)).sorted()
            var differences = 0
            for position in chosen {
                for line in try await ledger.refolded(at: position) {
                    differences += 1
                    terminal.write("position \(position): \(line.shown)\n")
                }
            }
            terminal.write("\(chosen.count) of \(settled.count) positions folded anew: \(differences) differences.\n")
            if differences > 0 { throw Program.badInput }
        }
    }
}
