import ArgumentParser
import Foundation
import Recording
import Register

/// `warn-import status`: how each source stands.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows each source: last success, last change, rows, rejections, and why it is stopped, unproven or silent.",
        discussion: """
            Exit status: 0 no source is stopped; 1 at least one is; 3 the ledger or the machine failed.

            Examples:
              warn-import status
              warn-import status --format json
            """)

    @Option(help: "How the answer is written; json is one object a line.")
    var format: Run.Format = .text
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let sources: [SourceStatus]
        do {
            sources = try await Ledger.open(database.database, role: .importer).status()
        } catch {
            throw Exit.system(error.description)
        }
        if format == .text, sources.isEmpty { print("No source has been imported yet. `warn-import run` imports them.") }
        if format == .text, !sources.isEmpty { print(StatusLine.heading) }
        for source in sources {
            let line = StatusLine(source: source)
            print(format == .json ? line.json.canonicalText : line.text)
        }
        if sources.contains(where: { $0.stopped != nil }) { throw ExitCode(1) }
    }
}

/// One source as `status` prints it.
struct StatusLine {
    let source: SourceStatus

    static let heading = [
        "source".padded(to: 12), "last success".padded(to: 21), "last change".padded(to: 21), "rows", "rejected", "listed",
    ]
    .joined(separator: " ")

    private static let unproven = "unproven: written from facts alone; no run from the network has passed yet"

    var text: String {
        let cells = [
            source.source.rawValue.padded(to: 12), (source.lastSuccessAt ?? "never").padded(to: 21),
            (source.lastChangeAt ?? "never").padded(to: 21),
            Self.number(source.rows, width: 4), Self.number(source.rejected, width: 8), Self.number(source.listed, width: 6),
        ]
        let line = cells.joined(separator: " ")
        if let silence = source.silence {
            let standing =
                silence.publication == "none" ? "nothing published" : "published \(silence.publication.replacing("_", with: " ")) only"
            return "\(source.source.rawValue.padded(to: 12)) \(standing), known since \(silence.since): \(silence.comment)"
                + "\n             ask \(silence.contact)"
        }
        guard let stop = source.stopped else { return source.unproven ? line + "\n             " + Self.unproven : line }
        return line + "\n             stopped \(stop.at), run \(stop.run): \(stop.code) \(stop.message)\n             \(stop.hint)"
    }

    var json: JSONValue {
        let stopped = source.stopped.map { stop in
            JSONValue.object([
                "run": .integer(stop.run), "at": .string(stop.at), "code": .string(stop.code), "message": .string(stop.message),
                "hint": .string(stop.hint),
            ])
        }
        let silence = source.silence.map { silence in
            JSONValue.object([
                "publication": .string(silence.publication), "since": .string(silence.since), "contact": .string(silence.contact),
                "comment": .string(silence.comment),
            ])
        }
        return .object([
            "unproven": .bool(source.unproven), "silence": silence ?? .null,
            "source": .string(source.source.rawValue), "publisher": .string(source.publisher),
            "last_success_at": Self.value(source.lastSuccessAt),
            "last_change_at": Self.value(source.lastChangeAt), "rows": Self.value(source.rows), "notices": Self.value(source.notices),
            "rejected": Self.value(source.rejected), "listed": .integer(source.listed), "stopped": stopped ?? .null,
        ])
    }

    private static func number(_ value: Int?, width: Int) -> String {
        let digits = value.map(String.init) ?? "-"
        return String(repeating: " ", count: max(0, width - digits.count)) + digits
    }

    private static func value(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    private static func value(_ number: Int?) -> JSONValue { number.map(JSONValue.integer) ?? .null }
}
