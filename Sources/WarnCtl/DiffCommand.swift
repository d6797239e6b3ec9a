import ArgumentParser
import Recording
import Register

/// What two filings say differently.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say in plain words what two filings state differently.",
        discussion: """
            Any two: versions of one disclosure, or a state's line and the employer's own filing. The envelope is not compared.

            EXAMPLES
              warnctl diff 0000000001-26-000001 0000000001-26-000002
              warnctl diff 0000000001-26-000001 0000000001-26-000003 --format json
            """)

    @Argument(help: "The earlier filing: an accession number, or a disclosure's id for its newest filing.")
    var first: String

    @Argument(help: "The later one.")
    var second: String

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run { try await diff(on: .standard) }
    }

    func diff(on terminal: Terminal) async throws {
        let ledger = try await Ledger.open(standard.database, firstOf: [.desk, .filer])
        let (old, new) = (try await ledger.show(Number(first).text), try await ledger.show(Number(second).text))
        let (before, after) = (FilingRecord(old.payload), FilingRecord(new.payload))
        let paths = after.changedFields(since: before)
        guard standard.format == .text else {
            let changes = paths.map { path in
                JSONValue.object([
                    "path": .string(path), "label": .string(RecordText.label(path)), "before": before[path] ?? .null, "after": after[path] ?? .null,
                ])
            }
            return terminal.write(
                JSONValue.object([
                    "from": .string(old.accessionNumber.rawValue), "to": .string(new.accessionNumber.rawValue), "changes": .array(changes),
                ]).canonicalText + "\n")
        }
        terminal.write(
            "From \(old.accessionNumber) (\(old.form.rawValue), accepted \(old.acceptedAt)) to \(new.accessionNumber) (\(new.form.rawValue), accepted \(new.acceptedAt)):\n"
        )
        if paths.isEmpty { terminal.write("  They state the same.\n") }
        for path in paths { terminal.write("  " + RecordText.sentence(path, before[path], after[path]).shown + "\n") }
    }
}

extension RecordText {
    /// `Workers who lose work (event.workers): 200 became 150.`
    static func sentence(_ path: String, _ before: JSONValue?, _ after: JSONValue?) -> String {
        let label = label(path)
        let name = label == path ? path : "\(label) (\(path))"
        switch (before, after) {
        case (nil, let after?): return "\(name): \(words(after, at: path)) is new."
        case (let before?, nil): return "\(name): \(words(before, at: path)) is no longer stated."
        case (let before?, let after?): return "\(name): \(words(before, at: path)) became \(words(after, at: path))."
        case (nil, nil): return "\(name): not stated."
        }
    }
}
