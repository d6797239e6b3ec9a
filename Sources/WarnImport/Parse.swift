import ArgumentParser
import Catalog
import Foundation
import Normalizing
import Reading
import Register

/// `warn-import parse`: what a saved file means, without a database and without the network.
struct Parse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what a saved page means: one JSON object a row.",
        discussion: """
            The source is the one of the state whose format and header the file has. Rejected rows go to standard error
            as JSON objects with row, code, message and hint.

            Examples:
              warn-import parse --state SS page.csv
              warn-import parse --state SS page.csv --source ss-csv | jq .employer
              warn-import parse ss.csv tt.csv --into out
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl
    }

    @Option(
        help: ArgumentHelp(
            "The two letters of the state that published the file. Default: those the file's name begins with.", valueName: "SS"))
    var state: String?
    @Argument(help: "The saved page; several with --into.", completion: .file())
    var files: [String]
    @Option(help: ArgumentHelp("The source, where the state has several and the content does not tell.", valueName: "id"))
    var source: String?
    @Option(help: ArgumentHelp("Write FILE.jsonl for each file into this folder.", valueName: "folder"), completion: .directory)
    var into: String?
    @Option(help: "The form of the output.")
    var format: Format = .jsonl
    @OptionGroup var home: HomeOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name the saved page.") }
        if files.count > 1, into == nil { throw ValidationError("Several files need --into: the lines do not say whose they are.") }
    }

    func run() async throws {
        let pages = try files.map { (file: $0, state: try code(of: $0)) }
        let catalog = try home.catalog(of: Set(pages.map(\.state)))
        guard let today = CalendarDate.today else { throw Exit.system("The clock gives no day.") }
        let industries = catalog.sources.contains(where: \.fields.haveIndustry) ? try catalog.industries() : nil
        // One file that does not read never stops another.
        var failed: ExitCode?
        for page in pages {
            do {
                try parse(page.file, of: page.state, catalog, industries, today)
            } catch let code as ExitCode {
                failed = failed ?? code
            }
        }
        if let failed { throw failed }
    }

    private func code(of file: String) throws -> StateCode {
        let name = state ?? String(URL(fileURLWithPath: file).lastPathComponent.prefix(2))
        guard let code = StateCode(rawValue: name.uppercased()) else {
            throw ValidationError("\"\(name)\" is no state: two letters are wanted, with --state or at the beginning of the file's name.")
        }
        return code
    }

    private func parse(_ file: String, of state: StateCode, _ catalog: Catalog, _ industries: IndustryTable?, _ today: CalendarDate) throws {
        let sources = try sources(of: state, in: catalog)
        let snapshot = try snapshot(file)
        // Where none fits, the nearest is read, and its error says what is wrong.
        let (normalizer, table): (Normalizer, SourceTable)
        do {
            guard let reading = try Reader.reading(of: snapshot, among: sources) else { return }
            normalizer = try Normalizer(
                source: reading.source, roster: catalog.jurisdictions, today: today, places: catalog.places(of: state), industries: industries)
            table = reading.table
        } catch let error as any RegisterError {
            throw Exit.failure(error)
        }
        let output = try LineOutput(into.map { $0 + "/" + URL(fileURLWithPath: file).lastPathComponent + ".jsonl" })
        let result = normalizer.normalize(table, each: output.write)
        try output.close()
        for rejection in result.rejections { Exit.complain(Self.line(rejection)) }
    }

    private func snapshot(_ file: String) throws -> Snapshot {
        do {
            return Snapshot(
                bytes: try [UInt8](Data(contentsOf: URL(fileURLWithPath: file))), url: "file:" + file,
                fetchedAt: Date().timeIntervalSince1970)
        } catch {
            throw Exit.system("\(file): \(error.localizedDescription)")
        }
    }

    /// The source named, else every source of the state; never none.
    private func sources(of state: StateCode, in catalog: Catalog) throws -> [Source] {
        if let source {
            do throws(CatalogError) {
                return [try catalog.source(source)]
            } catch {
                throw ValidationError(error.message)
            }
        }
        let sources = catalog.sources(of: state)
        guard sources.isEmpty else { return sources }
        if let silent = catalog.silence(of: state), let silence = silent.silence {
            throw Exit.failure(RunError.silent(silent.id, silence))
        }
        let folder = "Importers/\(state.rawValue.lowercased())/"
        if let manifest = catalog.broken.first(where: { $0.path.hasPrefix(folder) }) { throw Exit.failure(manifest.error) }
        let known = Set(try home.catalog().sources.map(\.state.rawValue)).sorted().joined(separator: ", ")
        throw ValidationError("No source of \(state) is known. Known: \(known).")
    }

    private static func line(_ rejection: Rejection) -> String {
        JSONValue.object([
            "row": .integer(rejection.row), "code": .string(rejection.code), "message": .string(rejection.message),
            "hint": .string(rejection.hint),
        ]).canonicalText
    }
}
