import ArgumentParser
import Foundation
import Recording
import Register

/// Loads denominators that the register does not have itself.
struct ReferenceCommand: AsyncParsableCommand {
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case employment
        case metropolitanCounties = "metropolitan-counties"

        var header: [String] {
            switch self {
            case .employment: ["area_fips", "industry", "year", "quarter", "employment"]
            case .metropolitanCounties: ["cbsa", "county_fips", "title"]
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Load a vintage of employment (QCEW) or of metropolitan areas (CBSA), for rates per 1,000 employed.",
        discussion: """
            The files are CSV with these headers; Schema/reference/README.md says how to make them of the publishers' files.
              employment             area_fips,industry,year,quarter,employment
              metropolitan-counties  cbsa,county_fips,title
            A file that is known changes nothing. A new one is an entry of the log: reports as of before do not see it.

            EXAMPLES
              warnctl reference employment qcew-2026-q1.csv
              warnctl reference metropolitan-counties cbsa-2023.csv
            """)

    @Argument(help: "employment or metropolitan-counties.")
    var subject: Subject

    @Argument(help: "The file.")
    var file: String

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let terminal = Terminal.standard
        try await Program.run(terminal) {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandError.unreadableFile(path: file, reason: "no such file, or not readable")
            }
            let rows = try ReferenceTables.rows(of: String(decoding: data, as: UTF8.self), at: file, header: subject.header)
            let ledger = try await Ledger.open(standard.database, role: .importer)
            let entered =
                switch subject {
                case .employment: try await ledger.record(employment: rows, of: Digest(of: data))
                case .metropolitanCounties: try await ledger.record(metropolitanCounties: rows, of: Digest(of: data))
                }
            terminal.write(entered == 0 ? "The file is known: nothing was entered.\n" : "\(entered) rows entered.\n")
        }
    }
}
