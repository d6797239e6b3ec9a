import Foundation
import Testing

@Suite("The daemon, as its readers meet it")
struct DaemonTests {
    /// Starts the daemon on a free port; ends it gracefully after `body`, and expects it to end well.
    func withDaemon(
        _ register: Installation, _ body: (_ address: String) async throws -> Void
    ) async throws {
        var program = register.program("warn-reportd")
        program.environment["DATABASE_URL"] = register.conninfo
        let daemon = try program.start(["--port", "0"])
        var address: String?
        for _ in 0..<200 {
            if let match = daemon.reported.firstMatch(of: /serving (http:\/\/127\.0\.0\.1:\d+)\//) {
                address = String(match.output.1)
                break
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        let served = try #require(address, "\(daemon.reported)")
        do {
            try await body(served)
        } catch {
            daemon.process.terminate()
            throw error
        }
        daemon.process.terminate()
        #expect(try await daemon.finish().status == 0)
    }

    private func get(_ address: String) async throws -> String { try await Shell.run("curl", "-sS", "--max-time", "10", address) }

    @Test("its numbers are those of psql, and each walks back to the bytes")
    func walksBack() async throws {
        try await Installation.with(["ny"]) { register in
            let page = try TemporaryFolder()
            let file = try page.write(NewYorkPage.ordinary.text, to: "page.csv")
            #expect(try await register.importing("ny", "--from", file).map(\.outcome) == ["accepted"])
            try await withDaemon(register) { address in
                let csv = try await get("\(address)/reports/workers_by_state.csv")
                let line = try #require(csv.split(separator: "\n").first { $0.hasPrefix("NY,") })
                let workers = try await register.value("select workers from report.workers_by_state where state = 'NY'")
                #expect(line.split(separator: ",").map(String.init).contains(workers ?? "?"))
                // 21 to 29, 46 and 64.
                #expect(workers == "335")

                let accession = try await register.value("select accession_no from ledger.filing where employer = 'Coffee Counter LLC'")
                let disclosure = try await register.value(
                    "select disclosure_id from ledger.filing where accession_no = '\(accession ?? "")'")
                let record = try await get("\(address)/disclosures/\(disclosure ?? "")")
                let digest = try #require(record.firstMatch(of: /\/snapshots\/([0-9a-f]{64})/)?.output.1)
                #expect(record.contains("Artificial Intelligence"))
                #expect(try await get("\(address)/snapshots/\(digest)") + "\n" == NewYorkPage.ordinary.text)
            }
        }
    }

    @Test("a commit is an event at a connected client")
    func feeds() async throws {
        try await Installation.with(["ny"]) { register in
            let folder = try TemporaryFolder()
            try await withDaemon(register) { address in
                async let events = Shell.run("sh", "-c", "curl -sN --max-time 20 \(address)/feed | grep -m 1 kind...import")
                for _ in 0..<100 {
                    if try await get("\(address)/metrics").contains(#/warn_feed_listeners [1-9]/#) { break }
                    try await Task.sleep(for: .milliseconds(50))
                }
                let file = try folder.write(NewYorkPage.ordinary.text, to: "page.csv")
                _ = try await register.importing("ny", "--from", file)
                let position = try await register.value("select max(position) from ledger.log where kind = 'run'")
                let heard = try await events
                #expect(heard.hasPrefix("data:"))
                #expect(heard.contains("\"position\":\(position ?? "?")"))
            }
        }
    }

    @Test("told to stop while someone listens, it ends the feed and then itself", .timeLimit(.minutes(1)))
    func endsTheFeed() async throws {
        try await Installation.with(["ny"]) { register in
            let listener = Process()
            listener.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            listener.standardOutput = FileHandle.nullDevice
            try await withDaemon(register) { address in
                listener.arguments = ["curl", "-sN", "\(address)/feed"]
                try listener.run()
                for _ in 0..<100 {
                    if try await get("\(address)/metrics").contains(#/warn_feed_listeners [1-9]/#) { break }
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            listener.waitUntilExit()
            #expect(listener.terminationStatus == 0)
        }
    }

    @Test("it cannot write, even when asked as its own role")
    func cannotWrite() async throws {
        try await Installation.with(["ny"]) { register in
            for statement in ["delete from ledger.filing", "select count(*) from ledger.filing", "create table report.mine (x int)"] {
                await #expect(throws: Shell.Failed.self) {
                    try await Shell.run("psql", register.conninfo, "-XAtqc", "set role warn_reader", "-c", statement)
                }
            }
        }
    }
}
