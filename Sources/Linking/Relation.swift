public import Register

/// How two candidates relate, by which rule, and how surely.
public struct Relation: Sendable, Equatable {
    public let kind: Link.Kind
    public let score: Double
    public let rule: String

    /// Related: worth a link. `distinct` and `distinct_site` are answers, too, but no links.
    public var isLink: Bool { kind != .distinct && kind != .distinctSite }
}

/// Two candidates side by side. Each rule is a function that decides or passes on.
struct Comparison {
    let new: PreparedCandidate
    let old: PreparedCandidate

    /// An amendment follows its original within half a year; later it is another event.
    private static let amendmentDays = 190
    /// The same notice, dated again by whoever lists it.
    private static let redatedDays = 75
    private static let nearDays = 7
    private static let filingDays = 14

    func relation() -> Relation {
        guard new.candidate.state == old.candidate.state, new.key.isSameEmployer(as: old.key) else {
            return Relation(kind: .distinct, score: 1, rule: "another_employer")
        }
        let rules = [otherSite, sameNumber, swappedDates, ownFiling, marked, sameFacts, sameDayOtherCount]
        for rule in rules { if let relation = rule() { return relation } }
        return Relation(kind: .distinct, score: 0.8, rule: "another_event")
    }

    // MARK: Sites

    /// Different store numbers, numerals, plants or towns are never the same.
    private func otherSite() -> Relation? {
        let isOtherPlace = places == .different
        let marks = new.key.site.symmetricDifference(old.key.site)
        let isOtherMark = !new.key.site.isEmpty && !old.key.site.isEmpty && !marks.isEmpty
        let isNumbered = marks.contains { $0.allSatisfy(\.isNumber) || EmployerKey.isNumeral($0) }
        guard isOtherPlace || isOtherMark || isNumbered || places != .same && !new.key.surplus(over: old.key).isEmpty else { return nil }
        return Relation(kind: .distinctSite, score: isOtherPlace ? 1 : 0.9, rule: isOtherPlace ? "another_place" : "another_site_mark")
    }

    private var places: Place.Comparison { new.place.comparison(with: old.place) }

    // MARK: The same

    private func sameNumber() -> Relation? {
        guard let number = new.candidate.number, !number.isEmpty, number == old.candidate.number else { return nil }
        return isMarked
            ? Relation(kind: amending, score: 1, rule: "same_number_marked") : Relation(kind: .sameNotice, score: 1, rule: "same_number")
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
        guard hasSameWorkers || hasSameEffective || places == .same else {
            return Relation(kind: .sameEvent, score: 0.5, rule: "own_filing_near")
        }
        return Relation(kind: .sameEvent, score: hasSameWorkers && hasSameEffective ? 0.9 : 0.7, rule: "own_filing")
    }

    /// A row marked as amendment, supplement or rescission, and the notice before it.
    private func marked() -> Relation? {
        guard isMarked, let days = noticeDays ?? effectiveDays, days <= Self.amendmentDays else { return nil }
        let isPlain = places == .same && !(old.isMarked && new.isMarked)
        return Relation(kind: amending, score: days <= 60 && isPlain ? 0.95 : 0.8, rule: "marked_" + amending.rawValue)
    }

    private func sameFacts() -> Relation? {
        guard hasSameWorkers else { return nil }
        let days = noticeDays
        if hasSameEffective, let days, days == 0 {
            return Relation(kind: .sameNotice, score: isCertain ? 1 : 0.95, rule: "all_equal")
        }
        if hasSameEffective, days.map({ $0 <= Self.redatedDays }) ?? true {
            return Relation(kind: .sameNotice, score: days == nil ? 0.9 : 0.85, rule: "redated")
        }
        guard let days, days <= Self.nearDays, new.candidate.effective == nil || old.candidate.effective == nil else { return nil }
        return Relation(kind: .sameNotice, score: 0.8, rule: "near_and_equal")
    }

    /// Two rows of one list are two rows; equal ones of two lists (an archive and a page) are one notice.
    private var isCertain: Bool { new.candidate.source != old.candidate.source && new.key.words == old.key.words && places == .same }

    /// One list, one day, one region, two counts: two sites of the employer.
    private func sameDayOtherCount() -> Relation? {
        guard noticeDays == 0, hasSameEffective || new.candidate.effective == nil || old.candidate.effective == nil,
            let workers = new.candidate.workers, let others = old.candidate.workers, workers != others
        else { return nil }
        return Relation(kind: .distinctSite, score: 0.6, rule: "same_day_other_count")
    }

    // MARK: Facts

    private var isMarked: Bool { new.isMarked || old.isMarked }

    private var amending: Link.Kind { new.key.isSupplement || old.key.isSupplement ? .supplements : .amendmentOf }

    private var hasSameWorkers: Bool { new.candidate.workers != nil && new.candidate.workers == old.candidate.workers }

    private var hasSameEffective: Bool { new.candidate.effective != nil && new.candidate.effective == old.candidate.effective }

    private var noticeDays: Int? { Self.days(new.candidate.noticeDate, old.candidate.noticeDate) }
    private var effectiveDays: Int? { Self.days(new.candidate.effective, old.candidate.effective) }

    private static func days(_ left: CalendarDate?, _ right: CalendarDate?) -> Int? {
        guard let left, let right else { return nil }
        return abs(left.days(since: right))
    }
}

/// A candidate with what is computed once.
struct PreparedCandidate {
    let candidate: LinkCandidate
    let key: EmployerKey
    let place: Place
    /// Days since 1970 that order candidates of one employer: notice date, else effective date.
    let anchor: Int?

    init(_ candidate: LinkCandidate) {
        self.candidate = candidate
        key = EmployerKey(candidate.employer)
        place = Place(candidate)
        anchor = (candidate.noticeDate ?? candidate.effective)?.daysSinceEpoch
    }

    var isMarked: Bool { candidate.isAmendment || candidate.isRescinded || key.isAmended || key.isSupplement || key.isRescinded }
}
