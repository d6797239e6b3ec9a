import ArgumentParser
import Catalog
import Recording
import Register

/// Files a layoff notice.
struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "File a layoff notice: from a file, from values, or question by question.",
        discussion: """
            The record is read back in plain words and confirmed before it is recorded; then a receipt is printed.
            A refused record is told every rule it breaks at once, and nothing of it is recorded. Contacts, the employer's federal
            number and union officers are kept private: the ledger's payload holds salted digests of them.

            EXAMPLES
              warnctl file                                      # asks, on a terminal
              warnctl template > notice.yaml                    # a record to fill in
              warnctl file notice.yaml --check                  # what would be said, without the ledger
              warnctl file notice.yaml --yes --format json
              warnctl file notice.yaml --key meridian-2026.key --filer 0000000001      # signed, decided by the desk
              warnctl file notice.yaml --workers 46 --set event.notice_date=2026-01-13
              warnctl file notice.yaml --set 'ai=[{"regime": "US-NY", "ai_answer": "unchecked"}]'
            """)

    @OptionGroup var record: RecordArguments
    @OptionGroup var standard: StandardOptions
    @OptionGroup var consent: ConsentOptions
    @OptionGroup var signing: SigningOptions

    @Flag(help: "Ask question by question, with the given values as answers to begin with.")
    var ask = false

    func run() async throws {
        try await Program.run { try await file(on: .standard) }
    }

    func file(on terminal: Terminal) async throws {
        guard !record.isEmpty || terminal.isInteractive else { throw CommandError.nothingToFile }
        let law = try ReferenceTables.law(Home.find(given: standard.home))
        var draft = try Draft(record, form: nil)
        guard draft.record.form == .notice || draft.record.form == .denial else {
            throw CommandError.wrongForm(file: draft.record["form_type"]?.text ?? "", command: "N")
        }
        guard let start = Moment.now() else { throw CommandError.canceled }
        if ask || record.isEmpty {
            draft.record = try Dialogue(terminal: terminal, context: FilingContext(law: law, receivedAt: start)).record(from: draft.record)
        }
        try await Original(terminal: terminal, standard: standard, consent: consent, signing: signing).run(draft)
    }
}

/// A filing that opens a disclosure: a notice, a quarter's report, a denial.
struct Original {
    let terminal: Terminal
    let standard: StandardOptions
    let consent: ConsentOptions
    let signing: SigningOptions

    func run(_ start: Draft) async throws {
        var draft = start
        let signer = try signing.sign(&draft.record)
        let desk = consent.check ? nil : try await EmployersDesk.open(standard.database, firstOf: [.desk, .filer])
        var context = FilingContext(law: try ReferenceTables.law(Home.find(given: standard.home)), receivedAt: try Moment.given(nil))
        try await desk?.complete(&context, for: draft.record)
        let session = FilingSession(
            terminal: terminal, format: standard.format, confirmation: consent.confirmation, keepsHolds: signer != nil, place: draft.place)
        try await session.run(draft.record, in: context) { record, verdict in
            if let signer { return try await signer.record(record, standard.database, telling: terminal) }
            guard let desk else { throw CommandError.canceled }
            return try await desk.record(record, verdict, receivedAt: context.receivedAt)
        }
    }
}

/// Whether a person is asked before anything is recorded.
struct ConsentOptions: ParsableArguments {
    @Flag(help: "Record without asking.")
    var yes = false

    @Flag(help: "Only say what the rules say; record nothing.")
    var check = false

    var confirmation: FilingSession.Confirmation { check ? .checkOnly : yes ? .given : .asked }
}

/// A record on its way, and where its fields come from.
struct Draft {
    var record: FilingRecord
    let file: RecordFile?

    /// - Parameters:
    ///   - form: the form that is filed; nil: the one the file states, else a notice.
    ///   - head: what the record restates, for an amendment; a file replaces it wholly, values are laid over it.
    init(_ arguments: RecordArguments, form: FormType?, over head: FilingRecord? = nil) throws {
        file = try arguments.file.map { try RecordFile(path: $0) }
        record = file?.record ?? head?.restatable ?? FilingRecord()
        let stated = file?.record["form_type"]?.text
        if let stated, let form, stated != form.rawValue { throw CommandError.wrongForm(file: stated, command: form.rawValue) }
        if file == nil { record["certification.certified_at"] = nil }
        try arguments.apply(to: &record)
        guard let now = Moment.now() else { return }
        record.complete(form: form?.rawValue ?? stated ?? FormType.notice.rawValue, at: now.text)
    }

    /// `file.yaml:12`, where the file says what the record says.
    func place(_ path: String) -> String? { file.flatMap { $0.record[path] == record[path] ? $0.place(of: path) : nil } }
}
