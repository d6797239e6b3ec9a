extension FilingCheck {
    private static let counts = ["laid_off_ai", "hired_ai", "not_filled_ai", "retraining_ai"]

    /// FIL-601, FIL-603 to FIL-605, FIL-607, FIL-608: a quarter's report (S. 3108 sec. 2, proposed).
    mutating func quarter() {
        checkQuarter()
        checkImpacts()
        checkActivity()
        checkReconciled()
        if text("public_release_mode") == "confidential_aggregate_only", text("employer.entity_class") != "non_public_designated",
            !isBlank("employer.entity_class")
        {
            report(
                .confidential, "public_release_mode", "only a designated private company may keep its figures confidential",
                hint: "Say public; S. 3108 (c)(2)(D).")
        }
    }

    private mutating func checkQuarter() {
        guard let year = whole("report_year"), let number = whole("report_quarter") else { return }
        guard let quarter = Quarter(year: year, number: number) else {
            let field = (1...4).contains(number) ? "report_year" : "report_quarter"
            return report(
                .quarterNotEnded, field, "there is no quarter \(number) of \(year)", hint: "The quarter is 1 to 4.", refuses: true)
        }
        if context.today <= quarter.lastDay {
            report(
                .quarterNotEnded, "report_quarter", "\(quarter) ends on \(quarter.lastDay), and today is \(context.today)",
                hint: "File from the day after.", refuses: true)
        }
        if filedAs == .quarterAmended {
            guard !isRefused("amends_accession_no"), let old = context.amended.flatMap({ Quarter(of: $0.record) }), old != quarter else {
                return
            }
            report(
                .quarterFiledBefore, "report_quarter", "the amended report is of \(old), not of \(quarter)",
                hint: "A Q/A keeps the year and quarter it amends.")
        } else if context.quarters.contains(quarter) {
            report(.quarterFiledBefore, "report_quarter", "there is a report of \(quarter) already", hint: "Amend it with Q/A.")
        }
    }

    private mutating func checkImpacts() {
        var seen: Set<String> = []
        for item in items("impacts") where !isRefused(item) {
            let code = item + ".naics_code"
            if isBlank(code) {
                report(.impactRow, code, "\(code) is missing", hint: "Each row has its NAICS code.")
            } else if let name = text(code), let vintage = whole(item + ".naics_vintage"), !seen.insert("\(vintage) \(name)").inserted {
                report(.impactRow, code, "\(name) of \(vintage) stands twice", hint: "One row for each code.")
            }
            for path in Self.counts.map({ item + "." + $0 }) where isBlank(path) {
                report(.impactRow, path, "\(path) is missing", hint: "Each row has its four counts; 0 is a count.")
            }
        }
    }

    /// FIL-605. Zero is said, never left out: with `Q/NA`.
    private mutating func checkActivity() {
        guard !isRefused("impacts") else { return }
        let rows = items("impacts")
        if filedAs == .quarterWithoutActivity, !rows.isEmpty {
            report(.noActivity, "impacts", "a quarter without activity has rows", hint: "Leave impacts out, or file Q.")
        }
        guard filedAs == .quarter else { return }
        let figures = rows.flatMap { row in Self.counts.map { whole(row + "." + $0) } }
        if figures.allSatisfy({ $0 == 0 }) {
            report(.noActivity, "impacts", "the quarter has no activity", hint: "Say so with form Q/NA.")
        }
    }

    private mutating func checkReconciled() {
        guard !context.isOffline, let quarter = Quarter(of: record), !isRefused("report_year"), !isRefused("report_quarter") else { return }
        for item in items("reconciles_to") {
            guard let number = text(item) else { continue }
            let named = AccessionNumber(rawValue: number).flatMap { context.reconciled[$0] }
            let isOwn = named.map { context.filer == nil || $0.filer == nil || $0.filer == context.filer } ?? false
            if let named, isOwn, named.form.family == .notice,
                named.record.day("event.first_separation_date").map({ quarter.contains($0) }) ?? false
            {
                continue
            }
            report(
                .reconciledNotice, item, "\(number.quoted) is no accepted notice of this filer with a first separation in \(quarter)",
                hint: "Name the filer's own notices of that quarter.")
        }
    }

    /// FIL-602, FIL-606.
    mutating func doubtQuarter(_ measure: QuarterMeasure) {
        if filedAs != .quarterAmended, measure.isLate {
            report(
                .late, "", "the report was due on \(measure.quarter.dueDate)",
                hint: "S. 3108 sec. 2(a)(1): 30 days after the quarter's end.")
        }
        if let sums = measure.reconciliation, sums.difference != 0, !sums.isExplained {
            report(
                .notReconciled, "reconciles_to", "the quarter reports \(sums.reported) laid off, its notices \(sums.notices)",
                hint: "Explain the difference in reconciliation_note.")
        }
    }
}
