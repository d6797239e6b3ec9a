extension FilingCheck {
    /// FIL-701, FIL-702: who certifies, and who can be reached.
    mutating func certification() {
        for name in ["signer_name", "signer_title", "signer_capacity", "certified_at", "certification_text_version"] {
            let path = "certification." + name
            guard isBlank(path) else { continue }
            report(
                .certification, path, "\(path) is missing", hint: "The certification is complete: name, title, capacity, moment and text.",
                refuses: true)
        }
        let version = "certification.certification_text_version"
        if let number = value(version), FilingWords.certificationTexts[number.wholeNumber ?? 0] == nil {
            report(
                .certification, version, "there is no attestation \(number.canonicalText)",
                hint: "The newest version is \(FilingWords.certificationTexts.keys.max() ?? 0).", refuses: true)
        }
        let moment = "certification.certified_at"
        if let text = text(moment) {
            if let at = Moment(text) {
                if at > context.receivedAt {
                    report(
                        .certification, moment, "\(text.quoted) is after the filing was received", hint: "Certify before filing.",
                        refuses: true)
                }
            } else {
                report(.certification, moment, "\(text.quoted) is not a moment", hint: "Write it as 2026-09-01T09:00:00Z.", refuses: true)
            }
        }
        checkContact()
    }

    private mutating func checkContact() {
        let path = "certification.contact_"
        if isBlank(path + "name") {
            report(.contact, path + "name", "the contact's name is missing", hint: "Name a person who can be reached.", refuses: true)
        }
        if !isRefused(path + "phone"), !Self.isPhone(text(path + "phone") ?? "") {
            report(
                .contact, path + "phone", "the contact's telephone is missing or not in the form of E.164",
                hint: "Write + and 8 to 15 digits: +12025550123.", refuses: true)
        }
        if !isRefused(path + "email"), !Self.isAddress(text(path + "email") ?? "") {
            report(
                .contact, path + "email", "the contact's e-mail address is missing or not one", hint: "Write it as name@example.com.",
                refuses: true)
        }
    }

    private static func isPhone(_ text: String) -> Bool {
        let digits = text.dropFirst()
        return text.first == "+" && (8...15).contains(digits.utf8.count) && isDigits(String(digits), digits.utf8.count)
            && digits.first != "0"
    }

    private static let atomSpecials = Set("!#$%&'*+-/=?^_`{|}~")

    /// The dot-atom form of RFC 5322, with a domain of two labels at least.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), text.utf8.count <= 254 else { return false }
        let local = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let domain = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return local.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || atomSpecials.contains($0) } }
            && domain.count >= 2
            && domain.allSatisfy { label in
                !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" }
            }
    }

    /// FIL-801 to FIL-803: text hides nothing and has its length. Otherwise it is kept byte for byte.
    mutating func text() {
        for (path, value) in record.leaves where !isRefused(path) || FilingField.at(path) != nil {
            let texts = value.items?.compactMap(\.text) ?? [value.text].compactMap(\.self)
            for text in texts { checkText(text, at: path) }
        }
    }

    private mutating func checkText(_ text: String, at path: String) {
        let name = FilingRecord.steps(path).last ?? path
        let isLong = name.hasSuffix("_text")
        let allowsLines = isLong || name.hasSuffix("_statement")
        let scalars = text.unicodeScalars
        if scalars.contains(where: { Self.isControl($0) && !(allowsLines && ($0 == "\t" || $0 == "\n")) }) {
            report(
                .controlCharacter, path, "\(path) has a control character",
                hint: allowsLines ? "Only tab and line feed may stand in it." : "Remove it; line breaks too.", refuses: true)
        }
        if scalars.contains(where: { (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) }) {
            report(
                .readingDirection, path, "\(path) has a character that turns the reading direction",
                hint: "Remove U+202A to U+202E and U+2066 to U+2069.", refuses: true)
        }
        let hasOwnRule = path == "employer.legal_name" || path == "amendment_text" || name == "usage_text" && isRefused(path)
        let limit = isLong ? 20_000 : 300
        if !hasOwnRule, scalars.count > limit {
            report(.textLength, path, "\(path) has \(scalars.count) characters", hint: "Write at most \(limit).", refuses: true)
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) }
}
