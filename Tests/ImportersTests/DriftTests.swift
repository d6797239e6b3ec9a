import Attributing
import Catalog
import Fetching
import Foundation
import Normalizing
import Postgres
import Reading
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnImport

/// The day a state changes its page, for every published source: its newest sample, changed as states change pages, is imported over the
/// sample itself. A new manifest joins by having a sample.
@Suite struct DriftTests {
    /// A source, and its newest sample.
    struct Case: Sendable, CustomTestStringConvertible {
        let source: Source
        let sample: Sample
        var testDescription: String { source.id.rawValue }
    }

    static let cases: [Case] = {
        guard let samples = try? Samples() else { return [] }
        var newest: [SourceID: Case] = [:]
        for sample in Samples.all {
            guard let pages = try? samples.catalog.snapshots(of: sample), let source = samples.source(of: pages, state: sample.state) else {
                continue
            }
            if source.publication == .published { newest[source.id] = Case(source: source, sample: sample) }
        }
        return newest.sorted { $0.key < $1.key }.map(\.value)
    }()

    @Test("a changed page stops its source and files nothing; a moved column and the same page change nothing", arguments: cases)
    func changed(_ item: Case) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let rehearsal = try await Rehearsal(item, conninfo)
            #expect(try await rehearsal.bring(rehearsal.pages).outcome == .accepted)
            #expect(try await rehearsal.bring(rehearsal.pages).outcome == .unchanged)
            for (change, pages) in rehearsal.broken { await rehearsal.expectStop(change, pages) }
            if let moved = rehearsal.moved {
                let line = try await rehearsal.bring(moved)
                #expect(line.outcome != .stopped && line.filings.isEmpty, "a moved column: \(line.text)")
            }
            // Last, for it files something.
            if let shorter = rehearsal.shorter {
                let line = try await rehearsal.bring(shorter)
                #expect(line.outcome == .accepted, "a row less: \(line.text)")
                await rehearsal.expectStop("a page that was accepted before the last", rehearsal.pages, code: "REC-17")
            }
        }
    }

    @Test("two columns that change places stop the source, or nothing is read differently", arguments: cases)
    func swapped(_ item: Case) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let rehearsal = try await Rehearsal(item, conninfo)
            guard !rehearsal.swaps.isEmpty else { return }
            #expect(try await rehearsal.bring(rehearsal.pages).outcome == .accepted)
            let filings = try await rehearsal.filings()
            var alike: [String] = []
            for swap in rehearsal.swaps {
                let line = try await rehearsal.bring(swap.pages)
                if line.outcome != .stopped { alike.append(swap.name) }
                let wrote = try await rehearsal.filings() != filings
                // Two columns of one kind, or of too few values to have one, can look alike in any page: those are listed.
                if swap.isOfTwoKinds { #expect(!wrote, "\(swap.name) wrote: \(line.text)") }
                // What was written would be the next one's baseline.
                if wrote { break }
            }
            if !alike.isEmpty { print("\(item.source.id): cannot be told apart: \(alike.joined(separator: "; "))") }
        }
    }
}

/// One source's register, and its pages changed in every way its format lets a test change them.
private struct Rehearsal {
    let item: DriftTests.Case
    let pages: [Snapshot]
    private let files: [ChangedFile?]
    private let documents: [ChangedJSON?]
    private let importer: SourceImport
    private let conninfo: String

    init(_ item: DriftTests.Case, _ conninfo: String) async throws {
        self.item = item
        self.conninfo = conninfo
        let catalog = try Samples().catalog
        let noon = Double(item.sample.day.daysSinceEpoch * 86_400 + 43_200)
        let source = item.source
        pages = try catalog.snapshots(of: item.sample).map { Snapshot(bytes: $0.bytes, url: $0.url, fetchedAt: noon, role: $0.role) }
        files = try pages.map { $0.role == .rows ? try ChangedFile($0.bytes, of: source) : nil }
        documents = pages.map { $0.role == .rows ? ChangedJSON($0.bytes, of: source) : nil }
        importer = SourceImport(
            source: source, supply: .sample, catalog: catalog, answers: try Answers(home: catalog.home.path),
            fetcher: Fetcher(contact: "a test"), ledger: try await Ledger.open(conninfo, role: .importer), today: item.sample.day)
    }

    func bring(_ pages: [Snapshot]) async throws -> RunLine {
        try await importer.bring(pages, 1_780_000_000)
    }

    func filings() async throws -> Int {
        try await Connection.open(conninfo).query("select count(*) as n from ledger.filing")[0].value("n")
    }

    func expectStop(_ change: String, _ pages: [Snapshot], code: String? = nil) async {
        do {
            let before = try await filings()
            let line = try await bring(pages)
            #expect(line.outcome == .stopped, "\(change): \(line.text)")
            if let code { #expect(line.stop?.code == code, "\(change): \(line.text)") }
            #expect(try await filings() == before, "\(change)")
        } catch {
            Issue.record("\(change): \(error)")
        }
    }

    // MARK: Changes

    private var columns: [String] {
        files.lazy.compactMap { $0?.columns }.first { !$0.isEmpty } ?? documents.lazy.compactMap { $0?.columns }.first { !$0.isEmpty } ?? []
    }

    var broken: [(String, [Snapshot])] {
        var changes = [
            ("a challenge page", with { _, _ in Array("<html><head><script src=\"/_Incapsula_Resource\"></script></head></html>".utf8) }),
            ("an empty page", with { _, _ in [] }),
        ]
        for column in columns {
            changes.append(
                ("\"\(column)\" renamed", with { $0?.rename(column, to: "Formerly known") ?? $1?.rename(column, to: "Formerly known") }))
            // A column that the manifest can be without may go where its values are nowhere needed.
            guard !isOptional(column) else { continue }
            changes.append(("\"\(column)\" dropped", with { $0?.drop(column) ?? $1?.drop(column) }))
        }
        if !columns.isEmpty { changes.append(("half the rows", linked(with { $0?.first(0.45) ?? $1?.first(0.45) }))) }
        return changes
    }

    private func isOptional(_ column: String) -> Bool {
        let rules = item.source.fields.rules.values.filter { rule in
            rule.columns.contains { ChangedTable.folded($0) == ChangedTable.folded(column) }
        }
        return rules.allSatisfy { $0.optional || $0.columns.count > 1 }
    }

    var moved: [Snapshot]? { files.contains { $0?.moved() != nil } ? with { file, _ in file?.moved() } : nil }

    /// Without one row, the last whose going leaves the newest notice where it is: a list that grows older is another test.
    var shorter: [Snapshot]? {
        guard !columns.isEmpty, let all = newest(pages), all.count >= 8 else { return nil }
        return (0..<all.count).lazy.map { place in
            linked(with { $0?.withoutRow(fromEnd: place) ?? $1?.withoutLastRow() })
        }.first { shorter in newest(shorter).map { $0.count == all.count - 1 && $0.day == all.day } ?? false }
    }

    /// How many notices the pages have, and the newest one's day.
    private func newest(_ pages: [Snapshot]) -> (count: Int, day: CalendarDate?)? {
        guard let table = try? Reader.table(of: pages, for: item.source),
            let normalizer = try? Normalizer(source: item.source, roster: importer.catalog.jurisdictions, today: item.sample.day)
        else { return nil }
        let notices = normalizer.normalize(table).notices
        return (notices.count, notices.compactMap { $0.noticeDate ?? $0.receivedDate ?? $0.postedDate ?? $0.effective?.start }.max())
    }

    struct Swap {
        let name: String
        let pages: [Snapshot]
        let isOfTwoKinds: Bool
    }

    var swaps: [Swap] {
        guard files.contains(where: { $0 != nil }) else { return [] }
        return columns.enumerated().flatMap { place, left in
            columns.dropFirst(place + 1).map { right in
                let kinds = [left, right].map { column in files.lazy.compactMap { $0 }.first.flatMap { $0.kind(of: column) } }
                return Swap(
                    name: "\"\(left)\" and \"\(right)\"", pages: with { file, _ in file?.swap(left, right) },
                    isOfTwoKinds: kinds[0] != nil && kinds[1] != nil && kinds[0] != kinds[1])
            }
        }
    }

    /// The pages of rows with other bytes; where there are none the page stays.
    private func with(_ change: (ChangedFile?, ChangedJSON?) -> [UInt8]?) -> [Snapshot] {
        pages.enumerated().map { place, page in
            guard page.role == .rows, let bytes = change(files[place], documents[place]) else { return page }
            return Snapshot(bytes: bytes, url: page.url, fetchedAt: page.fetchedAt + 60, role: page.role)
        }
    }

    /// A record's page is fetched only where a row links to it.
    private func linked(_ pages: [Snapshot]) -> [Snapshot] {
        let lists = pages.filter { $0.role == .rows }.map { String(decoding: $0.bytes, as: UTF8.self) }
        return pages.filter { page in
            guard page.role == .details, let name = page.url.split(separator: "/").last else { return true }
            return lists.contains { $0.contains("/\(name)\"") }
        }
    }
}
