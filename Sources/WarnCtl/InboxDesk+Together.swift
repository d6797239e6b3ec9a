import Foundation
import Recording
import Register

extension InboxDesk {
    /// So many at once: enough that a commit weighs little, few enough that the first of them does not wait long for the last.
    private static let mostTogether = 128

    /// Claims submissions, judges them on all processors outside the log's lock, and decides in one transaction those that bear on none
    /// of the others.
    ///
    /// - Returns: how many were claimed; what was decided; what is left to be decided alone, in the order of arrival.
    func decideTogether() async throws -> (claimed: Int, decided: [Decision], alone: [WaitingSubmission]) {
        var together: [JudgedSubmission] = []
        let (claimed, receipts) = try await chains.ledger.decideTogether(most: Self.mostTogether) { waiting in
            var companions = Companions()
            together = try await judgeAll(waiting.filter { !$0.isDecided }).filter { companions.admit($0) }
            return together.map { SubmissionDecision(submission: $0.waiting.submission.id, outcome: $0.outcome) }
                + waiting.filter(\.isDecided).map { SubmissionDecision(submission: $0.submission.id, outcome: .decidedBefore) }
        }
        guard let receipts else { return (claimed.count, [], claimed) }
        var decided: [Decision] = []
        for judged in together {
            let receipt = receipts[judged.waiting.submission.id]
            if case .accepted = judged.outcome, receipt == nil { continue }
            decided.append(judged.decision(receipt))
        }
        let done = Set(decided.map(\.submission))
        return (claimed.count, decided, claimed.filter { !$0.isDecided && !done.contains($0.submission.id) })
    }

    /// In the order given.
    private func judgeAll(_ waiting: [WaitingSubmission]) async throws -> [JudgedSubmission] {
        let size = max(1, (waiting.count + Self.processors - 1) / Self.processors)
        return try await withThrowingTaskGroup(of: (Int, [JudgedSubmission]).self) { group in
            for start in stride(from: 0, to: waiting.count, by: size) {
                let part = waiting[start..<min(start + size, waiting.count)]
                group.addTask {
                    var judged: [JudgedSubmission] = []
                    for submission in part { judged.append(try await judge(submission, isFirst: true)) }
                    return (start, judged)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private static let processors = max(1, ProcessInfo.processInfo.activeProcessorCount)
}
