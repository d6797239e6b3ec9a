import ArgumentParser
import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@testable import WarnCtl

@Suite struct LinkCommandTests {
    /// The seed's two proposed or accepted links, and a stage for one command.
    private func onStage(_ body: (_ arguments: [String], _ ledger: Ledger, _ pair: LinkEntry) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let ledger = try await Ledger.open(conninfo, role: .desk)
            let pair = try #require(try await ledger.links(status: "accepted", state: nil, most: 10).last)
            try await body(["--database", conninfo], ledger, pair)
        }
    }

    private func ids(_ pair: LinkEntry) -> [String] { [pair.from.disclosure.rawValue, pair.to.disclosure.rawValue] }

    @Test("what waits for a reviewer is listed, and nothing else unasked")
    func list() async throws {
        try await onStage { database, _, _ in
            let stage = Stage()
            try await LinkList.parse(database).list(on: stage.terminal())
            #expect(stage.written == "No link is proposed.\n")
            let all = Stage()
            try await LinkList.parse(["--status", "accepted", "--format", "json"] + database).list(on: all.terminal())
            let links = try JSONDecoder().decode([JSONValue].self, from: Data(all.written.utf8))
            #expect(links.count == 2)
            #expect(links.allSatisfy { $0["status"]?.text == "accepted" })
        }
    }

    @Test("a refused pair is two from then on, with reason and reviewer, whatever the linker says after it")
    func refuse() async throws {
        try await onStage { database, ledger, pair in
            let stage = Stage()
            try await LinkRefuse.parse(ids(pair) + ["--reason", "Two plants.", "--reviewer", "Ana Ortiz", "--format", "json"] + database)
                .refuse(on: stage.terminal())
            let answer = try JSONDecoder().decode(JSONValue.self, from: Data(stage.written.utf8))
            #expect(answer["status"]?.text == "refused")
            #expect(answer["reviewer"]?.text == "Ana Ortiz")
            #expect(answer["one_event"] == .bool(false))
            #expect(try await !ledger.areOneEvent(pair.from.disclosure, pair.to.disclosure))
            let shown = Stage()
            try await LinkShow.parse(ids(pair) + database).show(on: shown.terminal())
            #expect(shown.written.contains("refused") && shown.written.contains("Two plants."))
        }
    }

    @Test("a confirmation names its kind where no link does, and contradicts no refusal")
    func confirm() async throws {
        try await onStage { database, ledger, pair in
            let other = try #require(try await ledger.linkingInput(of: nil).candidates.first { $0.employer == "Warehouse A" })
            let decided = ["--reason", "One letter.", "--reviewer", "Ana Ortiz"] + database
            let first = ids(pair)[0]
            await #expect(throws: LinkError.noKind) {
                try await LinkConfirm.parse([first, other.id.rawValue] + decided).confirm(on: Stage().terminal())
            }
            try await LinkConfirm.parse([first, other.id.rawValue, "--kind", "same_event"] + decided).confirm(on: Stage().terminal())
            #expect(try await ledger.areOneEvent(pair.from.disclosure, other.id))
            await #expect(throws: LinkError.oneDisclosure) {
                try await LinkConfirm.parse([first, first, "--kind", "same_event"] + decided).confirm(on: Stage().terminal())
            }
        }
    }

    @Test("words that say nothing are refused before anything is asked of the ledger")
    func usage() {
        #expect(throws: (any Error).self) { try LinkRefuse.parse(["a", "b", "--reason", " ", "--reviewer", "Ana"]) }
        #expect(throws: (any Error).self) { try LinkRefuse.parse(["a", "b", "--reason", "x"]) }
        #expect(throws: (any Error).self) { try LinkConfirm.parse(["a", "b", "--kind", "distinct", "--reason", "x", "--reviewer", "Ana"]) }
        #expect(throws: (any Error).self) {
            try LinkRefuse.parse(["a", "b", "--kind", "same_event", "--reason", "x", "--reviewer", "Ana"])
        }
        #expect(throws: (any Error).self) { try LinkList.parse(["--state", "Nowhere"]) }
    }
}
