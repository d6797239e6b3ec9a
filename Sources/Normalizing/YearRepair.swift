import Register

/// Finds the year that was meant where an impossible one was typed.
enum YearRepair {
    /// The one year that a slip of the fingers explains (digits swapped, one digit wrong, missing or too many, one digit wrong throughout)
    /// and that puts the date near another date of the row: within 120 days before to 400 days after, else within two years. More than one: nil.
    static func year(for date: WrittenDate, near anchors: [CalendarDate], today: CalendarDate) -> Int? {
        var candidates = years(from: date.yearDigits).filter { WrittenDate.believable($0, today: today) }
        // "0005" beside 2025-02-10: the century is lost and with it more than a digit; the day tells, where it is the other's within a month.
        if date.yearDigits.hasPrefix("00") {
            for anchor in anchors where date.days(in: anchor.year).map({ (-31...31).contains($0.first.days(since: anchor)) }) ?? false {
                candidates.insert(anchor.year)
            }
        }
        for window in [-120...400, -730...730] {
            let fitting = Set(
                candidates.filter { year in
                    guard let day = date.days(in: year)?.first else { return false }
                    return anchors.contains { window.contains(day.days(since: $0)) }
                })
            if fitting.count == 1 { return fitting.first }
            if fitting.count > 1 { return nil }
        }
        return nil
    }

    /// `3030` for `2020`: the one year up to today's that one other digit in the place of a repeated one makes; else nil.
    static func repeated(_ date: WrittenDate, today: CalendarDate) -> Int? {
        let typed = date.yearDigits.compactMap(\.wholeNumberValue)
        guard typed.count == 4, date.days(in: 2000) != nil else { return nil }
        let repeated = Set(typed).filter { digit in typed.count { $0 == digit } == 2 }
        let years = repeated.flatMap { digit in
            (0...9).map { other in typed.reduce(0) { $0 * 10 + ($1 == digit ? other : $1) } }
        }
        let fitting = Set(years.filter { WrittenDate.believable($0, today: today) && $0 <= today.year })
        return fitting.count == 1 ? fitting.first : nil
    }

    /// The year whose last two digits were swapped (`2002` for `2020`), when that puts the day close to the anchor; else nil.
    static func swapped(_ date: CalendarDate, near anchor: CalendarDate) -> CalendarDate? {
        let (tens, units) = (date.year / 10 % 10, date.year % 10)
        guard tens != units, let swapped = CalendarDate(year: date.year / 100 * 100 + units * 10 + tens, month: date.month, day: date.day),
            (-60...270).contains(swapped.days(since: anchor))
        else { return nil }
        return swapped
    }

    /// Whether four digits are the others but for one.
    static func isOneDigitOff(_ year: Int, _ other: Int) -> Bool { zip(String(year), String(other)).count { $0 != $1 } == 1 }

    private static func years(from digits: String) -> Set<Int> {
        let typed = digits.compactMap(\.wholeNumberValue)
        var years: Set<Int> = []
        func add(_ digits: [Int]) {
            let number = digits.reduce(0) { $0 * 10 + $1 }
            if digits.count == 4 { years.insert(number) }
            if digits.count == 2 { years.insert(2000 + number) }
        }
        switch typed.count {
        case 4:
            permutations(of: typed).forEach(add)
            for (index, digit) in typed.enumerated() {
                for other in 0...9 {
                    var one = typed
                    one[index] = other
                    add(one)
                    add(typed.map { $0 == digit ? other : $0 })
                }
            }
            if typed[0] == 0, typed[1] == 0 { add(Array(typed.suffix(2))) }
        case 3:
            for index in 0...3 { for digit in 0...9 { add(Array(typed[..<index]) + [digit] + Array(typed[index...])) } }
            for index in 0..<3 { add(typed.enumerated().filter { $0.offset != index }.map(\.element)) }
        case 5:
            for index in 0..<5 { add(typed.enumerated().filter { $0.offset != index }.map(\.element)) }
        case 1:
            add([2, 0, 0] + typed)
        default:
            break
        }
        return years
    }

    private static func permutations(of digits: [Int]) -> [[Int]] {
        guard digits.count > 1 else { return [digits] }
        return digits.indices.flatMap { index in
            var rest = digits
            let digit = rest.remove(at: index)
            return permutations(of: rest).map { [digit] + $0 }
        }
    }
}
