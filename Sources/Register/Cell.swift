/// One cell: its text as a person reads it, and what the markup or the workbook adds.
public struct Cell: Sendable, Hashable {
    /// Trimmed; `<br>` and block ends are `\n`; runs of other white space are one space. Entities are decoded once.
    public var text: String
    /// What few cells have; nil where this one has none of it, so that the many are small.
    private var more: More?

    private struct Additions: Hashable, Sendable {
        var raw: String?
        var emphasized: String?
        var links: [String] = []
        var date: CalendarDate?

        var isNone: Bool { raw == nil && emphasized == nil && links.isEmpty && date == nil }
    }

    /// Additions in a box: a cell without any costs a word for them.
    private final class More: Hashable, Sendable {
        let additions: Additions

        init(_ additions: Additions) { self.additions = additions }

        static func == (left: More, right: More) -> Bool { left === right || left.additions == right.additions }
        func hash(into hasher: inout Hasher) { hasher.combine(additions) }
    }

    public init(_ text: String, raw: String? = nil, emphasized: String? = nil, links: [String] = [], date: CalendarDate? = nil) {
        self.text = text
        let additions = Additions(raw: raw, emphasized: emphasized, links: links, date: date)
        more = additions.isNone ? nil : More(additions)
    }

    /// The text before white space was folded, where folding changed it (two spaces can separate a street from a city); else nil.
    public var raw: String? {
        get { more?.additions.raw }
        set { change { $0.raw = newValue } }
    }

    /// The text of the first bold or linked part, where the markup has one (several states put the employer there).
    public var emphasized: String? {
        get { more?.additions.emphasized }
        set { change { $0.emphasized = newValue } }
    }

    /// Addresses linked from the cell, verbatim.
    public var links: [String] {
        get { more?.additions.links ?? [] }
        set { change { $0.links = newValue } }
    }

    /// A workbook's date cell, so that no format is guessed.
    public var date: CalendarDate? {
        get { more?.additions.date }
        set { change { $0.date = newValue } }
    }

    /// Neither text nor a link.
    public var isBlank: Bool { text.isEmpty && (more == nil || links.isEmpty) }

    private mutating func change(_ edit: (inout Additions) -> Void) {
        var additions = more?.additions ?? Additions()
        edit(&additions)
        more = additions.isNone ? nil : More(additions)
    }
}
