import ArgumentParser
import Catalog
import Recording
import Register

/// Restates a filed notice with what is different.
struct Amend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Amend a filed notice: a complete restatement with what is different.",
        discussion: """
            Without a file the newest filing's record is taken, and the given values are laid over it; a file restates the record wholly.
            On a terminal with neither, the record is opened in $VISUAL or $EDITOR, else asked question by question; what changes is shown.
            The accession number is the chain's head: if someone amended it meanwhile, nothing is recorded, and the head and what
            changed are named.

            EXAMPLES
              warnctl amend 0000000001-26-000001                          # in your editor
              warnctl amend 0000000001-26-000001 --reason count_change --workers 52
              warnctl amend 0000000001-26-000001 --reason error_correction --set sites.0.zip=12207 --yes
              warnctl amend 0000000001-26-000001 --reason new_information notice.yaml
            """)

    @Argument(help: "The newest filing of the disclosure.")
    var accessionNumber: String

    @OptionGroup var record: RecordArguments
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var standard: StandardOptions
    @OptionGroup var consent: ConsentOptions
    @OptionGroup var signing: SigningOptions

    @Flag(help: "Ask question by question, with the filed values as answers to begin with.")
    var ask = false

    func run() async throws {
        try await Program.run { try await amend(on: .standard) }
    }

    @Flag(help: "Open the record in $VISUAL or $EDITOR.")
    var edit = false

    func validate() throws {
        guard !edit || (!ask && record.isEmpty) else { throw ValidationError("--edit takes neither --ask nor a record or values.") }
    }

    func amend(on terminal: Terminal, in editor: Editor? = .chosen) async throws {
        let isOpen = record.isEmpty && terminal.isInteractive && !consent.yes
        let editing = edit || (isOpen && !ask) ? editor : nil
        guard !edit || editing != nil else { throw CommandError.noEditor }
        try await Continuation(terminal: terminal, standard: standard, consent: consent, form: .noticeAmended, signing: signing)
            .run(on: accessionNumber, reason: reason, arguments: record, asks: ask || (isOpen && editing == nil), in: editing)
    }
}

/// Withdraws a filed notice.
struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Withdraw a filed notice: the event does not happen.",
        discussion: """
            A withdrawal closes the disclosure; only an amendment with the reason reinstated may follow. Nothing is deleted.
            Its reason is one of: \(FilingWords.withdrawalReasons.joined(separator: ", ")).

            EXAMPLES
              warnctl withdraw 0000000001-26-000002 --reason new_information --text "The contract was renewed."
              warnctl withdraw 0000000001-26-000002 --reason error_correction --yes --format json
            """)

    @Argument(help: "The newest filing of the disclosure.")
    var accessionNumber: String

    @OptionGroup var reason: ReasonOptions
    @OptionGroup var standard: StandardOptions
    @OptionGroup var consent: ConsentOptions
    @OptionGroup var signing: SigningOptions

    func run() async throws {
        try await Program.run { try await withdraw(on: .standard) }
    }

    func withdraw(on terminal: Terminal) async throws {
        try await Continuation(terminal: terminal, standard: standard, consent: consent, form: .noticeWithdrawn, signing: signing)
            .run(on: accessionNumber, reason: reason, arguments: nil, asks: false)
    }
}

/// Why a filing is amended or withdrawn.
struct ReasonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why: \(FilingWords.amendmentReasons.joined(separator: ", ")).", valueName: "reason"))
    var reason: String?

    @Option(help: "The reason in your own words.")
    var text: String?

    func apply(to record: inout FilingRecord) {
        if let reason { record["amendment_reason"] = .string(reason) }
        if let text { record["amendment_text"] = .string(text) }
    }
}

/// A filing that continues a chain: loads the head, restates it, and records it on top unless the head moved meanwhile.
struct Continuation {
    let terminal: Terminal
    let standard: StandardOptions
    let consent: ConsentOptions
    let form: FormType
    let signing: SigningOptions

    func run(
        on number: String, reason: ReasonOptions, arguments: RecordArguments?, asks: Bool, in editor: Editor? = nil
    ) async throws {
        guard let accession = AccessionNumber(rawValue: number) else { throw CommandError.unknownNumber(number) }
        let law = try ReferenceTables.law(Home.find(given: standard.home))
        let desk = try await EmployersDesk.open(standard.database, firstOf: [.desk, .filer])
        let found = try await desk.chain(of: accession)
        guard let start = Moment.now() else { throw CommandError.canceled }
        var context = FilingContext(law: law, receivedAt: start, amended: found.chain)
        var draft = try Draft(arguments ?? RecordArguments.parse([]), form: form, over: found.chain.record)
        if let editor {
            reason.apply(to: &draft.record)
            draft = try editor.edit(draft.record, of: accession, on: terminal) {
                try Draft(RecordArguments.parse([$0]), form: form, over: found.chain.record)
            }
        }
        draft.record["amends_accession_no"] = .string(number)
        reason.apply(to: &draft.record)
        if asks { draft.record = try Dialogue(terminal: terminal, context: context).record(from: draft.record) }
        context.receivedAt = Moment.now() ?? start
        let signer = try signing.sign(&draft.record)
        context.filer = draft.record.filer
        try await desk.complete(&context, for: draft.record)
        tellStale(accession, found)
        let session = FilingSession(
            terminal: terminal, format: standard.format, confirmation: consent.confirmation, keepsHolds: signer != nil, place: draft.place)
        do {
            try await session.run(draft.record, in: context, head: found.chain.record) { record, verdict in
                if let signer { return try await signer.record(record, standard.database, telling: terminal) }
                return try await desk.record(record, verdict, receivedAt: context.receivedAt)
            }
        } catch let error as any RegisterError where error.code == EmployersDesk.staleHead {
            tellStale(accession, try await desk.chain(of: accession))
            throw error
        }
    }

    /// What the filings after the named one changed.
    private func tellStale(_ named: AccessionNumber, _ found: EmployersDesk.Found) {
        guard found.chain.head != named, let old = found.records[named], let head = found.chain.head else { return }
        terminal.say(
            "\(head) has changed since \(named):\n" + RecordText(terminal: terminal).difference(from: old, to: found.chain.record) + "\n")
    }
}
