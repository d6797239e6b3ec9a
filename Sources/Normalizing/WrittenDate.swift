import Register

/// A date as it stands in a text: what is written of it, before anything is inferred.
struct WrittenDate: Equatable {
    /// The year's digits as written; empty when there is none.
    var yearDigits = ""
    /// 1 to 12; 0 when the month is no month.
    var month: Int
    /// nil for a month, a quarter or a year.
    var day: Int?
    var precision: DateSpan.Precision = .day
    /// `7/26` can be the 26th of July or July of 2026; the dates beside it decide.
    var secondIsYear: Int?
    var isRepaired = false
    /// Its place in the scanned text.
    var range: Range<Int>

    var hasYear: Bool { !yearDigits.isEmpty }

    /// The year as a number where the digits are two or four of a believable one; else nil.
    func year(today: CalendarDate) -> Int? {
        guard let number = Int(yearDigits) else { return nil }
        switch yearDigits.count {
        case 2: return number + (number <= today.year % 100 + 15 ? 2000 : 1900)
        case 4 where Self.believable(number, today: today): return number
        default: return nil
        }
    }

    /// The law is of 1988; a notice may look some years ahead.
    static func believable(_ year: Int, today: CalendarDate) -> Bool { (1985...(today.year + 10)).contains(year) }

    /// First and last day in that year; nil when there is no such day.
    func days(in year: Int) -> (first: CalendarDate, last: CalendarDate)? {
        if let day {
            guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
            return (date, date)
        }
        let months =
            switch precision {
            case .year: 12
            case .half: 6
            case .quarter: 3
            case .month, .day: 1
            }
        let lastMonth = month + months - 1
        guard let first = CalendarDate(year: year, month: month, day: 1), lastMonth <= 12,
            let last = CalendarDate(year: year, month: lastMonth, day: CalendarDate.days(in: lastMonth, of: year))
        else { return nil }
        return (first, last)
    }
}

/// English names of months, whole or cut to three letters or more, with one letter wrong in a long one (`Decemeber`, `Februart`).
enum MonthName {
    private static let names = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]

    static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        if let index = names.firstIndex(where: { $0 == word || ($0.hasPrefix(word) && word.count <= 4) }) { return index + 1 }
        guard word.count >= 6 else { return nil }
        if let index = names.firstIndex(where: { name in name.count == word.count && zip(name, word).count { $0 != $1 } == 1 }) {
            return index + 1
        }
        return names.firstIndex { $0.count >= 6 && $0.prefix(3) == word.prefix(3) && $0.suffix(2) == word.suffix(2) }.map { $0 + 1 }
    }
}
