import ArgumentParser
import Catalog
import Recording
import Register

/// What is due when.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Say what is due when: of a record by every law that applies, or of what is filed by employer and state.",
        discussion: """
            With a record: the last day on which notice meets each recorded period, counted back from its first separation. Without one, from
            the ledger: first separations of open notices, and quarters that are not reported (of employers that reported one before).

            EXAMPLES
              warnctl calendar notice.yaml
              warnctl calendar --filer 0000000001
              warnctl calendar --state NY --from 2026-09-01 --to 2026-12-31 --format json
            """)

    @OptionGroup var record: RecordArguments

    @Option(help: ArgumentHelp("A filer's number, ten digits.", valueName: "number"))
    var filer: String?

    @Option(name: .customLong("in"), help: ArgumentHelp("Notices of one state, two letters.", valueName: "state"))
    var place: String?

    @Option(help: ArgumentHelp("First day; else today.", valueName: "yyyy-mm-dd"))
    var from: String?

    @Option(help: ArgumentHelp("Last day; else 120 days later.", valueName: "yyyy-mm-dd"))
    var to: String?

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        for day in [from, to].compactMap(\.self) where CalendarDate(day) == nil { throw ValidationError("\"\(day)\" is no day; write 2026-01-31.") }
        if let filer, filer.utf8.count != 10 || Int(filer) == nil { throw ValidationError("A filer's number has ten digits.") }
        if let place, StateCode(rawValue: place.uppercased()) == nil { throw ValidationError("\"\(place)\" is no state; write two letters.") }
    }

    func run() async throws {
        try await Program.run { try await tell(on: .standard) }
    }

    /// One line of the calendar.
    private struct Line {
        var day: CalendarDate
        var words: String
        var members: [String: JSONValue]
    }

    func tell(on terminal: Terminal) async throws {
        let today = try Moment.given(nil).day
        let lines = record.isEmpty ? try await filed(today) : try drafted(on: terminal)
        switch standard.format {
        case .json:
            terminal.write(
                JSONValue.array(lines.map { .object($0.members.merging(["date": .string($0.day.description)]) { $1 }) }).canonicalText + "\n")
        case .text:
            if lines.isEmpty { terminal.say("Nothing is due.\n") }
            for line in lines { terminal.write("\(line.day)  \(Self.distance(line.day, today).padded(to: 14))  \(line.words.shown)\n") }
        }
    }

    private static func distance(_ day: CalendarDate, _ today: CalendarDate) -> String {
        switch day.daysSinceEpoch - today.daysSinceEpoch {
        case 0: "today"
        case let days where days < 0: "\(-days) days ago"
        case let days: "in \(days) days"
        }
    }

    /// Counted back from the record's first separation.
    private func drafted(on terminal: Terminal) throws -> [Line] {
        let draft = try Draft(record, form: nil).record
        let measure = FilingMeasure(of: draft, under: try ReferenceTables.law(Home.find(given: standard.home)))
        guard let first = draft["event.first_separation_date"]?.text.flatMap({ CalendarDate($0) }) else {
            throw CommandError.notARecord(place: "event.first_separation_date", reason: "there is no day to count back from")
        }
        let notices = measure.requiredDays.sorted { $0.key < $1.key }.compactMap { jurisdiction, days -> Line? in
            guard let days, let due = first.adding(days: -days) else { return nil }
            return Line(
                day: due, words: "last day on which notice meets the recorded period of \(jurisdiction), \(days) days",
                members: ["kind": .string("notice"), "jurisdiction": .string(jurisdiction), "required_days": .integer(days)])
        }
        let uncounted = measure.requiredDays.filter { $0.value == nil }.keys.sorted()
        if !uncounted.isEmpty { terminal.say("A duty without a day count: \(uncounted.joined(separator: ", ")).\n") }
        return (notices + [Line(day: first, words: "first separation", members: ["kind": .string("separation")])]).sorted { $0.day < $1.day }
    }

    private func filed(_ today: CalendarDate) async throws -> [Line] {
        let first = from.flatMap { CalendarDate($0) } ?? today
        guard let last = to.flatMap({ CalendarDate($0) }) ?? first.adding(days: 120) else { return [] }
        let dates = try await Ledger.open(standard.database, role: .desk).calendar(
            from: first, to: last, filer: filer, state: place.flatMap { StateCode(rawValue: $0.uppercased()) })
        return dates.map { date in
            let words =
                switch date.kind {
                case .separation:
                    "\(date.employer) (\(date.filer)): first separation in \(date.state?.rawValue ?? "no one state"), "
                        + "\(date.workers.map { "\($0) workers" } ?? "workers not stated"), notice \(date.accessionNumber?.rawValue ?? "")"
                case .quarter: "\(date.employer) (\(date.filer)): report of \(date.quarter?.description ?? "") is due"
                }
            return Line(
                day: date.day, words: words,
                members: [
                    "kind": .string(date.kind.rawValue), "employer": .string(date.employer), "filer_id": .string(date.filer),
                    "state": date.state.map { .string($0.rawValue) } ?? .null,
                    "accession_no": date.accessionNumber.map { .string($0.rawValue) } ?? .null,
                    "workers": date.workers.map { .integer($0) } ?? .null, "quarter": date.quarter.map { .string($0.description) } ?? .null,
                ])
        }
    }
}
