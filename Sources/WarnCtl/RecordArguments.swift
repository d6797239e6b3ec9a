import ArgumentParser
import Register

/// The record as given on the command line: a file, values by path, and short options for the common fields.
struct RecordArguments: ParsableArguments {
    @Argument(
        help: "The record in YAML or JSON; `warnctl template` prints one to fill in.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Set a field by its path; null removes it. May be repeated. Items of a list count from 0: sites.0.city is of the first site, which a preview shows as Site 1 (sites.0).",
            valueName: "field=value")
    )
    var assignments: [String] = []

    @Option(help: "The employer's legal name.")
    var employer: String?

    @Option(help: ArgumentHelp("What happens: \(FilingWords.eventTypes.joined(separator: ", ")).", valueName: "type"))
    var event: String?

    @Option(help: ArgumentHelp("Workers who lose work; also those of the only site.", valueName: "count"))
    var workers: String?

    @Option(help: ArgumentHelp("The day the notice is given.", valueName: "yyyy-mm-dd"))
    var noticeDate: String?

    @Option(help: ArgumentHelp("The first day on which a worker loses work.", valueName: "yyyy-mm-dd"))
    var separationDate: String?

    @Option(help: "Street and number of the only site.")
    var street: String?

    @Option(help: "City of the only site.")
    var city: String?

    @Option(help: "State of the only site, two letters.")
    var state: String?

    @Option(help: "ZIP code of the only site.")
    var zip: String?

    @Option(help: ArgumentHelp("The reason for the layoff, in your own words.", valueName: "text"))
    var layoffReason: String?

    /// True when nothing at all was given, so that a person is asked.
    var isEmpty: Bool { file == nil && values.isEmpty && assignments.isEmpty }

    private var values: [(path: String, text: String)] {
        [
            ("employer.legal_name", employer), ("event.type", event), ("event.workers", workers), ("event.notice_date", noticeDate),
            ("event.first_separation_date", separationDate), ("sites.0.street", street), ("sites.0.city", city), ("sites.0.state", state),
            ("sites.0.zip", zip), ("event.stated_reason_text", layoffReason),
        ].compactMap { path, text in text.map { (path, $0) } }
    }

    /// Lays the short options and then `--set` over a record.
    func apply(to record: inout FilingRecord) throws(CommandError) {
        for (path, text) in values { record[path] = PlainScalar.value(text, at: path) }
        if let workers, (record["sites"]?.items?.count ?? 0) <= 1 {
            record["sites.0.workers"] = PlainScalar.value(workers, at: "sites.0.workers")
        }
        for assignment in assignments {
            guard let sign = assignment.firstIndex(of: "="), sign > assignment.startIndex else { throw .badAssignment(text: assignment) }
            let path = String(assignment[..<sign])
            record[path] = try Self.value(String(assignment[assignment.index(after: sign)...]), at: path)
        }
    }

    /// Lists of words by commas, other lists and maps as JSON, everything else as its field's type.
    static func value(_ text: String, at path: String) throws(CommandError) -> JSONValue {
        if text.hasPrefix("[") || text.hasPrefix("{") {
            var places = Places()
            var parser = PlacedJSON(text, name: "--set " + path)
            do {
                return try parser.document(&places)
            } catch let error as CommandError {
                throw error
            } catch {
                throw .badAssignment(text: path + "=" + text)
            }
        }
        switch FilingField.at(path)?.kind {
        case .choices, .texts: return .array(text.split(separator: ",").map { .string(String($0).withoutEdges) })
        default: return PlainScalar.value(text, at: path)
        }
    }
}

extension String {
    var withoutEdges: String {
        let head = drop { $0.isWhitespace }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }
}

extension FilingRecord {
    /// What the program states for every employer's filing: form and origin, the sites' numbers, and the moment and text of the certification.
    mutating func complete(form: String, at moment: String) {
        self["form_type"] = .string(form)
        self["origin"] = .string("filer_cli")
        for index in (self["sites"]?.items ?? []).indices where self["sites.\(index).seq"] == nil {
            self["sites.\(index).seq"] = .integer(index + 1)
        }
        if self["certification.certified_at"] == nil { self["certification.certified_at"] = .string(moment) }
        if self["certification.certification_text_version"] == nil {
            self["certification.certification_text_version"] = FilingWords.certificationTexts.keys.max().map { .integer($0) }
        }
    }
}
