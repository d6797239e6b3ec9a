import Register

/// The three plain ways of writing a day, by far the most cells: `7/31/2026`, `07-31-2026`, `2026-07-31`, each with nothing but
/// `00:00:00` or another time of day behind it. Anything else is nil, and is read as people write dates.
///
/// It looks at bytes on purpose: dates are half the cost of a row.
enum PlainDate {
    static func read(_ text: String) -> CalendarDate? {
        var bytes = Bytes(text.utf8)
        guard let first = bytes.number(most: 4) else { return nil }
        guard let mark = bytes.next(), mark == 47 || mark == 45 else { return nil }
        guard let second = bytes.number(most: 2), bytes.next() == mark, let third = bytes.number(most: 4) else { return nil }
        guard bytes.isTimeOrEnd() else { return nil }
        switch (first.digits, third.digits) {
        case (4, 1...2): return CalendarDate(year: first.value, month: second.value, day: third.value)
        case (1...2, 4): return CalendarDate(year: third.value, month: first.value, day: second.value)
        default: return nil
        }
    }

    private struct Bytes {
        var rest: Substring.UTF8View

        init(_ bytes: String.UTF8View) { rest = bytes[...] }

        mutating func next() -> UInt8? { rest.popFirst() }

        mutating func number(most: Int) -> (value: Int, digits: Int)? {
            var (value, digits) = (0, 0)
            while let byte = rest.first, (48...57).contains(byte) {
                (value, digits) = (value * 10 + Int(byte) - 48, digits + 1)
                guard digits <= most else { return nil }
                rest = rest.dropFirst()
            }
            return digits > 0 ? (value, digits) : nil
        }

        /// ` 00:00:00`, ` 17:00`, or nothing more.
        func isTimeOrEnd() -> Bool {
            guard rest.first != nil else { return true }
            guard rest.first == 32, rest.count == 6 || rest.count == 9 else { return false }
            return rest.dropFirst().enumerated().allSatisfy { $0 % 3 == 2 ? $1 == 58 : (48...57).contains($1) }
        }
    }
}
