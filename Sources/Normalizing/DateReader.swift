import Register

/// What a text says of when something happens.
struct ReadDates: Equatable {
    /// In the order written, as far as they could be settled; the end of a range is marked.
    var items: Few<Item> = []
    var isApproximate = false
    var warnings: [NoticeWarning] = []
    /// Words such as `Updated` that stand beside the date.
    var marksAmendment = false

    struct Item: Equatable {
        var first: CalendarDate
        var last: CalendarDate
        var precision: DateSpan.Precision
        /// Joined to the one before by a dash, `to`, `thru`, `through`, `ending`.
        var endsRange: Bool
        /// `… 10/6/23 -- 70 workers`.
        var workers: Int?
    }

    /// The range had a beginning that could not be read.
    var lacksStart = false
    /// A year is missing or wrong: other dates of the row could settle it.
    var needsAnchors = false
}

/// Reads dates as states write them; every form that was repaired or given up has a warning.
///
/// | written | read |
/// |---|---|
/// | `4/30/20, 5/29/20 and 7/31/20` | three days |
/// | `06-11-22 thru 06-11-22` | a range of one day |
/// | `August-November 2021` | 2021-08-01 to 2021-11-30, by the month |
/// | `Beginning July 7, 2025` | one day |
/// | `December 25, and Feb - Jun 2021` | the missing year is the one that keeps the order |
/// | `11/31/2021`, `01/01/0001` | nothing, with a warning |
struct DateReader {
    let today: CalendarDate

    /// - Parameters:
    ///   - text: one cell.
    ///   - anchors: other dates of the row: they settle a missing year or a typo, never more.
    func read(_ text: String, anchors: [CalendarDate]) -> ReadDates {
        var result = ReadDates()
        guard !Blank.isBlank(text) else { return result }
        let bytes = text.scannable
        let written = settled(DateScanner.dates(in: bytes))
        let words = String(decoding: bytes, as: UTF8.self)
        // Numbers and marks alone say neither.
        let hasWords = bytes.contains { (97...122).contains($0) || $0 == 126 }
        result.isApproximate = hasWords && Self.mayBeApproximate.areIn(bytes) && Self.approximate.contains { words.contains($0) }
        result.marksAmendment = hasWords && (Self.amending.areIn(bytes) || words.hasSuffix(" rev"))
        guard !written.isEmpty else {
            if words.contains(where: { $0.isNumber }) { result.warnings.append(.dateUnreadable) }
            return result
        }
        resolve(written, bytes: bytes, anchors: anchors, into: &result)
        if result.items.isEmpty, result.warnings.isEmpty { result.warnings.append(.dateUnreadable) }
        return result
    }

    private static let amending = Stems(["updated", "revised", "amended"])
    private static let mayBeApproximate = Stems(approximate)

    private static let approximate = [
        "on or about", "on or around", "approx", "about", "around", "circa", "estimated", "tentative", "mid-", "early ", "late ", "end of",
        "~",
    ]

    /// `7/26` beside dates of 2026 is July 2026: the second number is the year the others have.
    private func settled(_ dates: [WrittenDate]) -> [WrittenDate] {
        let years = Set(dates.compactMap { $0.year(today: today).map { $0 % 100 } })
        return dates.map { date in
            guard let year = date.secondIsYear, years.contains(year) else { return date }
            var month = date
            (month.yearDigits, month.day, month.precision, month.secondIsYear) = (year < 10 ? "0\(year)" : "\(year)", nil, .month, nil)
            return month
        }
    }

    private func resolve(_ written: [WrittenDate], bytes: [UInt8], anchors: [CalendarDate], into result: inout ReadDates) {
        let known = written.compactMap { date in date.year(today: today).flatMap { date.days(in: $0) } }
        var resolved = [(first: CalendarDate, last: CalendarDate)?](repeating: nil, count: written.count)
        for (index, date) in written.enumerated() where date.hasYear {
            resolved[index] = dated(date, near: anchors + known.map(\.first), result: &result)
        }
        result.needsAnchors = written.contains { $0.year(today: today) == nil }
        for index in written.indices.reversed() where !written[index].hasYear {
            let next = resolved[(index + 1)...].compactMap { $0 }.first
            let previous = resolved[..<index].compactMap { $0 }.last
            resolved[index] = undated(written[index], next: next?.first, previous: previous?.first, anchors: anchors)
            // "12/20 - 1/5/2027": the year beside it is not its own.
            if let day = resolved[index]?.first, day.year != (next ?? previous)?.first.year { result.warnings.append(.yearInferred) }
        }
        for index in written.indices {
            let joins =
                index > 0
                && Self.joins(
                    bytes[written[index - 1].range.upperBound..<max(written[index - 1].range.upperBound, written[index].range.lowerBound)],
                    before: bytes[..<written[index - 1].range.lowerBound])
            let isEndOnly = written[index].precision == .year && Self.isWithin(bytes[..<written[index].range.lowerBound])
            if isEndOnly, index + 1 < written.count { resolved[index] = nil }
            result.lacksStart = result.lacksStart || index == 0 && isEndOnly
            guard let days = resolved[index] else {
                result.lacksStart = result.lacksStart || index == 0
                continue
            }
            let until = index + 1 < written.count ? written[index + 1].range.lowerBound : bytes.count
            result.items.append(
                .init(
                    first: days.first, last: days.last, precision: written[index].precision, endsRange: joins,
                    workers: Self.workers(in: bytes[min(written[index].range.upperBound, until)..<until])))
        }
        if Self.endsOnly(bytes, written) { result.lacksStart = true }
    }

    /// A date whose year is written, however badly.
    private func dated(_ date: WrittenDate, near anchors: [CalendarDate], result: inout ReadDates) -> (CalendarDate, CalendarDate)? {
        if let year = date.year(today: today) {
            guard let days = date.days(in: year) else { result.warnings.append(.dateImpossible); return nil }
            if date.isRepaired { result.warnings.append(.dateRepaired) }
            return days
        }
        if Self.isSentinel(date) { result.warnings.append(.dateSentinel); return nil }
        let near = YearRepair.year(for: date, near: anchors, today: today)
        guard let year = near ?? (anchors.isEmpty ? YearRepair.repeated(date, today: today) : nil) else {
            result.warnings.append(.dateImpossible); return nil
        }
        result.warnings.append(.dateRepaired)
        return date.days(in: year)
    }

    /// Days a system writes for no day.
    private static func isSentinel(_ date: WrittenDate) -> Bool {
        ["0001", "0000", "1899", "1900", "1901", "1969", "1970", "9999"].contains(date.yearDigits) || Int(date.yearDigits) == 0
    }

    /// A date without a year: the last one before the next date, the first after the previous one, or the first from 60 days before an anchor.
    private func undated(_ date: WrittenDate, next: CalendarDate?, previous: CalendarDate?, anchors: [CalendarDate]) -> (
        first: CalendarDate, last: CalendarDate
    )? {
        func days(_ years: some Sequence<Int>, _ fits: (CalendarDate) -> Bool) -> (first: CalendarDate, last: CalendarDate)? {
            for year in years { if let days = date.days(in: year), fits(days.first) { return days } }
            return nil
        }
        if let next { return days([next.year, next.year - 1]) { $0 <= next } }
        if let previous { return days([previous.year, previous.year + 1]) { $0 >= previous } }
        guard let anchor = anchors.first, let from = anchor.adding(days: -60) else { return nil }
        return days([from.year, from.year + 1]) { $0 >= from }
    }

    /// True when the text between two dates makes them a range.
    private static func joins(_ between: ArraySlice<UInt8>, before: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: between, as: UTF8.self).folded
        if text.contains(where: \.isNumber) { return false }
        if until.areIn(text) { return true }
        let bare = text.filter { $0.isLetter || $0 == "-" || $0 == " " || $0 == "/" }.folded
        if ["-", "--", "to", "- to", "till", "and ending", "/", "- and", "up to", "ends", "and ends"].contains(bare) { return true }
        return bare == "and" && String(decoding: before.suffix(30), as: UTF8.self).contains("between")
    }

    /// `End of 2013`, `Prior to 2014`, `Spring 2025`: some day of the year, not its first; when it begins is not said.
    private static func isWithin(_ before: ArraySlice<UInt8>) -> Bool {
        let words = String(decoding: before.suffix(24), as: UTF8.self).split { !$0.isLetter }.suffix(2)
        return words.last.map { within.contains($0) || $0 == "of" && words.first == "end" || $0 == "to" && words.first == "prior" } ?? false
    }

    private static let within: Set<Substring> = [
        "late", "mid", "by", "before", "until", "spring", "summer", "fall", "autumn", "winter", "year", "yearend",
    ]

    private static let ends = Stems(["ends"])
    private static let until = Stems(["ending", "through", "thru", "until"])

    /// `Ending 3/24/2026` alone says when it ends, not when it begins.
    private static func endsOnly(_ bytes: [UInt8], _ written: [WrittenDate]) -> Bool {
        guard written.count == 1, let date = written.first, until.areIn(bytes) || ends.areIn(bytes) else { return false }
        let before = String(decoding: bytes[..<date.range.lowerBound], as: UTF8.self).folded
        // What is put off until a day begins then.
        if before.contains("postpon") || before.contains("delay") { return false }
        return ["ending", "ending:", "ends", "through", "thru", "until"].contains { before == $0 || before.hasSuffix(" " + $0) }
    }

    /// `-- 105 Employees`, `(38 workers)`: the count that goes with the date before it.
    private static func workers(in bytes: ArraySlice<UInt8>) -> Int? {
        let words = String(decoding: bytes, as: UTF8.self).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        for (index, word) in words.enumerated().dropLast() {
            if let number = Int(word),
                ["employees", "workers", "employee", "worker", "jobs", "positions", "people", "ees"].contains(words[index + 1])
            {
                return number
            }
        }
        return nil
    }
}
