internal import Register

extension Linking {
    private struct Day: Hashable {
        var state: StateCode?
        var employer: String
        var day: Int
    }

    /// One employer's notices of one day in one state are one event, however many sites and lines they have.
    mutating func gatherEvents() {
        for group in groups(by: { Self.day(of: $0, in: $0.candidate.state) }) where group.count > 1 {
            let first = lead(group)
            for place in group where place != first && !events.areOne(place, first) {
                enter(.sameEvent, from: place, to: first, score: 0.9, rule: "same_day")
            }
        }
    }

    /// Proposed only: sums are kept by state, and an event of several states is a line in each.
    mutating func gatherStates() {
        for group in groups(by: { $0.key.words.count > 1 ? Self.day(of: $0, in: nil) : nil }) where group.count > 1 {
            var states: Set<StateCode> = [rows[group[0]].candidate.state]
            for place in group.dropFirst() where states.insert(rows[place].candidate.state).inserted {
                enter(.sameEvent, from: place, to: group[0], score: 0.5, rule: "several_states")
            }
        }
    }

    /// The one that the others are tied to: not marked before marked, then the first in order of content.
    private func lead(_ group: [Int]) -> Int { group.first { !rows[$0].isMarked } ?? group[0] }

    private static func day(of row: PreparedCandidate, in state: StateCode?) -> Day? {
        guard let day = row.candidate.noticeDate, row.key.compact.count > 2 else { return nil }
        return Day(state: state, employer: row.key.compact, day: day.daysSinceEpoch)
    }
}
