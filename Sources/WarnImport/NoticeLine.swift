import Register

/// A notice as one line of `warn-import parse`: every key always there, null where absent.
///
/// Canonical JSON, written straight into bytes: building a ``JSONValue`` first took as long as reading the row.
enum NoticeLine {
    /// The members in canonical order, which is that of their names.
    static func write(_ notice: Notice, to line: inout JSONLine) {
        line.begin()
        line.member("act", notice.act.rawValue)
        line.member("amendment", notice.amendment)
        line.member("city", notice.city)
        line.member("conditional", notice.conditional)
        line.member("county", notice.county)
        line.member("county_fips", notice.placement?.countyFIPS)
        line.member("dba", notice.dba)
        line.member("effective_end", notice.effective?.end)
        line.member("effective_start", notice.effective?.start)
        line.member("employer", notice.employer)
        line.member("employer_raw", notice.employerRaw)
        line.member("event_type", notice.eventType?.folded.rawValue)
        line.member("industry", notice.industry)
        line.member("letter_url", notice.letterURL)
        line.member("location_raw", notice.locationRaw)
        line.member("locator", notice.locator)
        line.member("naics", notice.naics)
        line.member("naics_level", notice.industryRead.flatMap { $0.code == nil ? nil : $0.level.rawValue })
        line.member("naics_title", notice.industryRead.flatMap { $0.code == nil ? nil : $0.title })
        line.member("naics_vintage", notice.industryRead?.vintage)
        line.member("notice_date", notice.noticeDate)
        line.member("phases", notice.phases.map(phase))
        line.member("place_basis", notice.placement?.basis.rawValue)
        line.member("place_confidence", notice.placement?.confidence?.rawValue)
        line.member("place_fips", notice.placement?.placeFIPS)
        line.member("reason", notice.reason)
        line.member("received_date", notice.receivedDate)
        line.member("rescinded", notice.rescinded)
        line.member("revisions", notice.revisions.map(revision))
        line.member("row", notice.row)
        line.member("sector", notice.industryRead?.sector)
        line.member("sites", notice.sites.map(site))
        line.member("source_id", notice.number)
        line.member("temporary", notice.temporary)
        line.member("warned_of", notice.warnedOf.map(JSONValue.string))
        line.member("warnings", notice.warnings.map(JSONValue.string))
        line.member("workers", notice.workers.exact)
        line.member("workers_groups", notice.workers.groups.map(group))
        line.member("workers_max", notice.workers.most)
        line.member("workers_min", notice.workers.least)
        line.member("workers_scope", notice.workers.scope.rawValue)
        line.member("workers_total", notice.workers.total)
        line.member("zip", notice.zip)
        line.end()
    }

    private static func revision(_ revision: Revision) -> JSONValue {
        .object([
            "date": revision.date.map { .string($0.description) } ?? .null, "letter_url": revision.letterURL.map(JSONValue.string) ?? .null,
            "stated": .string(revision.stated),
        ])
    }

    private static func group(_ group: WorkerCount.Group) -> JSONValue {
        .object(["kind": .string(group.kind.rawValue), "workers": .integer(group.workers)])
    }

    private static func phase(_ phase: Phase) -> JSONValue {
        .object(["date": .string(phase.date.description), "workers": phase.workers.map(JSONValue.integer) ?? .null])
    }

    private static func site(_ site: Site) -> JSONValue {
        .object([
            "city": site.city.map(JSONValue.string) ?? .null, "county": site.county.map(JSONValue.string) ?? .null,
            "workers": site.workers.map(JSONValue.integer) ?? .null,
        ])
    }
}
