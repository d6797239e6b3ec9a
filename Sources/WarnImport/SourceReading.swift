import Attributing
import Catalog
import Foundation
import Normalizing
import Reading
import Recording
import Register
import Synchronization

/// What a source's pages mean: its rows in our words, with what they say of AI, ready to be recorded.
struct SourceReading: Sendable {
    let source: Source
    let catalog: Catalog
    let answers: Answers
    let today: CalendarDate
    let suppliedBy: String?

    /// Rows that are normalized together. When they are, they are let go: a page of a million rows is not kept beside its notices.
    static let sliceSize = 4_096

    /// The pages on as many cores as there are: a row's notice depends on no other row.
    ///
    /// - Throws: ``ReadingError`` when a page is not what the manifest says it is.
    func batch(of snapshots: [Snapshot], startedAt: Double, version: String) async throws -> ImportBatch {
        let table = try Reader.table(of: snapshots, for: source)
        var batch = ImportBatch(
            source: source, startedAt: startedAt, snapshots: snapshots, notices: [], columns: Reader.columns(of: table),
            readingVersion: version, suppliedBy: suppliedBy, saysEmpty: table.saysEmpty)
        let slices = Slices(consume table)
        let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, slices.count))
        let fallback = snapshots.first?.digest ?? Digest(of: [])
        let parts = try await withThrowingTaskGroup(of: [ReadSlice].self, returning: [ReadSlice].self) { group in
            for _ in 0..<workers { group.addTask { try read(slices, fallback) } }
            var parts: [ReadSlice] = []
            for try await part in group { parts += part }
            return parts
        }
        for slice in parts.sorted(by: { $0.number < $1.number }) { batch.append(slice) }
        return batch
    }

    private func read(_ slices: Slices, _ fallback: Digest) throws -> [ReadSlice] {
        let normalizer = try Normalizer(
            source: source, roster: catalog.jurisdictions, today: today, places: catalog.places(of: source.state),
            industries: source.fields.haveIndustry ? catalog.industries() : nil)
        var read: [ReadSlice] = []
        while let (number, table) = slices.next() { read.append(self.read(table, number, normalizer, fallback)) }
        return read
    }

    private func read(_ table: SourceTable, _ number: Int, _ normalizer: Normalizer, _ fallback: Digest) -> ReadSlice {
        let normalized = normalizer.normalize(table)
        let rows = RowsByIndex(table)
        let notices = zip(normalized.notices, answers.attributions(of: normalized.notices)).map { notice, attribution in
            ObservedNotice(notice, on: rows[notice.row]?.snapshot ?? fallback, attribution: attribution)
        }
        let employers = (source.fields[.employer]?.columns ?? []).lazy
        let rejected = normalized.rejections.compactMap { rejection in
            employers.compactMap { rows[rejection.row]?.text($0) }.first { !$0.isEmpty }
        }
        return ReadSlice(
            number: number, notices: notices, rejections: normalized.rejections, rejectedEmployers: rejected,
            skipped: normalized.tally.skipped)
    }
}

/// A table's rows a slice at a time, each given away once.
private final class Slices: Sendable {
    let count: Int
    private let waiting: Mutex<[(number: Int, table: SourceTable)]>

    init(_ table: consuming SourceTable) {
        let slices = table.slices(of: SourceReading.sliceSize)
        count = slices.count
        waiting = Mutex(slices.enumerated().reversed().map { (number: $0, table: $1) })
    }

    func next() -> (number: Int, table: SourceTable)? { waiting.withLock { $0.popLast() } }
}

/// What one slice of the rows said.
private struct ReadSlice: Sendable {
    let number: Int
    let notices: [ObservedNotice]
    let rejections: [Rejection]
    let rejectedEmployers: [String]
    let skipped: [String: Int]
}

extension ImportBatch {
    fileprivate mutating func append(_ slice: ReadSlice) {
        notices += slice.notices
        rejections += slice.rejections
        rejectedEmployers += slice.rejectedEmployers
        skipped.merge(slice.skipped, uniquingKeysWith: +)
    }
}

/// The rows of a table by their index: of most, each is the one before plus one.
private struct RowsByIndex {
    private let rows: [SourceRow]
    private let first: Int
    private let places: [Int: Int]

    init(_ table: SourceTable) {
        rows = table.rows
        let first = table.rows.first?.index ?? 0
        self.first = first
        let isInPlace = table.rows.enumerated().allSatisfy { $0 + first == $1.index }
        places = isInPlace ? [:] : Dictionary(table.rows.enumerated().map { ($1.index, $0) }) { first, _ in first }
    }

    subscript(index: Int) -> SourceRow? {
        if places.isEmpty { return rows.indices.contains(index - first) ? rows[index - first] : nil }
        return places[index].map { rows[$0] }
    }
}
