/// Which statutes' words an event's type matches.
enum StatutoryEvent {
    static let closing: Set<String> = ["plant_closing", "closing", "partial_closing", "business_closing", "termination"]
    static let layoff: Set<String> = ["mass_layoff", "reduction", "reduction_in_operations"]
    static let relocation: Set<String> = ["relocation", "transfer"]
    static let plantOrMine = "power_plant_or_coal_mine"

    /// Nil for events that no notice law is about.
    static func words(for type: String) -> Set<String>? {
        switch type {
        case "plant_closing": closing
        case "mass_layoff", "contract_termination", "reduction_in_hours": layoff
        case "relocation": relocation
        default: nil
        }
    }
}

extension NoticePeriod {
    /// Valid that day, about such an event, and reached in size and threshold at some site, with an employment loss.
    func applies(to facts: FilingFacts, on date: CalendarDate, among law: FilingLaw) -> Bool {
        guard facts.isEmploymentLoss, isValid(on: date) else { return false }
        let sites = facts.sites.filter { isAbout(facts, at: $0, on: date, among: law) && isReachedInSize(facts, at: $0) }
        if countsAllSites { return !sites.isEmpty && isThresholdReached(sites) }
        return sites.contains { isThresholdReached([$0]) }
    }

    /// The event's words at a site of the jurisdiction; where a law has no word for relocation, its closing stands for it.
    func isAbout(_ facts: FilingFacts, at site: FilingFacts.Site, on date: CalendarDate, among law: FilingLaw) -> Bool {
        guard site.isIn(jurisdiction), isValid(on: date), let words = StatutoryEvent.words(for: facts.type) else { return false }
        if site.isPlantOrMine, events.contains(StatutoryEvent.plantOrMine) { return true }
        if !events.isDisjoint(with: words) { return true }
        guard facts.type == "relocation", !events.isDisjoint(with: StatutoryEvent.closing) else { return false }
        return !law.periods.contains { other in
            other.jurisdiction == jurisdiction && other.isValid(on: date) && !other.events.isDisjoint(with: StatutoryEvent.relocation)
        }
    }

    /// A figure that is not filed counts as met.
    private func isReachedInSize(_ facts: FilingFacts, at site: FilingFacts.Site) -> Bool {
        guard let size = employees(facts, at: site) else { return true }
        return size >= leastEmployees ?? 0 && size <= mostEmployees ?? Int.max
    }

    private func employees(_ facts: FilingFacts, at site: FilingFacts.Site) -> Int? {
        if sizeBasis.contains("_at_site") { return site.employeesBefore }
        guard sizeBasis.contains("in_state") || sizeBasis.contains("in_city") else { return facts.employees }
        if sizeBasis.contains("in_state"), let filed = facts.employeesByState[site.state] { return filed }
        return Self.sum(facts.sites.filter { $0.isIn(jurisdiction) }.map(\.employeesBefore))
    }

    /// The alternative count alone, or the count together with the percentage; blanks are met.
    private func isThresholdReached(_ sites: [FilingFacts.Site]) -> Bool {
        let countsFullTime = sizeBasis.hasPrefix("full_time")
        guard let workers = Self.sum(sites.map { (countsFullTime ? $0.workersFullTime : nil) ?? $0.workers }) else { return true }
        if let thresholdAlternative, workers >= thresholdAlternative { return true }
        guard workers >= thresholdCount ?? 0 else { return false }
        guard let thresholdPercent, let before = Self.sum(sites.map(\.employeesBefore)) else { return true }
        return 100 * workers >= thresholdPercent * before
    }

    /// Nil as soon as one figure is not filed.
    private static func sum(_ figures: [Int?]) -> Int? {
        figures.contains(nil) ? nil : figures.compactMap(\.self).reduce(0, +)
    }
}

extension AIRegime {
    /// Whether the question is put at all to such a notice, by its event, sites and day; thresholds do not matter.
    func canAsk(_ facts: FilingFacts, under law: FilingLaw) -> Bool {
        guard let date = facts.noticeDate, noticeFrom.map({ $0 <= date }) ?? true else { return false }
        func isAbout(_ jurisdiction: String, _ sites: [FilingFacts.Site]) -> Bool {
            law.periods.contains { period in
                period.jurisdiction == jurisdiction && sites.contains { period.isAbout(facts, at: $0, on: date, among: law) }
            }
        }
        switch scope {
        case .quarter: return false
        case .jurisdictionNotice: return isAbout(jurisdiction, facts.sites)
        case .federalMassLayoff: return StatutoryEvent.words(for: facts.type) == StatutoryEvent.layoff && isAbout("US", facts.sites)
        case .federalNoticeAtSite: return isAbout("US", facts.sites) && facts.sites.contains { $0.isIn(jurisdiction) }
        }
    }

    /// Whether a regime in force or enacted asks about this very filing: its law applies, size and thresholds included.
    func isAsked(of facts: FilingFacts, applying: Set<String>) -> Bool {
        guard standing != .proposed, let date = facts.noticeDate, let from = noticeFrom, from <= date else { return false }
        switch scope {
        case .quarter: return false
        case .jurisdictionNotice: return applying.contains(jurisdiction)
        case .federalMassLayoff: return applying.contains("US") && StatutoryEvent.words(for: facts.type) == StatutoryEvent.layoff
        case .federalNoticeAtSite: return applying.contains("US") && facts.sites.contains { $0.isIn(jurisdiction) }
        }
    }
}

extension FilingLaw {
    /// The regimes that may be answered in such a record, asked and voluntary.
    public func regimes(for record: FilingRecord) -> [AIRegime] {
        let facts = FilingFacts(record)
        return regimes.filter { $0.canAsk(facts, under: self) }
    }
}
