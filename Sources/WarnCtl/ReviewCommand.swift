import ArgumentParser
import Foundation
import Recording
import Register

/// A person's word on what the machine proposed.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Look at what the machine reads in letters and statements, and accept, refuse or correct it.",
        discussion: """
            Proposals stand in order of the workers at stake. A decision is an entry of the log with its reviewer and reason: it outlives every
            later reading, and never moves a statutory figure. POSITION is the number that list shows.

            EXAMPLES
              warnctl review list --state CA
              warnctl review show 4711
              warnctl review accept 4711 --reviewer "Ana Ortiz" --reason "The second paragraph says so."
              warnctl review refuse 4711 --reviewer "Ana Ortiz" --reason "The letter speaks of another plant."
              warnctl review correct 4711 --label automation_non_ai --reviewer "Ana Ortiz" --reason "Robots, no AI."

            Exit codes: 0 done; 1 there is no such proposal; 3 the system failed; 64 wrong usage.
            """,
        subcommands: [ReviewList.self, ReviewShow.self, ReviewAccept.self, ReviewRefuse.self, ReviewCorrect.self])
}

/// Proposals that wait.
struct ReviewList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List proposals that wait for a reviewer, most workers first.",
        discussion: """
            EXAMPLES
              warnctl review list
              warnctl review list --state NY --format json
              warnctl review list --decided            # what was decided, newest first
            """)

    @Option(help: ArgumentHelp("Only this state's.", valueName: "SS"))
    var state: String?
    @Flag(help: "What reviewers decided, instead.")
    var decided = false
    @Option(help: "How many at most.")
    var limit = 50
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        if let state, StateCode(rawValue: state.uppercased()) == nil { throw ValidationError("\"\(state)\" is no state.") }
        if limit < 1 { throw ValidationError("--limit wants a number above 0.") }
    }

    func run() async throws {
        try await Program.run { try await list(on: .standard) }
    }

    func list(on terminal: Terminal) async throws {
        let ledger = try await Ledger.open(standard.database, role: .reviewer)
        let found = try await ledger.reviews(
            decided: decided, state: state.flatMap { StateCode(rawValue: $0.uppercased()) }, most: limit)
        guard standard.format == .text else { return terminal.write(JSONValue.array(found.map(\.json)).canonicalText + "\n") }
        if found.isEmpty { return terminal.write(decided ? "Nothing was decided.\n" : "No proposal waits.\n") }
        terminal.write(found.map { ReviewText(terminal: terminal).line($0) }.joined())
    }
}

/// One proposal in its text.
struct ReviewShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a proposal with its quote in context.",
        discussion: """
            EXAMPLES
              warnctl review show 4711
            """)

    @Argument(help: "Its position.")
    var position: Int
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run { try await show(on: .standard) }
    }

    func show(on terminal: Terminal) async throws {
        let ledger = try await Ledger.open(standard.database, role: .reviewer)
        let proposal = try await ledger.review(at: position)
        let text = try await ledger.text(ofAttribution: position, number: proposal.number)
        guard standard.format == .text else { return terminal.write(proposal.json.canonicalText + "\n") }
        terminal.write(ReviewText(terminal: terminal).whole(proposal, text: text))
    }
}

/// What every decision asks for.
struct ReviewOptions: ParsableArguments {
    @Argument(help: "The proposal's position.")
    var position: Int
    @Option(help: "Why: what a later reader should know.")
    var reason: String
    @Option(help: "Who decides.")
    var reviewer: String

    func validate() throws {
        if reason.withoutEdges.isEmpty { throw ValidationError("--reason is empty.") }
        if reviewer.withoutEdges.isEmpty { throw ValidationError("--reviewer is empty.") }
    }

    func settle(isRefused: Bool, label: AttributionLabel? = nil, _ standard: StandardOptions, on terminal: Terminal) async throws {
        let ledger = try await Ledger.open(standard.database, role: .reviewer)
        let proposal = try await ledger.review(at: position)
        let entered = try await ledger.review(
            position: position, number: proposal.number, isRefused: isRefused, label: label, reviewer: reviewer.withoutEdges,
            reason: reason.withoutEdges)
        let decided = try await ledger.review(at: entered)
        if standard.format == .json {
            terminal.write(decided.json.canonicalText + "\n")
        } else {
            terminal.write("Recorded at position \(entered).\n" + ReviewText(terminal: terminal).line(decided))
        }
    }
}

struct ReviewAccept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "accept", abstract: "The machine is right.")
    @OptionGroup var review: ReviewOptions
    @OptionGroup var standard: StandardOptions
    func run() async throws { try await Program.run { try await review.settle(isRefused: false, standard, on: .standard) } }
}

struct ReviewRefuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "refuse", abstract: "The text does not say it of this layoff.")
    @OptionGroup var review: ReviewOptions
    @OptionGroup var standard: StandardOptions
    func run() async throws { try await Program.run { try await review.settle(isRefused: true, standard, on: .standard) } }
}

struct ReviewCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "correct", abstract: "The words are right, and mean something else.")
    @OptionGroup var review: ReviewOptions
    @Option(help: "ai_substitution, ai_restructuring, ai_market_disruption, automation_non_ai, ai_denied or none.")
    var label: String
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        if AttributionLabel(rawValue: label) == nil {
            throw ValidationError("\"\(label)\" is no label: \(AttributionLabel.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
    }

    func run() async throws {
        try await Program.run {
            try await review.settle(isRefused: false, label: AttributionLabel(rawValue: label), standard, on: .standard)
        }
    }
}

/// A proposal as a person reads it.
struct ReviewText {
    let terminal: Terminal

    private static let context = 400

    func line(_ review: ReviewEntry) -> String {
        let workers = review.workers.map { "\($0) workers" } ?? "workers not stated"
        let decision = review.reviewer.map { "; \(review.status) by \($0): \(review.reason ?? "")" } ?? ""
        let quote = review.quote.map { "  \"\($0.text.shownLines)\"\n" } ?? ""
        return "\(review.position)  \(review.state) \(review.employer.shownLines), \(workers): \(review.label.rawValue), tier \(review.tier)"
            + "\(decision.shownLines)\n" + quote
    }

    func whole(_ review: ReviewEntry, text: String?) -> String {
        var parts = [line(review)]
        parts.append("  rule \(review.rule), \(review.phrasebook), \(review.accessionNumber)\n")
        if let claimant = review.claimant { parts.append("  \(review.kind ?? "") of \(claimant.shownLines) \(review.url ?? "")\n") }
        guard let quote = review.quote, let text else { return parts.joined() }
        let bytes = text.utf8
        guard let start = bytes.index(bytes.startIndex, offsetBy: quote.start, limitedBy: bytes.endIndex),
            let end = bytes.index(bytes.startIndex, offsetBy: quote.end, limitedBy: bytes.endIndex)
        else { return parts.joined() }
        parts.append(
            "\n" + String(text[..<start].suffix(Self.context)).shownLines + terminal.styled(String(text[start..<end]).shownLines, .red)
                + String(text[end...].prefix(Self.context)).shownLines + "\n")
        return parts.joined()
    }
}
