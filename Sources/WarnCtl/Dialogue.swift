import Register

/// Asks for a record question by question: defaults in brackets, `back` to the question before, each answer checked at once.
struct Dialogue {
    let terminal: Terminal
    let context: FilingContext

    private enum Answer {
        case value(JSONValue?)
        case back
    }

    /// The record with every answer; the end of input cancels.
    func record(from start: FilingRecord) throws(CommandError) -> FilingRecord {
        var record = start
        let isAmendment = start["form_type"]?.text != FormType.notice.rawValue
        terminal.say("Enter takes what is in brackets; `back` returns to the question before; `-` leaves a field open; Ctrl-D cancels.\n\n")
        var index = 0
        while true {
            let questions = Question.all(for: record, under: context.law, isAmendment: isAmendment)
            guard index < questions.count else {
                guard let first = Self.firstRefused(questions, record, context) else { return record }
                tell(FilingRules.judge(record, in: context).findings.filter { $0.loudness == .reject })
                index = first
                continue
            }
            switch try answer(questions[index], record) {
            case .back: index = max(0, index - 1)
            case .value(let value):
                var changed = record
                changed.take(value, for: questions[index].path, under: context.law)
                let refusals = Self.refusals(of: questions[index].path, in: changed, context)
                tell(refusals)
                guard refusals.isEmpty else { continue }
                record = changed
                index += 1
            }
        }
    }

    /// Refusals of the field just answered; sums wait for the other parts.
    private static func refusals(of path: String, in record: FilingRecord, _ context: FilingContext) -> [FilingFinding] {
        guard let field = record.field(of: path) else { return [] }
        return FilingRules.refusals(of: field, in: record, context).filter { ![.siteSum, .scheduleSum].contains($0.code) }
    }

    /// The first question about a refused field; nil when none is, or when no question can mend it.
    private static func firstRefused(_ questions: [Question], _ record: FilingRecord, _ context: FilingContext) -> Int? {
        let fields = FilingRules.judge(record, in: context).findings.filter { $0.loudness == .reject }.map(\.field)
        return questions.firstIndex { question in
            record.field(of: question.path).map { path in fields.contains { $0 == path || $0.hasPrefix(path + ".") } } ?? false
        }
    }

    private func answer(_ question: Question, _ record: FilingRecord) throws(CommandError) -> Answer {
        let offered = record.answer(to: question.path) ?? question.proposal
        let words = Self.choices(for: question.path)
        let bracket = offered.map { " [\(RecordText.words($0, at: "").shown)]" } ?? ""
        while true {
            terminal.say(
                terminal.styled(question.words, .bold) + (words.isEmpty ? "" : " (\(words.joined(separator: ", ")))") + bracket + ": ")
            guard let line = terminal.readLine() else {
                terminal.say("\n")
                throw .canceled
            }
            let text = line.withoutEdges
            if text == "back" { return .back }
            if text == "-" { return .value(nil) }
            if text.isEmpty { return .value(offered) }
            do {
                return .value(try Self.value(text, at: question.path))
            } catch {
                terminal.say(error.description + "\n")
            }
        }
    }

    /// A flag is answered yes or no; a record holds true or false.
    private static func value(_ text: String, at path: String) throws(CommandError) -> JSONValue {
        let isFlag = FilingField.at(path)?.kind == .flag || (FilingField.at(path) == nil && !path.hasPrefix("ai?"))
        if isFlag, let flag = ["yes": true, "y": true, "true": true, "no": false, "n": false, "false": false][text.lowercased()] {
            return .bool(flag)
        }
        return try RecordArguments.value(text, at: path)
    }

    private static func choices(for path: String) -> [String] {
        switch FilingField.at(path)?.kind {
        case .choice(let words): words
        case .choices(let words): ["one or more, by commas: " + words.joined(separator: " ")]
        case .flag: ["yes", "no"]
        case .date: ["yyyy-mm-dd"]
        case nil: path.hasPrefix("ai?") ? [] : ["yes", "no"]
        default: []
        }
    }

    private func tell(_ findings: [FilingFinding]) {
        terminal.say(FindingsText(terminal: terminal, place: { _ in nil }).text(findings))
    }
}

extension FilingRecord {
    /// The field that a question is about; nil for "another site?" and for a regime without an answer.
    func field(of path: String) -> String? {
        guard path.hasPrefix("ai?") else { return FilingField.at(path) == nil ? nil : path }
        let index = self["ai"]?.items?.firstIndex { $0["regime"]?.text == String(path.dropFirst(3)) }
        return index.map { "ai.\($0).ai_answer" }
    }

    /// What the record says already to a question.
    func answer(to path: String) -> JSONValue? {
        guard path.hasPrefix("ai?") else { return FilingField.at(path) == nil ? self[path].map { _ in .bool(true) } : self[path] }
        let regime = path.dropFirst(3)
        return self["ai"]?.items?.first { $0["regime"]?.text == String(regime) }?["ai_answer"]
    }

    /// Takes an answer. Another site appears or goes; an answer on AI carries its regime's own standard.
    mutating func take(_ value: JSONValue?, for path: String, under law: FilingLaw) {
        if path.hasPrefix("ai?") { return takeAnswer(value, regime: String(path.dropFirst(3)), under: law) }
        guard FilingField.at(path) == nil else {
            self[path] = value
            if path == "event.type", value != .string("plant_closing") { self["event.entire_facility_closing"] = .bool(false) }
            if path.hasSuffix(".street") { number(sites: path) }
            return
        }
        let index = Int(path.split(separator: ".").last ?? "") ?? 0
        let sites = self["sites"]?.items ?? []
        if value == .bool(true) {
            if index == sites.count { self["sites.\(index)"] = .object(["seq": .integer(index + 1)]) }
        } else {
            self["sites"] = .array(Array(sites.prefix(index)))
        }
    }

    private mutating func number(sites path: String) {
        guard let index = path.split(separator: ".").dropFirst().first.flatMap({ Int($0) }), self["sites.\(index).seq"] == nil else {
            return
        }
        self["sites.\(index).seq"] = .integer(index + 1)
    }

    private mutating func takeAnswer(_ value: JSONValue?, regime name: String, under law: FilingLaw) {
        let answers = self["ai"]?.items ?? []
        let index = answers.firstIndex { $0["regime"]?.text == name } ?? answers.count
        guard let value else {
            self["ai"] = .array(answers.filter { $0["regime"]?.text != name })
            return
        }
        self["ai.\(index).regime"] = .string(name)
        self["ai.\(index).ai_answer"] = value
        let isStated = value == .string("yes") || value == .string("no")
        self["ai.\(index).causation_standard"] = isStated ? law.regime(name).map { .string($0.standard.rawValue) } : nil
    }
}
