import Register

/// A count's text taken apart: its numbers, and for each the words that say whom it counts.
struct CountWords {
    struct Number: Equatable {
        enum Scope { case none, here, elsewhere, wide }

        var value: Int
        var scope = Scope.none
        var isNationwide = false
        /// The words that name where: `Zeeland` in `133 Zeeland`, `Passaic` in `240 (Passaic)`.
        var place: String?
        /// Place of its first and past-the-last token.
        var tokens: Range<Int>
    }

    enum Bound { case none, least, most }

    private(set) var numbers: [Number] = []
    private let tokens: [String]
    let lower: [String]
    private let text: String
    private let state: StateNames

    init(_ text: String, state: StateNames) {
        self.state = state
        self.text = text.lowercased()
        tokens = Self.tokens(text)
        lower = tokens.map { $0.lowercased() }
        for (index, token) in tokens.enumerated() {
            guard let value = Self.value(token) ?? Self.spelled(lower[index], next: index + 2 < lower.count ? lower[(index + 1)...] : [])
            else { continue }
            if let last = numbers.last, last.value == value, Self.spelledOut(lower[last.tokens.lowerBound]),
                index - last.tokens.upperBound <= 1
            {
                continue
            }
            numbers.append(Number(value: value, tokens: index..<(index + 1)))
        }
        dropNoteNumbers()
        assignScopes()
    }

    // MARK: what the words say

    func says(_ phrase: String) -> Bool { text.contains(phrase) }
    var isApproximate: Bool {
        ["approx", "about", "around", "estimated", "est.", "+/-", "~", "±", "roughly", "nearly", "circa"].contains { says($0) }
    }
    var marksAmendment: Bool { ["revised", "amended", "updated", "amendment", "revision"].contains { says($0) } }
    /// The word for a change stands between the first figure and the second.
    var saysAmendedBetween: Bool {
        guard numbers.count == 2 else { return false }
        return lower[numbers[0].tokens.upperBound..<numbers[1].tokens.lowerBound].contains {
            ["revised", "amended", "updated", "changed"].contains($0)
        }
    }
    /// `Unknown - Previous submission 117`: the number speaks of something else.
    var isTrailingNote: Bool { ["unknown", "tbd", "tba"].contains(lower.first ?? "") && !says("nationwide") && !says("total") }
    /// Departures that are no layoffs.
    var isNoLayoff: Bool { says("voluntary resignation") || says("no layoff") }
    /// `207 total locations`, `207 total - to include Troy location`: the count of all sites, which the rows of the others state again.
    var isOfAllSites: Bool { says("total") && (says("location") || says("site")) || says("all locations") || says("all sites") }
    var firstIsWhole: Bool {
        numbers.count > 1 && (lower.contains("(") || lower.contains(";") || says(" of ") || says(" includ")) && !partsAreNamedAlike
    }
    private var partsAreNamedAlike: Bool { numbers.allSatisfy { $0.place != nil } }

    /// The state's own part is said to be open.
    var stateIsUnknown: Bool {
        guard mentionsState(lower.indices) else { return false }
        return ["not indicated", "unspecified", "unknown", "pending", "not specified", "unclear", "not provided", "tbd", "not stated"]
            .contains { says($0) }
    }

    /// `25-30`, `167 - 197`, `40 to 60`, `min. 1 - max. 10`, `between 5 and 9`.
    var range: ClosedRange<Int>? {
        guard numbers.count == 2, numbers[0].value < numbers[1].value, !says("from") || !says("reduc") else { return nil }
        let between = lower[numbers[0].tokens.upperBound..<numbers[1].tokens.lowerBound].filter {
            $0 != "." && $0 != "max" && $0 != "maximum"
        }
        let joined = between == ["-"] || between == ["to"] || between == ["or"] || between == ["and"] && says("between")
        guard joined, numbers[0].place == nil || between != ["-"] else { return nil }
        return numbers[0].value...numbers[1].value
    }

    var bound: Bound {
        guard let number = numbers.first else { return .none }
        let before = lower[..<number.tokens.lowerBound].joined(separator: " ")
        let after = number.tokens.upperBound < lower.count ? lower[number.tokens.upperBound] : ""
        if ["up to", "as many as", "no more than", "not more than", "maximum", "max", "fewer than", "less than", "under"].contains(where: {
            before.hasSuffix($0) || before.hasSuffix($0 + " .")
        }) {
            return .most
        }
        if after == "+" && !says("+/-") { return .least }
        if ["at least", "more than", "over", "minimum", "min", "minimum of", "greater than", "not less than"].contains(where: {
            before.hasSuffix($0) || before.hasSuffix($0 + " .")
        }) {
            return .least
        }
        if says("or more") { return .least }
        return says("or less") || says("or fewer") ? .most : .none
    }

    /// Several figures that make one: every part named, or joined by a plus, a slash or only spaces.
    var partsAdd: Bool {
        if numbers.allSatisfy({ $0.place != nil }) { return true }
        let between = zip(numbers, numbers.dropFirst()).map { Array(lower[$0.tokens.upperBound..<$1.tokens.lowerBound]) }
        if between.allSatisfy({ $0.isEmpty || $0 == ["+"] || $0 == ["&"] || $0 == ["and"] }) {
            return !(between.contains([]) && isOverprinted)
        }
        let kinds: Set<String> = [
            "perm", "permanent", "temp", "temporary", "ft", "pt", "full", "part", "fulltime", "parttime", "union", "salaried", "hourly",
            "layoffs",
        ]
        return between.allSatisfy { !kinds.isDisjoint(with: $0) }
    }

    /// `100 98 9087`: corrections printed over each other, no parts of one site's size.
    private var isOverprinted: Bool {
        let sizes = numbers.map { String($0.value).count }
        return (sizes.max() ?? 0) - (sizes.min() ?? 0) > 1
    }

    // MARK: taking apart

    private static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var word = ""
        var kind = 0
        func flush() { if !word.isEmpty { tokens.append(word) }; word = "" }
        for character in text {
            let now =
                character.isNumber || (character == "," && kind == 1)
                ? 1 : character.isLetter || character == "'" || character == "’" ? 2 : 0
            if now == 0 || now != kind { flush() }
            if now > 0 { word.append(character) } else if !character.isWhitespace { tokens.append(Self.dash(character)) }
            kind = now
        }
        flush()
        return tokens.flatMap { $0.count > 1 && $0.hasSuffix(",") ? [String($0.dropLast()), ","] : [$0] }
    }

    private static func dash(_ character: Character) -> String { "‐‑‒–—−".contains(character) ? "-" : String(character) }

    /// `1,204`; `22,00` is malformed and no number.
    private static func value(_ token: String) -> Int? {
        guard token.first?.isNumber == true else { return nil }
        let groups = token.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count == 1 || groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        return Int(groups.joined())
    }

    private static let small = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
        "twelve": 12,
        "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    ]
    private static let tens = [
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]

    private static func spelled(_ word: String, next: ArraySlice<String>) -> Int? {
        if let ten = tens[word] {
            guard next.count > 1, next.first == "-", let unit = small[next[next.startIndex + 1]], unit < 10 else { return ten }
            return ten + unit
        }
        return small[word]
    }

    private static func spelledOut(_ word: String) -> Bool { small[word] != nil || tens[word] != nil }

    /// Numbers that count no workers: the unit after a spelled ten, dates and numbers of phases.
    private mutating func dropNoteNumbers() {
        numbers = numbers.enumerated().filter { index, number in
            let first = number.tokens.lowerBound
            let before = first > 0 ? lower[first - 1] : ""
            let beforeThat = first > 1 ? lower[first - 2] : ""
            if before == "-", Self.tens[beforeThat] != nil { return false }
            return !["#", "phase", "wave", "site", "building", "suite", "page", "notice"].contains(before)
        }.map(\.element)
        // "sixty-three (63)": said twice, counted once.
        for index in numbers.indices.dropFirst().reversed() where numbers[index].value == numbers[index - 1].value {
            let gap = lower[numbers[index - 1].tokens.upperBound..<numbers[index].tokens.lowerBound]
            if gap.contains("("), Self.spelledOut(lower[numbers[index - 1].tokens.lowerBound]) { numbers.remove(at: index - 1) }
        }
    }

    private mutating func assignScopes() {
        for index in numbers.indices {
            let around = surroundings(of: index)
            let words = around.map { lower[$0] }
            if mentionsState(around) {
                numbers[index].scope = .here
            } else if mentionsOther(around) {
                numbers[index].scope = .elsewhere
            } else if !Set(words).isDisjoint(with: ["nationwide", "nationally", "national", "worldwide", "globally", "companywide", "usa"])
            {
                (numbers[index].scope, numbers[index].isNationwide) = (.wide, true)
            } else if words.contains("total") || words.contains("totals") {
                numbers[index].scope = numbers.count > 1 ? .wide : .none
            } else {
                numbers[index].place =
                    place(around.filter { $0 >= numbers[index].tokens.upperBound })
                    ?? place(around.filter { $0 < numbers[index].tokens.lowerBound })
            }
        }
        // "SS total pending" speaks of the state, not of the figure before it.
        if numbers.count == 1, numbers[0].scope == .here, stateIsUnknown { numbers[0].scope = lower.contains("nationwide") ? .wide : .none }
    }

    /// The tokens that speak of a number: up to the next separator or number on either side.
    func surroundings(of index: Int) -> [Int] {
        let number = numbers[index]
        let previous = index > 0 ? numbers[index - 1].tokens.upperBound : 0
        let next = index + 1 < numbers.count ? numbers[index + 1].tokens.lowerBound : lower.count
        if labelsPrecede { return Array(previous..<number.tokens.lowerBound) }
        let stops: Set<String> = [",", ";", ")", "("]
        var after: [Int] = []
        var position = number.tokens.upperBound
        // "sixty-three (63) employees in STATE": the words go on after the bracket.
        if number.tokens.lowerBound > 0, lower[number.tokens.lowerBound - 1] == "(", position < next, lower[position] == ")" {
            position += 1
        }
        // "120 (25 reside in SS)": the bracket with its own number is not about the 120; "240 (Passaic)" is.
        if position < next, lower[position] == "(", let close = lower[position...].firstIndex(of: ")"), close <= next {
            after = Array((position + 1)..<close)
        } else {
            while position < next, !stops.contains(lower[position]) { after.append(position); position += 1 }
        }
        var before: [Int] = []
        position = number.tokens.lowerBound - 1
        while position >= previous, !stops.contains(lower[position]) { before.insert(position, at: 0); position -= 1 }
        // Words between two numbers belong to the first, except an opening such as "of which".
        if index > 0, !before.isEmpty, before.first == previous { before = [] }
        return before + after
    }

    /// `Cooked Plant - 110 ... Raw Plant - 119`: words, then their number, to the end.
    private var labelsPrecede: Bool {
        guard numbers.count > 1, let first = numbers.first, let last = numbers.last, first.tokens.lowerBound > 0 else { return false }
        let isLast = lower[last.tokens.upperBound...].allSatisfy { $0.first?.isLetter != true }
        return isLast && tokens[0].first?.isUppercase == true && lower[first.tokens.lowerBound - 1].first?.isLetter != true
    }

    private func mentionsState(_ range: some Sequence<Int>) -> Bool { mentions(range) { $0 == state.own?.code } }
    private func mentionsOther(_ range: some Sequence<Int>) -> Bool {
        let words = range.map { lower[$0] }.joined(separator: " ")
        return mentions(range) { $0 != state.own?.code } || words.contains("other states") || words.contains("out of state")
            || words.contains("outside")
    }

    /// All letters of the text as capitals, to see whether it is written in them.
    private var capitals: String { tokens.joined().uppercased() }
    private let people: Set<String> = ["residents", "workers", "employees", "total", "locations", "sites"]

    private func mentions(_ range: some Sequence<Int>, _ fits: (StateCode) -> Bool) -> Bool {
        let indices = Array(range)
        let words = indices.map { lower[$0] }.joined(separator: " ")
        let padded = " \(words) "
        if state.nameStems.areIn(padded), let found = state.names.first(where: { padded.contains(" \($0.name) ") }) {
            return fits(found.code)
        }
        return indices.contains { index in
            guard tokens[index].count == 2, tokens[index] == tokens[index].uppercased(), let code = state.code(of: tokens[index]) else {
                return false
            }
            // Several codes are English words: in a text of capitals ("5 IN TOTAL") a code needs a word beside it that makes it one.
            let isCertain =
                capitals != tokens.joined() || people.contains(index + 1 < lower.count ? lower[index + 1] : "")
                || (index > 0 && lower[index - 1] == "in")
            return isCertain && fits(code)
        }
    }

    private static let ordinary: Set<String> = [
        "employees", "employee", "workers", "worker", "jobs", "positions", "people", "total", "remote", "affected", "impacted", "location",
        "the",
        "at", "of", "and", "in", "for", "full", "part", "time", "temporary", "permanent", "perm", "temp", "layoffs", "layoff", "revised",
        "updated",
        "amended", "hourly", "salaried", "union", "non", "all", "each", "ft", "pt", "ees", "approximately", "approx", "about", "to", "by",
    ]

    /// The words when they are a place's name: letters only, up to four words, none of them ordinary.
    private func place(_ indices: [Int]) -> String? {
        var words = indices.map { tokens[$0] }.filter { !["@", "-", ":", ".", "*", "&"].contains($0) }
        while let last = words.last, ["location", "site", "plant", "facility", "and"].contains(last.lowercased()) { words.removeLast() }
        while let first = words.first, ["at", "in", "for", "and"].contains(first.lowercased()) { words.removeFirst() }
        guard (1...4).contains(words.count), words.allSatisfy({ $0.first?.isUppercase == true && !Self.ordinary.contains($0.lowercased()) })
        else { return nil }
        return words.joined(separator: " ")
    }
}
