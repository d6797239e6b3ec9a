import Attributing
import Catalog
import Fetching
import Foundation
import Recording
import Register

/// One round over the sources. All hosts are asked at once, so that a slow one delays no other; what came is recorded a few at a time.
struct Round: Sendable {
    let sources: [Source]
    let supply: SourceImport.Supply
    let catalog: Catalog
    let answers: Answers
    let fetcher: Fetcher
    let desk: LedgerDesk
    let today: CalendarDate
    /// Whether what came in is tied to other disclosures.
    let links: Bool

    /// More sources than there are jurisdictions and their archives; each holds a thread while it waits for its host.
    private static let mostAtOnce = 120

    /// Tells each outcome as it comes.
    func run(_ tell: (RunLine) -> Void) async {
        await withTaskGroup(of: RunLine.self) { group in
            var waiting = sources[...]
            func start() {
                guard let source = waiting.popFirst() else { return }
                group.addTask { await line(of: source) }
            }
            for _ in 0..<Self.mostAtOnce { start() }
            while let line = await group.next() {
                tell(line)
                start()
            }
        }
    }

    private func line(of source: Source) async -> RunLine {
        do {
            let visit = supply == .network ? try await visit(source) : nil
            return try await desk.lend { ledger in
                try await SourceImport(
                    source: source, supply: supply, catalog: catalog, answers: answers, fetcher: fetcher, ledger: ledger, today: today,
                    visit: visit, links: links
                ).run()
            }
        } catch let error as any RegisterError {
            return RunLine(source: source.id, failure: error)
        } catch {
            return RunLine(source: source.id, failure: RunError.interrupted(source.id, "\(error)"))
        }
    }

    /// Fetches without holding a connection to the ledger.
    private func visit(_ source: Source) async throws -> SourceImport.Visited {
        let known = try await desk.lend { try await $0.lastReading(of: source.id)?.snapshots ?? [] }
        let startedAt = Date().timeIntervalSince1970
        do throws(FetchingFailure) {
            let fetched = try await fetcher.fetch(source, today: today, known: known.compactMap(KnownPage.init))
            return .init(startedAt: startedAt, outcome: .success(fetched))
        } catch {
            return .init(startedAt: startedAt, outcome: .failure(error))
        }
    }
}
