import Register

/// Dates that begin with a word: months by name, quarters, halves.
extension DateScanner {
    mutating func word() {
        let start = at
        let word = letters()
        if let month = MonthName.month(word) {
            named(month, start: start)
        } else if word == "q", isDigit(at), let quarter = Int(digits()), (1...4).contains(quarter) {
            period(first: quarter * 3 - 2, .quarter, start: start)
        } else if let ordinal = Self.ordinals[word] {
            skipSpaces()
            let back = at
            switch letters() {
            case "quarter" where ordinal <= 4: period(first: ordinal * 3 - 2, .quarter, start: start)
            case "half" where ordinal <= 2: period(first: ordinal * 6 - 5, .half, start: start)
            default: at = back
            }
        }
    }

    private static let ordinals = ["first": 1, "second": 2, "third": 3, "fourth": 4]

    mutating func period(first: Int, _ precision: DateSpan.Precision, start: Int) {
        skipSpaces()
        skip(word: "of")
        skipPunctuation()
        let back = at
        var year = digits()
        if year.count != 4 { (year, at) = ("", back) }
        dates.append(WrittenDate(yearDigits: year, month: first, day: nil, precision: precision, range: start..<at))
    }

    /// After a month's name: `13, 2026`, `8-30, 2026`, `19, 23 and 30`, `2026`, `-26`, `3 1, 2025`.
    mutating func named(_ month: Int, start: Int) {
        let afterName = at
        if at + 2 < bytes.count, bytes[at] == 45, isDigit(at + 1), isDigit(at + 2), at + 3 == bytes.count || !isDigit(at + 3) {
            at += 1
            dates.append(WrittenDate(yearDigits: digits(), month: month, day: nil, precision: .month, range: start..<at))
            return
        }
        skip(word: "of")
        skipPunctuation()
        skip(word: "of")
        skipSpaces()
        let back = at
        let number = digits()
        if number.count == 4 {
            dates.append(WrittenDate(yearDigits: number, month: month, day: nil, precision: .month, range: start..<at))
            return
        }
        guard (1...2).contains(number.count), let first = Int(number), !(at < bytes.count && bytes[at] == 47) else {
            at = number.isEmpty ? afterName : back
            dates.append(WrittenDate(month: month, day: nil, precision: .month, range: start..<afterName))
            return
        }
        days(of: month, first: first, start: start)
    }

    mutating func days(of month: Int, first: Int, start: Int) {
        var days = [(first, start..<at)]
        var repaired = false
        skipOrdinal()
        if let joined = splitDay(first) { (days[0].0, repaired) = (joined, true) }
        while let next = nextDay() { days.append(next) }
        let back = at
        skipPunctuation()
        let apostrophe = at < bytes.count && bytes[at] == 39
        if apostrophe { at += 1 }
        var year = digits()
        let slash = at < bytes.count && bytes[at] == 47 && isDigit(at + 1)
        if slash || !(year.count == 4 || (apostrophe && year.count == 2)) { (year, at) = ("", back) }
        for (index, (day, range)) in days.enumerated() {
            var date = written(month: month, day: day, year: year, start: range.lowerBound, repaired: repaired && index == 0)
            if index < days.count - 1 { date.range = range }
            dates.append(date)
        }
    }

    /// `July 3 1 , 2025`: the day's digits are apart.
    mutating func splitDay(_ first: Int) -> Int? {
        guard first <= 3, at + 1 < bytes.count, bytes[at] == 32, isDigit(at + 1), at + 2 == bytes.count || !isDigit(at + 2) else {
            return nil
        }
        let back = at
        at += 1
        let day = first * 10 + (Int(digits()) ?? 0)
        let end = at
        skipSpaces()
        let comma = at < bytes.count && bytes[at] == 44
        at = comma && day <= 31 ? end : back
        return comma && day <= 31 ? day : nil
    }

    /// A further day of the same month: `, 23`, ` and 30`, `-30`; not `, 2026` and not `, 5/1/26`.
    mutating func nextDay() -> (Int, Range<Int>)? {
        let back = at
        skipSpaces()
        while at < bytes.count, bytes[at] == 44 || bytes[at] == 45 || bytes[at] == 38 { at += 1; skipSpaces() }
        for word in ["and", "to", "through", "thru"] { skip(word: word) }
        skipSpaces()
        let start = at
        guard at > back, isDigit(at) else { at = back; return nil }
        let number = digits()
        guard number.count <= 2, let day = Int(number), (1...31).contains(day), !(at < bytes.count && (bytes[at] == 47 || bytes[at] == 58))
        else { at = back; return nil }
        let end = at
        skipOrdinal()
        let afterOrdinal = at
        skipSpaces()
        // "… 4 workers" is a count, "5 May" its own date.
        if isLetter(at), !["and", "to", "through", "thru", "or"].contains(peekWord()), !startsDay() { at = back; return nil }
        at = afterOrdinal
        return (day, start..<max(end, afterOrdinal))
    }

    /// A month with a day of its own stands here: in `23, 30 June 6` the 30 belongs to the month before.
    private mutating func startsDay() -> Bool {
        let back = at
        defer { at = back }
        guard MonthName.month(letters()) != nil else { return false }
        skipSpaces()
        return (1...2).contains(digits().count)
    }
}
