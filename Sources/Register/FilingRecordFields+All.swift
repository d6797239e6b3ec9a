extension FilingField {
    /// Every field of the record, in the order a person is asked and shown. The record is closed: what is not here is refused.
    /// A table, hence its length. Sources: 29 U.S.C. § 2101 ff., 20 CFR 639.7, proposed 2102(e), and the states' forms.
    public static let all: [FilingField] =
        envelopeFields + employerFields + eventFields + siteFields + aiFields + quarterFields + certificationFields

    private static let envelopeFields = [
        FilingField(
            "form_type", .text,
            "the form: N a notice, N/A its restatement, N/P its postponement, N/W its withdrawal; Q, Q/A, Q/NA a quarter; X a denial"),
        FilingField("filer_id", .text, "the filer's number, ten digits"),
        FilingField("origin", .text, "how the filing came: filer_cli or filer_api"),
        FilingField("amends_accession_no", .text, "the filing that this one amends or withdraws"),
        FilingField("amendment_reason", .text, "why it is amended: " + FilingWords.amendmentReasons.joined(separator: ", ")),
        FilingField("amendment_text", .text, "the reason in your own words"),
        FilingField("supersedes_disclosure_id", .text, "the earlier disclosure that this notice replaces"),
    ]

    private static let employerFields = [
        FilingField("employer.legal_name", .text, "the employer's legal name"),
        FilingField("employer.dba", .text, "the name it does business under"),
        FilingField("employer.fein", .text, "federal employer number, nine digits; kept private", isPrivate: true),
        FilingField("employer.cik", .text, "SEC number, ten digits with leading zeros"),
        FilingField("employer.lei", .text, "legal entity identifier, 20 characters"),
        FilingField("employer.ticker", .text, "stock symbol"),
        FilingField("employer.entity_class", .choice(FilingWords.entityClasses), "what kind of employer"),
        FilingField("employer.parent_name", .text, "the parent: where the parent or an affiliate ordered it"),
        FilingField("employer.parent_lei", .text, "the parent's legal entity identifier"),
        FilingField("employer.control_basis", .text, "how the parent controls the employer"),
        FilingField("employer.us_employee_count", .count, "how many people it employs in the United States"),
        FilingField("employer.employees_by_state", .countsByState, "people employed, by state code"),
        FilingField(
            "employer.count_basis", .choice(["excluding_part_time", "including_part_time"]),
            "whether that count includes part-time employees"),
        FilingField("employer.naics_code", .text, "industry code, 2 to 6 digits"),
        FilingField("employer.naics_vintage", .number, "year of the code's table: 2017, 2022 or 2027"),
        FilingField("employer.naics_basis", .choice(["filed", "state", "derived", "adjudicated"]), "who assigned the code"),
    ]

    private static let eventFields = [
        FilingField("event.type", .choice(FilingWords.eventTypes), "what happens"),
        FilingField("event.entire_facility_closing", .flag, "whether a whole facility closes"),
        FilingField("event.permanence", .choice(["permanent", "temporary", "unknown"]), "whether it is permanent"),
        FilingField("event.expected_duration_days", .number, "days it is expected to last, when temporary"),
        FilingField("event.hours_reduction_pct", .number, "percent of hours cut, for a reduction in hours"),
        FilingField("event.notice_date", .date, "the day the notice is given"),
        FilingField("event.notice_date_kind", .choice(NoticeDateKind.allCases.map(\.rawValue)), "what that day is"),
        FilingField("event.state_received_date", .date, "the day the state received it"),
        FilingField("event.first_separation_date", .date, "the first day on which a worker loses work"),
        FilingField("event.window_end_date", .date, "the last day of the window: at most 14 days, if the first separation is a window"),
        FilingField("event.last_separation_date", .date, "the last day on which a worker loses work"),
        FilingField("event.schedule[].separation_date", .date, "the day of one instalment"),
        FilingField("event.schedule[].workers", .count, "workers of that instalment"),
        FilingField("event.workers", .count, "how many workers lose work in all"),
        FilingField("event.is_conditional", .flag, "whether it depends on something that may not happen"),
        FilingField("event.condition_text", .text, "what it depends on"),
        FilingField("event.bumping_rights", .choice(["yes", "no", "unknown"]), "whether senior workers may take the posts of others"),
        FilingField(
            "event.reduced_notice_basis", .choice(FilingWords.reducedNoticeBases),
            "why the notice is shorter than the law's period; none is an answer"),
        FilingField("event.reduced_notice_statement", .text, "the statement of that basis: 40 characters or more"),
        FilingField("event.stated_reason_text", .text, "the reason for the layoff, in your own words"),
        FilingField("event.stated_reason_code", .choices(reasonCodes), "the reason's kinds"),
        FilingField("event.contracting_out", .choice(["yes", "no", "unknown"]), "whether the work goes to a contractor"),
        FilingField("event.estimate_pending", .flag, "whether the count is still being estimated"),
        FilingField("event.estimate_due_date", .date, "the day by which the count will be filed: at most 30 days ahead"),
    ]

    private static let reasonCodes = [
        "economic", "contract_loss", "relocation", "sale_merger", "bankruptcy", "funding_loss", "facility", "disaster",
        "technology_automation", "restructuring", "tariff_trade", "gov_action", "other", "not_stated",
    ]

    private static let siteFields = [
        FilingField("sites[].seq", .number, "the site's number, from 1"),
        FilingField("sites[].street", .text, "street and number"),
        FilingField("sites[].city", .text, "city"),
        FilingField("sites[].state", .text, "state, two letters"),
        FilingField("sites[].zip", .text, "ZIP code"),
        FilingField("sites[].county_fips", .text, "county code, five digits"),
        FilingField("sites[].facility_kind", .choice(["ordinary", "power_plant", "coal_mine"]), "what kind of facility"),
        FilingField("sites[].is_remote_reporting", .flag, "whether remote workers report to it"),
        FilingField("sites[].employees_before", .count, "people employed there before the layoff"),
        FilingField("sites[].workers", .count, "how many workers lose work there"),
        FilingField("sites[].workers_full_time", .count, "of them full-time"),
        FilingField("sites[].workers_part_time", .count, "of them part-time"),
        FilingField("sites[].workers_remote", .count, "of them remote"),
        FilingField("sites[].job_classes[].title", .text, "job title"),
        FilingField("sites[].job_classes[].soc_code", .text, "occupation code"),
        FilingField("sites[].job_classes[].workers", .count, "workers of that title"),
        FilingField("sites[].unions[].name", .text, "union"),
        FilingField("sites[].unions[].local", .text, "its local"),
        FilingField("sites[].unions[].officer_name", .text, "its chief elected officer; kept private", isPrivate: true),
        FilingField("sites[].unions[].officer_address", .text, "the officer's address; kept private", isPrivate: true),
        FilingField("sites[].local_board", .text, "the local workforce board notified"),
        FilingField("sites[].chief_elected_official", .text, "the office of the local official notified"),
    ]

    private static let aiFields = [
        FilingField("ai[].regime", .text, "the law that asks, such as US-2102e"),
        FilingField("ai[].ai_answer", .text, "the answer: yes, no, unchecked (a check box left empty), not_asked or not_answered"),
        FilingField("ai[].causation_standard", .choice(CausationStandard.allCases.map(\.rawValue)), "the law's own words for cause"),
        FilingField("ai[].ai_type", .choices(FilingWords.aiTypes), "the technology"),
        FilingField(
            "ai[].ai_category", .choice(["ai_substitution", "ai_restructuring", "ai_market_disruption"]),
            "how AI caused it: only when not by replacing tasks"),
        FilingField("ai[].usage_text", .text, "what the technology is used for"),
        FilingField("ai[].product_vendor", .text, "product or vendor"),
        FilingField("ai[].functions_automated[].soc_code", .text, "occupation code of a function now automated"),
        FilingField("ai[].functions_automated[].text", .text, "the function in words"),
        FilingField("ai[].functions_automated[].workers", .count, "workers of that function"),
        FilingField("ai[].attributable_pct", .number, "percent of the job losses attributable to AI, 0 to 100"),
        FilingField("ai[].pct_low", .number, "the percentage's lower end"),
        FilingField("ai[].pct_high", .number, "its upper end"),
        FilingField(
            "ai[].pct_method", .choice(["headcount_of_roles", "task_time_share", "budget_share", "management_judgement", "other"]),
            "how the percentage was estimated"),
        FilingField("ai[].pct_method_text", .text, "the method in words"),
        FilingField("ai[].attributable_count", .count, "workers whose loss of work is attributable to AI"),
        FilingField("ai[].upskilling_text", .text, "what was done to retrain before the layoff; \"none\" is an answer"),
        FilingField("ai[].upskilled_count", .count, "people retrained"),
        FilingField("ai[].upskilling_spend_usd", .number, "dollars spent on it"),
        FilingField("ai[].redeployment_offered_count", .count, "workers offered another post"),
        FilingField("ai[].deployment_start_date", .date, "the day the technology was put to use"),
    ]

    private static let quarterFields = [
        FilingField("report_year", .count, "the quarter's year"),
        FilingField("report_quarter", .count, "the quarter, 1 to 4"),
        FilingField("impacts[].naics_code", .text, "industry code, 2 to 6 digits"),
        FilingField("impacts[].naics_vintage", .number, "year of the code's table: 2017, 2022 or 2027"),
        FilingField("impacts[].laid_off_ai", .count, "workers laid off because of AI"),
        FilingField("impacts[].hired_ai", .count, "workers hired because of AI"),
        FilingField("impacts[].not_filled_ai", .count, "posts not filled because of AI; of those that were held in the quarter before"),
        FilingField("impacts[].retraining_ai", .count, "workers in retraining because of AI"),
        FilingField("reconciles_to", .texts, "the notices of that quarter, by accession number"),
        FilingField("reconciliation_note", .text, "why the quarter and its notices differ"),
        FilingField("other_info", .text, "what else is to be said"),
        FilingField("public_release_mode", .choice(["public", "confidential_aggregate_only"]), "whether the figures are published"),
    ]

    private static let certificationFields = [
        FilingField("certification.signer_name", .text, "who certifies the filing"),
        FilingField("certification.signer_title", .text, "the signer's title"),
        FilingField("certification.signer_capacity", .choice(FilingWords.signerCapacities), "in what capacity"),
        FilingField("certification.certification_text_version", .number, "version of the attestation's text"),
        FilingField("certification.certified_at", .moment, "when it was certified, with its offset from UTC"),
        FilingField("certification.good_faith_statement", .flag, "that the answers are given in good faith"),
        FilingField("certification.contact_name", .text, "a person who can be reached; kept private", isPrivate: true),
        FilingField("certification.contact_phone", .text, "telephone, as +12025550123; kept private", isPrivate: true),
        FilingField("certification.contact_email", .text, "e-mail address; kept private", isPrivate: true),
        FilingField("certification.key_id", .text, "the filer's key"),
        FilingField("certification.signature", .text, "signature over the canonical payload"),
    ]
}
