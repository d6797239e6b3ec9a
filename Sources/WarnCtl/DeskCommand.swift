import ArgumentParser
import Catalog
import Recording
import Register

/// The desk: decides what filers have handed in.
struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Decide what filers have handed in: check key, signature, bytes and rules, and accept, hold or reject.",
        discussion: """
            One pass over the inbox, or with --watch for as long as it runs, woken by whoever hands in. Each decision is in one transaction:
            killed at any moment, it has decided a submission or has not. Run it supervised, in the role warn_desk; two at once do no harm.

            EXAMPLES
              warnctl desk
              warnctl desk --watch --format json
            """)

    @Flag(help: "Go on looking until it is stopped.")
    var watch = false

    @Option(help: "Seconds between two looks into an inbox from which nothing is heard.")
    var every = 5.0

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard every >= 0.05 else { throw ValidationError("--every is at least 0.05 seconds.") }
    }

    func run() async throws {
        try await Program.run { try await decide(on: .standard) }
    }

    func decide(on terminal: Terminal) async throws {
        let desk = InboxDesk(
            chains: try await EmployersDesk.open(standard.database), law: try ReferenceTables.law(Home.find(given: standard.home)))
        guard watch else {
            try await desk.pass { decision in terminal.write(words(decision) + "\n") }
            return
        }
        try await desk.chains.ledger.woken(by: "warn_inbox", tick: .seconds(every)) {
            try await desk.pass { decision in Terminal.standard.write(words(decision) + "\n") }
        }
    }

    private func words(_ decision: InboxDesk.Decision) -> String {
        let codes = decision.codes.map(\.rawValue)
        guard standard.format == .text else {
            return JSONValue.object([
                "submission_id": .string(decision.submission), "outcome": .string(decision.outcome.rawValue),
                "codes": .array(codes.map { .string($0) }),
                "accession_no": decision.receipt.map { .string($0.accessionNumber.rawValue) } ?? .null,
            ]).canonicalText
        }
        let number = decision.receipt.map { " as " + $0.accessionNumber.rawValue } ?? ""
        return "\(decision.submission) \(decision.outcome.rawValue)\(number)" + (codes.isEmpty ? "" : ": " + codes.joined(separator: ", "))
    }
}

/// What waits for a person.
struct Holds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List submissions that wait for a person, with why.",
        discussion: """
            EXAMPLES
              warnctl holds
              warnctl holds --format json
            """)

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run {
            for hold in try await Ledger.open(standard.database, role: .reviewer).holds() {
                switch standard.format {
                case .json:
                    Terminal.standard.write(
                        JSONValue.object([
                            "submission_id": .string(hold.id), "held_at": .string(hold.heldAt),
                            "codes": .array(hold.codes.map { .string($0) }), "answer": hold.answer,
                        ]).canonicalText + "\n")
                case .text:
                    Terminal.standard.write("\(hold.id) since \(hold.heldAt): \(hold.codes.joined(separator: ", "))\n")
                    for finding in hold.answer["findings"]?.items ?? [] {
                        Terminal.standard.write("    \((finding["message"]?.text ?? "").shown)\n")
                    }
                }
            }
        }
    }
}

/// A person settles a hold.
struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Release a held submission, or refuse it; the desk does the rest.",
        discussion: """
            A released submission is judged again as on the day it was received; what it amends must still be the head of its chain.

            EXAMPLES
              warnctl release 7f0c…e1 --by "Ana Ortiz" --reason "Confirmed by telephone."
              warnctl release 7f0c…e1 --refuse --by "Ana Ortiz" --reason "The employer knows nothing of it."
            """)

    @Argument(help: "The submission.")
    var submission: String

    @Option(help: "Who decides.")
    var by: String

    @Option(help: "Why.")
    var reason: String

    @Flag(help: "Refuse it.")
    var refuse = false

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard DisclosureID(rawValue: submission) != nil else { throw ValidationError("A submission's number is a UUID in lower case.") }
    }

    func run() async throws {
        try await Program.run {
            try await Ledger.open(standard.database, role: .reviewer).settle(
                submission, refuse ? .refused : .released, by: by, reason: reason)
            Terminal.standard.write(refuse ? "Refused.\n" : "Released; the desk judges it again.\n")
        }
    }
}
