import Register

/// How numbers, days and moments are written on a page.
enum Wording {
    /// `12,345`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return number < 0 ? "−" + text : text
    }

    /// At most four characters: `987`, `1.2k`, `12k`, `1.2m`.
    static func short(_ number: Int) -> String {
        switch number {
        case ..<1000: String(number)
        case ..<9950: tenths(number, of: 1000) + "k"
        case ..<999_500: String((number + 500) / 1000) + "k"
        default: tenths(number, of: 1_000_000) + "m"
        }
    }

    private static func tenths(_ number: Int, of unit: Int) -> String {
        let tenths = (number * 10 + unit / 2) / unit
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    /// `worker` or `workers`.
    static func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        grouped(number) + " " + (number == 1 ? one : many ?? one + "s")
    }

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Jan 13, 2026` of `2026-01-13`; anything else as it is.
    static func day(_ text: String) -> String {
        guard let date = CalendarDate(text.prefix(10)) else { return text }
        return "\(months[date.month - 1]) \(date.day), \(date.year)"
    }

    /// `Jan 2026` of `2026-01`.
    static func month(_ text: String) -> String {
        guard let date = CalendarDate(text + "-01") else { return text }
        return "\(months[date.month - 1]) \(date.year)"
    }

    /// `plant closing` of `plant_closing`.
    static func words(_ code: String) -> String { code.split(separator: "_").joined(separator: " ") }

    /// What a filing of this form is, as a reader sees it.
    static func form(_ code: String) -> String {
        switch code {
        case "OBS": "listed"
        case "OBS/A": "changed"
        case "OBS/W": "no longer listed"
        case "OBS/R": "read anew"
        case "N": "filed"
        case "N/A": "amended"
        case "N/P": "postponed"
        case "N/W": "withdrawn"
        case "Q": "quarter"
        case "Q/A": "quarter amended"
        case "Q/NA": "nothing in the quarter"
        case "X": "AI denied"
        default: code
        }
    }

    /// `78.6` of 0.7857: a share of one in percent, to a tenth.
    static func percent(_ value: JSONValue) -> String? {
        let share: Double? =
            switch value {
            case .integer(let number): Double(number)
            case .number(let number): number
            default: nil
            }
        guard let share else { return nil }
        let tenths = Int((share * 1000).rounded())
        return (tenths < 0 ? "−" : "") + grouped(abs(tenths) / 10) + "." + String(abs(tenths) % 10)
    }

    /// A value of a report as a reader sees it; nil when nothing is stated.
    static func value(_ value: JSONValue) -> String? {
        switch value {
        case .null: nil
        case .bool(let isTrue): isTrue ? "yes" : "no"
        case .integer(let number): grouped(number)
        case .number: value.canonicalText
        case .string(let text): text
        case .array(let values): values.isEmpty ? nil : values.compactMap(Self.value).joined(separator: "; ")
        case .object: value.canonicalText
        }
    }
}
