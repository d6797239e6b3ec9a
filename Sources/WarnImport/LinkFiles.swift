import Catalog
import Foundation
import Linking
import Normalizing
import Reading
import Register

/// The notices of saved pages as the linker sees them, without a ledger.
struct LinkFiles {
    let catalog: Catalog
    let today: CalendarDate
    private(set) var candidates: [LinkCandidate] = []
    private(set) var notices: [DisclosureID: Notice] = [:]

    init(catalog: Catalog, today: CalendarDate) {
        self.catalog = catalog
        self.today = today
    }

    /// Reads a page as the source of the state that it fits.
    ///
    /// - Throws: what the page or the file is not.
    mutating func add(_ file: String) throws {
        let state = try Self.state(of: file)
        let snapshot: Snapshot
        do {
            snapshot = Snapshot(
                bytes: try [UInt8](Data(contentsOf: URL(fileURLWithPath: file))), url: "file:" + file,
                fetchedAt: Date().timeIntervalSince1970)
        } catch {
            throw Exit.system("\(file): \(error.localizedDescription)")
        }
        guard let source = Reader.source(for: snapshot, among: catalog.sources(of: state)) else {
            throw Exit.failure(RunError.noSample(SourceID(rawValue: state.rawValue.lowercased()) ?? catalog.sources[0].id))
        }
        let table = try Reader.table(of: [snapshot], for: source)
        let normalizer = try Normalizer(source: source, roster: catalog.jurisdictions, today: today, places: catalog.places(of: source.state))
        for notice in normalizer.normalize(table).notices {
            guard let id = Self.id(of: notice, in: file) else { continue }
            notices[id] = notice
            candidates.append(LinkCandidate(id: id, notice: notice))
        }
    }

    /// The two letters that the file's name begins with, else those of its folder.
    static func state(of file: String) throws -> StateCode {
        let url = URL(fileURLWithPath: file)
        let name = url.deletingPathExtension().lastPathComponent
        let word = name.prefix { $0.isLetter }
        let code = word.count == 2 ? String(word) : url.deletingLastPathComponent().lastPathComponent
        guard code.count == 2, let state = StateCode(rawValue: code.uppercased()) else {
            throw Exit.system("\(file): neither the file's name nor its folder's is two letters of a state.")
        }
        return state
    }

    /// A number made of the file's name, the source and the row: the same in every run and in every order of files.
    private static func id(of notice: Notice, in file: String) -> DisclosureID? {
        let hash = Digest(of: Array((notice.source.rawValue + "\n" + URL(fileURLWithPath: file).lastPathComponent).utf8)).description
        let row = String(notice.row, radix: 16)
        let text = hash.prefix(20) + String(repeating: "0", count: max(0, 12 - row.count)) + row
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(text.dropFirst($0.lowerBound).prefix($0.count)) }
        return DisclosureID(rawValue: parts.joined(separator: "-"))
    }

    /// A link as one line: what both rows say.
    func line(_ link: Link) -> String {
        JSONValue.object([
            "kind": .string(link.kind.rawValue), "rule": .string(link.rule), "score": .number(link.score),
            "status": .string(link.isAccepted ? "accepted" : "proposed"), "from": json(link.from), "to": json(link.to),
        ]).canonicalText
    }

    private func json(_ id: DisclosureID) -> JSONValue {
        guard let notice = notices[id] else { return .null }
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return .object([
            "source_id": .string(notice.source.rawValue), "row": .integer(notice.row), "locator": .string(notice.locator),
            "state": .string(notice.state.rawValue),
            "employer": .string(notice.employerRaw), "notice_date": text((notice.noticeDate ?? notice.receivedDate)?.description),
            "effective_start": text(notice.effective?.start?.description), "workers": notice.workers.exact.map { .integer($0) } ?? .null,
            "place": text(notice.locationRaw ?? notice.city ?? notice.county),
        ])
    }
}
