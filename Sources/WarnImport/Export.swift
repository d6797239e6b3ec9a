import ArgumentParser
import Foundation
import Recording
import Register

/// `warn-import export`: stored pages for other archives.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the stored pages as a web archive (WARC 1.1).",
        discussion: """
            Every page of every run, stopped ones too, with its address, time, headers and digest; equal bytes once. Private pages are
            left out, and counted; with --private they are in it, which takes the owner's role.

            Exit status: 0 written; 1 no such source; 3 the ledger or the machine failed, and FILE is as it was.

            Examples:
              warn-import export --warc register.warc
              warn-import export --warc ny.warc --source ny
            """)

    @Option(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
    var warc: String
    @Option(help: "One source's pages. Default: every source's.")
    var source: String?
    @Flag(name: .customLong("private"), help: "Private pages as well: letters may name persons.")
    var isPrivate = false
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        do {
            try await write()
        } catch let error as RecordingError {
            throw Exit.system(error.description)
        } catch let error as CocoaError {
            throw Exit.system("\(warc): \(error.localizedDescription)")
        }
    }

    private func write() async throws {
        let ledger =
            isPrivate ? try await Ledger.openForOwner(database.database) : try await Ledger.open(database.database, role: .importer)
        let id = source.flatMap(SourceID.init(rawValue:))
        let runs = try await ledger.runsWithPages(of: id)
        guard source == nil || id != nil && !runs.isEmpty else {
            Exit.complain("The register has no page of a source \"\(source ?? "")\".")
            throw ExitCode(1)
        }
        // Renamed into place: what is called by that name is whole.
        let new = URL(fileURLWithPath: warc + ".new")
        try Data().write(to: new)
        let file = try FileHandle(forWritingTo: new)
        let name = URL(fileURLWithPath: warc).lastPathComponent
        try file.write(contentsOf: Data(WebArchive.opening(file: name, at: Date().timeIntervalSince1970)))
        var archive = WebArchive()
        var (pages, leftOut) = (0, 0)
        for run in runs {
            let found = try await ledger.archivedPages(ofRun: run.run, source: run.source)
            for page in found.pages { try file.write(contentsOf: Data(archive.record(of: page))) }
            pages += found.pages.count
            leftOut += found.leftOut
        }
        try file.close()
        guard rename(new.path, warc) == 0 else { throw Exit.system("\(warc): it cannot be replaced.") }
        print("\(warc): \(pages) pages of \(runs.count) runs" + (leftOut > 0 ? "; \(leftOut) are private or were removed" : ""))
    }
}
