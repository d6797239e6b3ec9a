/// Makes what a sheet stores into what a person sees.
struct CellValues: Sendable {
    /// What a cell of a shared text is: folded once, however many cells share it.
    private let shared: [Grid.Cell]
    let styles: WorkbookStyles
    let startsIn1904: Bool

    init(strings: [String], styles: WorkbookStyles, startsIn1904: Bool) {
        shared = strings.map { Grid.Cell(folding: $0) }
        self.styles = styles
        self.startsIn1904 = startsIn1904
    }

    /// - Parameters:
    ///   - type: the cell's `t`: `s` shared, `inlineStr`, `str` a formula's text, `b`, `e`, `d` an ISO date; none is a number.
    ///   - style: the cell's `s`.
    func cell(_ stored: String, type: String, style: Int, part: String) throws(DocumentError) -> Grid.Cell {
        switch type {
        case "s":
            guard let index = Int(stored), shared.indices.contains(index) else { throw .part(part, "no shared text \(stored)") }
            return shared[index]
        case "inlineStr": return Grid.Cell(folding: stored)
        case "str": return Grid.Cell(folding: RichText.unescaped(stored))
        case "b": return Grid.Cell(stored == "1" ? "TRUE" : "FALSE")
        case "e": return Grid.Cell(folding: stored)
        case "d": return Grid.Cell(String(stored.prefix(10)), day: Self.day(iso: stored))
        default: return number(stored, format: styles.format(style))
        }
    }

    private func number(_ stored: String, format: WorkbookStyles.Format) -> Grid.Cell {
        guard let value = Double(stored), value.isFinite else { return Grid.Cell(folding: stored) }
        if format == .date, let day = day(serial: value) { return Grid.Cell(Self.isoText(day: day), day: day) }
        let plain = Self.plain(value)
        let digits = plain.text
        guard case .digits(let width) = format, value >= 0, value == value.rounded() else { return plain }
        return Grid.Cell(String(repeating: "0", count: max(0, width - digits.count)) + digits)
    }

    /// A number without a format; a whole one has no decimal point.
    static func plain(_ value: Double) -> Grid.Cell {
        value == value.rounded() && abs(value) < 1e15 ? Grid.Cell(String(Int(value))) : Grid.Cell(String(value))
    }

    /// Days since 1970-01-01. The 1900 system counts a February 29, 1900 that never was; serial 60 is no day, nor is 0.
    private func day(serial: Double) -> Int? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let whole = Int(serial)
        if startsIn1904 { return whole - 24_107 }
        guard whole != 0, whole != 60 else { return nil }
        return whole - (whole < 60 ? 25_568 : 25_569)
    }

    static func day(iso text: String) -> Int? {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...9999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
        return days(year: parts[0], month: parts[1], day: parts[2])
    }

    /// Howard Hinnant's days from civil: eras of 400 years, years that begin in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `yyyy-MM-dd`.
    static func isoText(day: Int) -> String {
        let shifted = day + 719_468
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + shifted / 146_097 * 400 + (month <= 2 ? 1 : 0)
        return [(year, 4), (month, 2), (dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2)].map { number, width in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }.joined(separator: "-")
    }
}
