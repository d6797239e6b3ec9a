extension FilingCheck {
    /// FIL-101, FIL-103, FIL-108: the form, what it requires, and the reason of an amendment.
    mutating func envelope() {
        checkForm()
        checkRequired()
        checkAmendmentReason()
    }

    private mutating func checkForm() {
        if !isRefused("form_type"), !FilingRules.forms.contains(form) {
            report(
                .form, "form_type", "form_type \(form.quoted) is not a form that an employer files",
                hint: "N a notice, N/A its restatement, N/P its postponement, N/W its withdrawal; Q, Q/A, Q/NA a quarter; X a denial.",
                refuses: true)
        }
        if !isRefused("origin"), !["filer_cli", "filer_api"].contains(text("origin") ?? "") {
            report(
                .form, "origin", "origin \((text("origin") ?? "").quoted) is not an employer's",
                hint: "An employer files by filer_cli or filer_api.", refuses: true)
        }
    }

    private static let alwaysRequired = ["employer.legal_name", "employer.entity_class"]
    private static let noticeRequired = [
        "employer.us_employee_count", "employer.count_basis", "event.type", "event.entire_facility_closing", "event.permanence",
        "event.notice_date", "event.notice_date_kind", "event.is_conditional", "event.bumping_rights", "event.reduced_notice_basis",
        "event.workers", "sites",
    ]

    private static let quarterRequired = ["report_year", "report_quarter"]

    /// Whether a form cannot do without a field. An estimate that is still pending stands for the count.
    static func isRequired(_ path: String, in form: String) -> Bool { required(in: form).contains(path) }

    private static func required(in form: String) -> [String] {
        switch FormType(rawValue: form) {
        case .notice, .noticeAmended, .noticePostponed: alwaysRequired + noticeRequired
        case .quarter, .quarterAmended, .quarterWithoutActivity: alwaysRequired + quarterRequired
        default: alwaysRequired
        }
    }

    private mutating func checkRequired() {
        guard !isRefused("form_type") else { return }
        for path in Self.required(in: form) where isBlank(path) {
            if path == "event.workers", flag("event.estimate_pending") == true || isRefused("event.estimate_pending") { continue }
            let meaning = FilingField.at(path).map { ": " + $0.meaning } ?? ""
            report(.requiredField, path, "\(path) is missing\(meaning)", hint: "Form \(form) requires it.", refuses: true)
        }
    }

    private mutating func checkAmendmentReason() {
        let path = "amendment_reason"
        guard !isRefused("form_type"), !isRefused(path) else { return }
        if let words = text("amendment_text"), words.unicodeScalars.count > 2000 {
            report(
                .amendmentReason, "amendment_text", "amendment_text has \(words.unicodeScalars.count) characters",
                hint: "Write at most 2000.", refuses: true)
        }
        if form == "N/P", isBlank("amendment_text") {
            report(.amendmentReason, "amendment_text", "a postponement does not say why", hint: "Give the reason in amendment_text.")
        }
        let all = (isWithdrawal ? FilingWords.withdrawalReasons : FilingWords.amendmentReasons).joined(separator: ", ")
        guard let reason = text(path) else {
            if filedAs?.continuesChain == true {
                report(
                    .amendmentReason, path, "\(path) is missing",
                    hint: "\(isWithdrawal ? "A withdrawal" : "An amendment") says why: \(all).", refuses: true)
            }
            return
        }
        if !FilingWords.amendmentReasons.contains(reason) {
            report(
                .amendmentReason, path, "\(path) \(reason.quoted) is not a reason of the list", hint: "It is one of: \(all).", refuses: true
            )
        } else if filedAs?.continuesChain != true, isBlank("amends_accession_no") {
            report(
                .amendmentReason, path, "an original filing has no \(path)", hint: "Leave it out, or amend the earlier filing.",
                refuses: true)
        } else if form == "N/P", reason != "postponement" {
            report(
                .amendmentReason, path, "the reason of a postponement is not \(reason)", hint: "Say postponement, or file N/A.",
                refuses: true)
        } else if reason == "reinstated", form != "N/A" || context.amended.map({ $0.state != .withdrawn }) ?? false {
            report(
                .amendmentReason, path, "reinstated is said only of a withdrawn notice, in an N/A",
                hint: "Choose another reason: \(FilingWords.withdrawalReasons.joined(separator: ", ")).",
                refuses: true)
        }
    }

    /// FIL-104 to FIL-111: the chain that the filing continues, and the disclosure that it supersedes.
    mutating func chain() {
        if !isRefused("form_type"), !isRefused("amends_accession_no") { checkAmended() }
        checkSuperseded()
    }

    private mutating func checkAmended() {
        let path = "amends_accession_no"
        guard let filedAs, filedAs.continuesChain || filedAs == .denial else {
            if !isBlank(path) {
                report(.amendsAccession, path, "form \(form) amends nothing", hint: "Leave \(path) out, or amend it.", refuses: true)
            }
            return
        }
        if filedAs == .denial, isBlank(path) { return }
        guard let named = text(path) else {
            return report(.amendsAccession, path, "\(path) is missing", hint: "Name the filing that form \(form) continues.", refuses: true)
        }
        guard !context.isOffline else { return }
        guard let chain = context.amended, chain.filings.contains(where: { $0.rawValue == named }), isOwn(chain),
            chain.form(named: named).map({ filedAs.canFollow($0) }) ?? true
        else {
            return report(
                .amendsAccession, path, "\(named.quoted) is no accepted filing of this filer that form \(form) can follow",
                hint: "`warnctl history` lists a disclosure's filings.", refuses: true)
        }
        checkHead(named, of: chain)
    }

    private func isOwn(_ chain: FilingChain) -> Bool { context.filer == nil || chain.filer == nil || context.filer == chain.filer }

    private mutating func checkHead(_ named: String, of chain: FilingChain) {
        let path = "amends_accession_no"
        if let head = chain.head, head.rawValue != named {
            return report(
                .staleHead, path, "stale_head: \(named) is no longer the newest filing of its chain",
                hint: "The head is \(head.rawValue). Look at it with `warnctl show \(head.rawValue)` and amend that one.", refuses: true)
        }
        let isReinstated = form == "N/A" && text("amendment_reason") == "reinstated"
        if chain.state == .superseded || (chain.state == .withdrawn && !isReinstated) {
            let hint =
                chain.state == .withdrawn
                ? "Only an N/A with the reason reinstated may follow a withdrawal." : "Amend the notice that superseded it."
            return report(.closedChain, path, "the chain of \(named) is \(chain.state.rawValue)", hint: hint, refuses: true)
        }
        if form == "N/P" { checkPostponement(of: chain) }
        guard !isWithdrawal, form != "X", !isReinstated, record.changedFields(since: chain.record).isEmpty else { return }
        report(
            .nothingChanged, "", "the amendment changes nothing",
            hint: "An amendment restates the record with what is different; nothing is.")
    }

    /// FIL-110: forward, and by less than 60 days; from 60 on it is a notice of its own (20 CFR 639.10(b)).
    private mutating func checkPostponement(of chain: FilingChain) {
        let path = "event.first_separation_date"
        guard let old = chain.firstSeparation, let new = date(path) else { return }
        let days = new.days(since: old)
        guard !(1...59).contains(days) else { return }
        let hint =
            days >= 60
            ? "From 60 days on, file a new N with supersedes_disclosure_id \(chain.disclosure)."
            : "A postponement names a later day; else file N/A."
        report(.postponement, path, "the first separation moves by \(days) days, from \(old) to \(new)", hint: hint)
    }

    private mutating func checkSuperseded() {
        let path = "supersedes_disclosure_id"
        guard filedAs?.family != .quarter, !context.isOffline, let named = text(path) else { return }
        let own = context.amended?.disclosure
        if let own, let first = DisclosureID(rawValue: named), leads(from: first, to: own) {
            return report(
                .supersessionCycle, path, "\(named) leads back to this filing's own disclosure",
                hint: "A notice supersedes an earlier one, never itself.", refuses: true)
        }
        if let own, context.supersessions[own]?.rawValue == named { return }
        guard let chain = context.superseded, chain.disclosure.rawValue == named, chain.state == .open, isOwn(chain) else {
            return report(
                .superseded, path, "\(named.quoted) is no open disclosure of this filer",
                hint: "It may be unknown, withdrawn or superseded already.", refuses: true)
        }
    }

    private func leads(from first: DisclosureID, to own: DisclosureID) -> Bool {
        var seen: Set<DisclosureID> = []
        var next: DisclosureID? = first
        while let id = next, seen.insert(id).inserted {
            if id == own { return true }
            next = context.supersessions[id]
        }
        return false
    }
}
