/// A quarter of a calendar year.
public struct Quarter: Sendable, Hashable, CustomStringConvertible {
    public let year: Int
    /// 1 to 4.
    public let number: Int
    public let firstDay: CalendarDate
    public let lastDay: CalendarDate
    /// The day its report is due: 30 days after its end (S. 3108 sec. 2(a)(1)).
    public let dueDate: CalendarDate

    /// Nil for a quarter that no calendar has.
    public init?(year: Int, number: Int) {
        guard (1...4).contains(number), let first = CalendarDate(year: year, month: 3 * number - 2, day: 1),
            let last = CalendarDate(year: year, month: 3 * number, day: CalendarDate.days(in: 3 * number, of: year)),
            let due = last.adding(days: 30)
        else { return nil }
        self.year = year
        self.number = number
        firstDay = first
        lastDay = last
        dueDate = due
    }

    /// The quarter that a record is about.
    public init?(of record: FilingRecord) {
        guard let year = record["report_year"]?.wholeNumber, let number = record["report_quarter"]?.wholeNumber else { return nil }
        self.init(year: year, number: number)
    }

    public func contains(_ day: CalendarDate) -> Bool { firstDay <= day && day <= lastDay }
    public var description: String { "\(year)-Q\(number)" }
}

/// What follows from a quarter's report by arithmetic.
public struct QuarterMeasure: Sendable, Equatable {
    /// Workers laid off because of AI, as reported and by the notices the report names.
    public struct Reconciliation: Sendable, Equatable {
        public let reported: Int
        public let notices: Int
        public let isExplained: Bool
        public var difference: Int { reported - notices }
    }

    public let quarter: Quarter
    /// Judged on the quarter's first report; an amendment is never later than it.
    public let isLate: Bool
    /// Hired, less laid off, less not filled.
    public let netImpact: Int
    /// Nil where no notice is named.
    public let reconciliation: Reconciliation?

    /// Nil for a record that is about no quarter.
    public init?(of record: FilingRecord, in context: FilingContext) {
        guard record.form?.family == .quarter, let quarter = Quarter(of: record) else { return nil }
        self.quarter = quarter
        let amended = record.form == .quarterAmended ? context.amended : nil
        let first = amended?.versions.first?.receivedOn ?? context.today
        isLate = first > quarter.dueDate
        let rows = record["impacts"]?.items ?? []
        func sum(_ name: String) -> Int { rows.compactMap { $0[name]?.count }.reduce(0, +) }
        netImpact = sum("hired_ai") - sum("laid_off_ai") - sum("not_filled_ai")
        let named = Set((record["reconciles_to"]?.items ?? []).compactMap(\.text).compactMap(AccessionNumber.init))
        guard !named.isEmpty, !context.isOffline else {
            reconciliation = nil
            return
        }
        let notices = named.compactMap { context.reconciled[$0]?.record.largestAttributableCount }.reduce(0, +)
        let note = record["reconciliation_note"]?.text ?? ""
        reconciliation = Reconciliation(reported: sum("laid_off_ai"), notices: notices, isExplained: !note.trimmed.isEmpty)
    }
}

extension FilingRecord {
    /// The largest count of workers that a yes attributes to AI; 0 without one.
    var largestAttributableCount: Int {
        (self["ai"]?.items ?? []).filter { $0["ai_answer"]?.text == "yes" }.compactMap { $0["attributable_count"]?.count }.max() ?? 0
    }
}
