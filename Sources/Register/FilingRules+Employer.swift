extension FilingCheck {
    /// FIL-201 to FIL-207: who the employer is.
    mutating func employer() {
        if let name = text("employer.legal_name"), name.trimmed.unicodeScalars.count > 300 {
            report(
                .legalName, "employer.legal_name", "the legal name has \(name.trimmed.unicodeScalars.count) characters",
                hint: "Write at most 300.", refuses: true)
        }
        if let fein = filed("employer.fein"), !Self.isDigits(fein, 9) || fein.allSatisfy({ $0 == "0" }) {
            report(
                .fein, "employer.fein", "employer.fein is not a federal employer number",
                hint: "Write its nine digits without a hyphen; not all are zero.", refuses: true)
        }
        if let cik = filed("employer.cik"), !Self.isDigits(cik, 10) {
            report(
                .cik, "employer.cik", "employer.cik \(cik.quoted) is not ten digits", hint: "Keep the leading zeros: 0000320193.",
                refuses: true)
        }
        for path in ["employer.lei", "employer.parent_lei"] {
            guard let lei = filed(path), !Self.isLEI(lei) else { continue }
            report(
                .lei, path, "\(path) \(lei.quoted) is not a legal entity identifier",
                hint: "20 characters A-Z and 0-9; the last two are check digits (ISO 17442).", refuses: true)
        }
        checkPublicCompany()
        for part in ["employer"] + items("impacts") where !isRefused(part) { checkIndustry(of: part) }
    }

    /// The text as filed, blank included; nil when absent or refused.
    private func filed(_ path: String) -> String? { value(path)?.text }

    private mutating func checkPublicCompany() {
        let identifiers = ["employer.cik", "employer.lei", "employer.ticker"]
        guard text("employer.entity_class") == "public_company", identifiers.allSatisfy(isBlank) else { return }
        report(
            .publicIdentifier, "employer.ticker", "a public company gives none of cik, lei and ticker", hint: "Give one of them at least.")
    }

    private mutating func checkIndustry(of part: String) {
        let vintage = part + ".naics_vintage"
        let path = part + ".naics_code"
        if let year = value(vintage), ![2017, 2022, 2027].contains(year.wholeNumber ?? 0) {
            report(
                .industry, vintage, "there is no NAICS table of \(year.canonicalText)", hint: "The tables are 2017, 2022 and 2027.",
                refuses: true)
        }
        guard let code = filed(path), !isBlank(path) else { return }
        let isWellFormed = (2...6).contains(code.utf8.count) && Self.isDigits(code, code.utf8.count)
        let year = whole(vintage)
        let isKnown = year.flatMap { context.law.naics[$0] }.map { $0.contains(code) } ?? true
        if !isWellFormed || !isKnown {
            let said = isWellFormed ? "is not in the table of \(year.map(String.init) ?? "")" : "is not 2 to 6 digits"
            report(
                .industry, path, "\(path) \(code.quoted) \(said)",
                hint: "Check the code, and the year of its table in naics_vintage.", refuses: true)
        } else if year == nil, !isRefused(vintage) {
            report(
                .industry, vintage, "the industry code has no vintage", hint: "Give the year of its table: 2017, 2022 or 2027.",
                refuses: true)
        }
    }

    static func isDigits(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// ISO 17442: letters count as 10 to 35, and the whole number modulo 97 is 1.
    static func isLEI(_ text: String) -> Bool {
        var remainder = 0
        for byte in text.utf8 {
            switch byte {
            case 48...57: remainder = (remainder * 10 + Int(byte) - 48) % 97
            case 65...90: remainder = (remainder * 100 + Int(byte) - 55) % 97
            default: return false
            }
        }
        return text.utf8.count == 20 && remainder == 1
    }
}
