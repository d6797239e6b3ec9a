import ArgumentParser
import Register
import Reporting

/// How a report leaves: for the eye, a spreadsheet or a program.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
}

/// What every question of an analyst may say.
struct AnalystOptions: ParsableArguments {
    @Option(help: "As of when: a position, a day such as 2026-01-31 (its end, UTC) or an instant. Default: now.")
    var asOf: String?

    @Option(help: "table, csv or json.")
    var format: ReportFormat = .table

    @Option(help: "Seconds after which the question is given up.")
    var timeout = 60

    @Option(help: "The ledger, as a PostgreSQL connection string; else $DATABASE_URL, or the PG* variables.")
    var database: String?

    var moment: AsOf { asOf.map { text in Int(text).map { .position($0) } ?? .moment(text) } ?? .newest }
    var reporter: Reporter { Reporter(conninfo: database, connections: 1, statementSeconds: timeout) }

    func write(_ summary: Summary, to terminal: Terminal) {
        switch format {
        case .csv: terminal.write(summary.csv)
        case .json: terminal.write(summary.json)
        case .table:
            terminal.write(ReportTable(summary).text)
            terminal.say("\(summary.rows.count) of \(summary.total) rows, as of position \(summary.asOfPosition)\n")
        }
    }

    func validate() throws {
        guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout is a number of seconds from 1 to 86400.") }
    }
}

/// Prints a report, as the daemon serves it.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print a report of the register: any view of schema report, filtered and ordered.",
        discussion: """
            Without a name it lists the reports and the question that each answers. Filters are those of the daemon's addresses:
            state=NY, workers.from=100, notice_date.to=2026-06-30, employer.has=acme, county.null=, event_type.not=closure.

            EXAMPLES
              warnctl report
              warnctl report workers_noticed --where state=NY --where notice_month.from=2026-01
              warnctl report upcoming_90_days --as-of 2026-09-30 --format csv
              warnctl report employers --sort -workers --limit 10
            """)

    @Argument(help: "The report's name; without one, they are listed.")
    var name: String?

    @Option(name: .customLong("where"), help: "column=value; column.from=, .to=, .has=, .not=, .null=. As often as wanted.")
    var filters: [String] = []

    @Option(help: "Columns to order by, with commas; a - before one for descending.")
    var sort = ""

    @Option(help: "Rows at most.")
    var limit: Int?

    @Flag(help: "What the report and its columns mean, instead of its rows.")
    var explain = false

    @OptionGroup var options: AnalystOptions

    func run() async throws {
        let terminal = Terminal.standard
        try await Program.run(terminal) {
            guard let name else { return try await list(terminal) }
            if explain { return try await explain(name, terminal) }
            options.write(try await options.reporter.summary(query(name), asOf: options.moment), to: terminal)
        }
    }

    private func query(_ name: String) throws -> ReportQuery {
        ReportQuery(
            name, filters: try filters.map(Self.filter),
            order: sort.split(separator: ",").map { .init(String($0.drop { $0 == "-" }), isDescending: $0.hasPrefix("-")) }, limit: limit)
    }

    /// `workers.from=100` as a filter.
    static func filter(_ text: String) throws -> ReportQuery.Filter {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let words = sides[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2, let test = ReportQuery.Filter.Test(rawValue: words.count > 1 ? words[1] : "") else {
            throw CommandError.badFilter(text: text)
        }
        return .init(words[0], test, String(sides[1]))
    }

    private func list(_ terminal: Terminal) async throws {
        for report in try await options.reporter.reports() {
            terminal.write(terminal.styled(report.name.shown, .bold) + "\n  " + report.question.shown + "\n")
        }
    }

    private func explain(_ name: String, _ terminal: Terminal) async throws {
        let known = try await options.reporter.reports()
        guard let report = known.first(where: { $0.name == name }) else {
            throw ReportingError.unknownReport(name: name, known: known.map(\.name))
        }
        terminal.write(report.question.shown + "\n\n")
        for column in report.columns { terminal.write("\(column.name) (\(column.type)): \(column.comment.shown)\n") }
        terminal.write("\ndefinition \(report.definition)\n")
    }
}

/// Asks in SQL.
struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Ask the register in SQL, as the reader: schema report only, nothing is written, and a slow question is given up.",
        discussion: """
            One statement, from the command line or standard input. Schema/README.md has twenty to begin with.

            EXAMPLES
              warnctl sql 'select state, workers from report.workers_by_state order by 2 desc limit 5'
              warnctl sql --as-of 2026-09-30 --format csv < question.sql
            """)

    @Argument(help: "The question; without one, it is read from standard input.")
    var question: String?

    @OptionGroup var options: AnalystOptions

    func run() async throws {
        let terminal = Terminal.standard
        try await Program.run(terminal) {
            var text = question ?? ""
            if question == nil { while let line = terminal.readLine() { text += line + "\n" } }
            options.write(try await options.reporter.answer(to: text, options.moment), to: terminal)
        }
    }
}

/// Rows under each other, numbers to the right; what is not stated is empty.
struct ReportTable {
    private let summary: Summary
    private static let widest = 60

    init(_ summary: Summary) { self.summary = summary }

    var text: String {
        let lines = summary.rows.map { row in row.values.map(Self.cell) }
        let head = summary.report.columns.map(\.name)
        let widths = head.indices.map { place in (lines.map { $0[place].count } + [head[place].count]).max() ?? 0 }
        let isNumber = head.indices.map { place in
            lines.contains { !$0[place].isEmpty } && lines.allSatisfy { $0[place].isEmpty || Double($0[place]) != nil }
        }
        func line(_ cells: [String]) -> String {
            var text = ""
            for (place, cell) in cells.enumerated() {
                let space = String(repeating: " ", count: widths[place] - cell.count)
                text += (place == 0 ? "" : "  ") + (isNumber[place] ? space + cell : cell + (place == cells.count - 1 ? "" : space))
            }
            return text + "\n"
        }
        return line(head) + line(widths.map { String(repeating: "-", count: $0) }) + lines.map(line).joined()
    }

    private static func cell(_ value: JSONValue) -> String {
        let text =
            switch value {
            case .null: ""
            case .string(let text): text.shown
            case .array(let values): values.map(cell).joined(separator: "; ")
            case .bool, .integer, .number, .object: value.canonicalText
            }
        return text.count > widest ? text.prefix(widest - 1) + "…" : text
    }
}
