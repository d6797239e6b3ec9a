import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct ConcurrencyTests {
    private static let answer = """
        select coalesce(md5(string_agg(concat_ws('|', l.position, l.kind, l.subject, f.workers, f.version), ',' order by l.position)), '') as answer
        from ledger.log l left join ledger.filing f on f.position = l.position
        where l.position <= $1
        """

    @Test("two imports and two filings at once: a position once seen always gives the same answer")
    func reproducible() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let seen = try await withThrowingTaskGroup(of: [Int: String].self) { group in
                for source in ["ny", "wa"] {
                    group.addTask {
                        let importer = try await Ledger.open(conninfo, role: .importer)
                        for day in 1...5 {
                            let notices = (0..<40).map {
                                Page.notice("Employer \($0)", workers: 10 + $0 + ($0 % 5 == 0 ? day : 0), city: "Town \($0)")
                            }
                            _ = try await importer.record(Page(notices, source: Page.source(source)).batch)
                        }
                        return [:]
                    }
                }
                for filer in 1...2 {
                    group.addTask {
                        let desk = try await Ledger.openForOwner(conninfo)
                        for workers in 1...30 {
                            _ = try await desk.file(
                                EmployerSubmission(
                                    payload: .object(["workers": .integer(workers)]),
                                    columns: FilingColumns(employer: "Filer \(filer)", workers: WorkerCount(exact: workers, scope: .site)),
                                    receivedAt: 0))
                        }
                        return [:]
                    }
                }
                group.addTask {
                    let reader = try await Connection.open(conninfo)
                    var answers: [Int: String] = [:]
                    for _ in 1...200 {
                        let position: Int = try await reader.query("select report.moment() as position")[0].value("position")
                        answers[position] = try await reader.query(Self.answer, [position])[0].value("answer")
                    }
                    return answers
                }
                return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
            }
            #expect(seen.count > 1)
            let reader = try await Connection.open(conninfo)
            for (position, answer) in seen {
                #expect(
                    try await reader.query(Self.answer, [position])[0].value("answer", as: String.self) == answer, "position \(position)")
            }
            #expect(try await Ledger.open(conninfo, role: .reviewer).verify().breaks == [])
        }
    }

    @Test("a listener hears each commit once, and nothing of what was rolled back")
    func notifications() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let heard = try await Listener.notifications(conninfo, channel: "warn_register")
            let result = try await Ledger.open(conninfo, role: .importer).record(Page(Page.others).batch)
            let connection = try await Connection.open(conninfo)
            try? await connection.transaction { connection in
                try connection.query("select pg_notify('warn_register', 'rolled back')")
                throw CancellationError()
            }
            try await connection.query("select pg_notify('warn_register', 'end')")
            var payloads: [String] = []
            for try await notification in heard {
                if notification.payload == "end" { break }
                payloads.append(notification.payload)
            }
            let positions = try #require(result.positions)
            #expect(payloads.count == 2 && payloads.allSatisfy { $0.contains("\"ny\"") })
            #expect(payloads.last?.contains("\"position\": \(positions.upperBound)") == true, "\(payloads)")
        }
    }

    private static let psql = ["/usr/bin/psql", "/usr/local/bin/psql"].first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(
        "an import killed before its commit leaves nothing, and the next one completes it", .enabled(if: psql != nil),
        arguments: [false, true])
    func killed(afterRecording: Bool) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            try await importer.register([Page.source()])
            let connection = try await Connection.open(conninfo)
            let counts =
                "select (select count(*) from ledger.filing) + (select count(*) from ledger.run) + (select count(*) from ledger.snapshot) as n, (select max(position) from ledger.log) as last"
            let before = try await connection.query(counts)[0].cells
            try await Self.interrupt(conninfo, afterRecording: afterRecording)
            #expect(try await connection.query(counts)[0].cells == before)
            #expect(try await importer.record(Page(Page.others).batch).filings == [.observed: 10])
            #expect(try await Ledger.open(conninfo, role: .reviewer).verify().breaks == [])
        }
    }

    /// Begins an import in a process of its own and kills that at the moment it says how far it is.
    private static func interrupt(_ conninfo: String, afterRecording: Bool) async throws {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: psql ?? "")
        child.arguments = ["-XqAt", "-v", "ON_ERROR_STOP=1", conninfo]
        let (input, output) = (Pipe(), Pipe())
        child.standardInput = input
        child.standardOutput = output
        try child.run()
        let run =
            #"{"started_at":"2026-09-01T12:00:00Z","outcome":"accepted","rows":0,"notices":0,"held":0,"rejected":0,"skipped":{},"skipped_rows":0,"is_public":true}"#
        var script = """
            set role warn_importer; begin; select ledger.open_import();
            insert into stage_snapshot values (1, sha256('page'), 'page', null, 'https://example.gov', now(), 200, '[]', 'rows');
            insert into stage_filing (item, disclosure_id, version, form_type, payload)
            select n, gen_random_uuid(), 1, 'OBS', '{}' from generate_series(1, 500) n;

            """
        if afterRecording { script += "select ledger.enter_run('ny', '\(run)', 0); select ledger.close_import();\n" }
        input.fileHandleForWriting.write(Data((script + "\\echo now\n").utf8))
        var heard = Data()
        while !String(decoding: heard, as: UTF8.self).contains("now") {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "psql ended early")
            heard += more
        }
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
    }
}
