import Recording
import Register

/// A submission and what the rules say of it.
struct JudgedSubmission: Sendable {
    let waiting: WaitingSubmission
    let record: FilingRecord
    let codes: [FilingCode]
    /// What is to become of it.
    let outcome: SubmissionDecision.Outcome
    /// The disclosure that it amends; nil when it amends none, or one that is not known.
    let amended: DisclosureID?

    init(_ waiting: WaitingSubmission, _ record: FilingRecord, _ verdict: FilingVerdict, _ context: FilingContext) {
        self.waiting = waiting
        self.record = record
        codes = verdict.codes
        amended = context.amended?.disclosure
        let (words, answer) = (verdict.codes.map(\.rawValue), verdict.answer(to: record, in: context))
        outcome =
            switch (verdict.outcome, waiting.decision) {
            case (.rejected, _), (.held, .refused): .rejected(codes: words, answer: answer)
            case (.held, nil): .held(codes: words, answer: answer)
            case (.accepted, _), (.held, .released):
                if let form = record.form, let filer = record.filer {
                    .accepted(
                        AcceptedFiling(
                            filer: filer, form: form, columns: FilingColumns(record, verdict), receivedAt: context.receivedAt.seconds,
                            head: context.amended?.head, reason: record["amendment_reason"]?.text, changedFields: verdict.changedFields,
                            codes: words, answer: answer))
                } else {
                    .rejected(codes: words, answer: answer)
                }
            }
    }

    func decision(_ receipt: Receipt?) -> InboxDesk.Decision {
        let outcome: FilingVerdict.Outcome =
            switch outcome {
            case .accepted: .accepted
            case .held: .held
            case .rejected, .decidedBefore: .rejected
            }
        return InboxDesk.Decision(submission: waiting.submission.id, outcome: outcome, codes: codes, receipt: receipt)
    }
}

/// Which submissions are decided together, so that each is judged as if those before it were decided already.
struct Companions {
    private var seen: Set<String> = []
    private var amended: Set<DisclosureID> = []
    /// Filers of whom one is decided alone: what they handed in after it comes after it.
    private var waiting: Set<String> = []

    /// Whether the next one, in the order of arrival, may be decided with those that were admitted.
    ///
    /// Only a filer's own filings bear on its next one: an amendment on the next of the same chain, any on what names another.
    mutating func admit(_ judged: JudgedSubmission) -> Bool {
        guard let filer = judged.record.filer else { return true }
        guard !waiting.contains(filer) else { return false }
        let isFirst = seen.insert(filer).inserted
        let asksOfOthers = judged.record["supersedes_disclosure_id"] != nil || judged.record.form?.family == .quarter
        let fits =
            if asksOfOthers {
                isFirst
            } else if judged.record["amends_accession_no"] == nil {
                true
            } else if let chain = judged.amended {
                amended.insert(chain).inserted
            } else {
                isFirst
            }
        if !fits || asksOfOthers { waiting.insert(filer) }
        return fits
    }
}
