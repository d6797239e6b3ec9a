import Register

/// Reads a date by a manifest's format, such as `M/d/yyyy` or `yyyy-MM-dd HH:mm:ss`; the time of day is read and dropped.
///
/// `yyyy yy M MM MMM MMMM d dd H HH h hh mm ss a` stand for their values; everything else for itself. One letter takes one or two digits.
enum DateFormat {
    /// nil where the text is not exactly of that format or there is no such day.
    static func date(_ text: String, format: String, today: CalendarDate) -> CalendarDate? {
        var rest = Substring(text)
        var (year, month, day): (Int?, Int?, Int?)
        var index = format.startIndex
        while index < format.endIndex {
            let letter = format[index]
            let end = format[index...].firstIndex { $0 != letter } ?? format.endIndex
            let count = format.distance(from: index, to: end)
            index = end
            switch letter {
            case "y":
                guard let number = take(count == 2 ? 2...2 : 4...4, from: &rest) else { return nil }
                year = count == 2 ? WrittenDate(yearDigits: twoDigits(number), month: 1, range: 0..<0).year(today: today) : number
            case "M" where count > 2:
                let word = rest.prefix { $0.isLetter }
                rest = rest.dropFirst(word.count)
                month = MonthName.month(word.lowercased())
            case "M": month = take(count...2, from: &rest)
            case "d": day = take(count...2, from: &rest)
            case "H", "h", "m", "s": guard take(count...2, from: &rest) != nil else { return nil }
            case "a": rest = rest.dropFirst(2)
            default:
                for _ in 0..<count {
                    guard rest.first == letter else { return nil }
                    rest = rest.dropFirst()
                }
            }
        }
        guard rest.isEmpty, let year, let month, let day else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private static func take(_ digits: ClosedRange<Int>, from text: inout Substring) -> Int? {
        let run = text.prefix(digits.upperBound).prefix { $0.isASCII && $0.isNumber }
        guard digits.contains(run.count) else { return nil }
        text = text.dropFirst(run.count)
        return Int(run)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
