import Register
import Testing

@Suite struct FilingRulesTests {
    typealias Case = (changes: [String: JSONValue?], codes: [String])

    @Test("the sample is accepted without a word")
    func sample() throws {
        #expect(try FilingSample.codes([:]) == [])
    }

    static let shapes: [Case] = [
        (["event.workers": 12.5], ["FIL-102"]), (["event.workers": "200"], ["FIL-102"]), (["event.workers": -1], ["FIL-102"]),
        (["event.wrokers": 3], ["FIL-102"]), (["employer.entity_class": "firm"], ["FIL-102"]),
        (["event.is_conditional": "no"], ["FIL-102"]),
        (["sites.0.holders": "A. Smith"], ["FIL-804"]), (["worker_names": "A. Smith"], ["FIL-804"]),
        (["sites.0.job_classes.0.names": "A"], ["FIL-804"]),
        (["employer.legal_name": nil], ["FIL-103"]), (["employer.legal_name": "  "], ["FIL-103"]), (["sites": nil], ["FIL-103"]),
        (["event.reduced_notice_basis": nil], ["FIL-103"]), (["event.workers": nil], ["FIL-103"]),
        (["form_type": "OBS"], ["FIL-101"]), (["origin": "state_import"], ["FIL-101"]), (["amendment_reason": "postponement"], ["FIL-108"]),
        (["amends_accession_no": "0000000001-26-000001"], ["FIL-104"]),
        (["supersedes_disclosure_id": "00000000-0000-4000-8000-000000000001"], ["FIL-111"]),
    ]

    @Test("the record is closed and complete", arguments: shapes)
    func shape(changes: [String: JSONValue?], codes: [String]) throws {
        #expect(try FilingSample.codes(changes) == codes)
    }

    static let employers: [Case] = [
        (["employer.legal_name": .string(String(repeating: "a", count: 300))], []),
        (["employer.legal_name": .string(String(repeating: "a", count: 301))], ["FIL-201"]),
        (["employer.fein": "000000001"], []), (["employer.fein": "000000000"], ["FIL-202"]), (["employer.fein": "74-1234567"], ["FIL-202"]),
        (["employer.cik": "0000320193"], []), (["employer.cik": "320193"], ["FIL-203"]), (["employer.cik": "00003201930"], ["FIL-203"]),
        (["employer.lei": "5493000ALDERSTREET32"], []), (["employer.parent_lei": "5493000ALDERSTREET33"], ["FIL-204"]),
        (["employer.lei": "5493000alderstreet32"], ["FIL-204"]),
        (["employer.entity_class": "public_company"], ["FIL-205"]),
        (["employer.entity_class": "public_company", "employer.ticker": "MMI"], []),
        (["employer.naics_code": nil, "employer.naics_vintage": nil], ["FIL-206"]),
        (["employer.naics_code": "511210"], ["FIL-207"]), (["employer.naics_code": "511210", "employer.naics_vintage": 2017], []),
        (["employer.naics_vintage": 2020], ["FIL-207"]), (["employer.naics_code": "3"], ["FIL-207"]),
        (["employer.naics_vintage": nil], ["FIL-207"]),
    ]

    @Test("who the employer is", arguments: employers)
    func employer(changes: [String: JSONValue?], codes: [String]) throws {
        #expect(try FilingSample.codes(changes) == codes)
    }

    static let events: [Case] = [
        (["event.notice_date": "2026-09-02"], ["FIL-312"]), (["event.notice_date": "2026-09-03"], ["FIL-302"]),
        (["event.notice_date": "2026-9-1"], ["FIL-301"]), (["event.notice_date": "2026-02-29"], ["FIL-301"]),
        (["event.notice_date": 20_260_901], ["FIL-102"]),
        (["event.notice_date": "1989-02-03"], ["FIL-303"]), (["event.first_separation_date": nil], ["FIL-304"]),
        (["event.first_separation_date": nil, "event.is_conditional": true, "event.condition_text": "If the contract ends."], []),
        (["event.is_conditional": true], ["FIL-310"]),
        (["event.window_end_date": "2026-11-13"], []), (["event.window_end_date": "2026-11-14"], ["FIL-305"]),
        (["event.window_end_date": "2026-10-30"], ["FIL-305"]),
        (["event.last_separation_date": "2026-10-30"], ["FIL-306"]),
        (["event.schedule.0.workers": 200, "event.schedule.0.separation_date": "2026-10-30"], ["FIL-306"]),
        (["event.entire_facility_closing": true], ["FIL-307"]), (["event.expected_duration_days": 90], ["FIL-307"]),
        (["event.permanence": "temporary", "event.expected_duration_days": 0], ["FIL-307"]),
        (["event.hours_reduction_pct": 30], ["FIL-307"]),
        (
            [
                "event.reduced_notice_basis": "faltering_company",
                "event.reduced_notice_statement": .string(String(repeating: "x", count: 40)),
            ], ["FIL-308"]
        ),
        (
            [
                "event.reduced_notice_basis": "natural_disaster",
                "event.reduced_notice_statement": .string(String(repeating: "x", count: 39)),
            ], ["FIL-309"]
        ),
        (
            [
                "event.reduced_notice_basis": "natural_disaster",
                "event.reduced_notice_statement": .string(String(repeating: "x", count: 40)),
            ], []
        ),
        (["event.first_separation_date": "2027-10-06"], []), (["event.first_separation_date": "2027-10-07"], ["FIL-311"]),
        (["event.first_separation_date": "2026-10-30"], ["FIL-312"]),
        (["event.first_separation_date": "2026-08-31"], ["FIL-312", "FIL-313"]),
        (["event.permanence": "temporary", "event.expected_duration_days": 183], ["FIL-314"]),
        (["event.permanence": "temporary", "event.expected_duration_days": 184], []),
        (["event.type": "reduction_in_hours", "event.hours_reduction_pct": 50], ["FIL-314"]),
        (["event.type": "reduction_in_hours", "event.hours_reduction_pct": 51], []),
        (["event.state_received_date": "2026-08-27"], []), (["event.state_received_date": "2026-08-26"], ["FIL-315"]),
    ]

    @Test("the event and its dates", arguments: events)
    func event(changes: [String: JSONValue?], codes: [String]) throws {
        #expect(try FilingSample.codes(changes) == codes)
    }

    static let counts: [Case] = [
        (["sites": .array([])], ["FIL-401"]), (["sites.0.seq": 2], ["FIL-401"]), (["sites.0.street": nil], ["FIL-402"]),
        (["sites.0.state": "ZZ"], ["FIL-402"]),
        (["sites.0.zip": "7670"], ["FIL-402"]), (["sites.0.county_fips": "48309"], []), (["sites.0.county_fips": "36001"], ["FIL-402"]),
        (["sites.0.workers": nil], ["FIL-403"]),
        (["event.workers": nil, "sites.0.workers": nil, "event.estimate_pending": true, "event.estimate_due_date": "2026-10-01"], []),
        (
            ["event.workers": nil, "sites.0.workers": nil, "event.estimate_pending": true, "event.estimate_due_date": "2026-10-02"],
            ["FIL-403"]
        ),
        (["event.workers": 0, "sites.0.workers": 0], ["FIL-404"]),
        (["event.workers": 10_000, "sites.0.workers": 10_000, "sites.0.employees_before": 20_000], []),
        (["event.workers": 10_001, "sites.0.workers": 10_001, "sites.0.employees_before": 20_000], ["FIL-405"]),
        (["event.workers": 100_000, "sites.0.workers": 100_000, "sites.0.employees_before": 200_000], ["FIL-405"]),
        (["event.workers": 100_001, "sites.0.workers": 100_001, "sites.0.employees_before": 200_000], ["FIL-406"]),
        (["event.workers": 199], ["FIL-407"]), (["sites.0.workers_full_time": 150, "sites.0.workers_part_time": 50], []),
        (["sites.0.workers_full_time": 150, "sites.0.workers_part_time": 51], ["FIL-408"]), (["sites.0.workers_remote": 201], ["FIL-408"]),
        (["sites.0.job_classes.0.workers": 201], ["FIL-408"]), (["sites.0.employees_before": 199], ["FIL-408"]),
        (["event.schedule.0.workers": 199, "event.schedule.0.separation_date": "2026-10-31"], ["FIL-409"]),
        (["event.workers": 49, "sites.0.workers": 49], ["FIL-410"]),
    ]

    @Test("sites and counts", arguments: counts)
    func count(changes: [String: JSONValue?], codes: [String]) throws {
        #expect(try FilingSample.codes(changes) == codes)
    }

    static let texts: [Case] = [
        (["event.stated_reason_text": "one\ttwo\nthree"], []), (["event.stated_reason_text": "one\rtwo"], ["FIL-801"]),
        (["employer.dba": "Mills\n"], ["FIL-801"]), (["employer.dba": "Mills \u{85}"], ["FIL-801"]),
        (["employer.dba": "\u{2066}Mills"], ["FIL-802"]),
        (["employer.dba": .string(String(repeating: "é", count: 300))], []),
        (["employer.dba": .string(String(repeating: "é", count: 301))], ["FIL-803"]),
        (["event.stated_reason_text": .string(String(repeating: "x", count: 20_000))], []),
        (["event.stated_reason_text": .string(String(repeating: "x", count: 20_001))], ["FIL-803"]),
        (["event.stated_reason_text": "Call 123-45-6789."], ["FIL-805"]), (["event.stated_reason_text": "1123-45-6789"], []),
        (["event.stated_reason_text": "000-45-6789 666-45-6789 900-45-6789 123-45-67890"], []),
        (["certification.contact_phone": "2545550142"], ["FIL-702"]), (["certification.contact_email": "ana@example"], ["FIL-702"]),
        (["certification.signer_title": nil], ["FIL-701"]), (["certification.certified_at": "2026-09-01T12:00:00Z"], []),
        (["certification.certified_at": "2026-09-01T12:00:01Z"], ["FIL-701"]),
        (["certification.certified_at": "2026-09-01T14:00:00+02:00"], []),
        (["certification.certification_text_version": 9], ["FIL-701"]),
    ]

    @Test("certification, privacy and text", arguments: texts)
    func text(changes: [String: JSONValue?], codes: [String]) throws {
        #expect(try FilingSample.codes(changes) == codes)
    }

    @Test("every reject is listed at once, and no hold or warning beside it")
    func allAtOnce() throws {
        let codes = try FilingSample.codes([
            "employer.fein": "1", "event.first_separation_date": nil, "sites.0.zip": "x", "employer.naics_code": nil,
            "certification.contact_email": "no",
        ])
        #expect(codes == ["FIL-202", "FIL-304", "FIL-402", "FIL-702"])
    }

    @Test("a private value is in no finding")
    func privateValues() throws {
        var record = FilingSample.notice
        record["employer.fein"] = "12345"
        record["certification.contact_phone"] = "5550142"
        let findings = FilingRules.judge(record, in: try FilingSample.context()).findings
        #expect(findings.map(\.code) == [.fein, .contact])
        #expect(findings.allSatisfy { $0.value == nil && !$0.message.contains("5550142") && !$0.message.contains("12345") })
    }
}
