import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct LinkTests {
    private let state = Page.source().state

    /// Ten disclosures of one page, and a ledger for each of the roles.
    private func withPage(_ body: (_ importer: Ledger, _ reviewer: Ledger, _ conninfo: String) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            _ = try await importer.record(Page(Page.others).batch)
            try await body(importer, try await Ledger.open(conninfo, role: .reviewer), conninfo)
        }
    }

    private func chain(_ input: LinkingInput, score: Double = 0.5) -> [Link] {
        zip(input.candidates, input.candidates.dropFirst()).map {
            Link(kind: .sameEvent, from: $1.id, to: $0.id, score: score, rule: "test")
        }
    }

    @Test("the same links from four imports at once enter the log once, and the ledger stays whole")
    func once() async throws {
        try await withPage { importer, reviewer, conninfo in
            let state = state
            let input = try await importer.linkingInput(of: state)
            let links = chain(input)
            let results = try await withThrowingTaskGroup(of: LinkingResult?.self) { group in
                for _ in 1...4 {
                    group.addTask {
                        try await Ledger.open(conninfo, role: .importer).record(links, of: state, linker: "2", seenAt: input.position)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            // One enters them; the others find nothing to do, or that something was recorded since.
            #expect(results.compactMap { $0?.entered }.reduce(0, +) == 9)
            #expect(try await importer.links(status: nil, state: nil, most: 100).count == 9)
            #expect(try await reviewer.verify().breaks == [])
        }
    }

    @Test("what the linker finds no longer is withdrawn, and comes back when it is found again")
    func withdrawn() async throws {
        try await withPage { importer, reviewer, _ in
            let input = try await importer.linkingInput(of: state)
            let links = chain(input, score: 1)
            #expect(try await importer.record(links, of: state, linker: "2", seenAt: .max) == LinkingResult(entered: 9, withdrawn: 0))
            #expect(try await importer.record(links, of: state, linker: "2", seenAt: .max) == LinkingResult(entered: 0, withdrawn: 0))
            #expect(
                try await importer.record(Array(links.dropFirst(4)), of: state, linker: "3", seenAt: .max)
                    == LinkingResult(entered: 0, withdrawn: 4))
            #expect(try await !importer.areOneEvent(links[0].from, links[0].to))
            #expect(try await importer.record(links, of: state, linker: "3", seenAt: .max) == LinkingResult(entered: 4, withdrawn: 0))
            #expect(try await importer.areOneEvent(links[0].to, links[8].from))
            #expect(try await reviewer.verify().breaks == [])
        }
    }

    @Test("links found before another import came are not recorded")
    func stale() async throws {
        try await withPage { importer, _, _ in
            let input = try await importer.linkingInput(of: state)
            _ = try await importer.record(Page(Page.others + [Page.notice("Newcomer")]).batch)
            #expect(try await importer.record(chain(input), of: state, linker: "2", seenAt: input.position) == nil)
            let again = try await importer.linkingInput(of: state)
            #expect(try await importer.record(chain(again), of: state, linker: "2", seenAt: again.position)?.entered == 10)
        }
    }

    @Test("a refusal outlives every later run of the linker, and keeps the reason and the reviewer")
    func refused() async throws {
        try await withPage { importer, reviewer, _ in
            let links = chain(try await importer.linkingInput(of: state), score: 1)
            _ = try await importer.record(links, of: state, linker: "2", seenAt: .max)
            try await reviewer.settle(links[0].to, links[0].from, as: nil, isRefused: true, reason: "Two plants.", reviewer: "Ana Ortiz")
            #expect(try await !importer.areOneEvent(links[0].from, links[0].to))
            #expect(try await importer.record(links, of: state, linker: "3", seenAt: .max) == LinkingResult(entered: 0, withdrawn: 0))
            #expect(try await importer.record([], of: state, linker: "4", seenAt: .max) == LinkingResult(entered: 0, withdrawn: 8))
            let refused = try await importer.links(status: "refused", state: nil, most: 10)
            #expect(refused.map(\.reason) == ["Two plants."])
            #expect(refused.map(\.reviewer) == ["Ana Ortiz"])
            #expect(
                try await importer.linkingInput(of: state).decisions
                    == [LinkDecision(from: links[0].from, to: links[0].to, confirmed: nil)])
            #expect(try await importer.history(ofLinksBetween: links[0].from, and: links[0].to).map(\.status) == ["accepted", "refused"])
            #expect(try await reviewer.verify().breaks == [])
        }
    }

    @Test("a confirmed link stays when the linker finds it no longer")
    func confirmed() async throws {
        try await withPage { importer, reviewer, _ in
            let links = chain(try await importer.linkingInput(of: state))
            try await reviewer.settle(
                links[3].from, links[3].to, as: .sameNotice, isRefused: false, reason: "One letter.", reviewer: "Ana Ortiz")
            _ = try await importer.record([], of: state, linker: "2", seenAt: .max)
            #expect(try await importer.areOneEvent(links[3].from, links[3].to))
            #expect(try await importer.linkingInput(of: state).decisions.map(\.confirmed) == [.sameNotice])
        }
    }

    @Test("a decision without a reason, of no disclosure, or by an importer is refused")
    func decisions() async throws {
        try await withPage { importer, reviewer, _ in
            let ids = try await importer.linkingInput(of: state).candidates.map(\.id)
            let nobody = try #require(DisclosureID(rawValue: "00000000-0000-0000-0000-000000000000"))
            await #expect(throws: RecordingError.self) {
                try await reviewer.settle(ids[0], ids[1], as: .sameEvent, isRefused: false, reason: " ", reviewer: "Ana Ortiz")
            }
            await #expect(throws: RecordingError.self) {
                try await reviewer.settle(ids[0], nobody, as: .sameEvent, isRefused: false, reason: "x", reviewer: "Ana Ortiz")
            }
            await #expect(throws: RecordingError.self) {
                try await importer.settle(ids[0], ids[1], as: .sameEvent, isRefused: false, reason: "x", reviewer: "Ana Ortiz")
            }
        }
    }
}
