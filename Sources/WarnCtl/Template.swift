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
            """)

    @Flag(help: "Every field of the record.")
    var all = false

    func run() {
        Terminal.standard.write(Self.text(all: all))
    }

    /// YAML whose values are all null: absent until someone fills them in.
    static func text(all: Bool) -> String {
        let given: Set<String> = [
            "form_type", "origin", "amends_accession_no", "amendment_reason", "amendment_text", "certification.certified_at",
            "certification.certification_text_version", "certification.key_id", "certification.signature", "sites[].seq",
        ]
        let fields = FilingField.all.filter { !given.contains($0.path) && (all || usual.contains($0.path)) }
        var lines = ["# A layoff notice. Fill in what applies and file it with: warnctl file notice.yaml"]
        var open: [String] = []
        for field in fields {
            let steps = field.path.split(separator: ".").map(String.init)
            let shared = zip(open, steps.dropLast()).prefix { $0 == $1 }.count
            var startsItem = false
            for (depth, step) in steps.dropLast().enumerated().dropFirst(shared) {
                lines.append(line(steps.prefix(depth), startsItem, step.filter { $0 != "[" && $0 != "]" } + ":"))
                startsItem = step.hasSuffix("[]")
            }
            open = Array(steps.dropLast())
            lines.append(line(steps.dropLast(), startsItem, field.name + ":").padded(to: 40) + " # " + field.meaning + words(of: field))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Two spaces a level, and two more inside a list's item, whose first line has the hyphen. Answers on AI stay a comment until someone gives one.
    private static func line(_ steps: some Collection<String>, _ startsItem: Bool, _ text: String) -> String {
        let width = 2 * (steps.count + steps.count { $0.hasSuffix("[]") })
        let comment = steps.first == "ai[]" || text == "ai:" ? "# " : ""
        return comment + (startsItem ? String(repeating: " ", count: width - 2) + "- " : String(repeating: " ", count: width)) + text
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
            + ["signer_name", "signer_title", "signer_capacity", "good_faith_statement", "contact_name", "contact_phone", "contact_email"]
            .map { "certification." + $0 })
}
