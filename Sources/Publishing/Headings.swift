import Register

/// A column's heading on a page made for readers, with its unit. What is not here is called as the report calls it.
enum Headings {
    static func of(_ column: String) -> String { known[column] ?? Wording.words(column) }

    private static let known = [
        "notice_date": "Notice date", "week_ending": "28 days to", "separation_date": "Day of separation",
        "effective_start": "First separation",
        "workers": "Workers, at least", "workers_year_before": "Workers a year before", "change_pct": "Change, %", "events": "Events",
        "county": "County", "county_fips": "County (FIPS)", "name": "Name", "state": "State", "employer": "Employer", "event_type": "Type",
        "event_id": "Event",
        "disclosure_id": "Disclosure", "rows_behind": "Who", "ai_tier": "AI, tier of evidence", "notice_year": "Year of notice",
        "computable": "Events with both known",
        "meeting": "In time", "share_meeting": "In time, %", "median_lead_days": "Median, days", "campaigns": "Campaigns",
        "least_days": "Shortest pause, days", "states": "States", "events_publicly": "Events, publicly",
        "events_on_record": "Events, on record",
        "workers_publicly": "Workers, publicly", "workers_on_record": "Workers, on record", "gap": "Difference, workers",
        "notices": "Notices",
        "median_days": "Median, days late", "p90_days": "Nine in ten within, days", "days_observed": "Days observed",
        "days_failed": "Days failed", "share_observed": "Days observed, %", "pct": "Of notices, %", "in_a_county": "In a county",
        "in_a_county_pct": "In a county, %", "disclosures": "Disclosures", "amended": "Amended", "share_amended": "Amended, %",
        "median_change": "Median change, workers", "theirs": "Theirs", "ours": "Ours", "difference": "Difference",
        "ratio": "Ours of theirs",
        "publisher": "Publisher", "series": "Series", "first_month": "From", "last_month": "To", "standing": "Standing", "kind": "Kind",
        "reason": "Why", "source_id": "Source", "code": "Code", "meaning": "Meaning", "text": "Text",
    ]

    /// Shares of one, shown in percent.
    static func isShare(_ column: String) -> Bool { column.hasPrefix("share_") }
}
