import Attributing
import Catalog
import Fetching
import Foundation
import Normalizing
import Reading
import Recording
import Register

/// Brings one source into the register: the arrows joined, from its address to its filings.
///
/// Whatever stops it is recorded as a stopped run with the pages that arrived, so that `status` and the dashboard can say why.
struct SourceImport: Sendable {
    let source: Source
    let supply: Supply
    let catalog: Catalog
    let answers: Answers
    let fetcher: Fetcher
    let ledger: Ledger
    let today: CalendarDate
    /// What a fetch brought before this source's turn at the ledger; nil: it is fetched here.
    var visit: Visited?
    /// Whether what came in is tied to other disclosures; if not, the next import that brings something does it.
    var links = true

    /// A fetch that has ended, well or not.
    struct Visited: Sendable {
        var startedAt: Double
        var outcome: Result<Fetched, FetchingFailure>
    }

    /// Where the pages come from.
    enum Supply: Sendable, Equatable {
        /// The state's own host.
        case network
        /// A file or a folder given by a person, and who gave it.
        case files(path: String, suppliedBy: String)
        /// The newest sample page in `Importers`.
        case sample

        var suppliedBy: String? {
            switch self {
            case .network: nil
            case .files(_, let name): name
            case .sample: "sample page"
            }
        }
    }

    /// - Throws: ``RecordingError`` when the ledger itself failed.
    func run() async throws -> RunLine {
        let startedAt = visit?.startedAt ?? Date().timeIntervalSince1970
        do {
            return try await bring(try await pages(), startedAt)
        } catch let failure as FetchingFailure {
            return try await stop(failure, keeping: failure.snapshots, startedAt)
        } catch let error as RecordingError {
            throw error
        } catch let error as any RegisterError {
            return try await stop(error, keeping: [], startedAt)
        }
    }

    /// Records these pages of the source, or why they stopped it.
    func bring(_ kept: [Snapshot], _ startedAt: Double) async throws -> RunLine {
        let version = try catalog.readingVersion(of: source)
        do {
            var owesLinks = false
            if let last = try await ledger.lastRun(of: source.id) {
                owesLinks = !last.steps.contains(.links)
                if let line = try await `repeat`(last, kept, startedAt, version) { return line }
                // What only our reading changes is a re-reading of the last page, and no amendment of the state's.
                if last.readingVersion != version, let pages = try await ledger.snapshots(ofRun: last.run), try await reread(pages) {
                    owesLinks = true
                }
            }
            return try await record(kept, startedAt, version, owesLinks: owesLinks)
        } catch let error as RecordingError where error.isStop {
            try await propose(error, error.changes, for: error.stoppedRun)
            return RunLine(source: source.id, run: error.stoppedRun, stop: error)
        } catch let error as RecordingError {
            throw error
        } catch let error as any RegisterError {
            return try await stop(error, keeping: kept, startedAt)
        }
    }

    /// The pages of the last run, read the same way, say what they said: the run is recorded, and nothing is read. Nil: they must be read.
    private func `repeat`(_ last: LastRun, _ kept: [Snapshot], _ startedAt: Double, _ version: String) async throws -> RunLine? {
        guard last.readingVersion == version,
            let result = try await ledger.repeat(last, with: kept, of: source, startedAt: startedAt, suppliedBy: supply.suppliedBy)
        else { return nil }
        let line = RunLine(result, source: source.id, committedAt: Date().timeIntervalSince1970)
        return await linked(line, result, owesLinks: !last.steps.contains(.links))
    }

    /// The pages of today; where the state says that nothing has changed, the ones it sent last.
    private func pages() async throws -> [Snapshot] {
        switch supply {
        case .network:
            switch try await fetched() {
            case .notModified: return try await lastPages()
            case .changed(let snapshots): return snapshots
            }
        case .files(let path, _):
            return try SavedFile.snapshots(at: path, source: source, now: Date().timeIntervalSince1970)
        case .sample:
            guard let sample = try newestSample() else { throw RunError.noSample(source.id) }
            return try catalog.snapshots(of: sample)
        }
    }

    private func fetched() async throws -> Fetched {
        if let visit { return try visit.outcome.get() }
        return try await fetcher.fetch(source, today: today, known: try await lastPages().compactMap(KnownPage.init))
    }

    private func lastPages() async throws -> [Snapshot] { try await ledger.lastReading(of: source.id)?.snapshots ?? [] }

    /// A state may have several sources; a sample belongs to the one whose page it is.
    private func newestSample() throws -> Sample? {
        let sources = catalog.sources(of: source.state)
        return try catalog.samples(of: source.state).last { sample in
            try catalog.snapshots(of: sample).contains {
                Reader.fits($0, source) && Reader.source(for: $0, among: sources)?.id == source.id
            }
        }
    }

    private func record(_ snapshots: [Snapshot], _ startedAt: Double, _ version: String, owesLinks: Bool) async throws -> RunLine {
        let table = try Reader.table(of: snapshots, for: source)
        let normalized = try await normalized(table)
        let isPlaced = await isReadByReference(normalized.notices)
        let result = try await ledger.record(batch(of: normalized, table, snapshots, startedAt, version))
        let line = RunLine(result, source: source.id, committedAt: Date().timeIntervalSince1970)
        if !isPlaced { try await readByReference(normalized.notices) }
        try await ledger.record(.places, of: result.run)
        return await linked(line, result, owesLinks: owesLinks || result.outcome == .accepted)
    }

    /// Rows of a table that one core normalizes, at least: fewer are not worth dividing.
    private static let fewestRows = 2_000

    /// The table's rows in our words, on as many cores as there are: a row's notice depends on no other row.
    private func normalized(_ table: SourceTable) async throws -> NormalizedTable {
        let parts = max(1, min(ProcessInfo.processInfo.activeProcessorCount, table.rows.count / Self.fewestRows))
        let size = max(1, (table.rows.count + parts - 1) / parts)
        return try await withThrowingTaskGroup(of: (Int, NormalizedTable).self) { group in
            for part in 0..<parts {
                var piece = table
                piece.rows = Array(table.rows[min(part * size, table.rows.count)..<min((part + 1) * size, table.rows.count)])
                // What was skipped is counted once.
                if part > 0 { piece.skipped = [] }
                group.addTask { [piece] in
                    (part, try normalizer().normalize(piece))
                }
            }
            var pieces = try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
            var whole = pieces.removeFirst()
            for piece in pieces { whole.append(piece) }
            return whole
        }
    }

    /// Links the jurisdiction's disclosures anew where something was filed or the last run owes it: what a new row changes about the
    /// others' links is entered, too. The filings are in whatever becomes of the links; the next import makes up for missing ones.
    private func linked(_ line: RunLine, _ result: ImportResult, owesLinks: Bool) async -> RunLine {
        guard links else { return line }
        var line = line
        do {
            if owesLinks { line.links = try await Relinking(ledger: ledger).run(source.state).entered }
            try await ledger.record(.links, of: result.run)
        } catch let error as any RegisterError {
            line.unlinked = (error.code, error.message, error.hint)
        } catch {
            let error = RunError.interrupted(source.id, "\(error)")
            line.unlinked = (error.code, error.message, error.hint)
        }
        return line
    }

    /// The last pages as today's manifest and program read them. A page that no longer reads is today's page's business, not this one's.
    ///
    /// - Returns: whether anything was filed.
    private func reread(_ snapshots: [Snapshot]) async throws -> Bool {
        let batch: ImportBatch
        do { batch = try rereading(snapshots) } catch is ReadingError { return false }
        return try await file(batch).outcome == .accepted
    }

    /// Records pages read again, and where their notices lie. Links are the caller's.
    func file(_ batch: ImportBatch) async throws -> ImportResult {
        let notices = batch.notices.map(\.notice)
        let isPlaced = await isReadByReference(notices)
        let result = try await ledger.record(batch)
        if !isPlaced { try await readByReference(notices) }
        try await ledger.record(.places, of: result.run)
        return result
    }

    /// Whether rosters and tables told, before the notices are filed, where they lie: a settler that wakes at the filings folds them once
    /// then. A failure keeps no filing away: they are asked again after it.
    private func isReadByReference(_ notices: [Notice]) async -> Bool { (try? await readByReference(notices)) != nil }

    /// Where the notices lie and what their industry is, by the rosters and tables of `Schema/reference`: beside the filings, not in them.
    private func readByReference(_ notices: [Notice]) async throws {
        try await ledger.record(placementsOf: notices, by: catalog.placesVintage())
        if source.fields.haveIndustry { try await ledger.record(industriesOf: notices, by: catalog.industriesVintage()) }
    }

    private func normalizer() throws -> Normalizer {
        try Normalizer(source: source, roster: catalog.jurisdictions, today: today, places: catalog.places(of: source.state),
            industries: source.fields.haveIndustry ? catalog.industries() : nil)
    }

    /// Pages that were recorded before, as today's manifest reads them.
    func rereading(_ snapshots: [Snapshot]) throws -> ImportBatch {
        let table = try Reader.table(of: snapshots, for: source)
        let normalized = try normalizer().normalize(table)
        var batch = batch(
            of: normalized, table, snapshots, Date().timeIntervalSince1970, try catalog.readingVersion(of: source))
        batch.isReread = true
        return batch
    }

    private func stop(_ error: any RegisterError, keeping snapshots: [Snapshot], _ startedAt: Double) async throws -> RunLine {
        let changes = try await changes(error, snapshots)
        let run = try await ledger.recordStop(
            source: source, startedAt: startedAt, snapshots: snapshots, code: error.code, message: error.message, hint: error.hint,
            suppliedBy: supply.suppliedBy, changes: changes)
        try await propose(error, changes, for: run)
        return RunLine(source: source.id, run: run, stop: error)
    }

    /// What is different about a page whose rows could not be read.
    private func changes(_ error: any RegisterError, _ snapshots: [Snapshot]) async throws -> [PageChange] {
        guard let error = error as? ReadingError else { return [] }
        if case .emptyColumn(_, let column, _, let rows) = error {
            return [PageChange(.columnEmptied, column: column, was: "at least one row", now: "none of \(rows)")]
        }
        return Reader.headerChanges(of: snapshots, for: source, since: try await ledger.lastColumns(of: source.id))
    }

    /// Keeps the manifest edit that suggests itself, where one does.
    private func propose(_ error: any RegisterError, _ changes: [PageChange], for run: Int?) async throws {
        let path = "Importers/\(source.state.rawValue.lowercased())/\(source.id).yaml"
        guard let run, let manifest = try? String(contentsOfFile: catalog.home.path + "/" + path, encoding: .utf8) else { return }
        guard let edit = ProposedEdit(path: path, manifest: manifest).text(for: changes, error: error) else { return }
        try await ledger.propose(edit, for: run)
    }

    private func batch(
        of normalized: NormalizedTable, _ table: SourceTable, _ snapshots: [Snapshot], _ startedAt: Double, _ version: String
    ) -> ImportBatch {
        let rows = RowsByIndex(table)
        let fallback = snapshots.first?.digest ?? Digest(of: [])
        let notices = zip(normalized.notices, answers.attributions(of: normalized.notices)).map { notice, attribution in
            ObservedNotice(notice, on: rows[notice.row]?.snapshot ?? fallback, attribution: attribution)
        }
        let employers = (source.fields[.employer]?.columns ?? []).lazy
        let rejected = normalized.rejections.compactMap { rejection in
            employers.compactMap { rows[rejection.row]?.text($0) }.first { !$0.isEmpty }
        }
        return ImportBatch(
            source: source, startedAt: startedAt, snapshots: snapshots, notices: notices, rejections: normalized.rejections,
            rejectedEmployers: rejected, skipped: normalized.tally.skipped, columns: Reader.columns(of: table), readingVersion: version,
            suppliedBy: supply.suppliedBy, saysEmpty: table.saysEmpty)
    }
}

/// The rows of a table by their index, which is most often their place.
private struct RowsByIndex {
    private let rows: [SourceRow]
    private let places: [Int: Int]

    init(_ table: SourceTable) {
        rows = table.rows
        let isInPlace = table.rows.enumerated().allSatisfy { $0 == $1.index }
        places = isInPlace ? [:] : Dictionary(table.rows.enumerated().map { ($1.index, $0) }) { first, _ in first }
    }

    subscript(index: Int) -> SourceRow? {
        if places.isEmpty { return rows.indices.contains(index) ? rows[index] : nil }
        return places[index].map { rows[$0] }
    }
}

extension NormalizedTable {
    fileprivate mutating func append(_ other: NormalizedTable) {
        notices += other.notices
        rejections += other.rejections
        tally = ImportTally(
            notices: notices.count, rejected: rejections.count, skipped: tally.skipped.merging(other.tally.skipped, uniquingKeysWith: +))
    }
}
