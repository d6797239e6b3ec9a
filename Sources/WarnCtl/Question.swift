import Register

/// One question of the dialogue: a field and what is offered for it.
struct Question: Equatable {
    /// The field, or `sites.1` for "another site?", or `ai.0` for "do you answer this regime?".
    let path: String
    let words: String
    /// Offered where the record says nothing yet.
    var proposal: JSONValue?

    init(_ path: String, _ words: String? = nil, proposal: JSONValue? = nil) {
        self.path = path
        self.words = words ?? FilingField.at(path)?.meaning ?? path
        self.proposal = proposal
    }

    /// Every question that this record calls for, in order. Pure: a changed answer changes what follows it, nothing before.
    static func all(for record: FilingRecord, under law: FilingLaw, isAmendment: Bool) -> [Question] {
        (isAmendment ? [Question("amendment_reason"), Question("amendment_text")] : []) + employer(record) + event(record) + sites(record)
            + ai(record, law) + certification(record)
    }

    private static func employer(_ record: FilingRecord) -> [Question] {
        var names = ["legal_name", "dba", "entity_class"]
        if record["employer.entity_class"]?.text == "public_company" { names += ["cik", "lei", "ticker"] }
        names += ["us_employee_count", "count_basis", "fein", "naics_code"]
        var questions = names.map { Question("employer." + $0, proposal: $0 == "count_basis" ? .string("excluding_part_time") : nil) }
        if record["employer.naics_code"] != nil { questions.append(Question("employer.naics_vintage", proposal: .integer(2022))) }
        return questions
    }

    private static func event(_ record: FilingRecord) -> [Question] {
        func text(_ name: String) -> String? { record["event." + name]?.text }
        var names = ["type"]
        if text("type") == "plant_closing" { names.append("entire_facility_closing") }
        names.append("permanence")
        if text("permanence") == "temporary" { names.append("expected_duration_days") }
        if text("type") == "reduction_in_hours" { names.append("hours_reduction_pct") }
        names += ["notice_date", "notice_date_kind", "is_conditional"]
        if record["event.is_conditional"]?.flag == true { names.append("condition_text") }
        names += ["first_separation_date", "last_separation_date", "reduced_notice_basis"]
        if let basis = text("reduced_notice_basis"), basis != "none" { names.append("reduced_notice_statement") }
        names += ["workers", "bumping_rights", "stated_reason_text"]
        return names.map { Question("event." + $0, proposal: proposals[$0]) }
    }

    private static let proposals: [String: JSONValue] = [
        "entire_facility_closing": .bool(true), "permanence": .string("permanent"), "notice_date_kind": .string("notice_letter"),
        "is_conditional": .bool(false), "reduced_notice_basis": .string("none"), "bumping_rights": .string("unknown"),
    ]

    private static func sites(_ record: FilingRecord) -> [Question] {
        let sites = record["sites"]?.items ?? []
        let total = record["event.workers"]?.wholeNumber ?? 0
        var questions: [Question] = []
        var before = 0
        for index in 0..<max(1, sites.count) {
            let site = "sites.\(index)."
            if index > 0 { questions.append(another(index, isThere: true)) }
            questions += ["street", "city", "state", "zip", "employees_before"].map { Question(site + $0) }
            questions.append(Question(site + "workers", proposal: total > before ? .integer(total - before) : nil))
            before += record[site + "workers"]?.wholeNumber ?? 0
        }
        return questions + [another(max(1, sites.count), isThere: before < total)]
    }

    private static func another(_ index: Int, isThere: Bool) -> Question {
        Question("sites.\(index)", "another site?", proposal: .bool(isThere))
    }

    private static func ai(_ record: FilingRecord, _ law: FilingLaw) -> [Question] {
        law.regimes(for: record).flatMap { regime -> [Question] in
            let answers = record["ai"]?.items ?? []
            let index = answers.firstIndex { $0["regime"]?.text == regime.name }
            let ask = Question("ai?" + regime.name, regime.words)
            guard let index, record["ai.\(index).ai_answer"]?.text == "yes" else { return [ask] }
            let optional = regime.required.isEmpty ? ["usage_text"] : []
            let needed = ["usage_text", "attributable_pct", "pct_method", "attributable_count", "upskilling_text"].filter(
                regime.required.contains)
            return [ask] + (["ai_type"] + needed + optional).map { Question("ai.\(index)." + $0) }
        }
    }

    private static func certification(_ record: FilingRecord) -> [Question] {
        var names = ["signer_name", "signer_title", "signer_capacity", "contact_name", "contact_phone", "contact_email"]
        if record["ai"]?.items?.contains(where: { $0["ai_answer"]?.text == "yes" }) == true { names.append("good_faith_statement") }
        return names.map { name in
            Question("certification." + name, proposal: name == "contact_name" ? record["certification.signer_name"] : nil)
        }
    }
}

extension AIRegime {
    /// The question as a person is asked it.
    var words: String {
        let cause = standard.rawValue.split(separator: "_").joined(separator: " ")
        let subject = includesAutomation ? "AI or automation" : "AI"
        let standing = standing == .proposed ? "proposed, answered of your own will; Enter leaves it out" : "asked of this notice"
        let box = isCheckBox ? ", unchecked" : ""
        return "\(name) (\(statute)): did \(subject) cause this layoff, on the standard \"\(cause)\"? yes, no\(box) [\(standing)]"
    }
}
