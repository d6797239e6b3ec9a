import Register

/// Reads a date by a manifest's format, such as `M/d/yyyy` or `yyyy-MM-dd HH:mm:ss`; the time of day is read and dropped.
///
/// `yyyy yy M MM MMM MMMM d dd H HH h hh mm ss a` stand for their values; everything else for itself. One letter takes one or two digits.
struct DateFormat {
    /// Runs of one letter.
    private let runs: [(letter: Character, count: Int)]

    init(_ format: String) {
        runs = format.reduce(into: []) { runs, letter in
            if runs.last?.letter == letter { runs[runs.count - 1].count += 1 } else { runs.append((letter, 1)) }
        }
    }

    /// nil where the text is not exactly of that format or there is no such day.
    func date(_ text: String, today: CalendarDate) -> CalendarDate? {
        var rest = Substring(text)
        var (year, month, day): (Int?, Int?, Int?)
        for (letter, count) in runs {
            switch letter {
            case "y":
                guard let number = Self.take(count == 2 ? 2...2 : 4...4, from: &rest) else { return nil }
                year = count == 2 ? WrittenDate(yearDigits: Self.twoDigits(number), month: 1, range: 0..<0).year(today: today) : number
            case "M" where count > 2:
                let word = rest.prefix { $0.isLetter }
                rest = rest.dropFirst(word.count)
                month = MonthName.month(word.lowercased())
            case "M": month = Self.take(count...2, from: &rest)
            case "d": day = Self.take(count...2, from: &rest)
            case "H", "h", "m", "s": guard Self.take(count...2, from: &rest) != nil else { return nil }
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
        let run = text.utf8.prefix(digits.upperBound).prefix { (48...57).contains($0) }
        guard digits.contains(run.count) else { return nil }
        text = text[run.endIndex...]
        return run.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
