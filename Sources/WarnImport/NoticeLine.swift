import Register

/// A notice as one line of `warn-import parse`: every key always there, null where absent.
struct NoticeLine {
    let notice: Notice

    var text: String { value.canonicalText }

    private var value: JSONValue {
        .object([
            "row": .integer(notice.row), "locator": .string(notice.locator), "employer": .string(notice.employer),
            "employer_raw": .string(notice.employerRaw), "dba": Self.text(notice.dba),
            "notice_date": Self.text(notice.noticeDate?.description), "received_date": Self.text(notice.receivedDate?.description),
            "effective_start": Self.text(notice.effective?.start?.description),
            "effective_end": Self.text(notice.effective?.end?.description),
            "phases": .array(notice.phases.map(Self.phase)),
            "workers": Self.number(notice.workers.exact), "workers_min": Self.number(notice.workers.least),
            "workers_max": Self.number(notice.workers.most), "workers_total": Self.number(notice.workers.total),
            "workers_scope": .string(notice.workers.scope.rawValue), "sites": .array(notice.sites.map(Self.site)),
            "city": Self.text(notice.city), "county": Self.text(notice.county), "location_raw": Self.text(notice.locationRaw),
            "event_type": Self.text(notice.eventType?.folded.rawValue), "temporary": .bool(notice.temporary),
            "amendment": .bool(notice.amendment), "rescinded": .bool(notice.rescinded), "conditional": .bool(notice.conditional),
            "act": .string(notice.act.rawValue), "naics": Self.text(notice.naics), "reason": Self.text(notice.reason),
            "letter_url": Self.text(notice.letterURL), "source_id": Self.text(notice.number),
            "warnings": .array(notice.warnings.map(JSONValue.string)),
        ])
    }

    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
    private static func number(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
    private static func phase(_ phase: Phase) -> JSONValue {
        .object(["date": .string(phase.date.description), "workers": number(phase.workers)])
    }
    private static func site(_ site: Site) -> JSONValue {
        .object(["city": text(site.city), "county": text(site.county), "workers": number(site.workers)])
    }
}
