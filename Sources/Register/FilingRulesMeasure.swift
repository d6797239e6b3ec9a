/// What follows from a filing by arithmetic: days of notice given and required, the laws that apply, the AI questions they ask.
public struct FilingMeasure: Sendable, Equatable {
    /// First separation minus notice, in days; negative when separation came first; nil without both dates.
    public var leadDays: Int?
    /// 29 U.S.C. § 2101(a)(6): whether the event is an employment loss at all.
    public var isEmploymentLoss: Bool
    /// Longest notice by jurisdiction whose rows apply; a nil value is a duty without a day count.
    public var requiredDays: [String: Int?]
    /// The same for notice to the employees.
    public var requiredDaysEmployees: [String: Int?]
    /// `US-WARN` first, the rest by name.
    public var regimes: [String]
    /// Regimes in force or enacted that ask about this filing.
    public var aiAsked: [String]
    /// Proposed regimes answered yes or no.
    public var aiVoluntary: [String]
    /// The answer that is stored, by regime: asked and not answered is `not_answered`.
    public var aiAnswers: [String: String]
    public var aiLabels: [String: AttributionLabel]
    public var workersByState: [String: Int]
    /// `none`, or the reduced-notice basis that was stated.
    public var basis: String

    public var strictestDays: Int? { requiredDays.values.compactMap(\.self).max() }

    /// Days missing against the strictest period; never more than the period. Nil when either is unknown.
    public var shortfallDays: Int? { strictestDays.flatMap(shortfall) }
    public var shortfallBy: [String: Int?] { requiredDays.mapValues { $0.flatMap(shortfall) } }

    /// Never "violation": that takes a court's record.
    public var periodLabel: String {
        guard let lead = leadDays, let required = strictestDays else { return "not_computable" }
        if lead >= required { return "meets_recorded_period" }
        return basis == "none" ? "below_recorded_period_no_basis" : "below_recorded_period_basis_stated"
    }

    private func shortfall(of required: Int) -> Int? { leadDays.map { max(0, required - max(0, $0)) } }

    public init(of record: FilingRecord, under law: FilingLaw) {
        let facts = FilingFacts(record)
        let applying = facts.noticeDate.map { date in law.periods.filter { $0.applies(to: facts, on: date, among: law) } } ?? []
        leadDays = facts.noticeDate.flatMap { notice in facts.firstSeparation.map { $0.days(since: notice) } }
        isEmploymentLoss = facts.isEmploymentLoss
        requiredDays = Self.longest(applying, \.noticeDays)
        requiredDaysEmployees = Self.longest(applying, \.noticeDaysEmployees)
        let asked = law.regimes.filter { $0.isAsked(of: facts, applying: Set(applying.map(\.jurisdiction))) }
        aiAsked = asked.map(\.name).sorted()
        aiVoluntary = facts.answers.filter { answer in
            law.regime(answer.regime)?.standing == .proposed && (answer.answer == "yes" || answer.answer == "no")
        }.map(\.regime).sorted()
        let federalSite = asked.filter { $0.scope == .federalNoticeAtSite }.map(\.jurisdiction)
        let others = Set(applying.map(\.jurisdiction)).union(federalSite).subtracting(["US"]).sorted()
        regimes = (requiredDays["US"] != nil ? ["US-WARN"] : []) + others
        aiAnswers = Dictionary(facts.answers.map { ($0.regime, $0.answer) }, uniquingKeysWith: { first, _ in first })
        for name in aiAsked where [nil, "not_asked"].contains(aiAnswers[name]) { aiAnswers[name] = "not_answered" }
        aiLabels = aiAnswers.mapValues { _ in .none }
        for answer in facts.answers { aiLabels[answer.regime] = answer.label(under: law.regime(answer.regime)) }
        workersByState = Dictionary(facts.sites.compactMap { site in site.workers.map { (site.state, $0) } }, uniquingKeysWith: +)
        basis = record["event.reduced_notice_basis"]?.text ?? "none"
    }

    private static func longest(_ periods: [NoticePeriod], _ days: (NoticePeriod) -> Int?) -> [String: Int?] {
        Dictionary(grouping: periods, by: \.jurisdiction).mapValues { $0.compactMap(days).max() }
    }
}

/// The parts of a record that laws are measured on.
struct FilingFacts {
    struct Site {
        var state: String
        var city: String
        var isPlantOrMine: Bool
        var employeesBefore: Int?
        var workers: Int?
        var workersFullTime: Int?

        func isIn(_ jurisdiction: String) -> Bool {
            let parts = jurisdiction.split(separator: "-", maxSplits: 2)
            return (parts.count < 2 || parts[1] == state) && (parts.count < 3 || parts[2].lowercased() == city.lowercased())
        }
    }

    struct Answer {
        var regime: String
        var answer: String
        var types: [String]
        var named: AttributionLabel?

        var isAutomationAlone: Bool { !types.isEmpty && types.allSatisfy(FilingWords.automationTypes.contains) }

        /// The category an answer stands for; never derived from another regime's answer.
        func label(under regime: AIRegime?) -> AttributionLabel {
            guard answer == "yes" else { return answer == "no" ? .denied : .none }
            if isAutomationAlone { return .automationNonAI }
            if types == ["undisclosed"], regime?.includesAutomation == true { return .automationNonAI }
            return named ?? .substitution
        }
    }

    var type: String
    var isEmploymentLoss: Bool
    var noticeDate: CalendarDate?
    var firstSeparation: CalendarDate?
    var employees: Int?
    var employeesByState: [String: Int]
    var sites: [Site]
    var answers: [Answer]

    init(_ record: FilingRecord) {
        type = record["event.type"]?.text ?? ""
        noticeDate = record["event.notice_date"]?.text.flatMap { CalendarDate($0) }
        firstSeparation = record["event.first_separation_date"]?.text.flatMap { CalendarDate($0) }
        employees = record["employer.us_employee_count"]?.count
        employeesByState = record["employer.employees_by_state"]?.members?.compactMapValues(\.count) ?? [:]
        sites = (record["sites"]?.items ?? []).map { site in
            Site(
                state: site["state"]?.text ?? "", city: site["city"]?.text ?? "",
                isPlantOrMine: ["power_plant", "coal_mine"].contains(site["facility_kind"]?.text),
                employeesBefore: site["employees_before"]?.count,
                workers: site["workers"]?.count, workersFullTime: site["workers_full_time"]?.count)
        }
        answers = (record["ai"]?.items ?? []).map { answer in
            Answer(
                regime: answer["regime"]?.text ?? "", answer: answer["ai_answer"]?.text ?? "",
                types: answer["ai_type"]?.items?.compactMap(\.text) ?? [], named: answer["ai_category"]?.text.flatMap(AttributionLabel.init)
            )
        }
        isEmploymentLoss = Self.isLoss(record, type: type)
    }

    /// Temporary of unknown length counts as a loss. Six months are 183 days.
    private static func isLoss(_ record: FilingRecord, type: String) -> Bool {
        let days = record["event.expected_duration_days"]?.wholeNumber
        if type == "reduction_in_hours" {
            return !((record["event.hours_reduction_pct"]?.amount).map { $0 <= 50 } ?? false || days.map { $0 < 183 } ?? false)
        }
        return !(record["event.permanence"]?.text == "temporary" && days.map { $0 <= 183 } ?? false)
    }
}
