import Register

/// The names of the publishing jurisdiction and of all others, for telling whose workers or whose city a text speaks of.
final class StateNames {
    let own: Jurisdiction?
    private let byName: [String: StateCode]
    private let codes: Set<String>
    /// By the first two letters of the word it begins with: most words of an address begin with others.
    private let beginnings: [[Name]]
    /// Every full name, longest first, with its code: a name can end in another's.
    let names: [(name: String, code: StateCode)]
    /// The names once more, for a look whether any may be in a text.
    let nameStems: Stems

    /// A name in lower case by its words, or a code in capitals.
    private struct Name {
        let words: [[UInt8]]
        let code: StateCode
        let isCode: Bool
    }

    init(own: StateCode, roster: [Jurisdiction]) {
        self.own = roster.first { $0.code == own }
        byName = Dictionary(roster.map { ($0.name.lowercased(), $0.code) }, uniquingKeysWith: { first, _ in first })
        codes = Set(roster.map(\.code.rawValue))
        names = byName.map { (name: $0.key, code: $0.value) }.sorted { ($0.name.count, $1.name) > ($1.name.count, $0.name) }
        nameStems = Stems(names.map { " " + $0.name })
        var beginnings = [[Name]](repeating: [], count: 1024)
        for jurisdiction in roster {
            let code = Name(words: [Array(jurisdiction.code.rawValue.utf8)], code: jurisdiction.code, isCode: true)
            beginnings[Self.place(code.words[0][...])].append(code)
        }
        for (name, code) in names {
            let name = Name(words: name.utf8.split(separator: 0x20).map(Array.init), code: code, isCode: false)
            if let first = name.words.first { beginnings[Self.place(first[...])].append(name) }
        }
        self.beginnings = beginnings
    }

    /// Of the first two letters of a word, whatever their case.
    private static func place(_ word: ArraySlice<UInt8>) -> Int {
        let second = word.count > 1 ? word[word.startIndex + 1] & 31 : 0
        return Int(word.first.map { $0 & 31 } ?? 0) << 5 | Int(second)
    }

    /// Whether a name or code of a jurisdiction can begin with this text's first letters; false is certain.
    func mayBegin(_ text: some StringProtocol) -> Bool {
        var bytes = text.utf8.prefix(2).makeIterator()
        guard let first = bytes.next(), first > 0x20, let second = bytes.next() else { return !text.isEmpty }
        return first >= 0x80 || second >= 0x80 || !beginnings[Int(first & 31) << 5 | Int(second & 31)].isEmpty
    }

    func mayBegin(_ word: ArraySlice<UInt8>) -> Bool { !beginnings[Self.place(word)].isEmpty }

    /// The jurisdiction whose full name or capital code this text is; nil for anything else.
    func code(of text: some StringProtocol) -> StateCode? {
        guard mayBegin(text) else { return nil }
        let word = text.folded
        if codes.contains(word) { return StateCode(rawValue: word) }
        return byName[word.lowercased()]
    }

    /// The same of words without white space, one behind the other.
    ///
    /// - Parameter inAnyCase: a code counts in small letters, too.
    func code(of words: [ArraySlice<UInt8>], inAnyCase: Bool = false) -> StateCode? {
        guard let first = words.first else { return nil }
        return beginnings[Self.place(first)].first { name in
            name.words.count == words.count
                && zip(name.words, words).allSatisfy { Self.isSame($0, $1, ignoringCase: !name.isCode || inAnyCase) }
        }?.code
    }

    private static func isSame(_ name: [UInt8], _ word: ArraySlice<UInt8>, ignoringCase: Bool) -> Bool {
        guard name.count == word.count else { return false }
        return zip(name, word).allSatisfy { $0 == $1 || ignoringCase && $0 | 0x20 == $1 | 0x20 && (97...122).contains($1 | 0x20) }
    }
}
