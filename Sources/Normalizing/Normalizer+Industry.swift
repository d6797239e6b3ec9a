import Register

extension Normalizer {
    /// The code stands before the words; a code or words that the tables do not have stay as filed, with a warning. Where a code may be one
    /// of another list, only words of the same sector make it one of NAICS.
    func readIndustry(_ notice: inout Notice, _ warnings: inout [NoticeWarning]) {
        guard let industries, notice.naics != nil || notice.industry != nil else { return }
        let year = notice.industryYear
        var coded = notice.naics.flatMap { code in
            industriesRead.value(of: "\(year ?? 0) \(code)") { industries.industry(code: code, year: year) }
        }
        let worded = notice.industry.flatMap { words in industriesRead.value(of: words) { industries.industry(words: words) } }
        if let code = notice.naics, industries.maybeSIC(code: code, year: year), coded?.sector != worded?.sector { coded = nil }
        if notice.naics != nil, coded == nil { warnings.append(.naicsUnknown) }
        if notice.industry != nil, worded == nil { warnings.append(.industryUnknown) }
        if let coded, let worded, coded.sector != worded.sector { warnings.append(.industryContradictory) }
        notice.industryRead = coded ?? worded
    }
}
