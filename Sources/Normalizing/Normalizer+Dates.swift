import Register

extension Normalizer {
    /// Every date of the row. The others' plausible dates settle a missing year or a typo.
    func date(_ notice: inout Notice, _ row: MappedRow, _ warnings: inout [NoticeWarning]) {
        var (noticed, received) = (read(.noticeDate, row, anchors: []), read(.receivedDate, row, anchors: []))
        var (posted, effective) = (read(.postedDate, row, anchors: []), read(.effective, row, anchors: []))
        if noticed.needsAnchors || received.needsAnchors || posted.needsAnchors || effective.needsAnchors {
            let written = [noticed, received, posted, effective]
            (noticed, received) = (settled(0, of: written, row), settled(1, of: written, row))
            (posted, effective) = (settled(2, of: written, row), settled(3, of: written, row))
        }
        note(received, &warnings)
        note(posted, &warnings)
        note(noticed, &warnings)
        notice.amendment = notice.amendment || noticed.marksAmendment
        let noticedDay = Self.day(of: noticed)
        notice.receivedDate = Self.day(of: received)
        repairReceipt(&notice, after: noticedDay, before: effective.items.first?.first, &warnings)
        notice.postedDate = Self.day(of: posted)
        notice.noticeDate = noticedDay
        repairNotice(&notice, by: row, effective.items.first?.first, &warnings)
        repairNotice(&notice, beforeReceipt: notice.receivedDate, effective.items.first?.first, &warnings)
        notice.noticeDateKind = notice.noticeDate == nil ? nil : plans[.noticeDate]?.rule.kind ?? .noticeLetter
        let own = notice.noticeDate == noticedDay ? noticed.items.first?.first : notice.noticeDate
        take(effective, &notice, row, near: Anchors(noticed: own, received: received.items.first?.first, posted: posted.items.first?.first), &warnings)
        checkOrder(&notice, &warnings)
    }

    private func settled(_ place: Int, of written: [ReadDates], _ row: MappedRow) -> ReadDates {
        guard written[place].needsAnchors else { return written[place] }
        let others = written.indices.filter { $0 != place }.compactMap { written[$0].items.first?.first }
        return read(Self.dateFields[place], row, anchors: others + anchor(Self.dateFields[place], row))
    }

    private func note(_ read: ReadDates, _ warnings: inout [NoticeWarning]) {
        guard !read.items.isEmpty || !read.warnings.isEmpty else { return }
        warnings += read.warnings
        if !read.items.isEmpty, Self.day(of: read) == nil { warnings.append(.dayNotStated) }
        if read.items.count > 1, Set(read.items.map(\.first)).count > 1 { warnings.append(.severalDates) }
    }

    /// A receipt years away from the notice is of the notice's year, where that makes it a receipt within weeks (`1/15/2002` for a
    /// notice of 1/15/26). Any other is left: rows can have slipped against each other.
    private func repairReceipt(
        _ notice: inout Notice, after noticed: CalendarDate?, before effective: CalendarDate?, _ warnings: inout [NoticeWarning]
    ) {
        guard let noticed, let received = notice.receivedDate, abs(received.days(since: noticed)) > 300 else { return }
        // Then it is the notice's date that was typed wrongly.
        if let effective, abs(effective.days(since: received)) < 400 { return }
        let near = [noticed.year, noticed.year + 1].compactMap { CalendarDate(year: $0, month: received.month, day: received.day) }
        guard let meant = near.first(where: { (0...45).contains($0.days(since: noticed)) }) else { return }
        notice.receivedDate = meant
        warnings.append(.dateRepaired)
    }

    /// A notice years from its effect, of which one digit of the year is wrong: the year in the state's own number (`RR-2022-0023`) says
    /// that it is the notice's and not the effect's.
    private func repairNotice(
        _ notice: inout Notice, by row: MappedRow, _ effective: CalendarDate?, _ warnings: inout [NoticeWarning]
    ) {
        guard let noticed = notice.noticeDate, let effective, abs(effective.days(since: noticed)) > 3 * 365,
            let year = row.optional(.number).flatMap({ Self.year(in: $0) }), abs(noticed.year - year) > 1
        else { return }
        let meant = (year - 1...year + 1).compactMap { CalendarDate(year: $0, month: noticed.month, day: noticed.day) }.first {
            YearRepair.isOneDigitOff($0.year, noticed.year) && (-180...400).contains(effective.days(since: $0))
        }
        guard let meant else { return }
        notice.noticeDate = meant
        warnings.append(.dateRepaired)
    }

    /// A notice years from its receipt and from its effect, which agree: it is of the receipt's year, where one digit makes it so and it was
    /// then on its way for weeks (`09/04/2008`, received 09/06/2018, effective 09/04/2018).
    private func repairNotice(
        _ notice: inout Notice, beforeReceipt received: CalendarDate?, _ effective: CalendarDate?, _ warnings: inout [NoticeWarning]
    ) {
        guard let noticed = notice.noticeDate, let received, let effective, abs(received.days(since: noticed)) > Self.longestWay,
            abs(effective.days(since: noticed)) > 3 * 365, (-180...400).contains(effective.days(since: received))
        else { return }
        let meant = [received.year, received.year - 1].compactMap { CalendarDate(year: $0, month: noticed.month, day: noticed.day) }.first {
            YearRepair.isOneDigitOff($0.year, noticed.year) && (0...45).contains(received.days(since: $0))
        }
        guard let meant else { return }
        notice.noticeDate = meant
        warnings.append(.dateRepaired)
    }

    /// The one year that stands in a number by itself: nil for none or several.
    private static func year(in number: String) -> Int? {
        let years = number.split { !$0.isNumber }.filter { $0.utf8.count == 4 }.compactMap { Int($0) }.filter { (1988...2100).contains($0) }
        return years.count == 1 ? years[0] : nil
    }

    /// The first day that is written as one: `05/2009` is a month, and no day of it is invented; it still tells which dates are near.
    private static func day(of read: ReadDates) -> CalendarDate? { read.items.first { $0.precision == .day }?.first }

    /// The notice's own date first: it settles the others before they settle it.
    private static let dateFields: [FieldRules.Field] = [.noticeDate, .receivedDate, .postedDate, .effective]

    private func read(_ field: FieldRules.Field, _ row: MappedRow, anchors: [CalendarDate]) -> ReadDates {
        guard let plan = plans[field] else { return ReadDates() }
        if plan.pattern == nil, let date = row.cell(field)?.date {
            return DateReader(today: today).read(date.description, anchors: anchors)
        }
        let text = row.text(field).folded
        if text.isEmpty { return ReadDates() }
        if let date = PlainDate.read(text), WrittenDate.believable(date.year, today: today) {
            return ReadDates(items: [.init(first: date, last: date, precision: .day, endsRange: false)])
        }
        for format in plan.formats {
            guard let date = format.date(text, today: today), WrittenDate.believable(date.year, today: today) else {
                continue
            }
            return ReadDates(items: [.init(first: date, last: date, precision: .day, endsRange: false)])
        }
        guard anchors.isEmpty else { return DateReader(today: today).read(text, anchors: anchors) }
        return dates.value(of: text) { DateReader(today: today).read(text, anchors: []) }
    }

    /// The day of the heading that the rule names, where the row has no date of its own.
    private func anchor(_ field: FieldRules.Field, _ row: MappedRow) -> [CalendarDate] {
        guard let column = source.fields[field]?.anchor, let text = row.row.cells[column]?.text else { return [] }
        return DateReader(today: today).read(text, anchors: []).items.prefix(1).map(\.first)
    }

    // MARK: when it takes effect

    /// The other dates of the row, of which the first that there is tells whether a day is plausible.
    private struct Anchors {
        let noticed, received, posted: CalendarDate?

        var first: CalendarDate? { noticed ?? received ?? posted }
        var all: [CalendarDate] { [noticed, received, posted].compactMap { $0 } }
    }

    private func take(
        _ first: ReadDates, _ notice: inout Notice, _ row: MappedRow, near anchors: Anchors, _ warnings: inout [NoticeWarning]
    ) {
        var read = first
        if read.items.count == 1 {
            // By far the most rows: one day, which stays as it is.
            let item = plausible(read.items[0], anchor: anchors.first, &read.warnings)
            if item != read.items[0] { read.items = item.map { [$0] } ?? [] }
        } else {
            read.items = Few(read.items.compactMap { plausible($0, anchor: anchors.first, &read.warnings) })
        }
        // One day that stands in both columns is one day.
        if plans[.effectiveEnd] != nil, row.text(.effectiveEnd) != row.text(.effective) {
            let first = read.items.first.map { [$0.first] } ?? []
            var end = self.read(.effectiveEnd, row, anchors: first + anchors.all)
            end.items = Few(end.items.compactMap { plausible($0, anchor: anchors.first, &end.warnings) })
            // Of several steps the last is later than the end that another column states: the steps stand.
            if read.items.count > 1, let latest = read.items.map(\.first).max(), end.items.contains(where: { $0.last < latest }) {
                end.items = []
                end.warnings.append(.dateOrder)
            }
            read.items += end.items.map { item in
                var item = item
                item.endsRange = true
                return item
            }
            read.warnings += end.warnings
        }
        notice.effective = Self.span(&read)
        notice.phases = Self.phases(read)
        warnings += read.warnings
    }

    private static func span(_ read: inout ReadDates) -> DateSpan? {
        guard let first = read.items.first, let last = read.items.last else { return nil }
        if read.items.count == 1, first.precision == .day, !first.endsRange, !read.lacksStart {
            return DateSpan(start: first.first, end: nil, precision: .day, isApproximate: read.isApproximate)
        }
        let precision = read.items.map(\.precision).max { rank($0) < rank($1) } ?? .day
        if read.lacksStart, read.items.count == 1 {
            return DateSpan(start: nil, end: last.last, precision: precision, isApproximate: read.isApproximate)
        }
        if let index = read.items.indices.dropFirst().first(where: {
            read.items[$0].endsRange && read.items[$0].last < read.items[$0 - 1].first
        }) {
            read.warnings.append(.dateOrder)
            guard let mended = mended(read.items[index], after: read.items[index - 1].first) else {
                return DateSpan(start: first.first, end: nil, precision: precision, isApproximate: read.isApproximate)
            }
            read.items[index] = mended
        }
        let start = read.items.map(\.first).min()
        let latest = read.items.map(\.last).max()
        let isInterval =
            read.items.contains(where: \.endsRange) || first.precision != .day
            || read.items.count > 1 && Set(read.items.map(\.first)).count > 1
        return DateSpan(start: start, end: isInterval ? latest : nil, precision: precision, isApproximate: read.isApproximate)
    }

    /// An end before its beginning is of the next year when that makes a range of at most half a year (`12/20/26 - 1/5/26`).
    private static func mended(_ item: ReadDates.Item, after start: CalendarDate) -> ReadDates.Item? {
        guard let last = CalendarDate(year: item.last.year + 1, month: item.last.month, day: item.last.day),
            (0...183).contains(last.days(since: start)),
            let first = CalendarDate(year: item.first.year + 1, month: item.first.month, day: item.first.day)
        else { return nil }
        var mended = item
        (mended.first, mended.last) = (first, last)
        return mended
    }

    /// The steps of a staged layoff: every beginning, when there are several; none for one range.
    private static func phases(_ read: ReadDates) -> [Phase] {
        guard read.items.count > 1 else { return [] }
        let beginnings = read.items.filter { !$0.endsRange }
        let phases = beginnings.reduce(into: [Phase]()) { phases, item in
            if !phases.contains(where: { $0.date == item.first }) { phases.append(Phase(date: item.first, workers: item.workers)) }
        }
        return phases.count > 1 ? phases.sorted { $0.date < $1.date } : []
    }

    private static func rank(_ precision: DateSpan.Precision) -> Int {
        switch precision {
        case .day: 0
        case .month: 1
        case .quarter: 2
        case .half: 3
        case .year: 4
        }
    }

    /// A day three years or more before the notice, or ten after, is none; a day more than half a year before it
    /// or two years after is noted.
    private func plausible(_ item: ReadDates.Item, anchor: CalendarDate?, _ warnings: inout [NoticeWarning]) -> ReadDates.Item? {
        guard let anchor else { return item }
        let days = item.first.days(since: anchor)
        if days < -180 || days > 730, let swapped = YearRepair.swapped(item.first, near: anchor) {
            warnings.append(.dateRepaired)
            var item = item
            item.last = swapped.adding(days: item.last.days(since: item.first)) ?? swapped
            item.first = swapped
            return item
        }
        if days < -3 * 365 || days > 3650 { warnings.append(.effectiveImplausible); return nil }
        if days < -180 { warnings.append(.effectiveBeforeNotice) }
        if days > 2 * 365 { warnings.append(.effectiveFarAhead) }
        return item
    }

    // MARK: order

    /// No letter is on its way for longer: one of the two years is most likely typed wrongly.
    private static let longestWay = 300
    /// Seldom does a layoff begin later after its notice; a mistyped year is as likely.
    private static let farthestAhead = 400

    private func checkOrder(_ notice: inout Notice, _ warnings: inout [NoticeWarning]) {
        if let noticed = notice.noticeDate, let received = notice.receivedDate {
            if noticed > received { warnings.append(.noticeAfterReceipt) }
            if received.days(since: noticed) > Self.longestWay { warnings.append(.noticeLongBeforeReceipt) }
        }
        if let noticed = notice.noticeDate ?? notice.receivedDate, let start = notice.effective?.start,
            start.days(since: noticed) > Self.farthestAhead
        {
            warnings.append(.effectiveFarAhead)
        }
        if let noticed = notice.noticeDate, noticed.days(since: today) > 1 { warnings.append(.noticeInFuture) }
    }
}
