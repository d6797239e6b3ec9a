import Register

/// The pieces dates are made of: runs of digits, words, separators, times of day.
extension DateScanner {
    func written(month: Int, day: Int?, year: String, start: Int, repaired: Bool = false) -> WrittenDate {
        let monthNumber = (1...12).contains(month) ? month : 0
        // "25/12/2026": only one of the two can be the month.
        if monthNumber == 0, let day, (1...12).contains(day), (13...31).contains(month) {
            return WrittenDate(yearDigits: year, month: day, day: month, isRepaired: true, range: start..<at)
        }
        return WrittenDate(yearDigits: year, month: monthNumber, day: day ?? 0, isRepaired: repaired, range: start..<at)
    }

    func isDigit(_ index: Int) -> Bool { index < bytes.count && (48...57).contains(bytes[index]) }
    func isLetter(_ index: Int) -> Bool { index < bytes.count && (97...122).contains(bytes[index]) }

    mutating func digits() -> String {
        let start = at
        skipDigits()
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    mutating func skipDigits() { while isDigit(at) { at += 1 } }

    mutating func letters() -> String {
        let start = at
        while isLetter(at) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    func peekWord() -> String {
        var copy = self
        return copy.letters()
    }

    mutating func skip(word: String) {
        skipSpaces()
        let back = at
        if letters() != word { at = back }
    }

    mutating func skipSpaces() { while at < bytes.count, bytes[at] == 32 { at += 1 } }
    mutating func skipPunctuation() { while at < bytes.count, bytes[at] == 32 || bytes[at] == 44 || bytes[at] == 46 { at += 1 } }

    func separator() -> UInt8? {
        guard at < bytes.count, bytes[at] == 47 || bytes[at] == 45 || bytes[at] == 46 else { return nil }
        return bytes[at]
    }

    mutating func skipSeparators(_ separator: UInt8) { while at < bytes.count, bytes[at] == separator { at += 1 } }

    mutating func skipOrdinal() {
        guard at + 1 < bytes.count, ["st", "nd", "rd", "th"].contains(String(decoding: bytes[at...(at + 1)], as: UTF8.self)),
            !isLetter(at + 2)
        else { return }
        at += 2
    }

    /// ` 00:00:00`, `T17:00:00.000Z` after a date.
    mutating func skipClock() {
        let back = at
        if at < bytes.count, bytes[at] == 32 || bytes[at] == 116 { at += 1 }
        skipSpaces()
        guard isDigit(at), at + 1 < bytes.count, bytes[at + 1] == 58 || (at + 2 < bytes.count && bytes[at + 2] == 58) else {
            at = back; return
        }
        while at < bytes.count, isDigit(at) || bytes[at] == 58 || bytes[at] == 46 { at += 1 }
    }
}
