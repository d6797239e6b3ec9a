import Catalog
import Foundation
import Normalizing
import Reading
import Register
import Testing

/// Pages as the states served them, which are not part of the project: the tests run where they lie beside it.
@Suite struct RealPageTests {
    static let folder = Samples.root + "/../shared/data"
    static let isPresent: Bool = {
        let isPresent = FileManager.default.fileExists(atPath: folder + "/pages")
        if !isPresent { print("RealPageTests skipped: no real pages at \(folder)") }
        return isPresent
    }()

    /// A file's hand-read facts.
    struct Golden: Decodable, Sendable, CustomTestStringConvertible {
        struct Row: Decodable, Sendable {
            var index: Int
            var employer: String?
            var rescinded: Bool?
            var amendment: Bool?
        }

        var page: String
        var state: String
        var kind: String
        var part: String?
        var notices: Int
        var rows: [Row]
        var testDescription: String { page }
    }

    static let goldens: [Golden] = {
        guard isPresent, let text = try? String(contentsOfFile: folder + "/golden/pages.jsonl", encoding: .utf8),
            let samples = try? Samples()
        else { return [] }
        let states = Set(samples.catalog.sources.filter { !$0.archive }.map(\.state.rawValue))
        let goldens = text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Golden.self, from: Data($0.utf8)) }
        // A page whose script holds the list again has two lines; what a person sees is read.
        return goldens.filter { states.contains($0.state) && $0.part != "embedded_json" }
    }()

    @Test("a real page gives as many notices as a person counted, and the names a person read", .enabled(if: isPresent), arguments: goldens)
    func page(_ golden: Golden) throws {
        let samples = try Samples()
        let path = Self.folder + "/pages/" + golden.page
        let snapshot = Snapshot(bytes: try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))), url: "file:" + path, fetchedAt: 0)
        let state = try #require(StateCode(rawValue: golden.state))
        let source = try #require(samples.source(of: [snapshot], state: state))
        let result = try samples.normalized([snapshot], source, on: #require(CalendarDate("2026-11-23")))
        #expect(result.rejections.isEmpty)
        #expect(result.notices.count == golden.notices)
        for row in golden.rows where golden.notices == result.notices.count {
            let notice = result.notices[row.index]
            if let employer = row.employer { #expect(notice.employer.lowercased() == employer.lowercased()) }
            if let rescinded = row.rescinded { #expect(notice.rescinded == rescinded, "row \(row.index)") }
            if let amendment = row.amendment { #expect(notice.amendment == amendment, "row \(row.index)") }
        }
    }
}
