import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct LinkTests {
    @Test("the same links from four imports at once enter the log once, and the ledger stays whole")
    func once() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            _ = try await importer.record(Page(Page.others).batch)
            let candidates = try await importer.linkCandidates(of: Page.source().state)
            let links = zip(candidates, candidates.dropFirst()).map {
                Link(kind: .sameEvent, from: $1.id, to: $0.id, score: 0.5, rule: "test")
            }
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...4 {
                    group.addTask { try await Ledger.open(conninfo, role: .importer).record(links) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.sorted() == [0, 0, 0, 9])
            #expect(try await Ledger.open(conninfo, role: .reviewer).verify().breaks == [])
        }
    }
}
