public import Register

/// Reads what an employer's letter states of its layoff: how many, when, why, which union, which jobs.
///
/// Only what stands in one sentence, or in a list of jobs with their numbers, is taken, each with the words it is read from; a letter that
/// says something in another way has no value for it. The statute's list of contents is 20 CFR 639.7.
public struct LetterReader: Sendable {
    private let dates: DateReader

    /// - Parameter today: settles two-digit years.
    public init(today: CalendarDate) {
        dates = DateReader(today: today)
    }

    /// - Complexity: linear in the text.
    public func values(in text: String) -> [ClaimValue] {
        let sentences = LetterText(text).sentences
        let lines = LetterText(text).lines
        var values: [ClaimValue] = []
        if let value = sentences.lazy.compactMap(Self.workers).first { values.append(value) }
        if let value = lines.prefix(Self.headLines).lazy.compactMap(noticeDate).first { values.append(value) }
        if let value = sentences.lazy.compactMap(separation).first { values.append(value) }
        if let value = sentences.lazy.compactMap(Self.reason).first { values.append(value) }
        if let value = sentences.lazy.compactMap(Self.union).first { values.append(value) }
        if let value = Self.jobTitles(lines, of: text) { values.append(value) }
        return values
    }

    /// The date of a letter stands above its text.
    private static let headLines = 30
    private static let cuts = [
        "affect", "terminat", "lay off", "laid off", "layoff", "eliminat", "separat", "reduc", "impact", "lose their", "close", "closing",
        "closure", "cease",
    ]

    private static func saysCut(_ words: String) -> Bool { cuts.contains { words.contains($0) } }

    // MARK: How many

    private static func workers(_ sentence: Passage) -> ClaimValue? {
        guard saysCut(sentence.lower), !sentence.lower.contains("or more employees") else { return nil }
        let number = #/\b(\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?:[a-z\-]+\s+){0,3}(?:employees|workers|associates|members|positions|people|individuals|persons|jobs|staff)\b/#
        guard let found = sentence.lower.firstMatch(of: number), let count = Int(found.1.filter(\.isNumber)), count > 0 else { return nil }
        // "employs 340 people" says how many there are, unless the same clause cuts them.
        let before = sentence.lower[..<found.range.lowerBound].suffix(24)
        guard !["employs ", "employed ", "employing ", "fewer than ", "more than "].contains(where: { before.hasSuffix($0) }) else { return nil }
        return ClaimValue(.workers, String(count), quote: sentence.quote)
    }

    // MARK: When

    private func noticeDate(_ line: Passage) -> ClaimValue? {
        let words = line.lower.split(separator: " ")
        guard (1...5).contains(words.count), let day = day(in: line.text) else { return nil }
        guard words.allSatisfy({ word in word.contains(where: \.isNumber) || Self.months.contains { word.hasPrefix($0) } || word == "date:" })
        else { return nil }
        return ClaimValue(.noticeDate, day.description, quote: line.quote)
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private func separation(_ sentence: Passage) -> ClaimValue? {
        let tells = ["begin", "commenc", "effective", "occur", "take place", "last day", "on or about", "starting", "as of", "will be"]
        guard Self.saysCut(sentence.lower), tells.contains(where: sentence.lower.contains), let day = day(in: sentence.text) else { return nil }
        return ClaimValue(.firstSeparationDate, day.description, quote: sentence.quote)
    }

    /// The first day that is written in full.
    private func day(in text: String) -> CalendarDate? {
        dates.read(text.split(whereSeparator: \.isWhitespace).joined(separator: " "), anchors: []).items.first { $0.precision == .day }?.first
    }

    // MARK: Why, and who

    private static func reason(_ sentence: Passage) -> ClaimValue? {
        let causes = ["due to", "because", "as a result of", "result of", "in light of", "reason for", "necessitated by", "caused by", "owing to"]
        guard causes.contains(where: sentence.lower.contains), saysCut(sentence.lower) || sentence.lower.contains("decision") || sentence.lower.contains("action") else { return nil }
        return ClaimValue(.reason, sentence.text.split(whereSeparator: \.isWhitespace).joined(separator: " "), quote: sentence.quote)
    }

    private static func union(_ sentence: Passage) -> ClaimValue? {
        if sentence.lower.contains("not represented by") || sentence.lower.contains("no union") {
            return ClaimValue(.union, "none", quote: sentence.quote)
        }
        let named = #/(?:represented by|bargaining (?:agent|representative)[^.]{0,30}? is|members of)\s+(?:the\s+)?([A-Z][A-Za-z0-9&,'’\- ]{3,90})/#
        guard sentence.lower.contains("union") || sentence.lower.contains("local ") || sentence.lower.contains("represented"),
            let found = sentence.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").firstMatch(of: named)
        else { return nil }
        return ClaimValue(.union, String(found.1).trimmingEnd, quote: sentence.quote)
    }

    /// Lines such as `Claims Examiner   14`, two or more one after the other.
    private static func jobTitles(_ lines: [Passage], of text: String) -> ClaimValue? {
        let job = #/^\s*([A-Z][A-Za-z/&,.\- ]{2,60}?)[ .\t:]{1,}(\d{1,4})\s*$/#
        var best: [(Passage, String)] = []
        var run: [(Passage, String)] = []
        for line in lines {
            if let found = line.text.firstMatch(of: job), !found.1.lowercased().hasPrefix("page"), !found.1.lowercased().contains("suite"),
                !months.contains(where: { found.1.lowercased().hasPrefix($0) && found.1.count < 11 })
            {
                run.append((line, "\(found.1): \(found.2)"))
                if run.count > best.count { best = run }
            } else if !line.lower.isEmpty {
                run = []
            }
        }
        guard best.count > 1, let first = best.first, let last = best.last else { return nil }
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: first.0.quote.start), end = bytes.index(bytes.startIndex, offsetBy: last.0.quote.end)
        return ClaimValue(
            .jobTitles, best.map(\.1).joined(separator: "; "),
            quote: Quote(text: String(text[start..<end]), start: first.0.quote.start, end: last.0.quote.end))
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var text = self
        while let last = text.last, last == " " || last == "," { text.removeLast() }
        return text
    }
}

/// A piece of a text, and where it stands.
private struct Passage {
    let text: String
    let start: Int
    var lower: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased() }
    var quote: Quote { Quote(text: text, start: start, end: start + text.utf8.count) }
}

/// A letter cut into its lines, and into its sentences, which run over lines.
private struct LetterText {
    private let text: String

    init(_ text: String) { self.text = text }

    var lines: [Passage] { passages { bytes, place in bytes[place] == 0x0A || bytes[place] == 0x0C } }

    /// A sentence ends at a mark before white space and a capital, at an empty line, behind a line that is much shorter than the others
    /// and before a capital (a heading, an item of a list), and at the page's end.
    var sentences: [Passage] {
        let longest = text.utf8.split { $0 == 0x0A || $0 == 0x0C }.lazy.map(\.count).max() ?? 0
        return passages { bytes, place in
            switch bytes[place] {
            case 0x0C: return true
            case 0x0A:
                var next = place + 1
                while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D { next += 1 }
                guard next < bytes.count, bytes[next] != 0x0A, bytes[next] != 0x0C else { return true }
                let line = bytes[..<place].lastIndex { $0 == 0x0A || $0 == 0x0C } ?? -1
                return (65...90).contains(bytes[next]) && 10 * (place - line - 1) < 6 * longest
            case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
                guard place + 1 < bytes.count, bytes[place + 1] <= 0x20 else { return place + 1 >= bytes.count }
                var next = place + 1
                while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
                guard next < bytes.count else { return true }
                // "Inc. will": no capital, no end. "U.S. Bank", "No. 5": a letter or a number by itself ends nothing.
                let isCapital = (65...90).contains(bytes[next])
                let isInitial = place > 1 && (bytes[place - 2] == 0x20 || bytes[place - 2] == UInt8(ascii: "."))
                return isCapital && !isInitial
            default: return false
            }
        }
    }

    /// Cut behind the bytes that end a passage; white space around each is left out.
    private func passages(endingAt isEnd: ([UInt8], Int) -> Bool) -> [Passage] {
        let bytes = Array(text.utf8)
        var passages: [Passage] = []
        var start = 0
        func close(_ end: Int) {
            var (first, last) = (start, end)
            while first < last, bytes[first] <= 0x20 { first += 1 }
            while last > first, bytes[last - 1] <= 0x20 { last -= 1 }
            if first < last { passages.append(Passage(text: String(decoding: bytes[first..<last], as: UTF8.self), start: first)) }
            start = end
        }
        for place in bytes.indices where isEnd(bytes, place) { close(place + 1) }
        close(bytes.count)
        return passages
    }
}
