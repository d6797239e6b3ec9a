import Register

/// Finds the dates in a text as people write them in notices.
///
/// One pass from left to right over bytes; the forms are those of the states' pages, each with a test.
/// What begins with a number is here; what begins with a word is in `DateScanner+Words.swift`, the pieces of both in `DateScanner+Pieces.swift`.
struct DateScanner {
    let bytes: [UInt8]
    var at = 0
    var dates: [WrittenDate] = []

    /// The dates in reading order.
    static func dates(in bytes: [UInt8]) -> [WrittenDate] {
        var scanner = DateScanner(bytes: bytes)
        scanner.scan()
        return scanner.dates
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func scan() {
        defer { if dates.isEmpty { bareYears() } }
        while at < bytes.count {
            if isDigit(at), at > 0, bytes[at - 1] == 35 {
                skipDigits()
            } else if isDigit(at) {
                number()
            } else if isLetter(at) {
                word()
            } else {
                at += 1
            }
        }
    }

    // MARK: numbers first

    mutating func number() {
        let start = at
        let first = digits()
        if let date = yearFirst(first, start: start) ?? clock(first) ?? numberedPeriod(first, start: start) ?? monthFirst(
            first, start: start) ?? dayThenMonth(first, start: start) ?? run(first, start: start)
        {
            // "Updated12/16/2022" is glued to a word, "B12" is none.
            let isGlued = start > 0 && isLetter(start - 1) && (!date.hasYear || date.day == nil)
            if date.month >= 0, !isGlued { dates.append(date) }
        }
    }

    /// `End of 2013`, `Spring 2025 - Spring 2026`: years alone, where the text has no other date.
    mutating func bareYears() {
        at = 0
        while at < bytes.count {
            guard isDigit(at), at == 0 || !isDigit(at - 1) else { at += 1; continue }
            let start = at
            let number = digits()
            let isJoined = (start > 0 && "/.-#$".utf8.contains(bytes[start - 1])) || (at < bytes.count && "/-:".utf8.contains(bytes[at]))
            if number.count == 4, let year = Int(number), (1988...2060).contains(year), !isJoined {
                dates.append(WrittenDate(yearDigits: number, month: 1, day: nil, precision: .year, range: start..<at))
            }
        }
        if dates.count > 2 { dates = [] }
    }

    /// `2026-04-13`, `2026/4/13`, `2026-04`.
    mutating func yearFirst(_ first: String, start: Int) -> WrittenDate? {
        guard first.count == 4, at + 1 < bytes.count, bytes[at] == 45 || bytes[at] == 47, isDigit(at + 1) else { return nil }
        let back = at
        at += 1
        let month = digits()
        guard month.count <= 2, let monthNumber = Int(month) else { at = back; return nil }
        // "2018/4/ 27"
        let gap = at + 1 < bytes.count && bytes[back] == 47 && bytes[at + 1] == 32 ? 1 : 0
        if at + 1 < bytes.count, bytes[at] == bytes[back], isDigit(at + 1 + gap) {
            at += 1 + gap
            let day = digits()
            skipClock()
            return written(month: monthNumber, day: Int(day), year: first, start: start)
        }
        guard (1...12).contains(monthNumber) else { at = back; return nil }
        return WrittenDate(yearDigits: first, month: monthNumber, day: nil, precision: .month, range: start..<at)
    }

    /// `1st Quarter 2009`, `4th Qtr 2012`, `2nd half of 2026`.
    mutating func numberedPeriod(_ first: String, start: Int) -> WrittenDate? {
        let back = at
        skipOrdinal()
        guard at > back, let number = Int(first), (1...4).contains(number) else { at = back; return nil }
        skipSpaces()
        let word = letters()
        let isQuarter = ["quarter", "qtr", "q"].contains(word)
        guard isQuarter || (word == "half" && number <= 2) else { at = back; return nil }
        period(first: isQuarter ? number * 3 - 2 : number * 6 - 5, isQuarter ? .quarter : .half, start: start)
        return dates.popLast()
    }

    /// `17:00:00` and `5:00 pm` are no dates.
    mutating func clock(_ first: String) -> WrittenDate? {
        guard first.count <= 2, at + 1 < bytes.count, bytes[at] == 58, isDigit(at + 1) else { return nil }
        while at < bytes.count, isDigit(at) || bytes[at] == 58 || bytes[at] == 46 { at += 1 }
        return WrittenDate(month: -1, range: at..<at)
    }

    /// `7/31/26`, `7-31-2026`, `4/3.2026`, `01/07//09`, `7/26`, `11/2026`, `929/2022`.
    mutating func monthFirst(_ first: String, start: Int) -> WrittenDate? {
        // "02 /01/2023"
        if at + 2 < bytes.count, bytes[at] == 32, bytes[at + 1] == 47, isDigit(at + 2) { at += 1 }
        guard first.count <= 3, let separator = separator() else { return nil }
        let back = at
        skipSeparators(separator)
        // "04/-9/2020", "6/ 9/2023"
        let hasHyphen = separator == 47 && at < bytes.count && bytes[at] == 45 && isDigit(at + 1)
        let hasGap = separator == 47 && at < bytes.count && bytes[at] == 32 && isDigit(at + 1)
        if hasHyphen || hasGap { at += 1 }
        let second = digits()
        guard !second.isEmpty else { at = back; return nil }
        if first.count == 3 {
            // "929/2022": the slash between month and day is lost.
            guard second.count == 4 || endsRange(before: start, year: second), let month = Int(first.prefix(1)),
                let day = Int(first.suffix(2))
            else { return nil }
            return written(month: month, day: day, year: second, start: start, repaired: true)
        }
        if let next = self.separator(), next == separator || (next != 45 && separator != 45) {
            let middle = at
            skipSeparators(next)
            // "7/31/ 2023"
            if at + 4 < bytes.count, bytes[at] == 32, (1...4).allSatisfy({ isDigit(at + $0) }), !isDigit(at + 5) { at += 1 }
            if at < bytes.count, isDigit(at) {
                var date = full(first, second, start: start)
                if hasHyphen { date?.isRepaired = true }
                return date
            }
            at = middle
        }
        if hasHyphen || hasGap { at = back; return nil }
        return two(first, second, separator: separator, start: start, back: back)
    }

    /// Month, day and year, when the text stands at the year.
    mutating func full(_ first: String, _ second: String, start: Int) -> WrittenDate? {
        var year = digits()
        var repaired = false
        if year.count == 3, let last = strayDigit() {
            (year, repaired) = (year + last, true)
        } else if year.count > 4, let next = separator(), next == 47 || next == 45 {
            // "6/19/20267/02/2026": the hyphen between two dates is lost.
            at -= year.count - 4
            year = String(year.prefix(4))
            repaired = true
        } else if year.count > 4 {
            let trimmed = String(year.drop { $0 == "0" })
            (year, repaired) = (trimmed.count == 4 ? trimmed : year, true)
        }
        skipClock()
        if second.count == 4, second.hasSuffix("20"), year.count == 2, let month = Int(first) {
            // "3/3020/17": the slash stands two digits too far to the right.
            return written(month: month, day: Int(second.prefix(2)), year: "20" + year, start: start, repaired: true)
        }
        if second.count == 4, let month = Int(first), let from = Int(second.prefix(2)), let to = Int(second.suffix(2)) {
            // "03/1529/2025": the hyphen between two days is lost.
            dates.append(written(month: month, day: from, year: year, start: start, repaired: true))
            return written(month: month, day: to, year: year, start: at, repaired: true)
        }
        guard second.count <= 2, let month = Int(first), let day = Int(second) else { return nil }
        return written(month: month, day: day, year: year, start: start, repaired: repaired)
    }

    /// `6/27/26 - 727/26`: a slash is lost in the end of a range whose beginning has the same year.
    private func endsRange(before start: Int, year: String) -> Bool {
        guard year.count == 2, let last = dates.last, last.hasYear, last.yearDigits.hasSuffix(year) else { return false }
        return bytes[..<start].last { $0 != 32 } == 45
    }

    /// `01/30/201 7`: the last digit of a year, apart from the others.
    private mutating func strayDigit() -> String? {
        guard at + 1 < bytes.count, bytes[at] == 32, isDigit(at + 1) else { return nil }
        if at + 2 < bytes.count, bytes[at + 2] != 32 { return nil }
        at += 1
        return digits()
    }

    /// Two numbers: a month with a day or with a year, or `6/8-30/26`.
    mutating func two(_ first: String, _ second: String, separator: UInt8, start: Int, back: Int) -> WrittenDate? {
        guard let month = Int(first), let number = Int(second), (1...12).contains(month) else { at = back; return nil }
        if second.count == 4 {
            if (1985...2060).contains(number) {
                return WrittenDate(yearDigits: second, month: month, day: nil, precision: .month, range: start..<at)
            }
            // "4/3020": the slash before the year is lost.
            return written(month: month, day: Int(second.prefix(2)), year: String(second.suffix(2)), start: start, repaired: true)
        }
        if (5...6).contains(second.count), let year = Int(second.suffix(4)), (1985...2060).contains(year) {
            // "4/82011": the slash before the year is lost.
            return written(month: month, day: Int(second.dropLast(4)), year: String(second.suffix(4)), start: start, repaired: true)
        }
        guard separator == 47, second.count <= 2 else { at = back; return nil }
        if at < bytes.count, bytes[at] == 45, let range = dayRange(month: month, from: number, start: start) { return range }
        guard number >= 1 else { at = back; return nil }
        return WrittenDate(month: month, day: number, secondIsYear: second.count == 2 ? number : nil, range: start..<at)
    }

    /// `6/8-30/26`: days 8 to 30 of June 2026, when the second number can be no month.
    mutating func dayRange(month: Int, from: Int, start: Int) -> WrittenDate? {
        let back = at
        at += 1
        let to = digits()
        if let day = Int(to), (13...31).contains(day), day > from, at + 1 < bytes.count, bytes[at] == 47, isDigit(at + 1) {
            at += 1
            let year = digits()
            dates.append(written(month: month, day: from, year: year, start: start))
            dates[dates.count - 1].range = start..<back
            return written(month: month, day: day, year: year, start: back + 1)
        }
        at = back
        return nil
    }

    /// `5 May 2026`, `1st of May`, `29-Oct-2021`, `24-Jul-17`.
    mutating func dayThenMonth(_ first: String, start: Int) -> WrittenDate? {
        guard first.count <= 2, let day = Int(first), (1...31).contains(day) else { return nil }
        let back = at
        skipOrdinal()
        let last = laterDay(than: day)
        skip(word: "of")
        skipSpaces()
        let isDashed = at < bytes.count && bytes[at] == 45 && isLetter(at + 1)
        if isDashed { at += 1 }
        guard isLetter(at), let month = MonthName.month(letters()) else { at = back; return nil }
        // "12 May 2026" but not "… 22 July 3, 2025": a month that has its own day belongs to it.
        if isDashed, at < bytes.count, bytes[at] == 45 { at += 1 }
        skipPunctuation()
        let year = digits()
        guard year.count == 4 || isDashed && year.count == 2 else { at = back; return nil }
        guard let last else { return written(month: month, day: day, year: year, start: start) }
        dates.append(written(month: month, day: day, year: year, start: start))
        dates[dates.count - 1].range = start..<back
        return written(month: month, day: last.day, year: year, start: last.start)
    }

    /// `14th - 25th of October 2013`: the day that ends the range, and where it stands.
    mutating func laterDay(than first: Int) -> (day: Int, start: Int)? {
        let back = at
        skipSpaces()
        guard at < bytes.count, bytes[at] == 45 else { at = back; return nil }
        at += 1
        skipSpaces()
        let start = at
        guard let day = Int(digits()), day > first, day <= 31 else { at = back; return nil }
        skipOrdinal()
        return (day, start)
    }

    /// A run without separators, when it is the whole text: `12012024`, `20260413`, `43490`, `2026`.
    mutating func run(_ first: String, start: Int) -> WrittenDate? {
        guard bytes.allSatisfy({ (48...57).contains($0) || $0 == 32 || $0 == 46 }), let number = Int(first) else { return nil }
        if first.count == 8, let year = Int(first.prefix(4)), (1985...2060).contains(year) {
            return written(
                month: Int(first.dropFirst(4).prefix(2)) ?? 0, day: Int(first.suffix(2)), year: String(first.prefix(4)), start: start)
        }
        if first.count == 8 {
            return written(
                month: Int(first.prefix(2)) ?? 0, day: Int(first.dropFirst(2).prefix(2)), year: String(first.suffix(4)), start: start,
                repaired: true)
        }
        if first.count == 5, (31_000...58_000).contains(number), let date = Serial.date(number) {
            return written(month: date.month, day: date.day, year: String(date.year), start: start, repaired: true)
        }
        if first.count == 4, (1985...2060).contains(number) {
            return WrittenDate(yearDigits: first, month: 1, day: nil, precision: .year, range: start..<at)
        }
        return nil
    }
}
