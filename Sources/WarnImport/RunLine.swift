import Recording
import Register

/// What became of one source in a run, as a person and as a program read it.
struct RunLine: Sendable {
    enum Outcome: String {
        case accepted, unchanged, stopped
        /// The ledger or the machine failed; nothing of the source is recorded, not even why.
        case failed
    }

    let source: SourceID
    let outcome: Outcome
    var run: Int?
    var tally: ImportTally?
    var filings: [FormType: Int] = [:]
    var position: Int?
    /// Links that are new with this run.
    var links = 0
    /// Seconds since 1970 when the commit had returned; nil when nothing entered the log.
    var committedAt: Double?
    var stop: (code: String, message: String, hint: String)?
    /// Why its filings, which are recorded, could not be linked to others.
    var unlinked: (code: String, message: String, hint: String)?

    init(_ result: ImportResult, source: SourceID, committedAt: Double) {
        self.source = source
        outcome = result.outcome == .accepted ? .accepted : .unchanged
        run = result.run
        tally = result.tally
        filings = result.filings
        position = result.positions?.upperBound
        self.committedAt = result.positions == nil ? nil : committedAt
    }

    init(source: SourceID, run: Int? = nil, stop: any RegisterError) {
        self.source = source
        self.run = run
        outcome = .stopped
        self.stop = (stop.code, stop.message, stop.hint)
    }

    init(source: SourceID, failure: any RegisterError) {
        self.source = source
        outcome = .failed
        stop = (failure.code, failure.message, failure.hint)
    }

    var text: String {
        let name = source.rawValue.padded(to: 12)
        if let stop { return "\(name) \(outcome.rawValue.padded(to: 10)) \(stop.code) \(stop.message)\n             \(stop.hint)" }
        guard let tally else { return "\(name) \(outcome.rawValue)" }
        let forms = FormType.allCases.compactMap { form in filings[form].map { "\($0) \(form.rawValue)" } }.joined(separator: ", ")
        let skipped = tally.skipped.values.reduce(0, +)
        let rows = "\(tally.rows) rows: \(tally.notices) notices, \(tally.rejected) rejected, \(skipped) skipped"
        return "\(name) \(outcome.rawValue.padded(to: 10)) \(rows)" + (forms.isEmpty ? "" : "; recorded \(forms)")
            + (links == 0 ? "" : ", \(links) links")
            + (unlinked.map { "; not linked: \($0.code) \($0.message)\n             \($0.hint)" } ?? "")
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["source": .string(source.rawValue), "outcome": .string(outcome.rawValue)]
        members["run"] = run.map(JSONValue.integer)
        members["position"] = position.map(JSONValue.integer)
        members["committed_at"] = committedAt.map(JSONValue.number)
        if let tally {
            members["rows"] = .integer(tally.rows)
            members["notices"] = .integer(tally.notices)
            members["held"] = .integer(tally.held)
            members["links"] = .integer(links)
            members["rejected"] = .integer(tally.rejected)
            members["skipped"] = .object(tally.skipped.mapValues(JSONValue.integer))
            members["filings"] = .object(Dictionary(uniqueKeysWithValues: filings.map { ($0.rawValue, .integer($1)) }))
        }
        if let unlinked { members["unlinked"] = .string("\(unlinked.code) \(unlinked.message) \(unlinked.hint)") }
        if let stop {
            members["code"] = .string(stop.code)
            members["message"] = .string(stop.message)
            members["hint"] = .string(stop.hint)
        }
        return .object(members)
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
