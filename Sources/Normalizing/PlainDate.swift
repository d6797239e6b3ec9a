import Register

/// The three plain ways of writing a day, by far the most cells: `7/31/2026`, `07-31-2026`, `2026-07-31`, each with nothing but
/// `00:00:00` or another time of day behind it. Anything else is nil, and is read as people write dates.
///
/// It looks at bytes on purpose: dates are half the cost of a row.
enum PlainDate {
    static func read(_ text: String) -> CalendarDate? {
        var text = text
        return text.withUTF8 { text in
            var bytes = Bytes(text: text)
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
    }

    private struct Bytes {
        let text: UnsafeBufferPointer<UInt8>
        var place = 0

        init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

        mutating func next() -> UInt8? {
            guard place < text.count else { return nil }
            defer { place += 1 }
            return text[place]
        }

        mutating func number(most: Int) -> (value: Int, digits: Int)? {
            var (value, digits) = (0, 0)
            while place < text.count, (48...57).contains(text[place]) {
                (value, digits) = (value * 10 + Int(text[place]) - 48, digits + 1)
                guard digits <= most else { return nil }
                place += 1
            }
            return digits > 0 ? (value, digits) : nil
        }

        /// ` 00:00:00`, ` 17:00`, or nothing more.
        func isTimeOrEnd() -> Bool {
            let rest = text[place...]
            guard let first = rest.first else { return true }
            guard first == 32, rest.count == 6 || rest.count == 9 else { return false }
            return rest.dropFirst().enumerated().allSatisfy { $0 % 3 == 2 ? $1 == 58 : (48...57).contains($1) }
        }
    }
}
