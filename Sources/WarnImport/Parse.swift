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
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl
    }

    @Option(help: ArgumentHelp("The two letters of the state that published the file.", valueName: "SS"))
    var state: String
    @Argument(help: "The saved page.", completion: .file())
    var file: String
    @Option(help: ArgumentHelp("The source, where the state has several and the content does not tell.", valueName: "id"))
    var source: String?
    @Option(help: "The form of the output.")
    var format: Format = .jsonl
    @OptionGroup var home: HomeOptions

    func run() async throws {
        guard let code = StateCode(rawValue: state.uppercased()) else {
            throw ValidationError("\"\(state)\" is no state: two letters are wanted.")
        }
        let catalog = try home.catalog()
        let sources = try sources(of: code, in: catalog)
        let snapshot = try snapshot()
        // Where none fits, the nearest is read, and its error says what is wrong.
        guard let source = Reader.source(for: snapshot, among: sources) else { return }
        guard let today = CalendarDate.today else { throw Exit.system("The clock gives no day.") }
        let table: SourceTable
        let normalizer: Normalizer
        do {
            table = try Reader.table(of: [snapshot], for: source)
            normalizer = try Normalizer(source: source, roster: catalog.jurisdictions, today: today)
        } catch let error as any RegisterError {
            throw Exit.failure(error)
        }
        let result = normalizer.normalize(table)
        let lines = result.notices.map { NoticeLine(notice: $0).text + "\n" }
        FileHandle.standardOutput.write(Data(lines.joined().utf8))
        for rejection in result.rejections { Exit.complain(Self.line(rejection)) }
    }

    private func snapshot() throws -> Snapshot {
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
        let known = Set(catalog.sources.map(\.state.rawValue)).sorted().joined(separator: ", ")
        throw ValidationError("No source of \(state) is known. Known: \(known).")
    }

    private static func line(_ rejection: Rejection) -> String {
        JSONValue.object([
            "row": .integer(rejection.row), "code": .string(rejection.code), "message": .string(rejection.message),
            "hint": .string(rejection.hint),
        ]).canonicalText
    }
}
