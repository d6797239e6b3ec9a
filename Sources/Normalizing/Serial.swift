import Register

/// Excel's count of days, in which 1900 has a 29th of February.
enum Serial {
    static func date(_ number: Int) -> CalendarDate? { CalendarDate(daysSinceEpoch: number - 25_569) }

    /// The number a cell held before it was shown as a date of 1900; nil for any other year.
    static func number(of date: CalendarDate) -> Int? {
        guard date.year == 1900, let first = CalendarDate(year: 1899, month: 12, day: 31) else { return nil }
        let days = date.days(since: first)
        return days > 59 ? days + 1 : days
    }
}
