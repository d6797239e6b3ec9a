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
              warnctl recompute --watch          # as its unit runs it: whenever the log has grown
              warnctl recompute --check --positions 50
            """)

    @Flag(help: "Compare instead.")
    var check = false

    @Flag(help: "Go on, and settle whenever the log has grown.")
    var watch = false

    @Option(help: "Seconds between two looks with --watch.")
    var every = 1.0

    @Option(help: "Settled positions to compare at, at most; the newest is one of them.")
    var positions = 5

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard (0.1...3600).contains(every) else { throw ValidationError("--every is a number of seconds from 0.1 to 3600.") }
        guard !(watch && check) else { throw ValidationError("--watch settles, --check compares: one of the two.") }
    }

    func run() async throws {
        let terminal = Terminal.standard
        try await Program.run(terminal) {
            let ledger = try await Ledger.open(standard.database, role: .reviewer)
            guard check else {
                repeat {
                    let changes = try await ledger.settle()
                    if changes > 0 || !watch { terminal.write("\(changes) facts added or ended.\n") }
                    if watch { try await Task.sleep(for: .seconds(every)) }
                } while watch
                return
            }
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
