import Foundation
import Recording
import Register

/// The desk: takes what filers handed in, asks the rules, and accepts, holds or rejects. Only it makes filings of submissions.
struct InboxDesk {
    /// Which moment counts as that of receipt.
    enum Clock {
        /// The inbox's own, by the database's clock.
        case inbox
        /// A given one, to try what happened or will happen at another time.
        case fixed(Moment)
    }

    let chains: EmployersDesk
    let law: FilingLaw
    var clock = Clock.inbox

    private var ledger: Ledger { chains.ledger }

    /// What became of one submission.
    struct Decision {
        let submission: String
        let outcome: FilingVerdict.Outcome
        let codes: [FilingCode]
        let receipt: Receipt?
    }

    /// Decides everything that waits, in the order of arrival.
    @discardableResult
    func pass(telling tell: (Decision) -> Void = { _ in }) async throws -> Int {
        var count = 0
        while true {
            let waiting = try await ledger.waitingSubmissions()
            for submission in waiting {
                try Task.checkCancellation()
                if let decision = try await decide(submission) { tell(decision) }
                count += 1
            }
            if waiting.isEmpty { return count }
        }
    }

    /// Nil for a submission that was decided before and handed in again: it is cleared away, and its first receipt holds.
    func decide(_ waiting: WaitingSubmission) async throws -> Decision? {
        let submission = waiting.submission
        if waiting.isDecided {
            try await ledger.reject(submission.id, codes: [], answer: .null)
            return nil
        }
        guard let receivedAt = moment(of: waiting) else {
            throw RecordingError.refused(state: "22007", message: "\(waiting.receivedAt) is no moment", detail: nil, hint: nil)
        }
        let opened: OpenedSubmission
        do { opened = try OpenedSubmission(submission) } catch {
            let verdict = FilingRules.unreadable(error.code, error.message, under: law)
            return try await settle(waiting, FilingRecord(), verdict, FilingContext(law: law, receivedAt: receivedAt))
        }
        var attempts = 0
        while true {
            // What was read with the submission serves once; after that the ledger is asked again.
            let context = try await context(for: opened, waiting, receivedAt, isFirst: attempts == 0)
            let verdict = FilingRules.judge(opened.record, in: context)
            do {
                return try await settle(waiting, opened.record, verdict, context)
            } catch let error as RecordingError where error.asksAgain && attempts < Self.mostAttempts {
                // Someone else's entry came between reading and writing: the rules see it now.
                attempts += 1
            } catch RecordingError.refused(let state, let message, _, _) {
                return try await setAside(waiting, fault: "\(message) [\(state)]")
            }
        }
    }

    private static let mostAttempts = 20

    /// What the rules pass and the database refuses is a fault of the register, not of the filer: a person looks, and the desk goes on.
    private func setAside(_ waiting: WaitingSubmission, fault: String) async throws -> Decision {
        let answer = JSONValue.object(["fault": .string(fault)])
        guard waiting.decision == nil else {
            try await ledger.reject(waiting.submission.id, codes: [], answer: answer)
            return Decision(submission: waiting.submission.id, outcome: .rejected, codes: [], receipt: nil)
        }
        try await ledger.hold(waiting.submission.id, codes: [], answer: answer)
        return Decision(submission: waiting.submission.id, outcome: .held, codes: [], receipt: nil)
    }

    private func moment(of waiting: WaitingSubmission) -> Moment? {
        switch clock {
        case .inbox: Moment(waiting.receivedAt)
        case .fixed(let moment): moment
        }
    }

    private func settle(
        _ waiting: WaitingSubmission, _ record: FilingRecord, _ verdict: FilingVerdict, _ context: FilingContext
    ) async throws -> Decision {
        let id = waiting.submission.id
        let codes = verdict.codes.map(\.rawValue)
        let answer = verdict.answer(to: record, in: context)
        var outcome = verdict.outcome
        if outcome == .held, waiting.decision == .released { outcome = .accepted }
        if outcome == .held, waiting.decision == .refused { outcome = .rejected }
        switch outcome {
        case .rejected: try await ledger.reject(id, codes: codes, answer: answer)
        case .held: try await ledger.hold(id, codes: codes, answer: answer)
        case .accepted:
            guard let form = record.form, let filer = record.filer else { break }
            let filing = AcceptedFiling(
                filer: filer, form: form, columns: FilingColumns(record, verdict), receivedAt: context.receivedAt.seconds,
                head: context.amended?.head, reason: record["amendment_reason"]?.text, changedFields: verdict.changedFields, codes: codes,
                answer: answer)
            let receipt = try await ledger.accept(id, as: filing)
            return Decision(submission: id, outcome: .accepted, codes: verdict.codes, receipt: receipt)
        }
        return Decision(submission: id, outcome: outcome, codes: verdict.codes, receipt: nil)
    }

    /// All that the rules ask the ledger about.
    private func context(
        for opened: OpenedSubmission, _ waiting: WaitingSubmission, _ receivedAt: Moment, isFirst: Bool
    ) async throws -> FilingContext {
        let (record, submission) = (opened.record, waiting.submission)
        var context = FilingContext(law: law, receivedAt: receivedAt, filer: record.filer)
        var key = waiting.registeredKey
        context.acceptedBefore = waiting.acceptedBefore
        if !isFirst {
            context.acceptedBefore = try await ledger.accession(ofPayload: Digest(of: submission.payload))
            key = if let name = submission.key { try await ledger.key(named: name) } else { nil }
        }
        context.signing = FilingSigning(key: key, payload: submission.payload, signature: submission.signature, isWhole: opened.isWhole)
        if let named = record["amends_accession_no"]?.text.flatMap(AccessionNumber.init) {
            do { context.amended = try await chains.chain(of: named).chain } catch RecordingError.notFound {}
        }
        try await chains.complete(&context, for: record)
        if let filer = record.filer, Self.isFiler(filer), record.form?.family == .quarter {
            context.quarters = try await ledger.quarters(of: filer)
            for named in (record["reconciles_to"]?.items ?? []).prefix(Self.mostNamed).compactMap(\.text) {
                guard let accession = AccessionNumber(rawValue: named) else { continue }
                do {
                    let filing = try await ledger.show(named)
                    context.reconciled[accession] = filing.filed(try await chains.record(of: filing))
                } catch RecordingError.notFound {}
            }
        }
        return context
    }

    private static let mostNamed = 1000

    private static func isFiler(_ number: String) -> Bool { number.utf8.count == 10 && number.utf8.allSatisfy { (48...57).contains($0) } }
}

extension RecordingError {
    /// The ledger moved between reading and writing.
    fileprivate var asksAgain: Bool {
        switch self {
        case .staleHead, .notFiled, .withdrawn, .overtaken: true
        default: false
        }
    }
}
