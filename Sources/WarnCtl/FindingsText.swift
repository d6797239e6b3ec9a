import Register

/// What the rules say, for a person or a program.
struct FindingsText {
    let terminal: Terminal
    /// `file.yaml:12` of a field; nil where there is no file.
    var place: (String) -> String?

    /// One block a finding: place, code, message; then the hint.
    func text(_ findings: [FilingFinding]) -> String {
        findings.map { finding in
            let code = terminal.styled(finding.code.rawValue, finding.loudness == .warn ? .yellow : .red)
            let place = place(finding.field).map { $0 + ": " } ?? ""
            return "\(place)\(code) \(finding.message.shown)\n    \(finding.hint)\n"
        }.joined()
    }

    func json(_ findings: [FilingFinding]) -> JSONValue {
        .array(
            findings.map { finding in
                .object([
                    "code": .string(finding.code.rawValue), "loudness": .string(finding.loudness.rawValue), "field": .string(finding.field),
                    "value": finding.value ?? .null, "message": .string(finding.message), "hint": .string(finding.hint),
                    "place": place(finding.field).map { .string($0) } ?? .null,
                ])
            })
    }
}

extension FilingMeasure {
    var json: JSONValue {
        func days(_ days: Int?) -> JSONValue { days.map { .integer($0) } ?? .null }
        return .object([
            "lead_days": days(leadDays), "shortfall_days": days(shortfallDays), "period_label": .string(periodLabel),
            "required_days": .object(["strictest": days(strictestDays), "by": .object(requiredDays.mapValues(days))]),
            "shortfall_by": .object(shortfallBy.mapValues(days)),
            "regimes": .array(regimes.map { .string($0) }), "ai_asked": .array(aiAsked.map { .string($0) }),
            "ai_voluntary": .array(aiVoluntary.map { .string($0) }), "ai_answers": .object(aiAnswers.mapValues { .string($0) }),
            "ai_categories": .object(aiLabels.mapValues { .string($0.rawValue) }),
            "workers_by_state": .object(workersByState.mapValues { .integer($0) }),
        ])
    }
}

extension FilingVerdict {
    /// The measure, and what differs from the head of the chain.
    var json: JSONValue {
        guard case .object(var members) = measure.json else { return measure.json }
        members["changed_fields"] = .array(changedFields.map { .string($0) })
        return .object(members)
    }
}
