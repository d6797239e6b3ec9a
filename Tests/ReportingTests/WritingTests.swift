import Foundation
import Register
import Reporting
import Synchronization
import TestDatabase
import Testing

/// What is written row by row is what is answered whole.
@Suite struct WritingTests {
    @Test("piece by piece a report has the bytes of the whole, in every form, filtered, ordered and cut, now and as of before")
    func same() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let seed = try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            for name in try await reporter.reports().map(\.name) where name != "pulse" {
                for form in SummaryForm.allCases {
                    for moment in [AsOf.newest, .position(seed.positions[0])] {
                        try await expectSame(reporter, ReportQuery(name), moment, form)
                    }
                }
            }
            for query in [
                ReportQuery("notices", filters: [.init("state", .equals, "NY")], order: [.init("workers", isDescending: true)]),
                ReportQuery("notices", limit: 3, offset: 2), ReportQuery("notices", limit: 15), ReportQuery("notices", offset: 100),
                ReportQuery("notices", limit: 3, offset: 100), ReportQuery("employers", limit: 0),
                ReportQuery("events", order: [.init("notice_date", isDescending: true)], limit: 5, offset: 9),
                ReportQuery("lead_times", order: [.init("state")], limit: 2), ReportQuery("versions", limit: 2001),
                ReportQuery("event_facts", filters: [.init("state", .equals, "ZZ")]),
            ] {
                for form in SummaryForm.allCases { try await expectSame(reporter, query, .newest, form) }
            }
        }
    }

    private func expectSame(_ reporter: Reporter, _ query: ReportQuery, _ asOf: AsOf, _ form: SummaryForm) async throws {
        let whole = try await reporter.summary(query, asOf: asOf)
        let written = Written()
        let head = try await reporter.write(query, asOf, as: form) { written.append($0) }
        #expect(head == whole.head, "\(query)")
        #expect(written.text == whole.text(form), "\(query) as \(form)")
    }

    @Test("a long answer comes in pieces of 64 kB, each longer by no more than its last row")
    func pieces() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo)
            var long = 0
            for name in try await reporter.reports().map(\.name) {
                let written = Written()
                _ = try await reporter.write(ReportQuery(name), .newest, as: .ndjson) { written.append($0) }
                let row = written.text.split(separator: "\n").map(\.utf8.count).max() ?? 0
                #expect(written.longest <= (64 << 10) + row, "\(name)")
                if written.count > 1 { long += 1 }
            }
            #expect(long > 0)
        }
    }

    @Test("what cannot be asked is refused before anything is handed on", arguments: ["no_such", "notices"])
    func refused(report: String) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let written = Written()
            let query = ReportQuery(report, filters: report == "notices" ? [.init("workers", .from, "many")] : [])
            let error = await #expect(throws: ReportingError.self) {
                try await Reporter(conninfo: conninfo).write(query, .newest, as: .csv) { written.append($0) }
            }
            #expect(error?.code == (report == "notices" ? "REP-04" : "REP-01"))
            #expect(written.count == 0)
        }
    }

    @Test("while a file waits for its disk, a page's question is answered")
    func apart() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo, connections: 1)
            let gate = Gate()
            async let file = reporter.write(ReportQuery("notices"), .newest, as: .csv) { _ in gate.wait() }
            await gate.reached()
            #expect(try await reporter.summary(ReportQuery("totals")).rows.count == 1)
            gate.open()
            #expect(try await file.total == 15)
        }
    }

    @Test("who takes no more is told, and the next is served on the same connection")
    func givenUp() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let reporter = Reporter(conninfo: conninfo, connections: 1)
            await #expect(throws: Full.self) { try await reporter.write(ReportQuery("notices"), .newest, as: .csv) { _ in throw Full() } }
            #expect(try await reporter.write(ReportQuery("notices"), .newest, as: .csv) { _ in }.total == 15)
        }
    }
}

private struct Full: Error {}

/// What was handed on.
private final class Written: Sendable {
    private let pieces = Mutex<[[UInt8]]>([])
    func append(_ bytes: [UInt8]) { pieces.withLock { $0.append(bytes) } }
    var count: Int { pieces.withLock { $0.count } }
    var longest: Int { pieces.withLock { $0.map(\.count).max() ?? 0 } }
    var text: String { pieces.withLock { String(decoding: $0.joined(), as: UTF8.self) } }
}

/// Holds a thread until it is opened, and says when one waits.
private final class Gate: Sendable {
    private let state = Mutex((isReached: false, isOpen: false))
    func wait() {
        state.withLock { $0.isReached = true }
        while !state.withLock({ $0.isOpen }) { sched_yield() }
    }
    func open() { state.withLock { $0.isOpen = true } }
    func reached() async { while !state.withLock({ $0.isReached }) { await Task.yield() } }
}
