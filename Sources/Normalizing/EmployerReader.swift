import Register

/// An employer's cell taken apart: the name, the name it trades under, and what is said about the notice.
struct ReadEmployer: Equatable {
    var name: String
    var dba: String?
    var amendment = false
    var rescinded = false
    var conditional = false
    var isRepaired = false
}

/// Takes markers, trade names and damage out of an employer's name; a name that only looks marked stays whole.
///
/// | written | name | also |
/// |---|---|---|
/// | `Catholic Guardian Services (Rescission)` | `Catholic Guardian Services` | rescinded |
/// | `*Updated* Revvity, Inc.` | `Revvity, Inc.` | amendment |
/// | `Eaton Corporation - Revision 1` | `Eaton Corporation` | amendment |
/// | `EPTAM West LLC dba Precision Metals` | `EPTAM West LLC` | dba |
/// | `Revision Military`, `E*TRADE FINANCIAL`, `Greene County Correctional Center` | unchanged | |
enum EmployerReader {
    static func read(_ raw: String) -> ReadEmployer {
        PlainName.isPlain(raw) ? ReadEmployer(name: raw) : closely(raw)
    }

    /// Looks for everything a name can have in it.
    static func closely(_ raw: String) -> ReadEmployer {
        let repaired = TextRepair.repair(raw)
        var employer = ReadEmployer(name: repaired.folded, isRepaired: repaired != raw)
        var before = ""
        while before != employer.name {
            before = employer.name
            stripEnds(&employer.name)
            if PlainName.mayBeMarked(employer.name) { Markers.strip(&employer) }
        }
        splitTradeName(&employer)
        return employer
    }

    /// Footnote asterisks, a count of sites, a lone separator.
    private static func stripEnds(_ name: inout String) {
        name = name.folded
        guard let first = name.utf8.first, let last = name.utf8.last else { return }
        if PlainName.isLetterOrDigit(first), PlainName.isLetterOrDigit(last) || last == 46 { return }
        while let first = name.first, "*•,;:".contains(first) { name.removeFirst() }
        if name.hasPrefix("(*)") { name = String(name.dropFirst(3)) }
        while let last = name.last, "*•;:-–—,(".contains(last) { name.removeLast(); name = name.folded }
        name = name.folded
        if let open = name.lastIndex(of: "("), name.hasSuffix(")") {
            let inside = name[name.index(after: open)...].dropLast()
            if (1...2).contains(inside.count), inside.allSatisfy({ $0.isASCII && $0.isNumber }) { name = String(name[..<open]).folded }
        }
        while name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") { name = String(name.dropFirst().dropLast()).folded }
    }

    private static let tradeNames = ["doing business as", "dba/aka", "d/b/a", "d.b.a", "dba", "d/b/a/", "db/a", "d/ba"]

    /// `X dba Y`, `X (d/b/a Y)`, `X, DBA: Y`, `X*dba Y*`; and `X (aka Y)`.
    private static func splitTradeName(_ employer: inout ReadEmployer) {
        let name = employer.name
        guard PlainName.mayHaveSecondName(name) else { return }
        if let found = tradeNames.compactMap({ range(of: $0, in: name) }).min(by: { $0.lowerBound < $1.lowerBound }) {
            cut(&employer, at: found)
        } else if let open = name.lastIndex(of: "("), name.hasSuffix(")"),
            range(of: "aka", in: String(name[open...]))?.lowerBound == String(name[open...]).index(after: String(name[open...]).startIndex)
        {
            employer.dba = clean(String(name[open...].dropFirst(4).dropLast()))
            employer.name = String(name[..<open]).folded
        }
    }

    private static func cut(_ employer: inout ReadEmployer, at found: Range<String.Index>) {
        let left = clean(String(employer.name[..<found.lowerBound]))
        let right = clean(String(employer.name[found.upperBound...]))
        guard !left.isEmpty else { return }
        // "X Inc. DBA": the second name was on a line that is lost.
        (employer.name, employer.dba) = (left, right.isEmpty ? employer.dba : right)
    }

    /// The word with no letter before or after it; `d/b/a` may follow a name without a space.
    private static func range(of word: String, in text: String) -> Range<String.Index>? {
        let (bytes, wanted) = (text.utf8, Array(word.utf8))
        var start = bytes.startIndex
        while let end = bytes.index(start, offsetBy: wanted.count, limitedBy: bytes.endIndex) {
            if bytes[start] | 0x20 == wanted[0] | 0x20, text[start..<end].lowercased() == word {
                let before = start == text.startIndex || !text[text.index(before: start)].isLetter
                let after = end == text.endIndex || !text[end].isLetter && !text[end].isNumber
                if before && after { return start..<end }
            }
            guard end < bytes.endIndex else { return nil }
            start = bytes.index(after: start)
        }
        return nil
    }

    /// Without the punctuation that joined it; a bracket that lost its partner goes too.
    private static func clean(_ part: String) -> String {
        var text = part.folded
        while let last = text.last, ",-–—*:;/ ".contains(last) || (last == "(" || last == "[") { text.removeLast() }
        while let first = text.first, ",-–—*:;./ ".contains(first) || (first == ")") { text.removeFirst() }
        if text.hasSuffix(")"), !text.contains("(") { text.removeLast() }
        while text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") { text = String(text.dropFirst().dropLast()) }
        return text.folded
    }
}
