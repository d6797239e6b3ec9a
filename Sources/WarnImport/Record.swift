import ArgumentParser
import Catalog
import Foundation
import Register

/// `warn-import record`: writes what the samples of a source mean now. A recording is never a pass: it ends with status 1.
struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rewrites a source's expected notices, and fails, so that someone reads them.",
        discussion: """
            Read every line of the new file against the page before you commit it.

            Example:
              warn-import record ny && echo never || git diff Importers/ny
            """)

    @Argument(help: "The source whose samples are read.")
    var source: String
    @OptionGroup var home: HomeOptions

    func run() async throws {
        let catalog = try home.catalog()
        do {
            let source = try catalog.source(self.source)
            let readings = try Samples(catalog: catalog).readings(of: source.state).filter { $0.source.id == source.id }
            for reading in readings {
                try Data(reading.notices.utf8).write(to: URL(fileURLWithPath: catalog.home.path + "/" + reading.sample.expected))
                print("\(reading.sample.expected): \(reading.count) notices")
            }
            Exit.complain("Recorded. Read each line against the page, then commit.")
        } catch let error as any RegisterError {
            throw Exit.failure(error)
        } catch {
            throw Exit.system(error.localizedDescription)
        }
        throw ExitCode(1)
    }
}
