internal import Register

/// How a notice is written into the ledger.
extension Notice {
    /// What the state says, without row, locator and our own warnings: equal statements have equal bytes.
    var payload: JSONValue {
        var writer = PayloadValues()
        state(to: &writer)
        return .object(writer.members)
    }

    /// The same, member by member, sorted by name: a payload's bytes are written in this order.
    func state(to writer: inout some PayloadWriter) {
        writer.write("act", act.rawValue)
        writer.write("amendment", amendment)
        writer.write("city", city)
        writer.write("conditional", conditional)
        writer.write("county", county)
        writer.write("dba", dba)
        if let effective { writer.write("effective") { effective.state(to: &$0) } }
        writer.write("employer", employer)
        writer.write("employer_raw", employerRaw)
        writer.write("event_type", eventType?.rawValue)
        writer.write("industry", industry)
        writer.write("letter_url", letterURL)
        writer.write("location_raw", locationRaw)
        writer.write("naics", naics)
        writer.write("notice_date", noticeDate)
        writer.write("notice_date_kind", noticeDateKind?.rawValue)
        writer.write("number", number)
        if !phases.isEmpty { writer.write("phases", eachOf: phases) { $0.state(to: &$1) } }
        writer.write("posted_date", postedDate)
        writer.write("reason", reason)
        if !reasons.isEmpty { writer.write("reasons", reasons) }
        writer.write("received_date", receivedDate)
        writer.write("rescinded", rescinded)
        if !revisions.isEmpty { writer.write("revisions", eachOf: revisions) { $0.state(to: &$1) } }
        if !sites.isEmpty { writer.write("sites", eachOf: sites) { $0.state(to: &$1) } }
        writer.write("source", source.rawValue)
        writer.write("state", state.rawValue)
        writer.write("temporary", temporary)
        writer.write("union", union)
        if workers != .notStated { writer.write("workers") { workers.state(to: &$0) } }
        writer.write("zip", zip)
    }

    /// The day by which a page's window is told: of the notice, else of its receipt, posting, or effect.
    var windowDay: CalendarDate? { noticeDate ?? receivedDate ?? postedDate ?? effective?.start }
}

extension DateSpan {
    fileprivate func state(to writer: inout some PayloadWriter) {
        writer.write("approximate", isApproximate)
        writer.write("end", end)
        writer.write("precision", precision.rawValue)
        writer.write("start", start)
    }
}

extension WorkerCount {
    fileprivate func state(to writer: inout some PayloadWriter) {
        writer.write("approximate", isApproximate)
        writer.write("exact", exact)
        if !groups.isEmpty { writer.write("groups", eachOf: groups) { $0.state(to: &$1) } }
        writer.write("least", least)
        writer.write("most", most)
        writer.write("scope", scope.rawValue)
        writer.write("total", total)
    }
}

extension WorkerCount.Group {
    fileprivate func state(to writer: inout some PayloadWriter) {
        writer.write("kind", kind.rawValue)
        writer.write("workers", workers)
    }
}

extension Revision {
    fileprivate func state(to writer: inout some PayloadWriter) {
        writer.write("date", date)
        writer.write("letter_url", letterURL)
        writer.write("stated", stated)
    }
}

extension Phase {
    fileprivate func state(to writer: inout some PayloadWriter) {
        writer.write("date", date)
        writer.write("workers", workers)
    }
}

extension Site {
    fileprivate func state(to writer: inout some PayloadWriter) {
        writer.write("city", city)
        writer.write("county", county)
        writer.write("workers", workers)
    }
}
