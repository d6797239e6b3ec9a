import ArgumentParser
import Foundation
import Linking
import Register

/// `warn-import relate`: how the two notices of each line are related, one of the four answers a reader could give.
struct Relate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says of pairs of notices whether they are one, an amendment, another site or another event.",
        discussion: """
            In:  {"id": "1", "a": {"state": …, "employer_name": …, "location": …, "notice_date": …, "effective_date": …,
                  "employees_affected": …, "is_amendment": "0"}, "b": {…}}   one object a line; other keys are ignored
            Out: {"id": "1", "relation": "same_notice"}   or amendment_of, distinct_site, distinct

            Example:
              warn-import relate pairs.jsonl --explain
            """,
        shouldDisplay: false)

    @Argument(help: "A file with one pair a line.", completion: .file())
    var file: String
    @Flag(help: "Also the rule that decided, and its score.")
    var explain = false

    func run() throws {
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(fileURLWithPath: file)) } catch {
            throw Exit.system("\(file): \(error.localizedDescription)")
        }
        var lines: [String] = []
        for (index, line) in bytes.split(separator: 10).enumerated() {
            guard let pair = try? JSONDecoder().decode(JSONValue.self, from: Data(line)), let id = pair["id"],
                let one = Self.candidate(pair["a"], 1), let other = Self.candidate(pair["b"], 2)
            else { throw Exit.failure(RelateError.notAPair(file: file, line: index + 1)) }
            let relation = Linker().relation(of: one, to: other)
            var answer: [String: JSONValue] = ["id": id, "relation": .string(Self.answer(relation.kind).rawValue)]
            if explain { answer["rule"] = .string(relation.rule); answer["score"] = .number(relation.score) }
            lines.append(JSONValue.object(answer).canonicalText)
        }
        print(lines.joined(separator: "\n"))
    }

    /// The four answers know neither a supplement, which adds to a notice, nor an event of two notices.
    private static func answer(_ kind: Link.Kind) -> Link.Kind {
        switch kind {
        case .supplements: .amendmentOf
        case .sameEvent: .sameNotice
        default: kind
        }
    }

    private static func candidate(_ row: JSONValue?, _ number: Int) -> LinkCandidate? {
        guard let row, let state = row["state"]?.text.flatMap({ StateCode(rawValue: $0) }), let employer = row["employer_name"]?.text,
            let id = DisclosureID(rawValue: "00000000-0000-0000-0000-00000000000\(number)")
        else { return nil }
        func words(_ key: String) -> String? { row[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }
        let address = words("site_address"), location = words("location")
        return LinkCandidate(
            id: id, state: state, employer: employer, noticeDate: words("notice_date").flatMap { CalendarDate($0) },
            effective: words("effective_date").flatMap { CalendarDate($0) }, workers: words("employees_affected").flatMap { Int($0) },
            city: address == nil || address == location ? nil : location, location: address ?? location,
            isAmendment: words("is_amendment") == "1")
    }
}

enum RelateError: RegisterError, Equatable {
    case notAPair(file: String, line: Int)

    var code: String { "RUN-11" }
    var message: String {
        switch self {
        case .notAPair(let file, let line): "\(file):\(line) is not a pair of notices."
        }
    }
    var hint: String {
        "Write {\"id\", \"a\": {\"state\", \"employer_name\", …}, \"b\": {…}}, one object a line; see `warn-import relate --help`."
    }
}
