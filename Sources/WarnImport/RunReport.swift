import Foundation
import Recording
import Register

/// What a run tells while it works and at its end.
struct RunReport {
    enum Form {
        /// Progress for a person: where the run is, and each outcome with its hint.
        case terminal
        /// One line an event with its moment, for a journal.
        case log
        /// One object a line, for a program; nothing else.
        case json
    }

    static func form(isTerminal: Bool) -> Form { isTerminal ? .terminal : .log }

    let form: Form
    /// How many outcomes are to come.
    let sources: Int
    private(set) var lines: [RunLine] = []
    private let write: @Sendable (String) -> Void
    private let now: @Sendable () -> Date

    init(
        form: Form, sources: Int, write: @escaping @Sendable (String) -> Void = { FileHandle.standardOutput.write(Data(($0 + "\n").utf8)) },
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.form = form
        self.sources = sources
        self.write = write
        self.now = now
    }

    mutating func add(_ line: RunLine) {
        lines.append(line)
        switch form {
        case .terminal: write("[\(String(lines.count).leftPadded(to: String(sources).count))/\(sources)] \(line.text)")
        case .log: write("\(stamp) \(line.logText)")
        case .json: write(line.json.canonicalText)
        }
    }

    /// The summary: how it went, and for each source that needs a person, why and what to do.
    func end(notDue: Int, broken: Int) {
        guard form != .json else { return }
        let said = [headline(notDue: notDue, broken: broken)] + troubles
        for text in said { write(form == .log ? "\(stamp) \(text)" : text) }
    }

    /// 0: all is well; 1: a source is stopped or its manifest is not in order; 3: the ledger or the machine failed.
    func exitStatus(broken: Int) -> Int32 {
        if count(.failed) > 0 || lines.contains(where: { $0.unlinked != nil }) { return 3 }
        return broken > 0 || count(.stopped) > 0 ? 1 : 0
    }

    private func count(_ outcome: RunLine.Outcome) -> Int { lines.count { $0.outcome == outcome } }

    private func headline(notDue: Int, broken: Int) -> String {
        let parts = [
            (count(.accepted), "with something new"), (count(.unchanged), "with nothing new"), (count(.stopped), "stopped"),
            (count(.failed), "failed"), (notDue, "not due"), (broken, "with a manifest that is not in order"),
        ]
        let said = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let filings = lines.reduce(0) { $0 + $1.filings.values.reduce(0, +) }
        let rejected = lines.reduce(0) { $0 + ($1.tally?.rejected ?? 0) }
        return "Sources: " + (said.isEmpty ? "none" : said.joined(separator: ", ")) + ". \(filings) filings recorded"
            + (rejected > 0 ? ", \(rejected) rows rejected (report.rejections)." : ".")
    }

    /// One text for all sources with the same thing to do, so that a host or a ledger that is down is told once.
    private var troubles: [String] {
        var hints: [String] = []
        var sources: [String: [String]] = [:]
        for line in lines {
            guard let stop = line.stop else { continue }
            let hint = stop.hint.replacing("SOURCE", with: line.source.rawValue)
            if sources[hint] == nil { hints.append(hint) }
            sources[hint, default: []].append("\(line.source) \(stop.code)")
        }
        return hints.map { "To do, \(sources[$0, default: []].joined(separator: ", ")): \($0)" }
    }

    private var stamp: String { now().formatted(.iso8601) }
}

extension RunLine {
    /// Name and values on one line, texts in quotes.
    var logText: String {
        var parts = [source.rawValue, outcome.rawValue]
        if let run { parts.append("run=\(run)") }
        if let tally {
            parts += ["rows=\(tally.rows)", "notices=\(tally.notices)", "rejected=\(tally.rejected)"]
            parts.append("skipped=\(tally.skipped.values.reduce(0, +))")
        }
        parts += FormType.allCases.compactMap { form in filings[form].map { "\(form.rawValue)=\($0)" } }
        if let stop {
            parts.append("code=\(stop.code)")
            parts.append("message=\"\(stop.message.replacing("\"", with: "'").replacing("\n", with: " "))\"")
        }
        return parts.joined(separator: " ")
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
