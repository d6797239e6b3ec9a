import ArgumentParser
import Register

/// Prints a record to fill in.
struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a filing record to fill in, with the meaning of every field.",
        discussion: """
            EXAMPLES
              warnctl template > notice.yaml
              warnctl template --all > notice.yaml        # every field, not only the usual ones
              warnctl template Q > quarter.yaml           # a quarter's counts
              warnctl template X > denial.yaml            # AI was not a factor
            """)

    @Argument(help: "The form: N, Q or X. Amendments start from what is filed.")
    var form = "N"

    @Flag(help: "Every field of the record.")
    var all = false

    func validate() throws {
        guard ["N", "Q", "X"].contains(form) else { throw ValidationError("There are templates of N, Q and X.") }
    }

    func run() {
        Terminal.standard.write(Self.text(all: all, of: FormType(rawValue: form) ?? .notice))
    }

    /// YAML whose values are all null: absent until someone fills them in.
    static func text(all: Bool, of form: FormType = .notice) -> String {
        let given: Set<String> = [
            "form_type", "filer_id", "origin", "amends_accession_no", "amendment_reason", "amendment_text", "certification.certified_at",
            "certification.certification_text_version", "certification.key_id", "certification.signature", "sites[].seq",
        ]
        let fields = FilingField.all.filter { field in
            !given.contains(field.path) && (all || usual.contains(field.path)) && has(form, field.path.prefix { $0 != "." && $0 != "[" })
        }
        var lines = [opening(of: form)]
        if form == .denial { lines.append("form_type: " + form.rawValue) }
        var open: [String] = []
        for field in fields {
            let steps = field.path.split(separator: ".").map(String.init)
            let shared = zip(open, steps.dropLast()).prefix { $0 == $1 }.count
            var startsItem = false
            for (depth, step) in steps.dropLast().enumerated().dropFirst(shared) {
                lines.append(line(steps.prefix(depth), startsItem, form, step.filter { $0 != "[" && $0 != "]" } + ":"))
                startsItem = step.hasSuffix("[]")
            }
            open = Array(steps.dropLast())
            lines.append(
                line(steps.dropLast(), startsItem, form, field.name + ":").padded(to: 40) + " # " + field.meaning + words(of: field))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Two spaces a level, and two more inside a list's item, whose first line has the hyphen. Answers on AI stay a comment until someone gives one.
    private static func line(_ steps: some Collection<String>, _ startsItem: Bool, _ form: FormType, _ text: String) -> String {
        let width = 2 * (steps.count + steps.count { $0.hasSuffix("[]") })
        let comment = form != .denial && (steps.first == "ai[]" || text == "ai:") ? "# " : ""
        return comment + (startsItem ? String(repeating: " ", count: width - 2) + "- " : String(repeating: " ", count: width)) + text
    }

    private static func opening(of form: FormType) -> String {
        switch form {
        case .quarter: "# A quarter's counts. Fill them in and file them with: warnctl quarter quarter.yaml"
        case .denial: "# AI was not a factor. Fill it in and file it with: warnctl file denial.yaml"
        default: "# A layoff notice. Fill in what applies and file it with: warnctl file notice.yaml"
        }
    }

    /// Whether a form has such a part.
    private static func has(_ form: FormType, _ part: Substring) -> Bool {
        switch form {
        case .quarter: !FilingField.layoffOnly.contains(String(part))
        case .denial: !FilingField.quarterOnly.contains(String(part)) && part != "event" && part != "sites"
        default: !FilingField.quarterOnly.contains(String(part))
        }
    }

    private static func words(of field: FilingField) -> String {
        switch field.kind {
        case .choice(let words): ": " + words.joined(separator: ", ")
        case .choices(let words): ", a list of: " + words.joined(separator: ", ")
        case .flag: ": true or false"
        case .date: ", yyyy-mm-dd"
        default: ""
        }
    }

    private static let usual: Set<String> = Set(
        ["legal_name", "entity_class", "us_employee_count", "count_basis", "naics_code", "naics_vintage"].map { "employer." + $0 }
            + [
                "type", "entire_facility_closing", "permanence", "notice_date", "notice_date_kind", "first_separation_date", "workers",
                "is_conditional", "bumping_rights", "reduced_notice_basis", "stated_reason_text",
            ].map { "event." + $0 }
            + ["street", "city", "state", "zip", "employees_before", "workers"].map { "sites[]." + $0 }
            + [
                "regime", "ai_answer", "causation_standard", "ai_type", "usage_text", "attributable_pct", "pct_method",
                "attributable_count",
                "upskilling_text",
            ].map { "ai[]." + $0 }
            + ["report_year", "report_quarter"]
            + ["naics_code", "naics_vintage", "laid_off_ai", "hired_ai", "not_filled_ai", "retraining_ai"].map { "impacts[]." + $0 }
            + ["signer_name", "signer_title", "signer_capacity", "good_faith_statement", "contact_name", "contact_phone", "contact_email"]
            .map { "certification." + $0 })
}
