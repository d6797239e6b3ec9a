import Foundation

extension FilingCheck {
    /// Hold and warn rules, tried only when nothing was rejected. A withdrawal is not measured against periods, thresholds or questions.
    mutating func doubts(_ measure: FilingMeasure, _ quarter: QuarterMeasure?) {
        doubtChain()
        if let quarter { doubtQuarter(quarter) }
        if filedAs?.family == .notice { doubtNotice(measure) }
        doubtAnswers()
        doubtNumbers()
    }

    private mutating func doubtNotice(_ measure: FilingMeasure) {
        if let workers = whole("event.workers"), workers > 10_000 {
            report(.veryLarge, "event.workers", "\(workers) workers are unusually many", hint: "A person confirms more than 10,000.")
        }
        guard !isWithdrawal else { return }
        if isBlank("employer.naics_code") {
            report(.noIndustry, "employer.naics_code", "there is no industry code", hint: "Give naics_code and naics_vintage.")
        }
        doubtPeriods(measure)
        doubtLoss(measure)
        for name in measure.aiAsked where measure.aiAnswers[name] == "not_answered" {
            report(
                .notAnswered, "ai", "\(name) asks whether AI caused this layoff, and there is no answer",
                hint: "Answer under \(name); not answering is public.")
        }
    }

    private mutating func doubtChain() {
        guard let head = context.amended?.record else { return }
        let name = "employer.legal_name"
        if let old = head[name]?.text, let new = text(name), Self.folded(old) != Self.folded(new) {
            report(.employerRenamed, name, "the employer was \(old.quoted)", hint: "A person looks before a chain changes hands.")
        }
        if let old = head["event.workers"]?.wholeNumber, let new = whole("event.workers"), 2 * abs(new - old) > old {
            report(
                .workersChanged, "event.workers", "the total changes from \(old) to \(new), by more than half",
                hint: "A person confirms the new figure.")
        }
        if form == "N/P", let chain = context.amended { doubtSteps(chain) }
    }

    /// FIL-114: steps that are each allowed, and 60 days or more together.
    private mutating func doubtSteps(_ chain: FilingChain) {
        let path = "event.first_separation_date"
        guard let new = date(path), let first = chain.versions.lazy.compactMap({ $0.record.day(path) }).first,
            new.days(since: first) >= 60, chain.versions.contains(where: { $0.form == .noticePostponed })
        else { return }
        report(
            .postponedInSteps, path, "postponed in steps by \(new.days(since: first)) days since \(first)",
            hint: "20 CFR 639.10: rolling notice; from 60 days on a new notice is due.")
    }

    /// NFKC, case folding, without punctuation and white space: `Inc.` is `INC`.
    private static func folded(_ name: String) -> String {
        // By way of capitals, so that a sharp s is two of them.
        let plain = name.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
        let kept = plain.unicodeScalars.filter {
            !CharacterSet.punctuationCharacters.contains($0) && !CharacterSet.whitespacesAndNewlines.contains($0)
        }
        return String(String.UnicodeScalarView(kept))
    }

    private mutating func doubtPeriods(_ measure: FilingMeasure) {
        let first = "event.first_separation_date"
        if let lead = measure.leadDays {
            let strictest = measure.strictestDays
            if lead > max(400, 2 * (strictest ?? 0)) {
                report(.leadTooLong, first, "the separation is \(lead) days after the notice", hint: "A person confirms so long a lead.")
            }
            if let strictest, lead < strictest {
                report(
                    .leadBelowPeriod, first, "\(lead) days of notice, \(strictest) on record",
                    hint: "Label: \(measure.periodLabel); the shortfall of \(measure.shortfallDays ?? 0) days is public.")
            }
            if lead < 0 {
                report(.separationBeforeNotice, first, "the separation is \(-lead) days before the notice", hint: "Check both dates.")
            }
        }
        if let notice = date("event.notice_date"), let received = date("event.state_received_date"), notice.days(since: received) > 5 {
            report(
                .stateKnewBefore, "event.state_received_date", "the state had it \(notice.days(since: received)) days before it was given",
                hint: "Check both dates.")
        }
    }

    private mutating func doubtLoss(_ measure: FilingMeasure) {
        if !measure.isEmploymentLoss {
            let field =
                text("event.type") == "reduction_in_hours" && amount("event.hours_reduction_pct").map { $0 <= 50 } ?? false
                ? "event.hours_reduction_pct" : "event.expected_duration_days"
            report(
                .noEmploymentLoss, field, "by 29 U.S.C. § 2101(a)(6) this is no employment loss, so no period applies",
                hint: "Check the duration and the hours.")
        } else if measure.requiredDays.isEmpty, let type = text("event.type"), StatutoryEvent.words(for: type) != nil {
            report(.noThreshold, "event.workers", "no recorded threshold is reached", hint: "The period's label is not_computable.")
        }
    }

    private mutating func doubtAnswers() {
        let facts = FilingFacts(record)
        for (index, answer) in facts.answers.enumerated() where answer.answer == "yes" {
            doubtYes(answer, "ai." + String(index))
        }
        for (index, denial) in facts.answers.enumerated() where denial.answer == "no" {
            guard let denied = context.law.regime(denial.regime) else { continue }
            let path = "ai." + String(index) + ".ai_answer"
            for answer in facts.answers where answer.answer == "yes" {
                guard let said = context.law.regime(answer.regime), denied.standard.strength <= said.standard.strength,
                    denied.includesAutomation || !answer.isAutomationAlone
                else { continue }
                report(
                    .contradiction, path, "Yes under \(said.name) and No under \(denied.name), whose standard is not stronger",
                    hint: "Check both answers; both are kept.")
            }
            if context.amended?.answers[denial.regime] == "yes" {
                report(
                    .contradiction, path, "the Yes under \(denial.regime) has become a No", hint: "Both are kept; the later one governs.")
            }
        }
    }

    private mutating func doubtYes(_ answer: FilingFacts.Answer, _ item: String) {
        if amount(item + ".attributable_pct") == 0 {
            report(
                .zeroPercent, item + ".attributable_pct", "Yes with 0 percent", hint: "Good faith does not exclude it; check the figure.")
        }
        if let share = amount(item + ".attributable_pct"), let count = whole(item + ".attributable_count"),
            let workers = whole("event.workers"),
            abs(share / 100 * Double(workers) - Double(count)) > 0.5 + Double(workers) / 200 + 1e-9
        {
            report(
                .percentageAndCount, item + ".attributable_pct",
                "\(JSONValue.number(share).canonicalText) percent of \(workers) is not \(count)", hint: "Check percentage and count.")
        }
        if answer.isAutomationAlone, context.law.regime(answer.regime)?.includesAutomation == false {
            report(
                .automationAlone, item + ".ai_type", "\(answer.regime) asks about AI, and only automation is named",
                hint: "It is stored as automation_non_ai.")
        }
    }

    /// FIL-805: a social security number's form, bounded by non-digits; area not 000, 666 or 900 to 999.
    private mutating func doubtNumbers() {
        for (path, value) in record.leaves where FilingField.at(path)?.isPrivate != true {
            let texts = value.items?.compactMap(\.text) ?? [value.text].compactMap(\.self)
            guard texts.contains(where: Self.hasSocialSecurityNumber) else { continue }
            report(
                .socialSecurityNumber, path, "\(path) has what looks like a social security number",
                hint: "Remove it, or have a person confirm that it is none.")
        }
    }

    static func hasSocialSecurityNumber(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func isDigit(_ index: Int) -> Bool { bytes.indices.contains(index) && (48...57).contains(bytes[index]) }
        guard bytes.count >= 11 else { return false }
        return (0...(bytes.count - 11)).contains { start in
            let form = bytes[start..<(start + 11)].enumerated().allSatisfy { offset, byte in
                offset == 3 || offset == 6 ? byte == 45 : (48...57).contains(byte)
            }
            guard form, !isDigit(start - 1), !isDigit(start + 11) else { return false }
            let area = bytes[start..<(start + 3)].reduce(0) { $0 * 10 + Int($1) - 48 }
            return area != 0 && area != 666 && area < 900
        }
    }
}
