extension Grid {
    public struct Cell: Sendable, Equatable {
        /// Folded: see ``FoldedText``.
        public var text: String
        /// The cell belongs to the one on its left, which spans several columns. It is blank.
        public var continues: Bool
        /// What few cells have; nil where this one has none of it, so that the many are small.
        private var more: More?

        private struct Additions: Equatable, Sendable {
            var raw: String?
            var emphasized: String?
            var links: [String] = []
            var day: Int?

            var isNone: Bool { raw == nil && emphasized == nil && links.isEmpty && day == nil }
        }

        /// Additions in a box: a cell without any costs a word for them.
        private final class More: Equatable, Sendable {
            let additions: Additions

            init(_ additions: Additions) { self.additions = additions }

            static func == (left: More, right: More) -> Bool { left === right || left.additions == right.additions }
        }

        public init(
            _ text: String, raw: String? = nil, emphasized: String? = nil, links: [String] = [], day: Int? = nil, continues: Bool = false
        ) {
            self.text = text
            self.continues = continues
            let additions = Additions(raw: raw, emphasized: emphasized, links: links, day: day)
            more = additions.isNone ? nil : More(additions)
        }

        /// A cell of this text before folding.
        public init(folding raw: String) {
            let text = FoldedText.fold(raw)
            self.init(text, raw: text == raw ? nil : raw)
        }

        /// The text before white space was folded, where that changed it.
        public var raw: String? {
            get { more?.additions.raw }
            set { change { $0.raw = newValue } }
        }

        /// The text of the first bold or linked part.
        public var emphasized: String? {
            get { more?.additions.emphasized }
            set { change { $0.emphasized = newValue } }
        }

        /// Addresses linked from the cell, verbatim.
        public var links: [String] {
            get { more?.additions.links ?? [] }
            set { change { $0.links = newValue } }
        }

        /// A workbook's date, as days since 1970-01-01.
        public var day: Int? {
            get { more?.additions.day }
            set { change { $0.day = newValue } }
        }

        /// Nothing but its text, which stands as it was written.
        public var isPlain: Bool { more == nil }

        public var isBlank: Bool { text.isEmpty && (more == nil || links.isEmpty) }
        public static let blank = Cell("")

        private mutating func change(_ edit: (inout Additions) -> Void) {
            var additions = more?.additions ?? Additions()
            edit(&additions)
            more = additions.isNone ? nil : More(additions)
        }
    }
}
