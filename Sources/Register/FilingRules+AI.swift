extension FilingCheck {
    /// FIL-501 to FIL-513 and FIL-515: each answer on AI, judged by the regime that asked.
    mutating func ai() {
        checkDenial()
        var seen: Set<String> = []
        for item in items("ai") where !isRefused(item) {
            guard let regime = checkRegime(item, seen: &seen) else { continue }
            checkAnswer(item, to: regime)
        }
    }

    /// FIL-515. An answer that is no known word says neither yes nor no.
    private mutating func checkDenial() {
        guard filedAs == .denial, !isRefused("ai") else { return }
        let answers = items("ai").compactMap { text($0 + ".ai_answer") }
        if !answers.contains("no") || answers.contains("yes") {
            report(.denial, "ai", "a denial has no No, or has a Yes", hint: "Form X gives at least one no, and no yes.")
        }
    }

    private mutating func checkRegime(_ item: String, seen: inout Set<String>) -> AIRegime? {
        let path = item + ".regime"
        guard !isRefused(path) else { return nil }
        let name = text(path) ?? ""
        let known = context.law.regimes.map(\.name)
        guard let regime = context.law.regime(name) else {
            report(
                .regime, path, "\(path) \(name.quoted) is no regime that asks about AI",
                hint: "It is one of: \(known.joined(separator: ", ")).", refuses: true)
            return nil
        }
        guard seen.insert(name).inserted else {
            report(.regime, path, "\(name) is answered twice", hint: "Answer each regime once.", refuses: true)
            return nil
        }
        return regime
    }

    private mutating func checkAnswer(_ item: String, to regime: AIRegime) {
        let path = item + ".ai_answer"
        guard !isRefused(path) else { return }
        let answer = text(path) ?? ""
        guard FilingWords.aiAnswers.contains(answer), answer != "unchecked" || regime.isCheckBox else {
            let words = FilingWords.aiAnswers.filter { $0 != "unchecked" || regime.isCheckBox }
            return report(
                .regime, path, "\(answer.quoted) is no answer to \(regime.name)", hint: "It is one of: \(words.joined(separator: ", ")).",
                refuses: true)
        }
        checkPercentages(item)
        checkCounts(item)
        guard ["yes", "no", "unchecked"].contains(answer), !refusesQuestion(regime, answer, at: path) else { return }
        if answer != "unchecked" { checkStandard(item, of: regime) }
        if answer == "yes" { checkYes(item, under: regime) }
        let capacity = text("certification.signer_capacity")
        if answer == "no", let capacity, capacity == "preparer" {
            report(
                .attestedNo, path, "a No under \(regime.name) is certified by a preparer",
                hint: "An officer, hr_delegate or counsel attests a No.")
        }
    }

    /// FIL-502. True when the question was not asked, so that nothing else about the answer is judged.
    private mutating func refusesQuestion(_ regime: AIRegime, _ answer: String, at path: String) -> Bool {
        let inputs = ["event.type", "event.notice_date", "sites"]
        guard !isWithdrawal || !isBlank("event.type"), inputs.allSatisfy({ !isRefused($0) && !isBlank($0) }) else { return false }
        if regime.canAsk(FilingFacts(record), under: context.law) { return false }
        let since = regime.noticeFrom.map { " dated from \($0)" } ?? ""
        report(
            .notAsked, path, "\(regime.name) does not ask about this notice, so there is no \(answer.quoted)",
            hint: "It asks about \(regime.scope.words)\(since). Leave the answer out, or say not_asked.", refuses: true)
        return true
    }

    private mutating func checkStandard(_ item: String, of regime: AIRegime) {
        let path = item + ".causation_standard"
        guard !isRefused(path), text(path) != regime.standard.rawValue else { return }
        report(
            .causationStandard, path, "the answer is not given on the standard of \(regime.name)",
            hint: "Its standard is \(regime.standard.rawValue).")
    }

    private mutating func checkYes(_ item: String, under regime: AIRegime) {
        let types = item + ".ai_type"
        if !isRefused(types), !items(types).contains(where: isRefused), items(types).isEmpty {
            report(
                .technology, types, "a Yes names no technology", hint: "Name one at least: \(FilingWords.aiTypes.joined(separator: ", ")).")
        }
        let usage = item + ".usage_text"
        if regime.required.contains("usage_text"), !isRefused(usage) {
            let length = (value(usage)?.text ?? "").trimmed.unicodeScalars.count
            if !(20...4000).contains(length) {
                report(
                    .usage, usage, "\(usage) has \(length) characters", hint: "Say in 20 to 4000 characters how the technology is used.",
                    refuses: true)
            }
        }
        checkElements(item, of: regime)
        let count = item + ".attributable_count"
        if regime.required.contains("attributable_count"), isBlank(count) {
            report(.aiCounts, count, "\(count) is missing", hint: "A Yes under \(regime.name) states how many workers.")
        }
    }

    private mutating func checkElements(_ item: String, of regime: AIRegime) {
        let names = ["attributable_pct", "pct_method", "upskilling_text"]
        for path in names.filter(regime.required.contains).map({ item + "." + $0 }) where isBlank(path) {
            report(
                .elements, path, "\(path) is missing",
                hint: "A Yes under \(regime.name) has all its elements; \"none\" is an answer for the training.")
        }
        let faith = "certification.good_faith_statement"
        if regime.required.contains("good_faith_statement"), !isRefused(faith), flag(faith) != true {
            report(.elements, faith, "a Yes under \(regime.name) is not stated in good faith", hint: "Set \(faith) to true.")
        }
    }

    private mutating func checkPercentages(_ item: String) {
        for name in ["attributable_pct", "pct_low", "pct_high"] {
            let path = item + "." + name
            guard let share = amount(path) else { continue }
            let hundredths = share * 100
            if !(0...100).contains(share) || abs(hundredths - hundredths.rounded()) > 1e-7 {
                report(
                    .percentage, path, "\(path) \(JSONValue.number(share).canonicalText) is not a percentage",
                    hint: "0 to 100, with two decimals at most.", refuses: true)
            }
        }
        let ordered = ["pct_low", "attributable_pct", "pct_high"].compactMap { amount(item + "." + $0) }
        if ordered != ordered.sorted() {
            report(
                .percentage, item + ".attributable_pct", "the percentage does not lie between its ends",
                hint: "pct_low <= attributable_pct <= pct_high.")
        }
    }

    private mutating func checkCounts(_ item: String) {
        guard let workers = whole("event.workers") else { return }
        for name in ["attributable_count", "redeployment_offered_count"] {
            guard let count = whole(item + "." + name), count > workers else { continue }
            report(.aiCounts, item + "." + name, "\(item).\(name) \(count) exceeds the \(workers) workers", hint: "Correct one of them.")
        }
        let functions = items(item + ".functions_automated").compactMap { whole($0 + ".workers") }.reduce(0, +)
        if functions > workers {
            report(
                .aiCounts, item + ".functions_automated", "the functions have \(functions) workers, the event \(workers)",
                hint: "Correct a function or the total.")
        }
    }
}

extension AIRegime.Scope {
    /// For a person.
    var words: String {
        switch self {
        case .jurisdictionNotice: "notices under its own act"
        case .federalNoticeAtSite: "federal notices with a site there"
        case .federalMassLayoff: "federal notices of a mass layoff, not of a closing,"
        case .quarter: "a calendar quarter, on form Q,"
        }
    }
}
