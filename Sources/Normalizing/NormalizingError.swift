public import Register

/// Why a row cannot honestly become a notice.
public enum NormalizingError: RegisterError, Equatable {
    case noEmployer(source: SourceID, locator: String, columns: [String])
    case unknownWord(source: SourceID, locator: String, field: FieldRules.Field, column: String, word: String, known: [String])
    case badPattern(source: SourceID, field: FieldRules.Field, pattern: String)

    public var code: String {
        switch self {
        case .noEmployer: "NORM-01"
        case .unknownWord: "NORM-02"
        case .badPattern: "NORM-03"
        }
    }

    public var message: String {
        switch self {
        case .noEmployer(let source, let locator, let columns): "\(source) \(locator): no employer in \(columns.joined(separator: ", "))."
        case .unknownWord(let source, let locator, let field, let column, let word, let known):
            "\(source) \(locator): \(column) \"\(word)\" is no known \(field.rawValue); known are \(known.joined(separator: ", "))."
        case .badPattern(let source, let field, let pattern):
            "\(source): the pattern of \(field.rawValue) is no regular expression: \(pattern)"
        }
    }

    public var hint: String {
        switch self {
        case .noEmployer:
            "Open the page at that row. If the row is no notice, name it under read.skip; if the name stands elsewhere, map that column."
        case .unknownWord(_, _, let field, _, _, _):
            "Add the word under fields.\(field.rawValue).values with its meaning, or the meaning unknown."
        case .badPattern: "Correct the pattern in the source's manifest."
        }
    }
}

/// What was repaired, left out or found odd in a row that became a notice. Stored with it as these codes.
enum NoticeWarning: String, CaseIterable {
    case dateRepaired = "date_repaired"
    case dateImpossible = "date_impossible"
    case dateUnreadable = "date_unreadable"
    case dateSentinel = "date_sentinel"
    case dateOrder = "date_order_repaired"
    case yearInferred = "year_inferred"
    case severalDates = "several_dates"
    case dayNotStated = "day_not_stated"
    case noticeAfterReceipt = "notice_after_receipt"
    case noticeLongBeforeReceipt = "notice_long_before_receipt"
    case noticeInFuture = "notice_in_future"
    case effectiveImplausible = "effective_implausible"
    case effectiveBeforeNotice = "effective_before_notice"
    case effectiveFarAhead = "effective_far_ahead"
    case countUnreadable = "count_unreadable"
    case countIsDate = "count_is_date"
    case countWasDate = "count_was_date"
    case countSentinel = "count_sentinel"
    case countSummed = "count_summed"
    case countNotForState = "count_not_for_state"
    case countLarge = "count_large"
    case zeroMeansUnknown = "zero_means_unknown"
    case textRepaired = "text_repaired"
    case placeElsewhere = "place_elsewhere"
    case naicsUnknown = "naics_unknown"
    case industryUnknown = "industry_unknown"
    case industryContradictory = "industry_contradictory"
    case rescissionMarker = "rescission_marker"
}

extension NoticeWarning {
    /// The fields whose cells it is about. Dates settle each other, so that a warning of one is about all.
    var fields: [FieldRules.Field] {
        switch self {
        case .dateRepaired, .dateImpossible, .dateUnreadable, .dateSentinel, .dateOrder, .yearInferred, .severalDates, .dayNotStated,
            .noticeAfterReceipt, .noticeLongBeforeReceipt, .noticeInFuture, .effectiveImplausible, .effectiveBeforeNotice,
            .effectiveFarAhead:
            [.noticeDate, .receivedDate, .postedDate, .effective, .effectiveEnd]
        case .countUnreadable, .countIsDate, .countWasDate, .countSentinel, .countSummed, .countNotForState, .countLarge, .zeroMeansUnknown,
            .rescissionMarker:
            [.workers]
        case .textRepaired: [.employer]
        case .placeElsewhere: [.city, .location]
        case .naicsUnknown: [.naics]
        case .industryUnknown: [.industry]
        case .industryContradictory: [.naics, .industry]
        }
    }

    /// Those cells as the source wrote them; one that two fields are taken from is told once.
    func stated(in row: MappedRow) -> String {
        var told: Set<String> = []
        return fields.compactMap { field in
            let text = row.written(field)
            return text.isEmpty || !told.insert(text).inserted ? nil : "\(field.rawValue): \(text)"
        }.joined(separator: "; ")
    }
}
