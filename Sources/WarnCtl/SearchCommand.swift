import ArgumentParser
import Register
import Reporting

/// Finds notices by what they say.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find notices by employer, state, date, or what they say of AI.",
        discussion: """
            Searches report.notices as the reader: one line a disclosure, newest notice first. Exit code 1 when nothing is found.

            EXAMPLES
              warnctl search "meridian mills"
              warnctl search --state NY --since 2026-01-01 --ai ai_substitution
              warnctl search acme --filed --as-of 2026-06-30 --format json
            """)

    @Argument(help: "A part of the employer's name, in any case.")
    var employer: String?

    @Option(help: "Two letters.")
    var state: String?

    @Option(help: ArgumentHelp("Notices of this day and later.", valueName: "yyyy-mm-dd"))
    var since: String?

    @Option(help: ArgumentHelp("Notices of this day and earlier.", valueName: "yyyy-mm-dd"))
    var until: String?

    @Option(help: "How it is attributed: ai_substitution, ai_restructuring, ai_market_disruption.")
    var ai: String?

    @Flag(help: "Only what employers filed themselves.")
    var filed = false

    @Option(help: "As of a position of the log, a day or a moment; else now.")
    var asOf: String?

    @Option(help: "At most so many lines.")
    var most = 50

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard (1...10_000).contains(most) else { throw ValidationError("--most is 1 to 10,000.") }
        for day in [since, until].compactMap(\.self) where CalendarDate(day) == nil { throw ValidationError("\"\(day)\" is no day; write 2026-01-31.") }
        if let state, StateCode(rawValue: state.uppercased()) == nil { throw ValidationError("\"\(state)\" is no state; write two letters.") }
    }

    func run() async throws {
        try await Program.run { try await search(on: .standard) }
    }

    func search(on terminal: Terminal) async throws {
        var filters: [ReportQuery.Filter] = []
        if let employer { filters.append(.init("employer", .has, employer)) }
        if let state { filters.append(.init("state", .equals, state.uppercased())) }
        if let since { filters.append(.init("notice_date", .from, since)) }
        if let until { filters.append(.init("notice_date", .to, until)) }
        if let ai { filters.append(.init("ai_label", .equals, ai)) }
        if filed { filters.append(.init("origin", .equals, Origin.employer.rawValue)) }
        let moment = asOf.map { text in Int(text).map { AsOf.position($0) } ?? .moment(text) } ?? .newest
        let found = try await Reporter(conninfo: standard.database).summary(
            ReportQuery("notices", filters: filters, order: [.init("notice_date", isDescending: true)], limit: most), asOf: moment)
        switch standard.format {
        case .json: terminal.write(JSONValue.array(found.rows.map { Self.json($0) }).canonicalText + "\n")
        case .text: for row in found.rows { terminal.write(Self.line(row).shown + "\n") }
        }
        guard !found.rows.isEmpty else {
            terminal.say("Nothing is found.\n")
            throw Program.badInput
        }
    }

    private static let texts = ["employer", "state", "city", "event_type", "notice_date", "effective_start", "form_type", "origin", "accession_no", "disclosure_id", "ai_label"]

    private static func json(_ row: Summary.Row) -> JSONValue {
        var members = Dictionary(uniqueKeysWithValues: texts.map { ($0, row.text($0).map { JSONValue.string($0) } ?? .null) })
        members["workers"] = row.integer("workers").map { .integer($0) } ?? .null
        return .object(members)
    }

    private static func line(_ row: Summary.Row) -> String {
        let place = [row.text("city"), row.text("state")].compactMap(\.self).joined(separator: ", ")
        let workers = row.integer("workers").map { "\($0) workers" } ?? "workers not stated"
        let ai = row.text("ai_label").map { "  " + $0 } ?? ""
        return [
            (row.text("notice_date") ?? "no date").padded(to: 10), (row.text("accession_no") ?? "").padded(to: 23), (row.text("form_type") ?? "").padded(to: 5),
            row.text("employer") ?? "", place, workers,
        ].joined(separator: "  ") + ai
    }
}
