import Recording
import Register

extension FilingColumns {
    /// What reports count of a record: its facts in the ledger's words, and each answer on AI with its category.
    init(_ record: FilingRecord, _ verdict: FilingVerdict) {
        func text(_ path: String) -> String? { record[path]?.text }
        func date(_ path: String) -> CalendarDate? { text(path).flatMap { CalendarDate($0) } }
        let sites = (record["sites"]?.items ?? []).map(FiledSite.init)
        let first = date("event.first_separation_date")
        let last = date("event.last_separation_date") ?? date("event.window_end_date")
        let unions = (record["sites"]?.items ?? []).flatMap { $0["unions"]?.items ?? [] }.compactMap { $0["name"]?.text }
        self.init(
            employer: text("employer.legal_name") ?? "", dba: text("employer.dba"), state: sites.first?.state,
            noticeDate: date("event.notice_date"),
            noticeDateKind: text("event.notice_date_kind").flatMap(NoticeDateKind.init), receivedDate: date("event.state_received_date"),
            effective: first == nil && last == nil ? nil : DateSpan(start: first, end: last),
            phases: (record["event.schedule"]?.items ?? []).compactMap { step in
                step["separation_date"]?.text.flatMap { CalendarDate($0) }.map { Phase(date: $0, workers: step["workers"]?.wholeNumber) }
            },
            workers: Self.workers(record["event.workers"]?.wholeNumber, at: sites), eventType: text("event.type").map(Self.eventType),
            temporary: text("event.permanence") == "temporary", conditional: record["event.is_conditional"]?.flag ?? false,
            act: record.form?.family == .notice ? (verdict.measure.regimes.isEmpty ? .nonWarn : .warn) : .unknown, sites: sites,
            naics: text("employer.naics_code"),
            union: unions.isEmpty ? nil : unions.joined(separator: "; "), reason: text("event.stated_reason_text"),
            reasons: record["event.stated_reason_code"]?.items?.compactMap(\.text) ?? [], warnings: verdict.codes.map(\.rawValue),
            answers: Self.answers(record, verdict.measure))
    }

    /// Of several states only the first site's state is counted there; the whole figure stands beside it.
    private static func workers(_ total: Int?, at sites: [FiledSite]) -> WorkerCount {
        guard let total else { return .notStated }
        if sites.count == 1 { return WorkerCount(exact: total, scope: .site) }
        guard Set(sites.map(\.state)).count > 1 else { return WorkerCount(exact: total, scope: .state) }
        let here = sites.filter { $0.state == sites.first?.state }.map(\.workers)
        let stated = here.contains(nil) ? nil : here.compactMap(\.self).reduce(0, +)
        return WorkerCount(exact: stated, total: total, scope: .severalStates)
    }

    private static func eventType(_ statutory: String) -> EventType {
        switch statutory {
        case "plant_closing": .closure
        case "mass_layoff", "contract_termination": .layoff
        case "relocation": .relocation
        case "reduction_in_hours": .reductionInHours
        default: .other
        }
    }

    /// Tier 1: the employer's own word under each regime, and what was asked and not answered.
    private static func answers(_ record: FilingRecord, _ measure: FilingMeasure) -> [RecordedAttribution] {
        measure.aiAnswers.sorted { $0.key < $1.key }.map { regime, answer in
            let filed = record["ai"]?.items?.first { $0["regime"]?.text == regime }
            let types = filed?["ai_type"]?.items?.compactMap(\.text) ?? []
            return RecordedAttribution(
                regime: regime, standard: filed?["causation_standard"]?.text, answer: answer, label: measure.aiLabels[regime] ?? .none,
                technology: filed?["product_vendor"]?.text ?? (types.isEmpty ? nil : types.joined(separator: ", ")),
                percentage: filed?["attributable_pct"]?.amount.map { JSONValue.number($0).canonicalText },
                count: filed?["attributable_count"]?.wholeNumber, usageText: filed?["usage_text"]?.text, aiTypes: types,
                upskillingText: filed?["upskilling_text"]?.text)
        }
    }
}

extension FiledSite {
    init(_ site: JSONValue) {
        self.init(
            street: site["street"]?.text, city: site["city"]?.text, countyFIPS: site["county_fips"]?.text,
            state: site["state"]?.text.flatMap(StateCode.init), zip: site["zip"]?.text, workers: site["workers"]?.wholeNumber)
    }
}
