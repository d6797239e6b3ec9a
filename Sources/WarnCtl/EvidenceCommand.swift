import ArgumentParser
import Attributing
import Catalog
import Foundation
import Reading
import Recording
import Register

/// What is said of a layoff beside the state's page.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Attach a letter or a public statement to a disclosure, with what it says of AI as a proposal.",
        discussion: """
            The document is kept (its bytes are the owner's alone), its text is stored by digest, and what the text says of AI waits for a
            reviewer: warnctl review. Claims that disagree all stand (report.disputed). None of them moves a statutory figure.

            EXAMPLES
              warnctl evidence add 0000000012-26-000000345 --kind sec_filing --file 8-k.html --url https://… --published 2026-03-02
              warnctl evidence add DISCLOSURE --kind news --claimant "The Herald" --file article.txt --url https://…
            """,
        subcommands: [EvidenceAdd.self])
}

/// One document of one claimant.
struct EvidenceAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Attach a document to a disclosure as a claim.",
        discussion: """
            PDFs, pictures of pages (read by tesseract), markup and plain text are read. The same text of the same claimant is one claim,
            however often it is added.

            Exit codes: 0 it is there; 1 there is no such disclosure, or no text comes out of the document; 3 the system failed; 64 wrong usage.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case sec_filing, press_release, earnings_call, memo, news, union, notice_letter
    }

    @Argument(help: "An accession number, or a disclosure's id.")
    var disclosure: String
    @Option(help: "The document.", completion: .file())
    var file: String
    @Option(help: "What it is.")
    var kind: Kind
    @Option(help: "Where it was published.")
    var url: String?
    @Option(help: ArgumentHelp("The day it was published.", valueName: "yyyy-mm-dd"))
    var published: String?
    @Option(help: "Who says it. Default: the employer; news and unions are named.")
    var claimant: String?
    @Option(help: "Who gives the document.")
    var suppliedBy: String?
    @OptionGroup var standard: StandardOptions

    private var isOthers: Bool { kind == .news || kind == .union }

    func validate() throws {
        if isOthers, (claimant ?? "").withoutEdges.isEmpty { throw ValidationError("--claimant: name the newspaper or the union.") }
        if let published, CalendarDate(published) == nil { throw ValidationError("\"\(published)\" is no day; write 2026-01-31.") }
        if let url, !url.hasPrefix("https://"), !url.hasPrefix("http://") { throw ValidationError("\"\(url)\" is no web address.") }
    }

    func run() async throws {
        try await Program.run { try await add(on: .standard) }
    }

    func add(on terminal: Terminal) async throws {
        guard let kind = Claim.Kind(rawValue: kind.rawValue) else { return }
        let home = try Home.find(given: standard.home)
        let attributor = Attributor(try Phrasebook(home: home.path))
        guard let data = FileManager.default.contents(atPath: file) else { throw CommandError.unreadableFile(path: file, reason: "it is not there, or may not be read") }
        let ledger = try await Ledger.open(standard.database, role: .importer)
        let employer = try await ledger.employer(of: try await ledger.disclosure(disclosure))
        let document = Snapshot(
            bytes: [UInt8](data), url: url ?? "file:" + (file.split(separator: "/").last.map(String.init) ?? file),
            fetchedAt: Date().timeIntervalSince1970, headers: [], status: 0, role: .details)
        let text = try Reader.text(of: document)
        let attribution = attributor.attribution(of: text.body, employer: employer.name, tier: kind.tier)
        let claim = Claim(
            accessionNumber: employer.accessionNumber, kind: kind, claimant: claimant?.withoutEdges ?? employer.name, url: url,
            published: published.flatMap { CalendarDate($0) }, document: document, text: text, suppliedBy: suppliedBy ?? "a person",
            attribution: attribution)
        let position = try await ledger.record(claim)
        if standard.format == .json {
            terminal.write(
                JSONValue.object([
                    "accession_no": .string(claim.accessionNumber), "position": position.map(JSONValue.integer) ?? .null,
                    "label": .string(attribution.label.rawValue), "quote": attribution.evidence.map { .string($0.text) } ?? .null,
                    "rule": .string(attribution.rule), "by_ocr": .bool(text.byOCR),
                ]).canonicalText + "\n")
        } else {
            terminal.write(Self.words(claim, position))
        }
    }

    private static func words(_ claim: Claim, _ position: Int?) -> String {
        guard let position else { return "\(claim.accessionNumber) has this claim already.\n" }
        let head = "Recorded at position \(position) for \(claim.accessionNumber), tier \(claim.kind.tier.rawValue), \(claim.claimant).\n"
        guard let quote = claim.attribution.evidence else { return head + "It says nothing of AI or automation.\n" }
        return head + "\(claim.attribution.label.rawValue), a proposal: \"\(quote.text.shownLines)\"\nSettle it: warnctl review show \(position)\n"
    }
}
