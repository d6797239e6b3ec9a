import Register

/// What a cell says of how many workers go.
struct ReadCount: Equatable {
    var count = WorkerCount.notStated
    var sites: [Site] = []
    var warnings: [NoticeWarning] = []
    /// `645 Revised`, `251, amended to 565`.
    var marksAmendment = false
}

/// Reads a count of workers as states write it.
///
/// | written | read |
/// |---|---|
/// | `1,204` | 1204 |
/// | `25-30`, `min. 1 - max. 10` | least 25, most 30; no exact figure |
/// | `approx. 60`, `200 +/-` | about 60 |
/// | `Up to 300` | most 300 |
/// | `100+` | least 100 |
/// | `61 total, 4 in SS` | 4 in the state, 61 in all |
/// | `138 (133 Zeeland, 5 Traverse City)` | 138, at two sites |
/// | `66; #SS workers not indicated` | none for the state, 66 in all |
/// | `74 fulltime and 184 parttime` | 258; 74 full-time, 184 part-time |
/// | `190 company with an additional 100 contracted` | 190; 100 contracted |
/// | `TBD`, blank | not stated, never 0 |
/// | `9/12/25` | not stated: a date that slipped into the column |
struct CountReader {
    let state: StateNames
    let zero: FieldRule.Zero

    /// A cell of digits, and nothing to look closer at.
    func plain(_ cell: Cell) -> ReadCount? { cell.date == nil ? Self.digits(cell.text).map(exactly) : nil }

    func read(_ cell: Cell) -> ReadCount {
        if let date = cell.date { return dated(date) }
        if let number = Self.digits(cell.text) { return exactly(number) }
        let text = cell.text.folded
        guard !Blank.isBlank(text) else { return ReadCount() }
        if let number = Self.plain(text) { return number > Self.mostAtAll ? listed(text) ?? exactly(number) : exactly(number) }
        if let total = Self.result(of: text) { return exactly(total) }
        if let damaged = damaged(text) { return damaged }
        let words = CountWords(Self.withoutDates(text), state: state)
        if words.isTrailingNote { return ReadCount(warnings: [.countUnreadable]) }
        return phrase(words)
    }

    /// Up to six digits and nothing else: most cells.
    private static func digits(_ text: String) -> Int? {
        guard (1...6).contains(text.utf8.count) else { return nil }
        var number = 0
        for byte in text.utf8 {
            guard (48...57).contains(byte) else { return nil }
            number = number * 10 + Int(byte) - 48
        }
        return number
    }

    /// `1204`, `1,204`, `1, 204`, `*508`, `45.0`: a number and nothing else.
    private static func plain(_ text: String) -> Int? {
        var digits = text.filter { $0 != "*" && $0 != "," && $0 != " " && $0 != "\"" }
        if digits.hasSuffix(".0") || digits.hasSuffix(".") { digits = String(digits.prefix { $0 != "." }) }
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        let groups = text.filter { $0 != "*" && $0 != "\"" }.split { $0 == "," || $0 == " " }
        guard groups.count == 1 || groups.dropFirst().allSatisfy({ $0.prefix { $0 != "." }.count == 3 }) else { return nil }
        return Int(digits)
    }

    /// `163, 204, 130, 191`: what would be too large a number is a list, one count a site.
    private func listed(_ text: String) -> ReadCount? {
        let numbers = text.split(separator: ",").map { Int($0.folded) }
        guard numbers.count > 2, text.contains(", "), numbers.allSatisfy({ $0 != nil }) else { return nil }
        let sum = numbers.reduce(0) { $0 + ($1 ?? 0) }
        return ReadCount(count: WorkerCount(exact: sum, scope: .site), warnings: [.countSummed])
    }

    /// `Headcount minus those of less than 6 months = 72`: what a sum worked out comes to.
    private static func result(of text: String) -> Int? {
        guard let sign = text.utf8.lastIndex(of: UInt8(ascii: "=")) else { return nil }
        return plain(text[text.utf8.index(after: sign)...].folded)
    }

    private func exactly(_ number: Int) -> ReadCount {
        if number == 0, zero == .unknown { return ReadCount(warnings: [.zeroMeansUnknown]) }
        if number >= 99_999, String(number).allSatisfy({ $0 == "9" }) { return ReadCount(warnings: [.countSentinel]) }
        if number > Self.mostAtAll { return ReadCount(warnings: [.countUnreadable]) }
        if number >= Self.noSite { return ReadCount(count: WorkerCount(total: number, scope: .nationwide), warnings: [.countNotForState]) }
        return ReadCount(count: WorkerCount(exact: number, scope: .site))
    }

    /// As many never worked at one site that closed (the most: 14,487 at an airport); the figure is the company's.
    private static let noSite = 20_000

    /// More than this no employer has in a state.
    private static let mostAtAll = 200_000

    private func dated(_ date: CalendarDate) -> ReadCount {
        guard let number = Serial.number(of: date) else { return ReadCount(warnings: [.countIsDate]) }
        var read = exactly(number)
        read.warnings.append(.countWasDate)
        return read
    }

    /// A date in the count's cell: a number that Excel showed as a day of 1900, or a cell that slipped.
    private func damaged(_ text: String) -> ReadCount? {
        let dates = DateScanner.dates(in: text.scannable).filter { $0.hasYear && $0.day != nil }
        guard let date = dates.first, dates.count == 1, date.range.count >= text.scannable.count - 2 else { return nil }
        if date.yearDigits == "1900", let day = date.days(in: 1900) { return dated(day.first) }
        return ReadCount(warnings: [.countIsDate])
    }

    /// `103 (REVISED) 10/22/2020 108`: a date among the words counts nobody.
    private static func withoutDates(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        // One byte is scanned for each scalar.
        for date in DateScanner.dates(in: text.scannable) where date.hasYear && date.day != nil {
            for index in date.range { scalars[index] = " " }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private func phrase(_ words: CountWords) -> ReadCount {
        guard !words.numbers.isEmpty else { return ReadCount(warnings: [.countUnreadable]) }
        var read = bounded(words) ?? change(words) ?? scoped(words) ?? parted(words)
        read.marksAmendment = words.marksAmendment
        read.count.groups = words.groups
        if words.isApproximate, read.count.exact != nil { read.count.isApproximate = true }
        return read
    }

    /// Ranges and bounds.
    private func bounded(_ words: CountWords) -> ReadCount? {
        if let range = words.range { return ReadCount(count: WorkerCount(least: range.lowerBound, most: range.upperBound, scope: .site)) }
        guard words.numbers.count == 1, let number = words.numbers.first, number.scope == .here || number.scope == .none else { return nil }
        switch words.bound {
        case .least: return ReadCount(count: WorkerCount(least: number.value, scope: .site))
        case .most: return ReadCount(count: WorkerCount(most: number.value, scope: .site))
        case .none: return nil
        }
    }

    /// `Reduction from 13 to 1` is 12; `251 amended to 565` is 565, `103 (REVISED) 108` is 108.
    private func change(_ words: CountWords) -> ReadCount? {
        guard words.numbers.count == 2 else { return nil }
        let (before, after) = (words.numbers[0].value, words.numbers[1].value)
        if words.says("from"), words.says("to"), before > after {
            return ReadCount(count: WorkerCount(exact: before - after, scope: .site))
        }
        // "103 (revised) 108" and "251 amended to 565": the later figure.
        if words.marksAmendment, words.saysAmendedBetween {
            return ReadCount(count: WorkerCount(exact: after, scope: .site))
        }
        return nil
    }

    /// Figures for the state beside wider ones.
    private func scoped(_ words: CountWords) -> ReadCount? {
        let here = words.numbers.filter { $0.scope == .here }
        let wide = words.numbers.filter { $0.scope == .wide || $0.scope == .elsewhere }
        let plain = words.numbers.filter { $0.scope == .none }
        if !here.isEmpty {
            let exact = here.map(\.value).reduce(0, +)
            let total = (wide + plain).map(\.value).max()
            return ReadCount(count: WorkerCount(exact: exact, total: total.flatMap { $0 > exact ? $0 : nil }, scope: .state))
        }
        if words.stateIsUnknown, let total = (wide + plain).map(\.value).max() {
            return ReadCount(
                count: WorkerCount(total: total, scope: wide.isEmpty ? .severalStates : .nationwide), warnings: [.countNotForState])
        }
        let nation = wide.filter { $0.isNationwide }
        if let total = nation.map(\.value).max() {
            return ReadCount(count: WorkerCount(total: total, scope: .nationwide), warnings: [.countNotForState])
        }
        if plain.isEmpty, let total = wide.map(\.value).max(), wide.contains(where: { $0.scope == .elsewhere }) {
            return ReadCount(count: WorkerCount(total: total, scope: .severalStates), warnings: [.countNotForState])
        }
        return nil
    }

    /// One figure, a whole with its parts, or parts that make the whole.
    private func parted(_ words: CountWords) -> ReadCount {
        let values = words.numbers.map(\.value)
        guard values.count > 1, let first = values.first else {
            var read = exactly(values.first ?? 0)
            if words.isNoLayoff { read = ReadCount(warnings: [.countUnreadable]) }
            guard words.isOfAllSites, let total = read.count.exact else { return read }
            // "Total 35 (number impacted at this location is unknown)".
            if words.says("unknown") { return ReadCount(count: WorkerCount(total: total, scope: .unknown), warnings: [.countUnreadable]) }
            read.count.scope = .state
            return read
        }
        let rest = Array(words.numbers.dropFirst())
        if first == rest.map(\.value).reduce(0, +) {
            return ReadCount(count: WorkerCount(exact: first, scope: .site), sites: Self.sites(rest))
        }
        if words.firstIsWhole { return ReadCount(count: WorkerCount(exact: first, scope: .site)) }
        guard words.partsAdd else { return ReadCount(warnings: [.countUnreadable]) }
        let sum = values.reduce(0, +)
        return ReadCount(count: WorkerCount(exact: sum, scope: .site), sites: Self.sites(words.numbers), warnings: [.countSummed])
    }

    /// Parts named by places; none when a part is named by anything else (`8 F/T Employees`).
    private static func sites(_ numbers: [CountWords.Number]) -> [Site] {
        let named = numbers.compactMap { number in number.place.map { Site(city: $0, workers: number.value) } }
        return named.count == numbers.count ? named : []
    }
}
