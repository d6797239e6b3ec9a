import Catalog
import Foundation
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

/// The acceptance cases for employers' filings, where they are present: signed, handed in and decided on a real ledger.
@Suite struct FilingCasesTests {
    static let path = Project.home.path + "/../shared/data/filing-cases.yaml"

    static let book: CaseBook? = {
        guard FileManager.default.fileExists(atPath: path) else {
            print("skipped: ../shared/data/filing-cases.yaml is absent")
            return nil
        }
        return try? CaseBook(path: path)
    }()

    static let names = book?.cases.compactMap { $0["id"]?.text } ?? []

    @Test("a case has its outcome, its exact codes and its computed values", .enabled(if: !names.isEmpty), arguments: names)
    func acceptanceCase(name: String) async throws {
        try await CaseCheck.run(name, of: try #require(Self.book))
    }

    private static let ownBook = try? CaseBook(path: Project.home.path + "/Tests/WarnCtlTests/Cases/filings.yaml")

    @Test("the register's own cases end as they say", arguments: ownBook?.cases.compactMap { $0["id"]?.text } ?? [])
    func ownCase(name: String) async throws {
        try await CaseCheck.run(name, of: try #require(Self.ownBook))
    }

    @Test("the register has cases of its own")
    func ownCases() { #expect(Self.ownBook?.cases.count ?? 0 >= 28) }
}

/// Runs one case of a book and compares its ending with what the book expects.
enum CaseCheck {
    static func run(_ name: String, of book: CaseBook) async throws {
        let item = try book.named(name)
        let ending = try await TestDatabase.withDatabase { database in
            var run = try await CaseRun(book: book, database: database, law: try ReferenceTables.law(Project.home))
            let ending = try await run.run(item)
            #expect(try await Ledger.open(database, role: .reviewer).verify().isWhole)
            return ending
        }
        let expected = try #require(item["expect"])
        #expect(ending.outcome == expected["outcome"]?.text)
        #expect(ending.codes == expected["codes"]?.items?.compactMap(\.text))
        for (key, value) in expected["computed"]?.members ?? [:] {
            let found = ending.computed[key] ?? .null
            #expect(found == value, "\(key): \(found.canonicalText) is not \(value.canonicalText)")
        }
        for path in expected["byte_equal"]?.items?.compactMap(\.text) ?? [] {
            let sent = item["submit"]?["set"]?.members?[path] ?? book.base(of: item["submit"]?["form_type"]?.text ?? "N")[path]
            #expect(ending.computed["returned"]?[path] == sent, "\(path)")
        }
    }
}
