import Register

/// What the rules say, for a person or a program.
struct FindingsText {
    let terminal: Terminal
    /// `file.yaml:12` of a field; nil where there is no file.
    var place: (String) -> String?

    /// One block a finding: place, code, message; then the hint, and the rule with its source.
    func text(_ findings: [FilingFinding]) -> String {
        findings.map { finding in
            let code = terminal.styled(finding.code.rawValue, finding.loudness == .warn ? .yellow : .red)
            let place = place(finding.field).map { $0 + ": " } ?? ""
            return "\(place)\(code) \(finding.message.shown)\n    \(finding.hint)\n    "
                + terminal.styled("Rule: \(finding.code.rule) (\(finding.code.source))", .dim) + "\n"
        }.joined()
    }

    func json(_ findings: [FilingFinding]) -> JSONValue {
        .array(
            findings.map { finding in
                .object([
                    "code": .string(finding.code.rawValue), "loudness": .string(finding.loudness.rawValue), "field": .string(finding.field),
                    "value": finding.value ?? .null, "message": .string(finding.message), "hint": .string(finding.hint),
                    "rule": .string(finding.code.rule), "source": .string(finding.code.source),
                    "place": place(finding.field).map { .string($0) } ?? .null,
                ])
            })
    }
}

extension FilingMeasure {
    var json: JSONValue {
        func days(_ days: Int?) -> JSONValue { days.map { .integer($0) } ?? .null }
        let forEmployees = requiredDaysEmployees.values.compactMap(\.self).max()
        return .object([
            "required_days_employees": .object(["strictest": days(forEmployees), "by": .object(requiredDaysEmployees.mapValues(days))]),
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

extension QuarterMeasure {
    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "due_date": .string(quarter.dueDate.description), "late": .bool(isLate), "net_impact": .integer(netImpact),
        ]
        if let sums = reconciliation {
            members["reconciliation"] = .object([
                "reported": .integer(sums.reported), "notices": .integer(sums.notices), "difference": .integer(sums.difference),
                "explained": .bool(sums.isExplained),
            ])
        }
        return members
    }
}

extension FilingVerdict {
    /// What was computed: the measure of a notice or of a quarter, and what differs from the head of the chain.
    var json: JSONValue {
        var members = quarter?.members ?? measure.json.members ?? [:]
        members["changed_fields"] = .array(changedFields.map { .string($0) })
        return .object(members)
    }

    /// The same, with what the chain was: its state and head, the answers on AI before, and by how many days the event is postponed.
    func computed(_ record: FilingRecord, in context: FilingContext) -> JSONValue {
        var members = json.members ?? [:]
        if let chain = context.amended {
            let isAccepted = outcome == .accepted
            let isWithdrawn = isAccepted ? record.form == .noticeWithdrawn : chain.state == .withdrawn
            let state: FilingChain.State = isWithdrawn ? .withdrawn : chain.state == .superseded ? .superseded : .open
            members["chain_state"] = .string(state.rawValue)
            if !isAccepted { members["chain_head"] = chain.head.map { .string($0.rawValue) } }
            if record.form?.family != .quarter {
                members["previous_ai_answers"] = .object(chain.record.answersByRegime)
                // One claimant that changes its mind is not disputed; that takes two.
                members["disputed"] = .bool(false)
            }
            if record.form == .noticePostponed, let old = chain.firstSeparation,
                let new = record.day("event.first_separation_date")
            {
                members["postponed_days"] = .integer(new.days(since: old))
            }
        } else {
            members["chain_state"] = .string(FilingChain.State.open.rawValue)
        }
        if let accession = context.acceptedBefore { members["accession_no"] = .string(accession.rawValue) }
        return .object(members)
    }

    /// Outcome, findings and computed values: the whole answer, kept with the decision and given to the filer.
    func answer(to record: FilingRecord, in context: FilingContext) -> JSONValue {
        let shown = findings.prefix(Self.mostFindings).map(\.shortened)
        return .object([
            "outcome": .string(outcome.rawValue), "findings": FindingsText(terminal: .standard) { _ in nil }.json(shown),
            "computed": computed(record, in: context),
        ])
    }

    /// A hostile record breaks rules by the thousand.
    private static let mostFindings = 500
}

extension FilingRecord {
    fileprivate var answersByRegime: [String: JSONValue] {
        Dictionary(
            (self["ai"]?.items ?? []).compactMap { item in item["regime"]?.text.flatMap { name in item["ai_answer"].map { (name, $0) } } },
            uniquingKeysWith: { first, _ in first })
    }
}
