import Linking
import Recording
import Register

/// The linker run over what the ledger holds.
struct Relinking {
    let ledger: Ledger

    private static let mostTries = 10

    /// The links of a state's disclosures; nil: those between states.
    func links(_ state: StateCode?) async throws -> (links: [Link], position: Int) {
        let input = try await ledger.linkingInput(of: state)
        let links = Linker().links(among: input.candidates, decisions: input.decisions, acrossStates: state == nil)
        guard state == nil else { return (links, input.position) }
        let states = Dictionary(input.candidates.map { ($0.id, $0.state) }) { first, _ in first }
        return (links.filter { states[$0.from] != states[$0.to] }, input.position)
    }

    /// Records them. What is recorded meanwhile by others is looked at again.
    func run(_ state: StateCode?) async throws -> LinkingResult {
        for _ in 1...Self.mostTries {
            let found = try await links(state)
            if let result = try await ledger.record(found.links, of: state, linker: Linker.version, seenAt: found.position) {
                return result
            }
        }
        throw RelinkingError.busy(state)
    }
}

enum RelinkingError: RegisterError, Equatable {
    case busy(StateCode?)

    var code: String { "RUN-12" }
    var message: String {
        switch self {
        case .busy(let state): "\(state?.rawValue ?? "The states"): filings came in while the links were looked for, time and again."
        }
    }
    var hint: String { "Run `warn-import link --record` when the imports are through." }
}
