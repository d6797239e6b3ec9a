import Attributing
import Catalog
import Fetching
import Foundation
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
        let result = try await file(try await reading.batch(of: snapshots, startedAt: startedAt, version: version))
        let line = RunLine(result, source: source.id, committedAt: Date().timeIntervalSince1970)
        return await linked(line, result, owesLinks: owesLinks || result.outcome == .accepted)
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
        do { batch = try await rereading(snapshots) } catch is ReadingError { return false }
        return try await file(batch).outcome == .accepted
    }

    /// Records pages read again, and where their notices lie. Links are the caller's.
    func file(_ batch: ImportBatch) async throws -> ImportResult {
        let notices = batch.notices.lazy.map(\.notice)
        let isPlaced = await isReadByReference(notices)
        let result = try await ledger.record(batch)
        if !isPlaced { try await readByReference(notices) }
        try await ledger.record(.places, of: result.run)
        return result
    }

    /// Whether rosters and tables told, before the notices are filed, where they lie: a settler that wakes at the filings folds them once
    /// then. A failure keeps no filing away: they are asked again after it.
    private func isReadByReference(_ notices: some Sequence<Notice>) async -> Bool { (try? await readByReference(notices)) != nil }

    /// Where the notices lie and what their industry is, by the rosters and tables of `Schema/reference`: beside the filings, not in them
    /// (but for a city that no mark parts from its street).
    private func readByReference(_ notices: some Sequence<Notice>) async throws {
        try await ledger.record(placementsOf: notices, by: catalog.placesVintage())
        if source.fields.haveIndustry { try await ledger.record(industriesOf: notices, by: catalog.industriesVintage()) }
    }

    private var reading: SourceReading {
        SourceReading(source: source, catalog: catalog, answers: answers, today: today, suppliedBy: supply.suppliedBy)
    }

    /// Pages that were recorded before, as today's manifest reads them.
    func rereading(_ snapshots: [Snapshot]) async throws -> ImportBatch {
        var batch = try await reading.batch(
            of: snapshots, startedAt: Date().timeIntervalSince1970, version: try catalog.readingVersion(of: source))
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
}
