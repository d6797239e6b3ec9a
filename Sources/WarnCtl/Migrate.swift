import ArgumentParser
import Catalog
import Foundation
import Recording
import Register

/// Brings the ledger to the state that the files of `Schema` describe.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the ledger to the newest schema, and remake its report views.",
        discussion: """
            Each migration is one transaction; running it again changes nothing. Connect as who may create roles and schemas.

            EXAMPLES
              warnctl migrate
              warnctl migrate --database "host=/run/postgresql dbname=warn_register user=postgres"
            """)

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let format = standard.format
        try await Program.run {
            let home = try Home.find(given: standard.home)
            try await Migrator(schema: home.schema).migrate(standard.database) { step in
                let line = format == .json ? JSONValue.object(["step": .string(step)]).canonicalText : step
                FileHandle.standardOutput.write(Data((line + "\n").utf8))
            }
            if format == .text { Terminal.standard.write("The ledger is up to date.\n") }
        }
    }
}
