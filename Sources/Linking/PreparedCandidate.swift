internal import Register

/// A candidate with what is computed once. A class, because each is compared with dozens of others, and a copy of its thirty texts costs
/// more than most comparisons.
final class PreparedCandidate: Sendable {
    let candidate: LinkCandidate
    let key: EmployerKey
    let place: Place
    /// Days since 1970 that order candidates of one employer: notice date, else effective date.
    let anchor: Int?
    /// What the row says, in a form that has an order: the same for the same row wherever and whenever it was imported.
    let content: String

    /// - Parameter place: the candidate's, where it was made for another of the same place.
    init(_ candidate: LinkCandidate, at place: Place? = nil) {
        let place = place ?? Place(candidate)
        self.candidate = candidate
        self.place = place
        let name = candidate.name ?? candidate.employer
        key = EmployerKey(
            name, written: candidate.name == nil ? nil : candidate.employer, tradeName: candidate.tradeName,
            town: place.town(of: NameTokens(name)))
        anchor = (candidate.noticeDate ?? candidate.effective)?.daysSinceEpoch
        content = Self.content(of: candidate)
    }

    var isMarked: Bool { candidate.isAmendment || candidate.isRescinded || key.marks.isMarked }

    /// The order of the two in time: noticed earlier, else not marked, else earlier in its chain, else by what is written.
    func precedes(_ other: PreparedCandidate) -> Bool {
        if let day = anchor, let otherDay = other.anchor, day != otherDay { return day < otherDay }
        if isMarked != other.isMarked { return !isMarked }
        let place = key.marks.sequence ?? 0, otherPlace = other.key.marks.sequence ?? 0
        if place != otherPlace { return place < otherPlace }
        return comesBefore(other)
    }

    /// The order of content; between rows of one source that say the same, that of the source; of ids where there is none.
    func comesBefore(_ other: PreparedCandidate) -> Bool {
        if content != other.content { return content < other.content }
        if candidate.ordinal != other.candidate.ordinal { return candidate.ordinal < other.candidate.ordinal }
        return candidate.id.rawValue < other.candidate.id.rawValue
    }

    private static func content(of candidate: LinkCandidate) -> String {
        var text = candidate.state.rawValue + "\u{1}" + candidate.employer
        let parts: [String?] = [
            candidate.noticeDate?.description, candidate.effective?.description, candidate.workers.map { String($0) }, candidate.city,
            candidate.county, candidate.location, candidate.number, candidate.source?.rawValue,
            candidate.isRescinded ? "r" : candidate.isAmendment ? "a" : "",
        ]
        for part in parts { text += "\u{1}" + (part ?? "") }
        return text
    }
}
