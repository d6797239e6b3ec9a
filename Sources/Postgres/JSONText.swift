/// Values of COPY's binary format, written as `to_jsonb` writes them under `timezone = UTC` and `bytea_output = hex`.
extension [UInt8] {
    /// In decimal digits.
    public mutating func append(number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: UInt(number.magnitude), atLeast: 1)
    }

    private mutating func append(digits number: UInt, atLeast width: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var (rest, start) = (number, digits.count)
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0 || digits.count - start < width
            append(contentsOf: digits[start...])
        }
    }

    /// `2026-09-01`, of days since 2000-01-01.
    mutating func append(day: Int32) {
        switch day {
        case .max: append(contentsOf: "infinity".utf8)
        case .min: append(contentsOf: "-infinity".utf8)
        default: if append(civil: Int(day)) <= 0 { append(contentsOf: " BC".utf8) }
        }
    }

    /// `2026-09-01T12:00:00.5+00:00`, of microseconds since 2000-01-01: zeros at the end of a fraction are not written.
    mutating func append(moment: Int64) {
        guard moment != .max, moment != .min else { return append(contentsOf: (moment > 0 ? "infinity" : "-infinity").utf8) }
        let (year, fraction) = append(clock: moment)
        if fraction > 0 {
            append(UInt8(ascii: "."))
            append(digits: UInt(fraction), atLeast: 6)
            while last == UInt8(ascii: "0") { removeLast() }
        }
        append(contentsOf: "+00:00".utf8)
        if year <= 0 { append(contentsOf: " BC".utf8) }
    }

    /// `2026-09-01T12:00:00.500000Z`, of microseconds since 2000-01-01: always six digits of a second.
    public mutating func append(exactMoment moment: Int64) {
        let (_, fraction) = append(clock: moment)
        append(UInt8(ascii: "."))
        append(digits: UInt(fraction), atLeast: 6)
        append(UInt8(ascii: "Z"))
    }

    /// Up to the second. Gives the year, 0 being 1 BC, and the microseconds that are left.
    private mutating func append(clock moment: Int64) -> (year: Int, fraction: Int) {
        let (days, time) = Int(moment).dividedDown(by: 86_400_000_000)
        let (second, fraction) = time.quotientAndRemainder(dividingBy: 1_000_000)
        let year = append(civil: days)
        append(UInt8(ascii: "T"))
        append(digits: UInt(second / 3600), atLeast: 2)
        append(UInt8(ascii: ":"))
        append(digits: UInt(second / 60 % 60), atLeast: 2)
        append(UInt8(ascii: ":"))
        append(digits: UInt(second % 60), atLeast: 2)
        return (year, fraction)
    }

    /// A day of the proleptic Gregorian calendar, without its era. Gives the year, 0 being 1 BC.
    private mutating func append(civil daysSince2000: Int) -> Int {
        // In years from March to February, whose last day is the leap day; 730,425 days lie between 0000-03-01 and 2000-01-01.
        let (era, day) = (daysSince2000 + 730_425).dividedDown(by: 146_097)
        let yearOfEra = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        append(digits: (year > 0 ? year : 1 - year).magnitude, atLeast: 4)
        append(UInt8(ascii: "-"))
        append(digits: UInt(month), atLeast: 2)
        append(UInt8(ascii: "-"))
        append(digits: UInt(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1), atLeast: 2)
        return year
    }

    /// In the form 8-4-4-4-12.
    public mutating func append(uuid bytes: UnsafeRawBufferPointer) {
        var start = 0
        for end in [4, 6, 8, 10, 16] where end <= bytes.count {
            if start > 0 { append(UInt8(ascii: "-")) }
            append(hexadecimal: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
    }

    /// In double quotes; control characters as `\b \f \n \r \t` or `\u001f`, everything else as it is.
    mutating func append(quoted text: UnsafeRawBufferPointer) {
        append(UInt8(ascii: "\""))
        var start = 0
        for place in text.indices where text[place] < 0x20 || text[place] == UInt8(ascii: "\"") || text[place] == UInt8(ascii: "\\") {
            append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<place]))
            append(escaped: text[place])
            start = place + 1
        }
        append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start...]))
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escaped byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case ..<0x20:
            append(contentsOf: "u00".utf8)
            Swift.withUnsafeBytes(of: byte) { append(hexadecimal: $0) }
        default: append(byte)
        }
    }
}

extension Int {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func dividedDown(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
