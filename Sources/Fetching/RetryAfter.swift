import Register

/// The header Retry-After (RFC 9110, section 10.2.3): seconds, or a moment as `Wed, 21 Oct 2026 07:28:00 GMT`.
enum RetryAfter {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// - Returns: seconds to wait, never negative; nil for what is neither form.
    static func seconds(_ value: String, now: Double) -> Int? {
        if let seconds = Int(value) { return seconds >= 0 ? seconds : nil }
        let words = value.lowercased().split(separator: " ")
        guard words.count == 6, words[5] == "gmt", let day = Int(words[1]), let month = months.firstIndex(of: String(words[2])),
            let year = Int(words[3]), let date = CalendarDate(year: year, month: month + 1, day: day)
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2]) else { return nil }
        let moment = date.daysSinceEpoch * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        return max(0, moment - Int(now))
    }
}
