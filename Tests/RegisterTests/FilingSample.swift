import Register
import Testing

/// An invented notice that every rule accepts, and the law it is measured against.
enum FilingSample {
    static func law() throws -> FilingLaw {
        let header =
            "jurisdiction,valid_from,event_types,least_employees,size_basis,counted_over,threshold_count,threshold_pct,threshold_alternative,notice_days"
        let periods = [
            "US,1989-02-04,plant_closing,100,full_time_or_4000h_week,each_site,50,,,60",
            "US,1989-02-04,mass_layoff,100,full_time_or_4000h_week,each_site,50,33,500,60",
            "US-NY,2009-02-01,plant_closing|relocation,50,full_time_in_state,each_site,25,,,90",
            "US-NY,2009-02-01,mass_layoff,50,full_time_in_state,each_site,25,33,250,90",
            "US-NJ,2023-04-10,mass_layoff|termination|transfer,100,any,all_sites,50,,,90",
            "US-IL,,power_plant_or_coal_mine,,,each_site,,,,730",
        ]
        let regimeHeader = "regime,jurisdiction,asks,standard,notice_from,standing,question_about,answer_form,yes_needs"
        let regimes = [
            "US-NY,US-NY,jurisdiction_notice,result_or_motivated,2025-03-01,in_force,ai_or_automation,check_box,usage_text",
            "US-CT,US-CT,federal_notice_at_site,related_to,2026-10-01,in_force,ai_or_automation,yes_no,",
            "US-2102e,US,federal_mass_layoff,substantial_factor,,proposed,ai,yes_no,usage_text|attributable_pct|pct_method|upskilling_text|good_faith_statement",
            "US-IL,US-IL,jurisdiction_notice,substantially_due,,proposed,ai,yes_no,attributable_count",
        ]
        return FilingLaw(
            periods: try periods.map { try #require(NoticePeriod(row: row($0, header))) },
            regimes: try regimes.map { try #require(AIRegime(row: row($0, regimeHeader))) },
            fips: ["TX": "48", "NY": "36", "NJ": "34", "IL": "17", "CT": "09"],
            naics: [2017: ["511210", "311812"], 2022: ["513210", "311812"]])
    }

    private static func row(_ line: String, _ header: String) -> [String: String] {
        let names = header.split(separator: ",").map(String.init)
        return Dictionary(uniqueKeysWithValues: zip(names, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)))
    }

    /// 200 of 450 workers at one site, 60 days ahead.
    static var notice: FilingRecord {
        var record = FilingRecord()
        let values: [(String, JSONValue)] = [
            ("form_type", "N"), ("origin", "filer_cli"),
            ("employer.legal_name", "Meridian Mills, Inc."), ("employer.entity_class", "other_private"),
            ("employer.us_employee_count", 1200),
            ("employer.count_basis", "excluding_part_time"), ("employer.naics_code", "311812"), ("employer.naics_vintage", 2022),
            ("event.type", "mass_layoff"), ("event.entire_facility_closing", false), ("event.permanence", "permanent"),
            ("event.notice_date", "2026-09-01"), ("event.notice_date_kind", "notice_letter"), ("event.first_separation_date", "2026-10-31"),
            ("event.is_conditional", false), ("event.bumping_rights", "no"), ("event.reduced_notice_basis", "none"), ("event.workers", 200),
            ("sites.0.seq", 1), ("sites.0.street", "1 Mill Road"), ("sites.0.city", "Waco"), ("sites.0.state", "TX"),
            ("sites.0.zip", "76701"),
            ("sites.0.employees_before", 450), ("sites.0.workers", 200),
            ("certification.signer_name", "Ana Ortiz"), ("certification.signer_title", "President"),
            ("certification.signer_capacity", "officer"),
            ("certification.certified_at", "2026-09-01T09:00:00Z"), ("certification.certification_text_version", 1),
            ("certification.good_faith_statement", true), ("certification.contact_name", "Ana Ortiz"),
            ("certification.contact_phone", "+12545550142"), ("certification.contact_email", "ana@example.com"),
        ]
        for (path, value) in values { record[path] = value }
        return record
    }

    static func context(_ today: String = "2026-09-01") throws -> FilingContext {
        FilingContext(law: try law(), receivedAt: try #require(Moment(today + "T12:00:00Z")))
    }

    /// The codes that fire when some fields of the notice are changed.
    static func codes(_ changes: [String: JSONValue?], today: String = "2026-09-01") throws -> [String] {
        var record = notice
        for (path, value) in changes.sorted(by: { $0.key < $1.key }) { record[path] = value }
        return FilingRules.judge(record, in: try context(today)).codes.map(\.rawValue)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(floatLiteral value: Double) { self = .number(value) }
}
