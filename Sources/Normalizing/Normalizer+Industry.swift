import Register

extension Normalizer {
    /// The code stands before the words; a code or words that the tables do not have stay as filed, with a warning.
    func readIndustry(_ notice: inout Notice, _ warnings: inout [NoticeWarning]) {
        guard let industries, notice.naics != nil || notice.industry != nil else { return }
        let year = (notice.noticeDate ?? notice.receivedDate ?? notice.effective?.start)?.year
        let coded = notice.naics.flatMap { code in
            industriesRead.value(of: "\(year ?? 0) \(code)") { industries.industry(code: code, year: year) }
        }
        let worded = notice.industry.flatMap { words in industriesRead.value(of: words) { industries.industry(words: words) } }
        if notice.naics != nil, coded == nil { warnings.append(.naicsUnknown) }
        if notice.industry != nil, worded == nil { warnings.append(.industryUnknown) }
        if let coded, let worded, coded.sector != worded.sector { warnings.append(.industryContradictory) }
        notice.industryRead = coded ?? worded
    }
}
