public import Register

/// What keeps a question from being answered.
public enum ReportingError: RegisterError, Equatable {
    case unknownReport(name: String, known: [String])
    case unknownColumn(report: String, column: String, known: [String])
    case badMoment(said: String, text: String, hint: String?)
    case badValue(report: String, text: String)
    case noSnapshot(Digest)
    case privateSnapshot(Digest)
    case databaseAway(text: String)
    case tooSlow(report: String, seconds: Int)
    case tooMany(waiting: Int)
    case refused(text: String)

    public var code: String {
        switch self {
        case .unknownReport: "REP-01"
        case .unknownColumn: "REP-02"
        case .badMoment: "REP-03"
        case .badValue: "REP-04"
        case .noSnapshot: "REP-05"
        case .databaseAway: "REP-06"
        case .tooSlow: "REP-07"
        case .tooMany: "REP-08"
        case .refused: "REP-09"
        case .privateSnapshot: "REP-10"
        }
    }

    public var message: String {
        switch self {
        case .unknownReport(let name, _): "There is no report \"\(name)\"."
        case .unknownColumn(let report, let column, _): "The report \(report) has no column \"\(column)\"."
        case .badMoment(let said, let text, _): "The moment \"\(said)\" cannot be: \(text)."
        case .badValue(let report, let text): "A value asked of \(report) cannot be: \(text)."
        case .noSnapshot(let digest): "There are no public bytes with the digest \(digest)."
        case .privateSnapshot(let digest): "The bytes with the digest \(digest) are private."
        case .databaseAway(let text): "The database is away: \(text)"
        case .tooSlow(let report, let seconds): "\(report) took longer than \(seconds) seconds."
        case .tooMany(let waiting): "\(waiting) questions are waiting already."
        case .refused(let text): "The database refused the question: \(text)"
        }
    }

    public var hint: String {
        switch self {
        case .unknownReport(_, let known): "Known are \(known.joined(separator: ", "))."
        case .unknownColumn(_, _, let known): "It has \(known.joined(separator: ", "))."
        case .badMoment(_, _, let hint): hint ?? "Write a position such as 1200, or a moment such as 2026-09-30T12:00:00Z."
        case .badValue: "Write numbers in digits, days as 2026-01-31, and true or false."
        case .noSnapshot: "The page may have been removed; report.provenance says so, and where it was fetched."
        case .privateSnapshot:
            "Letters may name persons: the register keeps them for its owner alone. report.snapshots says where the page was fetched."
        case .databaseAway: "Wait; the daemon connects again by itself. See that PostgreSQL runs and that the role may log in."
        case .tooSlow: "Ask for less: filter by state or month, or give a limit."
        case .tooMany: "Try again in a moment."
        case .refused: "See that the migrations are applied (warnctl migrate) and that the role is warn_reader."
        }
    }

    public var fault: Fault {
        switch self {
        case .unknownReport, .noSnapshot: .missing
        case .privateSnapshot: .forbidden
        case .unknownColumn, .badMoment, .badValue: .input
        case .databaseAway, .tooSlow, .tooMany: .unavailable
        case .refused: .system
        }
    }
}
