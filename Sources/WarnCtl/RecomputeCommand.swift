import ArgumentParser
import Recording

/// Proves the settled facts, or settles them.
struct RecomputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recompute",
        abstract: "Settle the facts that measures are summed from; with --check, fold the ledger anew and compare.",
        discussion: """
            Reports answer from facts that are settled at a position, and fold the ledger where none are. This settles them for the newest
            position, as every import does. --check compares them, at as many settled positions as asked, chosen at random, with what the
            ledger folds to, and exits with 1 where anything differs.

            EXAMPLES
              warnctl recompute
              warnctl recompute --check --positions 50
            """)

    @Flag(help: "Compare instead.")
    var check = false

    @Option(help: "Settled positions to compare at, at most; the newest is one of them.")
    var positions = 5

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let terminal = Terminal.standard
        try await Program.run(terminal) {
            let ledger = try await Ledger.open(standard.database, role: .reviewer)
            guard check else { return terminal.write("\(try await ledger.settle()) facts added or ended.\n") }
            let settled = try await ledger.settledPositions()
            guard let newest = settled.last else { return terminal.write("Nothing is settled: every report folds the ledger.\n") }
            let chosen = [newest] + settled.dropLast().shuffled().prefix(max(0, positions - 1)).sorted()
            var differences = 0
            for position in chosen {
                for line in try await ledger.refolded(at: position) {
                    differences += 1
                    terminal.write("position \(position): \(line.shown)\n")
                }
            }
            terminal.write("\(chosen.count) of \(settled.count) settled positions folded anew: \(differences) differences.\n")
            if differences > 0 { throw Program.badInput }
        }
    }
}
