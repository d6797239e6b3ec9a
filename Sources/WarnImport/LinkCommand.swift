import ArgumentParser
import Catalog
import Foundation
import Linking
import Recording
import Register

/// `warn-import link`: linking run again over everything, shown before it is recorded.
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Finds which rows are one notice, an amendment or one event, and shows what would be different.",
        discussion: """
            Examples:
              warn-import link --from published/*.csv
            """)

    @Option(name: .customLong("from"), parsing: .upToNextOption, help: ArgumentHelp("Link the notices of these saved pages, without a ledger.", valueName: "file"))
    var files: [String] = []
    @OptionGroup var home: HomeOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        guard let today = CalendarDate.today else { throw Exit.system("The clock gives no day.") }
        var pages = LinkFiles(catalog: try home.catalog(), today: today)
        for file in files {
            do { try pages.add(file) } catch let error as any RegisterError { Exit.complain("\(file): \(error.description)") }
        }
        let links = Linker().links(among: pages.candidates)
        FileHandle.standardOutput.write(Data(links.map { pages.line($0) + "\n" }.joined().utf8))
        Exit.complain("\(pages.candidates.count) notices, \(links.count) links, \(links.count { $0.isAccepted }) of them accepted.")
    }
}
