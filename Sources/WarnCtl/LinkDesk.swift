import Linking
import Recording
import Register

/// Takes a decision to the log, and runs the linker again around it.
struct LinkDesk {
    let standard: StandardOptions
    let terminal: Terminal

    private static let mostTries = 10

    func settle(_ decision: DecisionOptions, as kind: Link.Kind?, isRefused: Bool) async throws {
        let ledger = try await Ledger.open(standard.database, role: .reviewer)
        let one = try await ledger.disclosure(decision.one), other = try await ledger.disclosure(decision.other)
        guard one != other else { throw LinkError.oneDisclosure }
        let history = try await ledger.history(ofLinksBetween: one, and: other)
        if !isRefused {
            guard kind != nil || history.last?.kind.isFolded == true else { throw LinkError.noKind }
            if let refusal = try await ledger.refusals(against: one, other).first {
                throw LinkError.contradicts(refusal.words, reviewer: refusal.reviewer ?? "")
            }
        }
        let position = try await ledger.settle(
            one, other, as: kind ?? (isRefused && history.isEmpty ? .distinct : nil), isRefused: isRefused,
            reason: decision.reason.withoutEdges, reviewer: decision.reviewer.withoutEdges)
        let result = try await relink(ledger, around: [one, other])
        guard let entry = try await ledger.history(ofLinksBetween: one, and: other).last else { return }
        let isOne = try await ledger.areOneEvent(one, other)
        if standard.format == .json {
            guard case .object(var answer) = entry.json else { return }
            answer["entered"] = .integer(result.entered)
            answer["withdrawn"] = .integer(result.withdrawn)
            answer["one_event"] = .bool(isOne)
            terminal.write(JSONValue.object(answer).canonicalText + "\n")
        } else {
            terminal.write("Recorded at position \(position).\n" + LinkText(terminal: terminal).whole(entry))
            if result != LinkingResult(entered: 0, withdrawn: 0) {
                terminal.write("The linker entered \(result.entered) other links and withdrew \(result.withdrawn) after it.\n")
            }
        }
        if isRefused, isOne { throw LinkError.stillOne }
    }

    /// The states of the two, linked anew: what a decision forbids is no way for others either.
    private func relink(_ ledger: Ledger, around disclosures: [DisclosureID]) async throws -> LinkingResult {
        var states: Set<StateCode> = []
        for disclosure in disclosures { states.insert(try await ledger.state(of: disclosure)) }
        var total = LinkingResult(entered: 0, withdrawn: 0)
        for state in states.sorted(by: { $0.rawValue < $1.rawValue }) {
            for attempt in 1...Self.mostTries {
                let input = try await ledger.linkingInput(of: state)
                let links = Linker().links(among: input.candidates, decisions: input.decisions)
                if let result = try await ledger.record(links, of: state, linker: Linker.version, seenAt: input.position) {
                    total.entered += result.entered
                    total.withdrawn += result.withdrawn
                    break
                }
                if attempt == Self.mostTries { throw LinkError.busy(state.rawValue) }
            }
        }
        return total
    }
}

extension Ledger {
    /// The disclosure of an accession number or an id, as a person types it.
    func disclosure(_ typed: String) async throws -> DisclosureID {
        try await show(Number(typed).text).disclosure
    }
}

/// What a person's decision can be refused for.
enum LinkError: RegisterError, Equatable {
    case oneDisclosure
    case noKind
    case contradicts(String, reviewer: String)
    case stillOne
    case busy(String)

    var code: String {
        switch self {
        case .oneDisclosure: "CTL-41"
        case .noKind: "CTL-42"
        case .contradicts: "CTL-43"
        case .stillOne: "CTL-44"
        case .busy: "CTL-45"
        }
    }

    var message: String {
        switch self {
        case .oneDisclosure: "Both are filings of one disclosure."
        case .noKind: "No link of these two says how they are related."
        case .contradicts(let words, let reviewer): "That would make one event of two that \(reviewer) refused: \(words)"
        case .stillOne: "The refusal is recorded, and the two are still one event by way of links that persons confirmed."
        case .busy(let state): "The decision is recorded; \(state) could not be linked anew, because filings kept coming in."
        }
    }

    var hint: String {
        switch self {
        case .oneDisclosure: "Name two disclosures; `warnctl history` shows the filings of one."
        case .noKind: "Say it with --kind: same_notice, amendment_of, supplements or same_event."
        case .contradicts: "Look at that pair with `warnctl link show`, and confirm it first if the refusal was wrong."
        case .stillOne: "`warnctl link list --status accepted` shows them; refuse the one that is wrong."
        case .busy: "Run `warn-import link --record` when the imports are through."
        }
    }
}
