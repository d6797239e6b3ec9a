public import Register

/// How two candidates relate, by which rule, and how surely.
public struct Relation: Sendable, Equatable {
    public let kind: Link.Kind
    public let score: Double
    public let rule: String

    /// Related: worth a link. `distinct` and `distinct_site` are answers, too, but no links.
    public var isLink: Bool { kind != .distinct && kind != .distinctSite }
}

/// Two candidates side by side, the later one `new`. Each rule is a function that decides or passes on.
struct Comparison {
    let new: PreparedCandidate
    let old: PreparedCandidate
    private let isSameEmployer: Bool
    /// Compared only where a rule can ask: most pairs of a crowd are of two employers.
    private var places = Place.Comparison.unknown
    private let noticeDays: Int?
    private let effectiveDays: Int?

    /// An amendment follows its original within half a year; later it is another event.
    static let amendmentDays = 190
    /// The same notice, dated again by whoever lists it.
    static let redatedDays = 75
    /// Two sites of one employer further apart in time than this are two events.
    private static let eventDays = 400
    private static let nearDays = 7
    private static let filingDays = 14
    /// Equal counts below this are a coincidence, at this or above it they are not.
    private static let tellingCount = 20

    /// The order of the two does not matter: the one noticed first is the old one.
    init(_ one: PreparedCandidate, _ other: PreparedCandidate) {
        (old, new) = one.precedes(other) ? (one, other) : (other, one)
        isSameEmployer = new.candidate.state == old.candidate.state && new.key.isSameEmployer(as: old.key)
        noticeDays = Self.days(new.candidate.noticeDate, old.candidate.noticeDate)
        effectiveDays = Self.days(new.candidate.effective, old.candidate.effective)
        if isSameEmployer || hasSameWorkers && hasSameEffective && isAffiliate {
            places = new.place.comparison(with: old.place, isOneList: new.candidate.source == old.candidate.source)
        }
    }

    func relation() -> Relation {
        guard isSameEmployer || isRenamed else {
            return isAffiliate
                ? Relation(kind: .distinctSite, score: 0.6, rule: "affiliate")
                : Relation(kind: .distinct, score: 1, rule: "another_employer")
        }
        return longAgo() ?? otherSite() ?? sameNumber() ?? swappedDates() ?? ownFiling() ?? marked() ?? sameFacts() ?? postponed()
            ?? sameDayOtherCount() ?? Relation(kind: .distinct, score: 0.8, rule: "another_event")
    }

    // MARK: Sites

    /// The names begin with the same two words and go on differently: divisions or houses of one company.
    private var isAffiliate: Bool {
        new.candidate.state == old.candidate.state && new.key.stems.count > 1 && old.key.stems.count > 1
            && new.key.stems.prefix(2) == old.key.stems.prefix(2) && (noticeDays ?? 0) <= Self.eventDays
    }

    private func longAgo() -> Relation? {
        guard let days = noticeDays ?? effectiveDays, days > Self.eventDays else { return nil }
        return Relation(kind: .distinct, score: 1, rule: "long_ago")
    }

    /// Such names with one figure, one first day and one place are two spellings of one.
    private var isRenamed: Bool { isAffiliate && hasSameWorkers && hasSameEffective && places == .same }

    /// Different store numbers, numerals, plants or towns are never the same.
    private func otherSite() -> Relation? {
        let isOtherPlace = places == .different
        // A list without places tells sites by the name alone; an amendment may shorten it.
        let isUnplaced = new.isMarked && new.place.key.isEmpty && old.place.key.isEmpty
        guard isOtherPlace || hasOtherMark || places != .same && !isUnplaced && new.key.hasSurplus(over: old.key) else { return nil }
        return Relation(kind: .distinctSite, score: isOtherPlace ? 1 : 0.9, rule: isOtherPlace ? "another_place" : "another_site_mark")
    }

    /// Each has words that the other has not, or one has a number that the other has not.
    private var hasOtherMark: Bool {
        if new.key.site == old.key.site { return false }
        let mine = Set(new.key.site), theirs = Set(old.key.site)
        let unlike = mine.symmetricDifference(theirs)
        if unlike.contains(where: EmployerKey.isNumeral) { return true }
        return !mine.isSubset(of: theirs) && !theirs.isSubset(of: mine)
    }

    // MARK: The same

    private func sameNumber() -> Relation? {
        guard let number = new.candidate.number, !number.isEmpty, number == old.candidate.number else { return nil }
        if isSameList, isMarked, !isSameRow { return Relation(kind: amending, score: 1, rule: "same_number_marked") }
        if hasSameWorkers, effectiveDays.map({ $0 == 0 }) ?? true { return Relation(kind: .sameNotice, score: 1, rule: "same_number") }
        // Steps of a staged layoff stand in rows of their own; in another list the row may have been changed since.
        return isSameList
            ? Relation(kind: .sameEvent, score: 0.95, rule: "same_number_step")
            : Relation(kind: .sameNotice, score: 0.93, rule: "same_number_changed")
    }

    /// A list that printed the notice date and the effective date in each other's column.
    private func swappedDates() -> Relation? {
        guard let notice = new.candidate.noticeDate, let effective = new.candidate.effective, notice != effective, hasSameWorkers,
            old.candidate.noticeDate == effective, old.candidate.effective == notice
        else { return nil }
        return Relation(kind: .sameNotice, score: 0.9, rule: "swapped_dates")
    }

    /// The employer's own filing and the state's row of it.
    private func ownFiling() -> Relation? {
        guard new.candidate.origin != old.candidate.origin, let days = noticeDays, days <= Self.filingDays else { return nil }
        if days == 0, hasSameWorkers, hasSameEffective, places == .same {
            return Relation(kind: .sameNotice, score: 1, rule: "own_filing_all_equal")
        }
        if hasSameWorkers && hasSameEffective { return Relation(kind: .sameNotice, score: 0.9, rule: "own_filing") }
        guard hasSameWorkers || hasSameEffective || places == .same else {
            return Relation(kind: .sameEvent, score: 0.5, rule: "own_filing_near")
        }
        return Relation(kind: .sameNotice, score: 0.7, rule: "own_filing_partly")
    }

    /// A row marked as amendment, supplement or rescission, and the notice before it.
    private func marked() -> Relation? {
        guard !isSameRow else { return nil }
        guard new.isMarked || noticeDays == nil && old.isMarked || noticeDays == 0 && old.isMarked else { return nil }
        // Two marked rows of one day are two sites of one amendment.
        if noticeDays == 0, isSameList, old.isMarked, new.key.marks.sequence == old.key.marks.sequence { return nil }
        let most = new.key.marks.sequence == nil ? Self.amendmentDays : Self.eventDays
        if let days = noticeDays ?? effectiveDays, days > most { return nil }
        let days = noticeDays ?? effectiveDays
        var score = days.map { $0 <= 100 ? 0.95 : 0.92 } ?? 0.85
        if places == .unknown, !(new.place.key.isEmpty && old.place.key.isEmpty) { score -= 0.03 }
        if new.key.hasSurplus(over: old.key) { score -= new.key.marks.sequence == nil ? 0.05 : 0.02 }
        return Relation(kind: amending, score: (score * 100).rounded() / 100, rule: "marked_" + amending.rawValue)
    }

    /// A marked row that two lists have, or one list twice, is one row and not an amendment of itself.
    private var isSameRow: Bool {
        new.isMarked == old.isMarked && new.key.marks == old.key.marks && new.candidate.workers == old.candidate.workers
            && new.candidate.effective == old.candidate.effective && new.candidate.noticeDate == old.candidate.noticeDate
    }

    private func sameFacts() -> Relation? {
        let days = noticeDays
        let isOneSidedEffective = new.candidate.effective == nil || old.candidate.effective == nil
        if hasSameWorkers {
            if days == 0, hasSameEffective || new.candidate.effective == nil && old.candidate.effective == nil {
                return Relation(
                    kind: .sameNotice, score: isCertain ? 1 : isSameList ? 0.75 : 0.95, rule: isSameList ? "listed_twice" : "all_equal")
            }
            if hasSameEffective, isSameList, days == nil, new.candidate.noticeDate == old.candidate.noticeDate {
                return Relation(kind: .sameNotice, score: 0.75, rule: "listed_twice")
            }
            if hasSameEffective, days.map({ $0 <= Self.redatedDays }) ?? true {
                let isTelling = (new.candidate.workers ?? 0) >= Self.tellingCount || !isSameList
                return Relation(
                    kind: .sameNotice, score: isTelling && (places == .same || !isSameList) ? 0.92 : 0.8,
                    rule: days == nil ? "undated_twin" : "redated")
            }
            if let days, days <= Self.nearDays, isOneSidedEffective {
                return Relation(kind: .sameNotice, score: isSameList ? 0.8 : 0.92, rule: "near_and_equal")
            }
            if days == 0, !isSameList, places == .same { return Relation(kind: .sameNotice, score: 0.91, rule: "other_effective") }
        }
        guard !isSameList else { return nil }
        if days == nil, hasSameEffective, hasNoCount, places == .same, new.candidate.noticeDate == old.candidate.noticeDate {
            return Relation(kind: .sameNotice, score: 0.9, rule: "facts_missing")
        }
        guard days == 0 else { return nil }
        // What the state wrote into its row since, or what an archive lost.
        if hasSameEffective, hasNoCount { return Relation(kind: .sameNotice, score: 0.94, rule: "count_missing") }
        if hasSameEffective { return Relation(kind: .sameNotice, score: places == .same ? 0.9 : 0.8, rule: "count_changed") }
        if hasNoCount, places == .same, new.place.hasStreet, old.place.hasStreet {
            return Relation(kind: .sameNotice, score: 0.9, rule: "same_street")
        }
        if isOneSidedEffective, hasNoCount { return Relation(kind: .sameNotice, score: 0.9, rule: "facts_missing") }
        return nil
    }

    /// The same figure at the same place, noticed again for another day.
    private func postponed() -> Relation? {
        guard hasSameWorkers, (new.candidate.workers ?? 0) >= Self.tellingCount, places != .different, let days = noticeDays,
            days <= Self.amendmentDays
        else { return nil }
        return Relation(kind: .amendmentOf, score: 0.6, rule: "postponed")
    }

    /// Two rows of one list are two rows; equal ones of two lists (an archive and a page) are one notice.
    private var isCertain: Bool { !isSameList && new.key.compact == old.key.compact && places == .same }

    private var isSameList: Bool { new.candidate.source == old.candidate.source }

    /// One list, one day, one region, two counts: two sites of the employer.
    private func sameDayOtherCount() -> Relation? {
        guard noticeDays == 0, hasSameEffective || new.candidate.effective == nil || old.candidate.effective == nil,
            let workers = new.candidate.workers, let others = old.candidate.workers, workers != others
        else { return nil }
        return Relation(kind: .distinctSite, score: 0.6, rule: "same_day_other_count")
    }

    // MARK: Facts

    private var isMarked: Bool { new.isMarked || old.isMarked }

    /// Which of the two kinds of amending it is: as the words say; where they only say "second notice", a figure that does not shrink for
    /// the same first day restates the first notice, and any other adds to it.
    ///
    /// An amendment for another first day and of quite another figure is a further step: Iowa writes each fortnight's layoffs of one office
    /// as "Amendment" (63 on December 26, 26 on January 2), Ohio 2 more after 157. One of about the same figure is the notice put off.
    private var amending: Link.Kind {
        let marks = new.isMarked ? new.key.marks : old.key.marks
        if marks.isSupplement && !marks.isAmended && !marks.isRescinded { return .supplements }
        guard let workers = new.candidate.workers, let earlier = old.candidate.workers, !marks.isRescinded, !new.candidate.isRescinded
        else { return .amendmentOf }
        if marks.isLater, !marks.isAmended { return workers >= earlier && effectiveDays == 0 ? .amendmentOf : .supplements }
        // Two rows of one day are no two steps: a total for the state beside one of its sites.
        guard let days = effectiveDays, days > 0, noticeDays != 0 else { return .amendmentOf }
        return Double(workers) >= 0.7 * Double(earlier) && Double(workers) <= 1.45 * Double(earlier) ? .amendmentOf : .supplements
    }

    private var hasSameWorkers: Bool { new.candidate.workers != nil && new.candidate.workers == old.candidate.workers }
    private var hasNoCount: Bool { new.candidate.workers == nil || old.candidate.workers == nil }
    private var hasSameEffective: Bool { effectiveDays == 0 }

    private static func days(_ left: CalendarDate?, _ right: CalendarDate?) -> Int? {
        guard let left, let right else { return nil }
        return abs(left.days(since: right))
    }
}
