/// One field of the filing record: where it stands, what it may hold, and what it means.
public struct FilingField: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case text, number, flag, date, moment
        /// Whole persons, 0 or more.
        case count
        /// One word of a list.
        case choice([String])
        /// Some words of a list.
        case choices([String])
        /// Accession numbers, reasons: a list of texts.
        case texts
        /// Workers by state code.
        case countsByState
    }

    /// With `[]` for every item of a list: `sites[].city`.
    public let path: String
    public let kind: Kind
    public let meaning: String
    /// Its bytes are kept apart and can be erased; the payload holds a salted digest.
    public let isPrivate: Bool

    init(_ path: String, _ kind: Kind, _ meaning: String, isPrivate: Bool = false) {
        self.path = path
        self.kind = kind
        self.meaning = meaning
        self.isPrivate = isPrivate
    }

    /// The field's own name: `city`.
    public var name: String { path.split(separator: ".").last.map(String.init) ?? path }

    /// The field that a concrete path (`sites.0.city`) stands for.
    public static func at(_ path: String) -> FilingField? { byPath[path] ?? byPath[pattern(of: path)] }

    /// `sites.0.city` → `sites[].city`; `employer.employees_by_state.XX` is not folded.
    public static func pattern(of path: String) -> String {
        FilingRecord.steps(path).reduce(into: "") { text, step in
            if Int(step) != nil { text += "[]" } else { text += text.isEmpty ? step : "." + step }
        }
    }

    /// Members of the record that only some forms have; all others have them all.
    public static let quarterOnly: Set<String> = [
        "report_year", "report_quarter", "impacts", "reconciles_to", "reconciliation_note", "other_info", "public_release_mode",
    ]
    public static let layoffOnly: Set<String> = ["event", "sites", "ai", "supersedes_disclosure_id"]

    static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

    /// Names allowed directly under an object, by the object's pattern (empty for the record itself).
    public static let names: [String: Set<String>] = all.reduce(into: [:]) { names, field in
        var parent = ""
        for step in field.path.split(separator: ".") {
            let name = step.hasSuffix("[]") ? String(step.dropLast(2)) : String(step)
            names[parent, default: []].insert(name)
            parent += parent.isEmpty ? String(step) : "." + step
        }
    }

    /// Whether a pattern is an object (`employer`) or a list of objects (`sites`).
    static func isObject(_ pattern: String) -> Bool { names[pattern] != nil }
    static func isList(_ pattern: String) -> Bool { names[pattern + "[]"] != nil }
}

/// The words of the record's lists.
public enum FilingWords {
    public static let eventTypes = [
        "plant_closing", "mass_layoff", "relocation", "reduction_in_hours", "contract_termination", "hiring_cessation",
        "voluntary_separation_program", "below_threshold", "other",
    ]
    public static let entityClasses = [
        "public_company", "federal_agency", "non_public_designated", "other_private", "state_local_gov", "nonprofit",
    ]
    public static let amendmentReasons = [
        "error_correction", "new_information", "postponement", "count_change", "site_change", "attribution_change", "agency_request",
        "court_order", "reinstated",
    ]
    /// Of the reasons of an amendment those that a withdrawal may have.
    public static let withdrawalReasons = amendmentReasons.filter { $0 != "reinstated" }
    public static let automationTypes: Set<String> = ["rpa_rules", "robotics_physical", "other_tech_change"]
    public static let aiTypes = [
        "generative_llm", "agentic_software", "predictive_ml", "computer_vision", "rpa_rules", "robotics_physical", "other_tech_change",
        "undisclosed",
    ]
    public static let aiAnswers = ["yes", "no", "unchecked", "not_asked", "not_answered"]
    public static let reducedNoticeBases = [
        "none", "faltering_company", "unforeseeable_circumstances", "natural_disaster", "state_specific",
    ]
    public static let signerCapacities = ["officer", "hr_delegate", "counsel", "preparer"]
    /// The attestation's wording that a signer agrees to, by version.
    public static let certificationTexts: [Int: String] = [
        1:
            "I am authorized to file for this employer, and to the best of my knowledge this record is true, complete and made in good faith."
    ]
}
