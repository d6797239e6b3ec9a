internal import Register

/// How a notice is written into the ledger.
extension Notice {
    /// What the state says, without row, locator and our own warnings: equal statements have equal bytes.
    var payload: JSONValue {
        var lists: [String: [JSONValue]] = [:]
        if !phases.isEmpty { lists["phases"] = phases.map(\.payload) }
        if !sites.isEmpty { lists["sites"] = sites.map(\.payload) }
        if !reasons.isEmpty { lists["reasons"] = JSONValue.texts(reasons) }
        return .stated(
            texts: [
                "source": source.rawValue, "state": state.rawValue, "employer": employer, "employer_raw": employerRaw, "dba": dba,
                "notice_date_kind": noticeDateKind?.rawValue, "city": city, "county": county, "zip": zip, "location_raw": locationRaw,
                "event_type": eventType?.rawValue, "act": act.rawValue, "naics": naics, "industry": industry, "union": union,
                "reason": reason, "letter_url": letterURL, "number": number,
            ],
            booleans: ["temporary": temporary, "amendment": amendment, "rescinded": rescinded, "conditional": conditional],
            dates: ["notice_date": noticeDate, "received_date": receivedDate, "posted_date": postedDate],
            lists: lists,
            objects: ["effective": effective?.payload, "workers": workers == .notStated ? nil : workers.payload])
    }

    /// The ledger's columns of the notice: `ledger.filing` and its parts, by column name.
    func columns(snapshot: Digest, attribution: Attribution?) -> JSONValue {
        var lists = ["reasons": JSONValue.texts(reasons), "warnings": JSONValue.texts(warnings)]
        if !sites.isEmpty { lists["sites"] = sites.map(\.payload) }
        if !phases.isEmpty { lists["phases"] = phases.map(\.columns) }
        if let attribution { lists["attributions"] = [RecordedAttribution(attribution, text: reason).columns] }
        return .stated(
            texts: [
                "locator": locator, "snapshot_sha256": "\\x\(snapshot)", "employer": employer, "dba": dba,
                "notice_date_kind": noticeDateKind?.rawValue, "effective_precision": effective?.precision.rawValue,
                "workers_scope": workers.scope.rawValue, "event_type": eventType?.rawValue, "act": act.rawValue, "city": city,
                "county": county, "zip": zip, "location": locationRaw, "naics": naics, "industry": industry, "union": union,
                "reason": reason, "letter_url": letterURL, "state_number": number,
            ],
            integers: [
                "row": row, "workers": workers.exact, "workers_least": workers.least, "workers_most": workers.most,
                "workers_total": workers.total,
            ],
            booleans: [
                "effective_approximate": effective?.isApproximate, "workers_approximate": workers.isApproximate, "temporary": temporary,
                "amendment": amendment, "rescinded": rescinded, "conditional": conditional,
            ],
            dates: [
                "notice_date": noticeDate, "received_date": receivedDate, "posted_date": postedDate, "effective_start": effective?.start,
                "effective_end": effective?.end,
            ],
            lists: lists)
    }

    /// The day by which a page's window is told: of the notice, else of its receipt, posting, or effect.
    var windowDay: CalendarDate? { noticeDate ?? receivedDate ?? postedDate ?? effective?.start }
}

extension DateSpan {
    fileprivate var payload: JSONValue {
        .stated(texts: ["precision": precision.rawValue], booleans: ["approximate": isApproximate], dates: ["start": start, "end": end])
    }
}

extension WorkerCount {
    fileprivate var payload: JSONValue {
        .stated(
            texts: ["scope": scope.rawValue], integers: ["exact": exact, "least": least, "most": most, "total": total],
            booleans: ["approximate": isApproximate])
    }
}

extension Phase {
    fileprivate var payload: JSONValue { .stated(integers: ["workers": workers], dates: ["date": date]) }
    fileprivate var columns: JSONValue { .stated(integers: ["workers": workers], dates: ["phase_date": date]) }
}

extension Site {
    fileprivate var payload: JSONValue { .stated(texts: ["city": city, "county": county], integers: ["workers": workers]) }
}
