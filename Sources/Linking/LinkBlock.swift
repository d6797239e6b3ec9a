/// Candidates of one state and one employer, in order of their dates, so that the nearest of any are found without sorting again.
struct LinkBlock {
    struct Member {
        /// Place among all candidates: the earlier is the older.
        let order: Int
        let candidate: PreparedCandidate
    }

    /// Every day that a member has, in order.
    private let days: [Int]
    /// The members of each of `days`, oldest first.
    private let dated: [[Member]]
    private let undated: [Member]
    private let all: [Member]

    /// - Parameter members: oldest first.
    init(_ members: [Member]) {
        var byDay: [Int: [Member]] = [:]
        var undated: [Member] = []
        for member in members {
            if let day = member.candidate.anchor { byDay[day, default: []].append(member) } else { undated.append(member) }
        }
        let days = byDay.keys.sorted()
        self.days = days
        dated = days.map { byDay[$0] ?? [] }
        self.undated = undated
        all = members
    }

    /// The members older than this one: nearest in date first, then oldest first; those without a date last.
    func nearest(to new: Member, most: Int) -> [PreparedCandidate] {
        guard let day = new.candidate.anchor else { return all.prefix { $0.order < new.order }.prefix(most).map(\.candidate) }
        var found: [PreparedCandidate] = []
        func take(_ members: some Sequence<Member>) {
            for member in members where found.count < most {
                guard member.order < new.order else { break }
                found.append(member.candidate)
            }
        }
        var (before, after) = (days.lowerBound(of: day) - 1, days.lowerBound(of: day))
        while found.count < most, before >= 0 || after < days.count {
            let left = before >= 0 ? day - days[before] : Int.max
            let right = after < days.count ? days[after] - day : Int.max
            if left == right {
                take((dated[before] + dated[after]).sorted { $0.order < $1.order })
            } else {
                take(left < right ? dated[before] : dated[after])
            }
            if left <= right { before -= 1 }
            if right <= left { after += 1 }
        }
        take(undated)
        return found
    }
}

extension [Int] {
    /// The first position whose value is not below `value`; the array is in order.
    fileprivate func lowerBound(of value: Int) -> Int {
        var lower = 0, upper = count
        while lower < upper {
            let middle = (lower + upper) / 2
            if self[middle] < value { lower = middle + 1 } else { upper = middle }
        }
        return lower
    }
}
