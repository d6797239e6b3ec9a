internal import Register

/// Seconds since 1970 as text, in UTC: `2026-11-23T19:40:00.125000Z`.
enum Instant {
    static func text(_ seconds: Double) -> String {
        let microseconds = Int((seconds * 1_000_000).rounded())
        let (days, time) = microseconds.quotientAndFloor(by: 86_400_000_000)
        let (second, fraction) = time.quotientAndRemainder(dividingBy: 1_000_000)
        let day = CalendarDate(daysSinceEpoch: days)?.description ?? "0001-01-01"
        let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(day)T\(clock).\(padded(fraction, 6))Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func quotientAndFloor(by divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
