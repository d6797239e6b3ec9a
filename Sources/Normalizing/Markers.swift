/// Words that a state writes beside a name to say what became of the notice.
///
/// A marker counts only where it is set off: in brackets, quotes or asterisks, after a dash, or as the last word of all.
enum Markers {
    enum Meaning { case amendment, rescinded, conditional }

    /// Takes one marker from either end of the name and notes what it means; leaves a name that has none as it is.
    static func strip(_ employer: inout ReadEmployer) {
        for cut in [bracketed, quoted, dashed, trailing, sited, starred, leading, remarked, crossed] {
            guard let (name, meanings) = cut(employer.name), !name.isEmpty else { continue }
            employer.name = name
            for meaning in meanings {
                switch meaning {
                case .amendment: employer.amendment = true
                case .rescinded: employer.rescinded = true
                case .conditional: employer.conditional = true
                }
            }
            return
        }
    }

    private typealias Cut = (name: String, meanings: [Meaning])

    /// `… (CANCELLED)`, `… [Amended]`, `(Rescinded) …`.
    private static func bracketed(_ name: String) -> Cut? {
        for (open, close) in [("(", ")"), ("[", "]")] as [(Character, Character)] {
            if name.last == close, let start = name.lastIndex(of: open) {
                let meanings = meaning(name[name.index(after: start)...].dropLast())
                if !meanings.isEmpty { return (trimmed(name[..<start]), meanings) }
            }
            if name.first == open, let end = name.firstIndex(of: close) {
                let meanings = meaning(name[name.index(after: name.startIndex)..<end])
                if !meanings.isEmpty { return (trimmed(name[name.index(after: end)...]), meanings) }
            }
        }
        return nil
    }

    /// `… "RESCINDED"`.
    private static func quoted(_ name: String) -> Cut? {
        guard name.last == "\"", let start = name.dropLast().lastIndex(of: "\"") else { return nil }
        let meanings = meaning(name[name.index(after: start)...].dropLast())
        return meanings.isEmpty ? nil : (trimmed(name[..<start]), meanings)
    }

    /// `… - WARN CANCELLED`, `…-rescinded`, `… – Revised (7/31/20)`, `… *notice rescinded`.
    private static func dashed(_ name: String) -> Cut? {
        guard let start = name.lastIndex(where: { "-–—*:".contains($0) }), start > name.startIndex else { return nil }
        let meanings = meaning(name[name.index(after: start)...])
        if !meanings.isEmpty { return (trimmed(name[..<start]), meanings) }
        // A date after the word can hold dashes itself: "- Update 8-22-18".
        guard let earlier = name.lastRange(ofBytes: " - ") else { return nil }
        let dated = meaning(name[earlier.upperBound...])
        return dated.isEmpty ? nil : (trimmed(name[..<earlier.lowerBound]), dated)
    }

    /// `X Rescinded`, `X Revised`, `X Update 11-18-21`: only words that end no employer's name.
    private static func trailing(_ name: String) -> Cut? {
        let words = name.split(separator: " ")
        for count in stride(from: 7, through: 1, by: -1) where words.count > count {
            let tail = words.suffix(count)
            guard let first = tail.first?.lowercased().filter(\.isLetter), Self.lastWords.contains(first) else { continue }
            // "Diet Supplement" is a product and "Research and Extension" an office; with more behind it, it is a marker.
            if count == 1, first == "supplement" || first == "extension" { continue }
            var start = tail[tail.startIndex].startIndex
            // "Plant 3Amended": the number is the name's, but for "3rd notice".
            if !ordinals.contains(first) { start = name[start...].firstIndex { !$0.isNumber } ?? start }
            let meanings = meaning(name[start...])
            if !meanings.isEmpty { return (trimmed(name[..<start]), meanings) }
        }
        // "IncRevised (5/26/17)": the page's markup glued them.
        for word in ["Revised", "Revision", "Amended", "Rescinded", "Updated", "Correction"] {
            if let range = name.lastRange(ofBytes: word), range.lowerBound > name.startIndex,
                name[name.index(before: range.lowerBound)].isLetter || ".)".contains(name[name.index(before: range.lowerBound)]),
                !meaning(name[range.lowerBound...]).isEmpty
            {
                return (trimmed(name[..<range.lowerBound]), meaning(name[range.lowerBound...]))
            }
        }
        return nil
    }

    private static let lastWords: Set<String> = [
        "rescinded", "rescission", "cancelled", "canceled", "retracted", "withdrawn", "revised", "amended", "updated", "update", "notice",
        "warn", "revision", "nd", "rd", "th", "second", "third", "fourth", "fifth", "amendment", "supplement", "rescinds", "recinds",
        "extension",
    ]

    /// `X Notice for Anderson`: one letter for each site. `X WARN notice 04/2021`: the letter's own title.
    private static func sited(_ name: String) -> Cut? {
        for words in [" Notice for ", " Notices for"] {
            if let range = name.firstRange(ofBytes: words), range.lowerBound > name.startIndex { return (trimmed(name[..<range.lowerBound]), []) }
        }
        for words in [" WARN notice", " WARN Notice"] {
            if let range = name.firstRange(ofBytes: words), !name[range.upperBound...].contains(where: \.isLetter),
                name[range.upperBound...].contains(where: \.isNumber)
            {
                return (trimmed(name[..<range.lowerBound]), [])
            }
        }
        return nil
    }

    /// `X (Various locations)`, `X - two (2) locations`, `X 4 Locations`, `X (2nd Wave of Layoffs)`, `X - Phase II`: how many sites and which
    /// step of a layoff, and no part of the name.
    private static func remarked(_ name: String) -> Cut? {
        if name.last == ")", let start = name.lastIndex(of: "("), isRemark(name[start...]) { return (trimmed(name[..<start]), []) }
        for dash in [" - ", " – ", " — "] {
            if let range = name.lastRange(ofBytes: dash), isRemark(name[range.upperBound...]) { return (trimmed(name[..<range.lowerBound]), []) }
        }
        let words = name.split(separator: " ")
        // "Faiveley Phase II": a numeral behind the word; "Phase 2 Interactive" is a name.
        if words.count > 2, words[words.count - 2].lowercased() == "phase", words[words.count - 1].allSatisfy({ "IV123456789".contains($0) }) {
            return (trimmed(name[..<words[words.count - 2].startIndex]), [])
        }
        guard words.count > 2, ["locations", "sites"].contains(words[words.count - 1].lowercased()) else { return nil }
        let number = words[words.count - 2]
        guard number.allSatisfy({ $0.isASCII && $0.isNumber }) || remarkNumbers.contains(number.lowercased()) else { return nil }
        return (trimmed(name[..<number.startIndex]), [])
    }

    /// Nothing but words for sites and steps, numbers and dates; `Layoffs` alone is none, `Layoffs 4/21/16` is one.
    private static func isRemark(_ text: Substring) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        guard (1...7).contains(words.count),
            words.allSatisfy({ remarks.contains($0) || remarkWords.contains($0) || remarkNumbers.contains($0) || ordinals.contains($0) || fillers.contains($0) })
        else { return false }
        return words.contains(where: remarks.contains)
            || words.contains { $0 == "layoffs" || $0 == "layoff" } && text.contains(where: \.isNumber)
    }

    private static let remarks: Set<String> = ["locations", "various", "phase", "wave"]
    private static let remarkWords: Set<String> = [
        "multiple", "several", "all", "next", "sites", "or", "i", "ii", "iii", "iv", "st", "first", "last", "initial",
    ]
    private static let remarkNumbers: Set<String> = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

    /// `Shopko xxxx`: crosses that a clerk left behind.
    private static func crossed(_ name: String) -> Cut? {
        let rest = name[..<(name.lastIndex { $0 != "x" && $0 != "X" }.map(name.index(after:)) ?? name.startIndex)]
        guard name.utf8.count - rest.utf8.count > 2, let last = rest.last, last == " " || last == ")" else { return nil }
        return (trimmed(rest), [])
    }

    /// `*Updated* X`, `**UPDATED: X`.
    private static func starred(_ name: String) -> Cut? {
        guard let end = name.firstIndex(where: { "*:".contains($0) }) else { return nil }
        let meanings = meaning(name[..<end])
        return meanings.isEmpty ? nil : (trimmed(name[name.index(after: end)...]), meanings)
    }

    /// `UPDATE - X`, `UPDATED X`, `Correction to X`, `Conditional WARN – X`.
    private static func leading(_ name: String) -> Cut? {
        for dash in [" - ", " – ", " — "] {
            if let range = name.firstRange(ofBytes: dash) {
                let meanings = meaning(name[..<range.lowerBound])
                if !meanings.isEmpty { return (trimmed(name[range.upperBound...]), meanings) }
            }
        }
        for word in ["UPDATED ", "UPDATE ", "REVISED ", "AMENDED ", "RESCINDED ", "Updated ", "Correction to "]
        where name.hasPrefix(word) && name.count > word.count {
            return (
                trimmed(name[name.index(name.startIndex, offsetBy: word.count)...]), word.hasPrefix("RESC") ? [.rescinded] : [.amendment]
            )
        }
        return nil
    }

    /// What a piece of text means when it holds nothing but marker words, numbers and dates; empty when it holds anything else.
    static func meaning(_ text: some StringProtocol) -> [Meaning] {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        guard !words.isEmpty, words.count <= 9,
            words.allSatisfy({ meanings[$0] != nil || fillers.contains($0) || ordinals.contains($0) || MonthName.month($0) != nil })
        else { return [] }
        let isLater = !ordinals.isDisjoint(with: words) && words.contains { ["notice", "notices", "warn"].contains($0) }
        return words.compactMap { meanings[$0] } + (isLater ? [.amendment] : [])
    }

    private static let meanings: [String: Meaning] = [
        "rescinded": .rescinded, "rescission": .rescinded, "rescind": .rescinded, "rescinding": .rescinded, "cancelled": .rescinded,
        "canceled": .rescinded, "cancellation": .rescinded, "rescinds": .rescinded, "recinds": .rescinded, "recinded": .rescinded,
        "retracted": .rescinded, "withdrawn": .rescinded, "revoked": .rescinded,
        "void": .rescinded,
        "updated": .amendment, "udated": .amendment, "update": .amendment, "revised": .amendment, "revision": .amendment, "rev": .amendment,
        "amended": .amendment,
        "amendment": .amendment,
        "amendement": .amendment, "supplemental": .amendment, "supplement": .amendment, "correction": .amendment, "corrected": .amendment,
        "extension": .amendment, "extended": .amendment, "resubmission": .amendment, "resubmitted": .amendment, "additional": .amendment,
        "addendum": .amendment, "changed": .amendment, "conditional": .conditional,
    ]

    /// `2nd notice`, `Third WARN`: a later one of a row.
    private static let ordinals: Set<String> = ["nd", "rd", "th", "second", "third", "fourth", "fifth"]

    private static let fillers: Set<String> = [
        "warn", "notice", "notices", "to", "of", "on", "the", "and", "was", "has", "been", "a", "final", "number", "no", "information",
        "dated", "date", "layoffs", "layoff", "employer", "by", "from", "closure", "transition", "temp", "temporary",
    ]

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = text.folded
        while let last = text.last, "-–—*:,".contains(last) { text.removeLast(); text = text.folded }
        while let first = text.first, "-–—*:,".contains(first) { text.removeFirst(); text = text.folded }
        return text
    }
}

extension String {
    /// Where a text stands first, byte by byte.
    fileprivate func firstRange(ofBytes text: String) -> Range<Index>? {
        utf8.indices.lazy.compactMap { range(ofBytes: text, at: $0) }.first
    }

    /// Where a text stands last, byte by byte.
    fileprivate func lastRange(ofBytes text: String) -> Range<Index>? {
        utf8.indices.reversed().lazy.compactMap { range(ofBytes: text, at: $0) }.first
    }

    private func range(ofBytes text: String, at start: Index) -> Range<Index>? {
        guard utf8[start] == text.utf8.first, let end = utf8.index(start, offsetBy: text.utf8.count, limitedBy: utf8.endIndex),
            utf8[start..<end].elementsEqual(text.utf8)
        else { return nil }
        return start..<end
    }
}
