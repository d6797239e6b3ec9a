internal import FoundationEssentials
internal import Postgres
internal import Register

/// Filings as COPY takes them, each with the digests of its details and of its chain.
struct StagedFilings: Sendable {
    private(set) var filings = CopyText()
    private(set) var sites = CopyText()
    private(set) var phases = CopyText()
    private(set) var warnings = CopyText()
    private(set) var attributions = CopyText()

    static let filingColumns = ["item"] + staged.map(\.column.name).map { "\"\($0)\"" } + ["payload", "detail_sha256", "chain_sha256"]
    static let siteColumns = ["item", "seq", "city", "county", "workers"]
    static let phaseColumns = ["item", "seq", "phase_date", "workers"]
    static let warningColumns = ["item", "seq", "code", "stated"]
    static let attributionColumns = [
        "item", "seq", "tier", "regime", "standard", "answer", "label", "technology", "quote", "quote_start", "quote_end", "text_sha256", "rule", "phrasebook", "status",
    ]

    private static let staged = FilingColumn.all.enumerated().compactMap { place, column in
        column.use == .both ? (place: place, column: column) : nil
    }

    /// A member of the text that is digested.
    private enum Member: Sendable {
        case column(Int)
        case sites, phases, attributions
    }

    private static let members: [(name: String, member: Member)] = {
        let columns = FilingColumn.all.enumerated().map { (name: $1.name, member: Member.column($0)) }
        let parts: [(name: String, member: Member)] = [("sites", .sites), ("phases", .phases), ("attributions", .attributions)]
        return (columns + parts).sorted { JSONBText.precedes($0.name, $1.name) }
    }()

    private var detail = JSONBText()

    mutating func append(_ filing: NewFiling) {
        let notice = filing.observation.observed.notice
        let values = FilingColumn.all.map { $0.value(filing, notice) }
        let sites = FilingPart.sites(of: notice)
        let phases = FilingPart.phases(of: notice)
        let attributions = FilingPart.attributions(of: filing.observation.observed)
        detail.write { detail in
            for (name, member) in Self.members {
                switch member {
                case .column(let place): detail.append(name, values[place])
                case .sites: detail.append(name, rows: Self.rows(sites, of: filing))
                case .phases: detail.append(name, rows: Self.rows(phases, of: filing))
                case .attributions:
                    let own: [FilingPart.Cell] = [("position", .number(filing.position)), ("ai_type", .texts([]))]
                    detail.append(name, rows: Self.rows(attributions, of: filing).map { $0 + own })
                }
            }
        }
        let detailDigest = Digest(of: detail.bytes)
        filings.append(filing.item)
        for (place, _) in Self.staged { filings.append(values[place]) }
        filings.append(utf8: filing.payload)
        filings.append(.digest(detailDigest))
        filings.append(.digest(Self.chain(filing, detailDigest)))
        filings.endLine()
        Self.append(sites, of: filing, to: &self.sites)
        Self.append(phases, of: filing, to: &self.phases)
        Self.append(FilingPart.warnings(of: notice), of: filing, to: &self.warnings)
        Self.append(attributions, of: filing, to: &self.attributions)
    }

    private static func rows(_ parts: [FilingPart], of filing: NewFiling) -> [[FilingPart.Cell]] {
        parts.enumerated().map { place, part in
            part.cells + [("accession_no", .text(filing.accessionNumber)), ("seq", .number(place + 1))]
        }
    }

    private static func append(_ parts: [FilingPart], of filing: NewFiling, to text: inout CopyText) {
        for (place, part) in parts.enumerated() {
            text.append(filing.item)
            text.append(place + 1)
            for cell in part.cells { text.append(cell.value) }
            text.endLine()
        }
    }

    /// Digest of the eight lines that ledger.chain_sha256 documents.
    private static func chain(_ filing: NewFiling, _ detail: Digest) -> Digest {
        var text: [UInt8] = []
        text.reserveCapacity(320)
        func line(_ words: String) {
            text.append(contentsOf: words.utf8)
            text.append(UInt8(ascii: "\n"))
        }
        line("warn-register filing 1")
        line(filing.disclosure)
        line(String(filing.version))
        line(filing.form.rawValue)
        line(filing.accessionNumber)
        line(filing.previous?.description ?? "-")
        filing.observation.payloadDigest.withBytes { text.append(hexadecimal: $0) }
        text.append(UInt8(ascii: "\n"))
        detail.withBytes { text.append(hexadecimal: $0) }
        return Digest(of: text)
    }
}

/// The filings of one run, a batch at a time.
struct FilingBatches: Sendable {
    struct Head: Sendable {
        let version: Int
        let chain: Digest
    }

    /// Entries that have an observation, in order.
    let entries: [Entry]
    let run: EnteredRun
    /// What is continued, by accession number.
    let heads: [String: Head]
    /// Keys of names that ``NameKey`` does not fold.
    let keys: [String: String]

    private static let size = 2048

    var count: Int { (entries.count + Self.size - 1) / Self.size }

    func staged(_ number: Int) -> StagedFilings {
        let start = number * Self.size
        var payload = PayloadBytes()
        var staged = StagedFilings()
        for place in start..<min(start + Self.size, entries.count) {
            guard let observation = entries[place].observation else { continue }
            staged.append(filing(at: place, entries[place], observation, &payload))
        }
        return staged
    }

    private func filing(at place: Int, _ entry: Entry, _ observation: Observation, _ payload: inout PayloadBytes) -> NewFiling {
        let head = entry.line.flatMap { heads[$0.head] }
        let employer = observation.observed.notice.employer
        payload.write(observation.observed.notice)
        return NewFiling(
            run: run, item: place + 1, form: entry.form, observation: observation, payload: payload.bytes,
            employerKey: NameKey.key(of: employer) ?? keys[employer] ?? "", reason: entry.reason, changes: entry.changes,
            disclosure: entry.line?.disclosure ?? UUID().uuidString.lowercased(), version: (head?.version ?? 0) + 1, previous: head?.chain,
            accessionNumber: run.accessionNumber(of: place + 1))
    }
}
