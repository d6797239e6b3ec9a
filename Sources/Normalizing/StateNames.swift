import Register

/// The names of the publishing jurisdiction and of all others, for telling whose workers or whose city a text speaks of.
struct StateNames {
    let own: Jurisdiction?
    private let byName: [String: StateCode]
    private let codes: Set<String>
    /// The first two letters of every name and code: most words of an address begin with others.
    private let beginnings: Stems
    /// Every full name, longest first, with its code: a name can end in another's.
    let names: [(name: String, code: StateCode)]
    /// The names once more, for a look whether any may be in a text.
    let nameStems: Stems

    init(own: StateCode, roster: [Jurisdiction]) {
        self.own = roster.first { $0.code == own }
        byName = Dictionary(roster.map { ($0.name.lowercased(), $0.code) }, uniquingKeysWith: { first, _ in first })
        codes = Set(roster.map(\.code.rawValue))
        beginnings = Stems(codes.map { $0 } + byName.keys.map { String($0.prefix(2)) })
        names = byName.map { (name: $0.key, code: $0.value) }.sorted { ($0.name.count, $1.name) > ($1.name.count, $0.name) }
        nameStems = Stems(names.map { " " + $0.name })
    }

    /// Whether a name or code of a jurisdiction can begin with this text's first letters; false is certain.
    func mayBegin(_ text: some StringProtocol) -> Bool {
        var bytes = text.utf8.prefix(2).makeIterator()
        guard let first = bytes.next(), first > 0x20, let second = bytes.next() else { return !text.isEmpty }
        return beginnings.mayBegin(first, second)
    }

    /// The jurisdiction whose full name or capital code this text is; nil for anything else.
    func code(of text: some StringProtocol) -> StateCode? {
        guard mayBegin(text) else { return nil }
        let word = text.folded
        if codes.contains(word) { return StateCode(rawValue: word) }
        return byName[word.lowercased()]
    }
}
