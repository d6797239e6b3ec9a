import ArgumentParser
import Attributing
import Catalog
import Fetching
import Foundation
import Normalizing
import Reading
import Recording
import Register

/// `warn-import letters`: the employers' letters that states' pages link.
struct Letters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fetches the employers' letters that states' pages link, reads them, and proposes what they say of AI.",
        discussion: """
            A letter is fetched once, as politely as its source's page. Its bytes are kept and are the owner's alone; its text is taken out by
            page (pdftotext; tesseract for scanned pages, marked as such). What it says of AI is a proposal of tier 3 until a reviewer settles
            it (warnctl review). What it states of workers, dates, reason, union and jobs is kept beside the filing, with its words.

            A letter saved by hand goes with --from and the accession number of its notice. A letter that cannot be had or read is named, and
            costs no other; it is tried again after a day, then two, four, up to thirty (report.unread_letters).

            Exit status: 0 every letter was read; 1 some were not; 3 the ledger or the machine failed.

            Examples:
              warn-import letters                        # every source, 100 letters at most
              warn-import letters ca wi --limit 20
              warn-import letters --from letter.pdf --for 0000000012-26-000000345 --supplied-by "J. Doe, by mail"
            """)

    @Argument(help: "Sources, as `ca`. Default: all.")
    var sources: [String] = []
    @Option(help: ArgumentHelp("A letter saved by hand.", valueName: "file"), completion: .file())
    var from: String?
    @Option(name: .customLong("for"), help: ArgumentHelp("The notice that the saved letter is of.", valueName: "accession"))
    var accession: String?
    @Option(help: "Who saved it; kept with it.")
    var suppliedBy: String?
    @Option(help: ArgumentHelp("Letters to fetch, at most.", valueName: "number"))
    var limit = 100
    @Option(help: ArgumentHelp("Where a publisher reaches you; sent with every request. Default: $WARN_CONTACT.", valueName: "address"))
    var contact: String?
    @Option(help: "How the outcome is written; json is one object a letter.")
    var format: Run.Format = .text
    @OptionGroup var home: HomeOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if (from == nil) != (accession == nil) { throw ValidationError("--from and --for go together: a saved letter, and whose it is.") }
        if from != nil, !sources.isEmpty { throw ValidationError("--from is one letter: name no source.") }
        if suppliedBy != nil, from == nil { throw ValidationError("--supplied-by goes with --from.") }
        if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() async throws {
        guard let today = CalendarDate.today else { throw Exit.system("The clock gives no day.") }
        do {
            let catalog = try home.catalog()
            let desk = LetterDesk(
                ledger: try await Ledger.open(database.database, role: .importer),
                attributor: Attributor(try Phrasebook(home: catalog.home.path)), reader: LetterReader(today: today))
            let lines = from == nil ? try await fetch(catalog, desk, today) : [try await read(desk)]
            for line in lines where format == .json { print(line.json) }
            if format == .text { print(LetterLine.summary(lines)) }
            if lines.contains(where: { $0.error != nil }) { throw ExitCode(1) }
        } catch let error as RecordingError {
            throw error.isInput ? Exit.failure(error) : Exit.system(error.description)
        } catch let error as any RegisterError {
            throw Exit.failure(error)
        }
    }

    private func read(_ desk: LetterDesk) async throws -> LetterLine {
        guard let from, let accession, let data = FileManager.default.contents(atPath: from) else {
            throw Exit.failure(LetterError.noFile(from ?? ""))
        }
        let document = Snapshot(
            bytes: [UInt8](data), url: "file:" + (from.split(separator: "/").last.map(String.init) ?? from),
            fetchedAt: Date().timeIntervalSince1970, headers: [], status: 0, role: .details)
        let disclosure = try await desk.ledger.show(accession).disclosure
        let employer = try await desk.ledger.employer(of: disclosure)
        return await told(
            try await desk.enter(document, url: nil, accessionNumber: employer.accessionNumber, employer: employer.name, suppliedBy: suppliedBy))
    }

    private func fetch(_ catalog: Catalog, _ desk: LetterDesk, _ today: CalendarDate) async throws -> [LetterLine] {
        let chosen = try sources.map { try catalog.source($0) }
        let due = try await desk.ledger.unreadLetters(of: chosen.isEmpty ? nil : Set(chosen.map(\.id)))
        guard let contact = contact ?? ProcessInfo.processInfo.environment["WARN_CONTACT"], !contact.isEmpty else {
            if due.isEmpty { return [] }
            throw Exit.failure(LetterError.noContact)
        }
        let fetcher = Fetcher(contact: contact)
        if due.count > limit { Exit.complain("\(due.count) letters wait; \(limit) are fetched now (--limit).") }
        var lines: [LetterLine] = []
        for letter in due.prefix(limit) {
            guard let source = catalog.sources.first(where: { $0.id == letter.source }) else { continue }
            let line = await told(try await desk.fetch(letter, of: source, by: fetcher, today: today))
            if let error = line.error { try await desk.ledger.record(error, of: letter) }
            lines.append(line)
        }
        return lines
    }

    /// A line a letter, while it goes on.
    private func told(_ line: LetterLine) async -> LetterLine {
        if format == .text { Exit.complain(line.text) }
        return line
    }
}

/// Takes a letter from its address to its claim.
struct LetterDesk {
    let ledger: Ledger
    let attributor: Attributor
    let reader: LetterReader

    /// - Throws: ``RecordingError`` when the ledger itself failed; whatever is wrong with the letter is in the line.
    func fetch(_ letter: LinkedLetter, of source: Source, by fetcher: Fetcher, today: CalendarDate) async throws -> LetterLine {
        var visit = source
        visit.fetch = [.get(url: letter.url, role: .details)]
        do {
            guard case .changed(let documents) = try await fetcher.fetch(visit, today: today), let document = documents.last else {
                throw LetterError.nothing(letter.url)
            }
            return try await enter(document, url: document.url, accessionNumber: letter.accessionNumber, employer: letter.employer, suppliedBy: nil)
        } catch let failure as FetchingFailure {
            return LetterLine(accessionNumber: letter.accessionNumber, employer: letter.employer, error: failure)
        } catch let error as RecordingError {
            throw error
        } catch let error as any RegisterError {
            return LetterLine(accessionNumber: letter.accessionNumber, employer: letter.employer, error: error)
        }
    }

    func enter(_ document: Snapshot, url: String?, accessionNumber: String, employer: String, suppliedBy: String?) async throws -> LetterLine {
        let text: ExtractedText
        do {
            text = try Reader.text(of: document)
        } catch {
            return LetterLine(accessionNumber: accessionNumber, employer: employer, error: error)
        }
        let attribution = attributor.attribution(of: text.body, employer: employer, tier: .noticeLetter)
        let claim = Claim(
            accessionNumber: accessionNumber, kind: .noticeLetter, claimant: employer, url: url, document: document, text: text,
            suppliedBy: suppliedBy, attribution: attribution, values: reader.values(in: text.body))
        let position = try await ledger.record(claim)
        return LetterLine(accessionNumber: accessionNumber, employer: employer, claim: claim, position: position)
    }
}

/// What became of one letter.
struct LetterLine {
    var accessionNumber: String
    var employer: String
    var claim: Claim?
    /// Nil where it was known already.
    var position: Int?
    var error: (any RegisterError)?

    var text: String {
        let head = "\(accessionNumber) \(employer): "
        if let error { return head + error.description }
        guard let claim else { return head }
        let how = claim.text.byOCR ? " (read from a picture)" : ""
        if position == nil { return head + "the letter is there already" }
        guard let quote = claim.attribution.evidence else { return head + "read, nothing of AI or automation\(how)" }
        let words = quote.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return head + "\(claim.attribution.label.rawValue), page \(claim.text.page(ofByte: quote.start)): \"\(words)\"\(how)"
    }

    var json: String {
        var members: [String: JSONValue] = ["accession_no": .string(accessionNumber), "employer": .string(employer)]
        if let error {
            members["code"] = .string(error.code)
            members["message"] = .string(error.message)
        }
        if let claim {
            members["label"] = .string(claim.attribution.label.rawValue)
            members["by_ocr"] = .bool(claim.text.byOCR)
            members["position"] = position.map(JSONValue.integer) ?? .null
            members["quote"] = claim.attribution.evidence.map { .string($0.text) } ?? .null
            members["page"] = claim.attribution.evidence.map { .integer(claim.text.page(ofByte: $0.start)) } ?? .null
            members["values"] = .array(claim.values.map { .object(["field": .string($0.field.rawValue), "value": .string($0.value)]) })
        }
        return JSONValue.object(members).canonicalText
    }

    static func summary(_ lines: [LetterLine]) -> String {
        let read = lines.count { $0.position != nil }
        let speaking = lines.count { $0.position != nil && $0.claim?.attribution.label != AttributionLabel.none }
        let failed = lines.count { $0.error != nil }
        return "Letters: \(read) read, \(speaking) of them speak of AI or automation; \(failed) could not be had or read."
    }
}

/// What is wrong with the command's letters.
enum LetterError: RegisterError, Equatable {
    case noFile(String)
    case noContact
    case nothing(String)

    var code: String {
        switch self {
        case .noFile: "RUN-13"
        case .noContact: "RUN-14"
        case .nothing: "RUN-15"
        }
    }

    var message: String {
        switch self {
        case .noFile(let path): "\(path): there is no such file, or it cannot be read."
        case .noContact: "Nobody is named whom a publisher could reach."
        case .nothing(let url): "\(url): the host sent no document."
        }
    }

    var hint: String {
        switch self {
        case .noFile: "Name the letter as it was saved."
        case .noContact: "Set WARN_CONTACT, or give --contact with a web address or a mailbox."
        case .nothing: "Open the address; a letter saved by hand goes with --from and --for."
        }
    }
}
