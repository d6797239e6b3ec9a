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

    /// Decides everything that waits, in the order of arrival: many in one transaction, and what does not go with others after them.
    @discardableResult
    func pass(telling tell: (Decision) -> Void = { _ in }) async throws -> Int {
        var count = 0
        while true {
            let (claimed, decided, alone) = try await decideTogether()
            decided.forEach(tell)
            for submission in alone {
                try Task.checkCancellation()
                if let decision = try await decide(submission) { tell(decision) }
            }
            if claimed == 0 { return count }
            count += claimed
        }
    }

    /// Decides one alone, asking the rules again as often as the ledger moved meanwhile.
    ///
    /// - Returns: nil for a submission that is decided already, here or by another desk: its first receipt holds.
    func decide(_ waiting: WaitingSubmission) async throws -> Decision? {
        if waiting.isDecided {
            try await ledger.reject(waiting.submission.id, codes: [], answer: .null)
            return nil
        }
        var attempts = 0
        while true {
            // What was read with the submission serves once; after that the ledger is asked again.
            let judged = try await judge(waiting, isFirst: attempts == 0)
            do { return try await settle(judged) } catch RecordingError.overtaken("WR700", _) { return nil } catch let error as RecordingError
                where error.asksAgain && attempts < Self.mostAttempts
            {
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

    private func settle(_ judged: JudgedSubmission) async throws -> Decision {
        let id = judged.waiting.submission.id
        var receipt: Receipt?
        switch judged.outcome {
        case .rejected(let codes, let answer): try await ledger.reject(id, codes: codes, answer: answer)
        case .held(let codes, let answer): try await ledger.hold(id, codes: codes, answer: answer)
        case .accepted(let filing): receipt = try await ledger.accept(id, as: filing)
        case .decidedBefore: break
        }
        return judged.decision(receipt)
    }

    /// Opens a submission and asks the rules.
    func judge(_ waiting: WaitingSubmission, isFirst: Bool) async throws -> JudgedSubmission {
        guard let receivedAt = moment(of: waiting) else {
            throw RecordingError.refused(state: "22007", message: "\(waiting.receivedAt) is no moment", detail: nil, hint: nil)
        }
        let opened: OpenedSubmission
        do { opened = try OpenedSubmission(waiting.submission) } catch {
            let verdict = FilingRules.unreadable(error.code, error.message, under: law)
            return JudgedSubmission(waiting, FilingRecord(), verdict, FilingContext(law: law, receivedAt: receivedAt))
        }
        let context = try await context(for: opened, waiting, receivedAt, isFirst: isFirst)
        return JudgedSubmission(waiting, opened.record, FilingRules.judge(opened.record, in: context), context)
    }

    private func moment(of waiting: WaitingSubmission) -> Moment? {
        switch clock {
        case .inbox: Moment(waiting.receivedAt)
        case .fixed(let moment): moment
        }
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
