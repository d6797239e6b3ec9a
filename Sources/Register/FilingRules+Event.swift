extension FilingCheck {
    /// FIL-302 to FIL-310: the event's dates and the fields that fit its type.
    mutating func event() {
        checkNoticeDate()
        checkSeparation()
        checkDateOrder()
        checkFit()
        checkReducedNotice()
        if flag("event.is_conditional") == true, isBlank("event.condition_text") {
            report(
                .condition, "event.condition_text", "a conditional notice does not say on what it depends",
                hint: "Say it in event.condition_text (20 CFR 639.7(a)(3)).")
        }
    }

    /// When WARN took effect (29 U.S.C. § 2101 note).
    private static let firstNotice = "1989-02-04"

    private mutating func checkNoticeDate() {
        let path = "event.notice_date"
        guard let date = date(path) else { return }
        if date.days(since: context.today) > 1 {
            report(
                .noticeAhead, path, "\(path) \(date) lies more than a day ahead of \(context.today)",
                hint: "File on the day the notice is given.", refuses: true)
        }
        if date.description < Self.firstNotice {
            report(
                .noticeBeforeLaw, path, "\(path) \(date) is older than the law", hint: "WARN took effect on \(Self.firstNotice).",
                refuses: true)
        }
    }

    private mutating func checkSeparation() {
        let first = "event.first_separation_date"
        if isBlank(first), flag("event.is_conditional") == false {
            report(.noSeparationDate, first, "\(first) is missing", hint: "Only a conditional notice may leave it open.")
        }
        let window = "event.window_end_date"
        guard let start = date(first), let end = date(window) else { return }
        let days = end.days(since: start)
        if !(0...13).contains(days) {
            report(
                .window, window, "the window from \(start) to \(end) is \(days + 1) days long",
                hint: "A window is at most 14 days, both ends counted (20 CFR 639.7(b)).")
        }
    }

    private mutating func checkDateOrder() {
        guard let first = date("event.first_separation_date") else { return }
        let last = date("event.last_separation_date")
        if let last, last < first {
            report(
                .dateOrder, "event.last_separation_date", "the last separation \(last) is before the first, \(first)",
                hint: "Exchange them.")
        }
        for item in items("event.schedule") {
            let path = item + ".separation_date"
            guard let day = date(path), day < first || last.map({ day > $0 }) ?? false else { continue }
            report(
                .dateOrder, path, "the instalment of \(day) is not between \(first) and \(last?.description ?? "the last separation")",
                hint: "Every instalment lies between the first and the last separation.")
        }
        for item in items("ai") {
            let path = item + ".deployment_start_date"
            guard let day = date(path), day.days(since: first) > 365 else { continue }
            report(
                .dateOrder, path, "the deployment on \(day) is more than a year after the first separation",
                hint: "Give the day the technology was put to use.")
        }
    }

    private mutating func checkFit() {
        let type = text("event.type")
        if flag("event.entire_facility_closing") == true, let type, type != "plant_closing" {
            report(
                .eventFields, "event.entire_facility_closing", "a whole facility closes only in a plant_closing, not in \(type)",
                hint: "Say false, or plant_closing.")
        }
        let duration = "event.expected_duration_days"
        if let days = value(duration) {
            if (days.wholeNumber ?? 0) < 1 {
                report(
                    .eventFields, duration, "\(duration) \(days.canonicalText) is not a number of days",
                    hint: "Write a whole number, 1 or more.", refuses: true)
            } else if text("event.permanence") == "permanent" {
                report(.eventFields, duration, "a permanent event has no expected duration", hint: "Leave it out, or say temporary.")
            }
        }
        let percent = "event.hours_reduction_pct"
        guard let share = amount(percent) else { return }
        if share <= 0 || share > 100 {
            report(
                .eventFields, percent, "\(percent) \(JSONValue.number(share).canonicalText) is not above 0 and at most 100",
                hint: "Write the percent of hours cut.", refuses: true)
        } else if let type, type != "reduction_in_hours" {
            report(.eventFields, percent, "\(type) has no percentage of hours", hint: "Leave it out, or say reduction_in_hours.")
        }
    }

    private mutating func checkReducedNotice() {
        guard let basis = text("event.reduced_notice_basis"), basis != "none" else { return }
        if basis == "faltering_company", let type = text("event.type"), type != "plant_closing" {
            report(
                .falteringCompany, "event.reduced_notice_basis", "faltering_company is for closings only, not for \(type)",
                hint: "29 U.S.C. § 2102(b)(1). Choose another basis, or none.")
        }
        let path = "event.reduced_notice_statement"
        guard !isRefused(path) else { return }
        let length = (value(path)?.text ?? "").trimmed.unicodeScalars.count
        if length < 40 {
            report(
                .basisStatement, path, "the statement of the basis has \(length) characters",
                hint: "State the basis in 40 characters or more (29 U.S.C. § 2102(b)(3)).")
        }
    }
}
