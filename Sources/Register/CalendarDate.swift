/// A day of the proleptic Gregorian calendar, without time or zone.
///
/// Dates in notices are days as people wrote them; an instant would invent a time zone. Written `yyyy-MM-dd`.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// Year, month and day in one number that is ordered as they are: a notice has six dates.
    private let code: Int32

    public var year: Int { Int(code >> 9) }
    public var month: Int { Int(code >> 5 & 15) }
    public var day: Int { Int(code & 31) }

    /// A day that exists, else nil: `2026-02-29` is nil. Years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else { return nil }
        code = Int32(year << 9 | month << 5 | day)
    }

    /// Reads exactly `yyyy-MM-dd`; anything else is nil.
    public init?(_ text: some StringProtocol) {
        var numbers = (year: 0, month: 0, day: 0)
        var place = 0
        for byte in text.utf8 {
            switch place {
            case 4, 7: guard byte == UInt8(ascii: "-") else { return nil }
            case 0..<10:
                guard (48...57).contains(byte) else { return nil }
                let digit = Int(byte) - 48
                if place < 4 { numbers.year = numbers.year * 10 + digit }
                if (5...6).contains(place) { numbers.month = numbers.month * 10 + digit }
                if place > 7 { numbers.day = numbers.day * 10 + digit }
            default: return nil
            }
            place += 1
        }
        guard place == 10 else { return nil }
        self.init(year: numbers.year, month: numbers.month, day: numbers.day)
    }

    /// The day this many days after 1970-01-01; negative before it.
    public init?(daysSinceEpoch days: Int) {
        // Howard Hinnant's civil-from-days: eras of 400 years, years that begin in March.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days since 1970-01-01.
    public var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day `days` later (earlier when negative); nil outside years 1 to 9999.
    public func adding(days: Int) -> CalendarDate? { CalendarDate(daysSinceEpoch: daysSinceEpoch + days) }

    /// Days from `other` to this day; negative when this day is earlier.
    public func days(since other: CalendarDate) -> Int { daysSinceEpoch - other.daysSinceEpoch }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.code < right.code }

    /// Days of a month, 28 to 31.
    public static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: CustomStringConvertible {
    /// `yyyy-MM-dd`.
    public var description: String {
        String(unsafeUninitializedCapacity: 10) { text in
            let digits = [year / 1000, year / 100, year / 10, year, -1, month / 10, month, -1, day / 10, day]
            for (place, number) in digits.enumerated() {
                text[place] = number < 0 ? UInt8(ascii: "-") : UInt8(ascii: "0") + UInt8(number % 10)
            }
            return 10
        }
    }
}

extension CalendarDate: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = CalendarDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is not a day written yyyy-MM-dd"))
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
