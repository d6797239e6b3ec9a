import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct FilingTests {
    private func submission(workers: Int = 120, employer: String = "Alder Street Foods, Inc.") -> EmployerSubmission {
        EmployerSubmission(
            payload: .object(["employer": .object(["legal_name": .string(employer)]), "event": .object(["workers": .integer(workers)])]),
            privateParts: ["contact": .object(["name": .string("A. Person")]), "fein": .string("741234567")],
            columns: FilingColumns(
                employer: employer, state: StateCode(rawValue: "NY"), noticeDate: CalendarDate("2026-09-01"),
                effective: DateSpan(start: CalendarDate("2026-10-31")), workers: WorkerCount(exact: workers, scope: .site),
                eventType: .layoff,
                sites: [FiledSite(city: "Albany", state: StateCode(rawValue: "NY"), workers: workers)],
                answers: [
                    .init(
                        regime: "US-2102e", standard: "substantial_factor", answer: "yes", label: .substitution, percentage: "35.00",
                        count: 42)
                ]),
            receivedAt: Page.noon("2026-09-01"))
    }

    private func withDesk(_ body: (Ledger, Connection) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await body(Ledger.openForOwner(conninfo), Connection.open(conninfo))
            #expect(try await Ledger.open(conninfo, role: .reviewer).verify().breaks == [])
        }
    }

    @Test("a notice, its amendment and its withdrawal are one chain of one disclosure, numbered without gaps")
    func chain() async throws {
        try await withDesk { desk, connection in
            let first = try await desk.file(submission())
            let second = try await desk.amend(first.accessionNumber, with: submission(workers: 150), reason: "count_change")
            let third = try await desk.withdraw(
                second.accessionNumber, payload: .object([:]), reason: nil, receivedAt: Page.noon("2026-09-02"))
            #expect([first, second, third].map(\.form) == [.notice, .noticeAmended, .noticeWithdrawn])
            #expect([first, second, third].map { $0.accessionNumber.rawValue.suffix(6) } == ["000001", "000002", "000003"])
            #expect(Set([first, second, third].map(\.disclosure)).count == 1)
            let history = try await desk.history(first.disclosure.rawValue)
            #expect(history[1].changedFields == ["event.workers"])
            #expect(history[1].previousChainDigest == history[0].chainDigest)
            let last = try await connection.query(
                "select workers, rescinded, (select count(*) from ledger.attribution a where a.accession_no = f.accession_no) as answers from ledger.filing f order by position desc limit 1"
            )[0]
            #expect(try last.value("workers", as: Int.self) == 150)
            #expect(try last.value("rescinded", as: Bool.self))
            #expect(try last.value("answers", as: Int.self) == 1)
        }
    }

    @Test("an amendment of anything but the head is refused, and the head is named")
    func staleHead() async throws {
        try await withDesk { desk, _ in
            let first = try await desk.file(submission())
            let second = try await desk.amend(first.accessionNumber, with: submission(workers: 150), reason: "count_change")
            await #expect(throws: RecordingError.staleHead(amended: first.accessionNumber.rawValue, head: second.accessionNumber.rawValue))
            {
                try await desk.amend(first.accessionNumber, with: submission(workers: 160), reason: "count_change")
            }
        }
    }

    @Test("an amendment that changes nothing is refused")
    func unchanged() async throws {
        try await withDesk { desk, _ in
            let first = try await desk.file(submission())
            await #expect(throws: RecordingError.unchanged(accessionNumber: first.accessionNumber.rawValue)) {
                try await desk.amend(first.accessionNumber, with: submission(), reason: "error_correction")
            }
        }
    }

    @Test("a withdrawn disclosure is opened again by reinstatement only")
    func reinstated() async throws {
        try await withDesk { desk, _ in
            let first = try await desk.file(submission())
            let withdrawn = try await desk.withdraw(first.accessionNumber, payload: .object([:]), reason: nil, receivedAt: 0)
            await #expect(throws: RecordingError.withdrawn(accessionNumber: withdrawn.accessionNumber.rawValue)) {
                try await desk.amend(withdrawn.accessionNumber, with: submission(), reason: "count_change")
            }
            let again = try await desk.amend(withdrawn.accessionNumber, with: submission(), reason: "reinstated")
            #expect(again.disclosure == first.disclosure)
        }
    }

    @Test("eight amendments of one head at once: one is accepted, seven are told of it")
    func simultaneous() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let head = try await Ledger.openForOwner(conninfo).file(submission()).accessionNumber
            let accepted = await withTaskGroup(of: Bool.self) { group in
                for workers in 1...8 {
                    group.addTask {
                        do {
                            _ = try await Ledger.openForOwner(conninfo).amend(
                                head, with: submission(workers: workers), reason: "count_change")
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(accepted == 1)
        }
    }

    @Test("one employer's spellings are one filer")
    func oneFiler() async throws {
        try await withDesk { desk, _ in
            let first = try await desk.file(submission())
            let second = try await desk.file(submission(workers: 7, employer: "ALDER STREET FOODS INC"))
            #expect(first.accessionNumber.rawValue.prefix(10) == second.accessionNumber.rawValue.prefix(10))
            #expect(first.disclosure != second.disclosure)
        }
    }

    @Test("a private part is held by its salted digest, and its takedown breaks nothing")
    func takedown() async throws {
        try await withDesk { desk, connection in
            let number = try await desk.file(submission()).accessionNumber.rawValue
            let count = "select count(*) as n from ledger.private_body"
            #expect(try await connection.query(count)[0].value("n", as: Int.self) == 2)
            let found = try await connection.query(
                "select 1 from ledger.filing where position('A. Person' in convert_from(payload, 'UTF8')) > 0")
            #expect(found.isEmpty)
            try await connection.query(
                "select ledger.takedown('private_document', $1, 'names a worker', 'court order 7')", ["\(number)/contact"])
            #expect(try await connection.query(count)[0].value("n", as: Int.self) == 1)
        }
    }
}
