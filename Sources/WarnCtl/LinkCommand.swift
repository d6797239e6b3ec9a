import ArgumentParser
import Linking
import Recording
import Register

/// A person's word on what the linker found.
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Look at links between disclosures, and confirm or refuse them.",
        discussion: """
            The linker ties rows of one notice, amendments with what they amend, and notices of one event. What it is sure of counts at once;
            the rest waits for a reviewer. A decision is an entry of the log with its reviewer and reason: nothing is overwritten, no later run of
            the linker changes it, and a refused pair is never proposed again nor counted as one, by whatever way.

            EXAMPLES
              warnctl link list --status proposed --state NY
              warnctl link show 0000000001-26-000001 0000000001-26-000002
              warnctl link confirm A B --kind amendment_of --reason "The letter names the first notice." --reviewer "Ana Ortiz"
              warnctl link refuse A B --reason "Two plants on one street." --reviewer "Ana Ortiz"

            A and B are accession numbers or disclosures' ids. Exit codes: 0 done; 1 there is no such disclosure, or the decision contradicts
            another; 3 the system failed; 64 wrong usage.
            """,
        subcommands: [LinkList.self, LinkShow.self, LinkConfirm.self, LinkRefuse.self])
}

/// A kind of link as a person types it.
private func linkKind(_ text: String) throws -> Link.Kind {
    guard let kind = Link.Kind(rawValue: text.lowercased()) else {
        throw ValidationError("\"\(text)\" is no kind of link: \(Link.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return kind
}

/// Links as they were settled last.
struct LinkList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List links as they were settled last, newest first.",
        discussion: """
            EXAMPLES
              warnctl link list                          # what waits for a reviewer
              warnctl link list --status refused --format json
            """)

    enum Status: String, ExpressibleByArgument, CaseIterable { case proposed, accepted, refused, withdrawn, all }

    @Option(help: "Which of them.")
    var status: Status = .proposed
    @Option(help: ArgumentHelp("Only this state's.", valueName: "SS"))
    var state: String?
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
        let ledger = try await Ledger.open(standard.database, role: .desk)
        let links = try await ledger.links(
            status: status == .all ? nil : status.rawValue, state: state.flatMap { StateCode(rawValue: $0.uppercased()) }, most: limit)
        guard standard.format == .text else { return terminal.write(JSONValue.array(links.map(\.json)).canonicalText + "\n") }
        if links.isEmpty { return terminal.write("No link is \(status == .all ? "recorded" : status.rawValue).\n") }
        terminal.write(links.map { LinkText(terminal: terminal).whole($0) }.joined(separator: "\n"))
    }
}

/// What was said of a pair, or of everything a disclosure is tied to.
struct LinkShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show every entry about two disclosures, or about all links of one, oldest first.",
        discussion: """
            EXAMPLES
              warnctl link show 0000000001-26-000001
              warnctl link show 0000000001-26-000001 0000000001-26-000002 --format json
            """)

    @Argument(help: "An accession number, or a disclosure's id.")
    var one: String
    @Argument(help: "The other one; without it, all links of the one.")
    var other: String?
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run { try await show(on: .standard) }
    }

    func show(on terminal: Terminal) async throws {
        let ledger = try await Ledger.open(standard.database, role: .desk)
        let first = try await ledger.disclosure(one)
        let second: DisclosureID? = if let other { try await ledger.disclosure(other) } else { nil }
        let entries = try await ledger.history(ofLinksBetween: first, and: second)
        guard standard.format == .text else { return terminal.write(JSONValue.array(entries.map(\.json)).canonicalText + "\n") }
        if entries.isEmpty { return terminal.write(second == nil ? "It is tied to nothing.\n" : "Nothing was said of these two.\n") }
        terminal.write(entries.map { LinkText(terminal: terminal).whole($0) }.joined(separator: "\n"))
    }
}

/// What both decisions ask for.
struct DecisionOptions: ParsableArguments {
    @Argument(help: "An accession number, or a disclosure's id.")
    var one: String
    @Argument(help: "The other one.")
    var other: String
    @Option(help: "Why: what a later reader should know.")
    var reason: String
    @Option(help: "Who decides.")
    var reviewer: String

    func validate() throws {
        if reason.withoutEdges.isEmpty { throw ValidationError("--reason is empty.") }
        if reviewer.withoutEdges.isEmpty { throw ValidationError("--reviewer is empty.") }
    }
}

/// The two are one.
struct LinkConfirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Confirm that two disclosures are one notice, an amendment, or one event.",
        discussion: """
            Without --kind the kind that the linker found is confirmed.

            EXAMPLES
              warnctl link confirm A B --reason "The letter names the first notice." --reviewer "Ana Ortiz"
              warnctl link confirm A B --kind same_event --reason "One letter for both plants." --reviewer "Ana Ortiz"
            """)

    @OptionGroup var decision: DecisionOptions
    @Option(
        help: "How they are related: same_notice, amendment_of (A amends B), supplements (A adds to B) or same_event.", transform: linkKind)
    var kind: Link.Kind?
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        if let kind, !kind.isFolded { throw ValidationError("\(kind.rawValue) is no relation to confirm: refuse the link instead.") }
    }

    func run() async throws {
        try await Program.run { try await confirm(on: .standard) }
    }

    func confirm(on terminal: Terminal) async throws {
        try await LinkDesk(standard: standard, terminal: terminal).settle(decision, as: kind, isRefused: false)
    }
}

/// The two are not one.
struct LinkRefuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Refuse a link: the two are never counted as one again.",
        discussion: """
            EXAMPLES
              warnctl link refuse A B --reason "Two plants on one street." --reviewer "Ana Ortiz"
              warnctl link refuse A B --kind distinct_site --reason "Two plants on one street." --reviewer "Ana Ortiz"
            """)

    @OptionGroup var decision: DecisionOptions
    @Option(help: "What they are instead: distinct_site or distinct; without it, what the link said is refused.", transform: linkKind)
    var kind: Link.Kind?
    @OptionGroup var standard: StandardOptions

    func validate() throws {
        if let kind, kind.isFolded {
            throw ValidationError("\(kind.rawValue) is what would be refused; name distinct_site, distinct or nothing.")
        }
    }

    func run() async throws {
        try await Program.run { try await refuse(on: .standard) }
    }

    func refuse(on terminal: Terminal) async throws {
        try await LinkDesk(standard: standard, terminal: terminal).settle(decision, as: kind, isRefused: true)
    }
}
