/// What the rules need to know besides the record: the law, the clock, and the chain it belongs to.
public struct FilingContext: Sendable {
    public var law: FilingLaw
    /// When the filing was received, ISO 8601 with its offset; `today` is its day in UTC.
    public var receivedAt: Moment
    /// The chain that `amends_accession_no` names; nil when the number is unknown or not given.
    public var amended: FilingChain?
    /// The disclosure that `supersedes_disclosure_id` names; nil when it is unknown or not given.
    public var superseded: FilingChain?
    /// Which disclosure supersedes which: later → earlier.
    public var supersessions: [DisclosureID: DisclosureID]
    /// The filer's number, where known; compared with a chain's.
    public var filer: String?
    /// Judged without a ledger: what only the ledger knows is not judged.
    public var isOffline = false
    /// How it was signed; nil where signatures are not judged, as before it is handed in.
    public var signing: FilingSigning?
    /// The number that these very bytes were given already.
    public var acceptedBefore: AccessionNumber?
    /// Quarters that this filer has an original of.
    public var quarters: Set<Quarter> = []
    /// Accepted filings that `reconciles_to` names.
    public var reconciled: [AccessionNumber: FilingVersion] = [:]

    public init(
        law: FilingLaw, receivedAt: Moment, amended: FilingChain? = nil, superseded: FilingChain? = nil,
        supersessions: [DisclosureID: DisclosureID] = [:], filer: String? = nil
    ) {
        self.law = law
        self.receivedAt = receivedAt
        self.amended = amended
        self.superseded = superseded
        self.supersessions = supersessions
        self.filer = filer
    }

    var today: CalendarDate { receivedAt.day }
}

/// An employer's disclosure as the ledger has it: its filings in order, and the newest one's content.
public struct FilingChain: Sendable, Equatable {
    public enum State: String, Sendable, Codable, CaseIterable {
        case open, withdrawn, superseded
    }

    public var disclosure: DisclosureID
    /// Accession numbers, oldest first.
    public var filings: [AccessionNumber]
    /// What the newest filing says.
    public var record: FilingRecord
    public var state: State
    public var filer: String?
    /// Every filing, oldest first; empty where only the head is known.
    public var versions: [FilingVersion]

    public init(
        disclosure: DisclosureID, filings: [AccessionNumber], record: FilingRecord, state: State, filer: String? = nil,
        versions: [FilingVersion] = []
    ) {
        self.disclosure = disclosure
        self.filings = filings
        self.record = record
        self.state = state
        self.filer = filer
        self.versions = versions
    }

    public var head: AccessionNumber? { filings.last }

    /// The form of one of its filings; nil where only the head is known.
    func form(named number: String) -> FormType? {
        guard let index = filings.firstIndex(where: { $0.rawValue == number }), versions.indices.contains(index) else { return nil }
        return versions[index].form
    }

    /// The first separation as it was stated last: a denial says nothing of it.
    public var firstSeparation: CalendarDate? {
        let path = "event.first_separation_date"
        return record.day(path) ?? versions.reversed().lazy.compactMap { $0.record.day(path) }.first
    }

    /// The newest yes or no under each regime.
    public var answers: [String: String] {
        let records = versions.isEmpty ? [record] : versions.map(\.record)
        return records.reduce(into: [:]) { answers, record in
            for answer in FilingFacts(record).answers where ["yes", "no"].contains(answer.answer) { answers[answer.regime] = answer.answer }
        }
    }
}

/// One accepted filing: who filed what, and when it was received.
public struct FilingVersion: Sendable, Equatable {
    public var form: FormType
    public var record: FilingRecord
    /// In UTC.
    public var receivedOn: CalendarDate?
    /// Ten digits.
    public var filer: String?

    public init(form: FormType, record: FilingRecord, receivedOn: CalendarDate? = nil, filer: String? = nil) {
        self.form = form
        self.record = record
        self.receivedOn = receivedOn
        self.filer = filer
    }
}

/// An instant written in ISO 8601 with its offset: `2026-09-01T12:00:00Z`, `2026-09-01T08:00:00.250-04:00`.
public struct Moment: Sendable, Hashable, Comparable {
    /// Since 1970 in UTC.
    public let seconds: Double

    /// Nil outside years 1 to 9999.
    public init?(seconds: Double) {
        guard abs(seconds) < 400_000_000_000, let day = CalendarDate(daysSinceEpoch: Int((seconds / 86_400).rounded(.down))) else {
            return nil
        }
        self.seconds = seconds
        self.day = day
    }

    public init?(_ text: String) {
        guard text.utf8.count >= 20, let day = CalendarDate(text.prefix(10)), ["T", " "].contains(text.dropFirst(10).first) else {
            return nil
        }
        let rest = text.dropFirst(11)
        guard let zone = rest.lastIndex(where: { "Zz+-".contains($0) }), let offset = Self.offset(rest[zone...]),
            let clock = Self.clock(rest[..<zone])
        else { return nil }
        self.init(seconds: Double(day.daysSinceEpoch) * 86_400 + clock - offset)
    }

    /// The calendar day in UTC.
    public let day: CalendarDate

    public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

    private static func clock(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hours = Int(parts[0]), let minutes = Int(parts[1]), let seconds = Double(parts[2]),
            (0...23).contains(hours), (0...59).contains(minutes), seconds >= 0, seconds < 61
        else { return nil }
        return Double(hours * 3600 + minutes * 60) + seconds
    }

    private static func offset(_ text: Substring) -> Double? {
        if text == "Z" || text == "z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4, let number = Int(digits), number % 100 < 60, number / 100 < 24 else { return nil }
        return Double((number / 100) * 3600 + (number % 100) * 60) * (text.first == "-" ? -1 : 1)
    }
}
