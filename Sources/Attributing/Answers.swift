import Foundation
public import Register

/// The answers states list for the question about AI, by regime and source, effective-dated; read from `Importers/answers/`.
///
/// An answer that equals a listed one of the notice's source, valid at the notice's date, is the state's own form field (tier 2) and
/// needs no review. Whatever else the phrasebook finds in a state's free text is a proposal, never statutory.
public struct Answers: Sendable {
    public let regimes: [Regime]
    /// `answers-` and the first twelve digits of the digest over all files.
    public let version: String
    private let attributor: Attributor

    /// A law or form that asks about AI, and what its sources answer.
    public struct Regime: Sendable, Equatable {
        /// `US-NY`, as in the roster of regimes.
        public let id: String
        public let law: String
        /// The words of the question, or what it asks where the form is not public.
        public let question: String
        /// The regime's own standard of causation.
        public let standard: String
        /// nil while it is only proposed.
        public let from: CalendarDate?
        public let until: CalendarDate?
        public let listed: [Listed]
    }

    /// One answer as a source prints it.
    public struct Listed: Sendable, Equatable {
        public let sources: [SourceID]
        public let answer: String
        public let label: AttributionLabel
        public let from: CalendarDate
        public let until: CalendarDate?
    }

    /// Reads every file of `Importers/answers` under a folder: the phrasebook, and one file a regime.
    public init(home: String) throws(AttributingError) {
        let folder = home + "/Importers/answers"
        attributor = Attributor(try Phrasebook(home: home))
        var regimes: [Regime] = []
        var bytes: [UInt8] = []
        for name in try Self.files(in: folder) where name != "phrasebook.yaml" {
            let content = try readFile(folder + "/" + name)
            bytes += content
            regimes.append(try AnswersReader(path: folder + "/" + name).regime(in: content))
        }
        self.regimes = regimes
        version = "answers-\(Digest(of: bytes).description.prefix(12))"
    }

    private static func files(in folder: String) throws(AttributingError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
        } catch {
            throw .unreadableFile(path: folder, reason: error.localizedDescription)
        }
    }

    /// What a notice says of AI: tier 2 for a listed answer; else the phrasebook's proposal (tier 3); else, where the source's form asks,
    /// that nothing was ticked or answered (tier 2, label `none`); nil when it says nothing and was not asked.
    ///
    /// Offsets of the quote are into ``Notice/reason``. The employer's name is never evidence.
    public func attribution(of notice: Notice) -> Attribution? { attributions(of: [notice])[0] }

    /// The same for each of many notices: a reason is folded once, and read once where it names neither AI nor a machine, whoever writes
    /// it again.
    public func attributions(of notices: [Notice]) -> [Attribution?] {
        var isSilent: [String: Bool] = [:]
        var folded: [String: String] = [:]
        return notices.map { notice in
            attribution(of: notice) { reason in
                if let known = isSilent[reason] { return known }
                let silent = attributor.isSilent(reason)
                isSilent[reason] = silent
                return silent
            } folded: { text in
                if let known = folded[text] { return known }
                let made = Self.folded(text)
                folded[text] = made
                return made
            }
        }
    }

    private func attribution(of notice: Notice, isSilent: (String) -> Bool, folded: (String) -> String) -> Attribution? {
        guard let reason = notice.reason, !reason.isEmpty else { return silence(of: notice, .notAnswered) }
        if let listed = listedAttribution(of: notice, reason: reason, folded: folded) { return listed }
        if isSilent(reason) { return silence(of: notice, .unchecked) }
        let proposal = attributor.attribution(of: reason, employer: notice.employer, tier: .noticeLetter)
        return proposal.label == .none ? silence(of: notice, .unchecked) : proposal
    }

    /// Where the source's form asks about AI on the notice's day: that it was asked, and what nobody ticked. No denial. Nil: not asked.
    private func silence(of notice: Notice, _ word: StatedAnswer.Word) -> Attribution? {
        guard let date = notice.noticeDate ?? notice.receivedDate ?? notice.postedDate,
            let regime = regimes.first(where: { $0.listed.contains { $0.applies(to: notice.source, on: date) } })
        else { return nil }
        return Attribution(
            label: .none, rule: "asked:" + regime.id, phrasebook: version, tier: .stateForm,
            answer: StatedAnswer(regime: regime.id, standard: regime.standard, word: word))
    }

    private func listedAttribution(of notice: Notice, reason: String, folded: (String) -> String) -> Attribution? {
        guard regimes.contains(where: { $0.listed.contains { $0.sources.contains(notice.source) } }),
            let date = notice.noticeDate ?? notice.receivedDate ?? notice.postedDate
        else { return nil }
        let parts = (notice.reasons.isEmpty ? Self.parts(of: reason) : notice.reasons).map { (text: $0, folded: folded($0)) }
        var found: [(regime: Regime, listed: Listed, quote: Quote)] = []
        for regime in regimes {
            for listed in regime.listed where listed.applies(to: notice.source, on: date) {
                let answer = folded(listed.answer)
                guard let part = parts.first(where: { $0.folded == answer }), let quote = Self.quote(part.text, in: reason)
                else { continue }
                found.append((regime, listed, quote))
            }
        }
        guard let decided = found.first(where: { $0.listed.label.isAttributed }) ?? found.first else { return nil }
        return Attribution(
            label: decided.listed.label, technology: decided.listed.label.isAttributed ? decided.quote.text : nil, evidence: decided.quote,
            rule: "listed_answer:" + decided.regime.id, phrasebook: version, tier: .stateForm,
            answer: StatedAnswer(regime: decided.regime.id, standard: decided.regime.standard, word: .yes))
    }

    /// The cell as one answer, and split where a list of answers is.
    private static func parts(of reason: String) -> [String] {
        [reason] + reason.split { ",;|\n".contains($0) }.map(String.init)
    }

    /// Case and white space tell no answers apart.
    private static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func quote(_ part: String, in reason: String) -> Quote? {
        let wanted = String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard let range = reason.range(of: wanted) else { return nil }
        let start = reason.utf8.distance(from: reason.startIndex, to: range.lowerBound)
        return Quote(text: String(reason[range]), start: start, end: start + reason[range].utf8.count)
    }
}

extension Answers.Listed {
    func applies(to source: SourceID, on date: CalendarDate) -> Bool {
        sources.contains(source) && from <= date && until.map { date < $0 } ?? true
    }
}

/// Reads one regime's file, strictly.
struct AnswersReader {
    let path: String

    func regime(in bytes: [UInt8]) throws(AttributingError) -> Answers.Regime {
        let file = try StrictMapping(
            yaml: String(decoding: bytes, as: UTF8.self), path: path,
            allowed: ["regime", "law", "question", "standard", "from", "until", "listed"])
        var listed: [Answers.Listed] = []
        for answer in try file.mappings("listed", allowed: ["sources", "answer", "label", "from", "until"]) {
            listed.append(try self.listed(answer))
        }
        return Answers.Regime(
            id: try file.text("regime"), law: try file.text("law"), question: try file.text("question"),
            standard: try file.text("standard"),
            from: try date("from", in: file), until: try date("until", in: file), listed: listed)
    }

    private func listed(_ mapping: StrictMapping) throws(AttributingError) -> Answers.Listed {
        var sources: [SourceID] = []
        for (text, line) in try mapping.texts("sources") {
            guard let source = SourceID(rawValue: text) else {
                throw .wrongValue(path: path, line: line, key: "sources", expected: "a list of source ids")
            }
            sources.append(source)
        }
        guard !sources.isEmpty else { throw .missingKey(path: path, line: mapping.line, key: "sources") }
        guard let label = AttributionLabel(rawValue: try mapping.text("label")) else {
            let all = AttributionLabel.allCases.map(\.rawValue).joined(separator: ", ")
            throw .wrongValue(path: path, line: mapping.line(of: "label"), key: "label", expected: "one of \(all)")
        }
        guard let from = try date("from", in: mapping) else { throw .missingKey(path: path, line: mapping.line, key: "from") }
        return Answers.Listed(
            sources: sources, answer: try mapping.text("answer"), label: label, from: from, until: try date("until", in: mapping))
    }

    private func date(_ key: String, in mapping: StrictMapping) throws(AttributingError) -> CalendarDate? {
        guard mapping.node(key) != nil else { return nil }
        guard let date = CalendarDate(try mapping.text(key)) else {
            throw .wrongValue(path: path, line: mapping.line(of: key), key: key, expected: "a day written yyyy-MM-dd")
        }
        return date
    }
}
